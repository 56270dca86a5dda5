"""Runs of glyphs as the PDF operators that show them."""

from __future__ import annotations

from collections.abc import Iterator

from deckapp.face.embed import EmbeddedFont
from deckapp.face.page import Glyphs
from deckapp.face.sfnt import Cluster
from deckapp.face.vector import number


def shown(item: Glyphs, font: EmbeddedFont) -> Iterator[str]:
    """The operators that show a run's glyphs at their places, as few as will do."""
    if not item.ys and all(item.texts):
        yield _letters(item, font)
        return
    scale = 1000 / item.size
    pen, raised, codes = 0.0, 0.0, ""
    parts: list[str] = []
    for x, rise, cluster, text in _clusters(item, scale):
        if rise != raised:
            yield from _string(parts, codes)
            yield f"{number(rise)} Ts"
            parts, codes, raised = [], "", rise
        gap = round(x * scale - pen)
        if gap:
            parts.append(f"<{codes}>{-gap}" if codes else str(-gap))
            codes = ""
        codes += f"{font.code(cluster, text):04X}"
        pen += gap + font.width(cluster)
    yield from _string(parts, codes)
    if raised:
        yield "0 Ts"


def _letters(item: Glyphs, font: EmbeddedFont) -> str:
    """The operator for a run in which each glyph stands for a text of its own, on the line: nearly all text."""
    scale = 1000 / item.size
    letters, pen = font.letters, 0.0
    parts = ["<"]
    known = [letters.get(glyph) or font.letter(*glyph) for glyph in zip(item.gids, item.texts, strict=True)]
    for (code, width), x in zip(known, item.xs, strict=True):
        gap = x * scale - pen
        if gap > 0.5 or gap < -0.5:
            moved = round(gap)
            parts.append(f">{-moved}<")
            pen += moved
        parts.append(code)
        pen += width
    parts.append(">")
    said = "".join(parts).removeprefix("<>")
    return f"[{said}] TJ" if ">" in said[:-1] else f"{said} Tj"


def _clusters(item: Glyphs, scale: float) -> Iterator[tuple[float, float, Cluster, str]]:
    """(place, rise, glyphs, text) of each cluster; within one of several glyphs nothing else is raised."""
    xs, ys, gids, texts = item.xs, item.ys, item.gids, item.texts
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
                (gids[k], _unit((xs[k] - xs[place]) * scale), _unit(ys[k] * scale) if ys else 0)
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
