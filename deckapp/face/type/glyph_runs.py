"""What Qt shaped, read as glyphs: where each stands, in which font, and what it stands for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

import msgspec
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

from deckapp.face.page import Glyphs, LinkArea, Word
from deckapp.face.style import LINK
from deckapp.face.type import fonts, system_fonts
from deckapp.face.type.font_files import UNITS, is_bundled
from deckapp.face.type.fonts import FontStretch
from deckapp.face.type.markup import Run

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_retrieve = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll


class TextLook(msgspec.Struct, frozen=True):
    """How text looks: everything but where it goes."""

    family: str
    size: float
    bold: bool
    italic: bool
    colour: str
    language: str
    hyphens: str


class Span(msgspec.Struct, frozen=True):
    """A stretch of one run in one font, by its place in the laid text (UTF-16 units)."""

    start: int
    end: int
    run: Run
    piece: FontStretch


class LaidStretch(msgspec.Struct, frozen=True):
    """A part of a laid text (UTF-16 units); `said` gives the text between two places."""

    start: int
    end: int
    said: Callable[[int, int], str]


def read_span(
    look: TextLook, line: QTextLine, span: Span, stretch: LaidStretch, zero: tuple[float, float]
) -> list[Glyphs | LinkArea]:
    """The glyphs of a stretch of a line, which lies in one span; `zero` is the line's origin in layout units."""
    first, last = stretch.start, stretch.end
    shaped = line.glyphRuns(first, last - first, _retrieve)
    # A line's end is a run without glyphs.
    runs = [(run, indexes) for run in shaped if (indexes := list(run.stringIndexes()))]
    starts = sorted({index for _, indexes in runs for index in indexes if first <= index < last} | {last})
    found: list[Glyphs | LinkArea] = []
    for run, indexes in runs:
        rtl = run.isRightToLeft()
        texts = _texts(stretch, indexes, starts, rtl)
        order = _clusters_from_left(indexes) if rtl else []
        found.append(_placed(look, run, span, texts, order, zero))
    if span.run.href and found:
        left = min(item.x for item in found)
        right = max(item.x + item.width for item in found)
        found.append(LinkArea(x=left, y=0, width=right - left, height=look.size * 1.3, href=span.run.href))
    return found


def _texts(stretch: LaidStretch, indexes: list[int], starts: list[int], rtl: bool) -> list[str]:
    """What each glyph stands for: its whole cluster at the cluster's first glyph, "" at the others.

    Readers of a PDF take right-to-left text as seen from the left and turn it round, brackets included.
    """
    first = indexes[0]
    if not rtl and indexes == starts[:-1] and indexes[-1] - first == len(indexes) - 1:
        # As many glyphs as letters, which is nearly all of Latin text.
        said = stretch.said(first, starts[-1])
        if len(said) == len(indexes):
            return list(said)
    texts = [""] * len(indexes)
    seen: set[int] = set()
    for place, index in enumerate(indexes):
        after = bisect_right(starts, index)
        if index not in seen and after < len(starts):
            text = stretch.said(index, starts[after])
            texts[place] = text[::-1].translate(_MIRRORED) if rtl else text
            seen.add(index)
    return texts


def _clusters_from_left(indexes: list[int]) -> list[int]:
    """The places of a right-to-left run's glyphs, cluster by cluster as seen from the left."""
    return sorted(range(len(indexes)), key=lambda place: -indexes[place])


def _font_and_glyphs(look: TextLook, run: QGlyphRun, key: str) -> tuple[str, list[int]]:
    """The font that Qt took, and its glyphs: boxes of a font of ours where it took none that we can draw."""
    raw, gids = run.rawFont(), run.glyphIndexes()
    if system_fonts.is_system(key):
        if taken := system_fonts.system_font(raw):
            system_fonts.keep_outlines(taken, raw, gids)
            return taken, gids
        key = fonts.order(look.family, look.bold, look.italic)[0]
    elif is_bundled(key, raw):
        return key, gids
    return key, [0] * len(gids)


def _placed(
    look: TextLook, run: QGlyphRun, span: Span, texts: list[str], order: list[int], zero: tuple[float, float]
) -> Glyphs:
    origin, base = zero
    bold = look.bold or span.run.bold or look.family == fonts.FAMILY_TITLE
    key, gids = _font_and_glyphs(look, run, span.piece.font)
    points = run.positions()
    if run.isRightToLeft():
        points = [points[k] for k in order]
        gids = [gids[k] for k in order]
        texts = [texts[k] for k in order]
    x = min(point.x() for point in points) if run.isRightToLeft() else points[0].x()
    raised = any(point.y() != base for point in points)
    right = run.boundingRect().right()
    em = UNITS * look.size
    word = Word(
        gids=tuple(gids),
        xs=tuple([(point.x() - x) / em for point in points]),
        ys=tuple([round((base - point.y()) / UNITS, 3) / look.size for point in points]) if raised else (),
        texts=tuple(texts),
        width=(right - x) / em,
    )
    return Glyphs(
        font=key,
        size=look.size,
        colour=span.run.colour or (LINK if span.run.href else look.colour),
        x=(x - origin) / UNITS,
        y=0.0,
        words=(word,),
        rtl=run.isRightToLeft(),
        bold=0.03 * look.size if bold and system_fonts.needs_thickening(key) else 0.0,
        width=(right - x) / UNITS,
    )
