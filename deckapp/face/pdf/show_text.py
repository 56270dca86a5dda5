"""Runs of glyphs as the PDF operators that show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from deckapp.face.page import Glyphs, Word
from deckapp.face.pdf.embed import EmbeddedFont
from deckapp.face.pdf.vector import number
from deckapp.face.type.sfnt import Cluster

_MOST_WORDS = 20_000
"""So many words a font remembers how it wrote, lest memory grow with the document."""


def shown(item: Glyphs, font: EmbeddedFont) -> str:
    """The operators that show a run's glyphs at their places, as few as will do."""
    words = [*map(font.said.get, item.words)]
    if None in words:
        words = [_remembered(word, font) for word in item.words]
    if not all(words):
        return " ".join(_clustered(item, font))
    letters = "".join(cast(list[str], words))
    return f"[<{letters}>] TJ" if ">" in letters else f"<{letters}> Tj"


def _remembered(word: Word, font: EmbeddedFont) -> str:
    if len(font.said) >= _MOST_WORDS:
        font.said.clear()
    found = font.said[word] = "" if word.ys or not all(word.texts) else _letters(word, font)
    return found


def _letters(word: Word, font: EmbeddedFont) -> str:
    """A word in which each glyph stands for a text of its own, on the line: nearly all text.

    It is what stands between angle brackets, and leaves the pen where the next word begins.
    """
    pen = 0.0
    found = []
    for gid, x, text in zip(word.gids, word.xs, word.texts, strict=True):
        cluster = ((gid, 0, 0),)
        gap = round(x * 1000 - pen)
        if gap:
            found.append(f">{-gap}<")
        found.append(f"{font.code(cluster, text):04X}")
        pen += gap + font.width(cluster)
    rest = word.width * 1000 - pen
    if abs(rest) > 0.5:
        found.append(f">{number(-rest)}<")
    return "".join(found)


def _clustered(item: Glyphs, font: EmbeddedFont) -> Iterator[str]:
    """The operators for a run with marks, ligatures or raised glyphs."""
    pen, raised, codes = 0.0, 0.0, ""
    parts: list[str] = []
    for x, rise, cluster, text in _clusters(item):
        if rise != raised:
            yield from _string(parts, codes)
            yield f"{number(rise * item.size)} Ts"
            parts, codes, raised = [], "", rise
        gap = round(x * 1000 - pen)
        if gap:
            parts.append(f"<{codes}>{-gap}" if codes else str(-gap))
            codes = ""
        codes += f"{font.code(cluster, text):04X}"
        pen += gap + font.width(cluster)
    yield from _string(parts, codes)
    if raised:
        yield "0 Ts"


def _clusters(item: Glyphs) -> Iterator[tuple[float, float, Cluster, str]]:
    """(place, rise, glyphs, text) of each cluster; within one of several glyphs nothing else is raised."""
    pen = 0.0
    for word in item.words:
        for place, rise, cluster, text in _clusters_of(word):
            yield pen + place, rise, cluster, text
        pen += word.width


def _clusters_of(word: Word) -> Iterator[tuple[float, float, Cluster, str]]:
    xs, ys, gids, texts = word.xs, word.ys, word.gids, word.texts
    count = len(gids)
    place = 0
    while place < count:
        end = place + 1
        while end < count and not texts[end]:
            end += 1
        if end == place + 1:
            yield xs[place], ys[place] if ys else 0.0, ((gids[place], 0, 0),), texts[place]
        else:
            parts = tuple(
                (gids[k], _unit((xs[k] - xs[place]) * 1000), _unit(ys[k] * 1000) if ys else 0)
                for k in range(place, end)
            )
            yield xs[place], 0.0, parts, texts[place]
        place = end


def _unit(value: float) -> int:
    """A thousandth of the size, coarse enough that the same cluster comes out the same wherever it stands.

    A tower of marks ends where a font file's numbers end.
    """
    return min(12_000, max(-12_000, 4 * round(value / 4)))


def _string(parts: list[str], codes: str) -> Iterator[str]:
    if codes:
        parts = [*parts, f"<{codes}>"]
    if parts:
        is_one = len(parts) == 1 and parts[0].endswith(">")
        yield f"{parts[0]} Tj" if is_one else f"[{''.join(parts)}] TJ"
