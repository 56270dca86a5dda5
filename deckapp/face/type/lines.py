"""Lines of one paragraph, broken and shaped by QTextLayout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import cast

import msgspec
from PySide6.QtGui import QTextLine

from deckapp.face.page import Glyphs, Item, LinkArea, moved
from deckapp.face.type import fonts, shaped_words
from deckapp.face.type.font_files import UNITS
from deckapp.face.type.glyph_runs import LaidStretch, TextLook, read_span
from deckapp.face.type.hyphens import SOFT_HYPHEN, hyphenated
from deckapp.face.type.long_paragraphs import PlacedLine, between, lines_of
from deckapp.face.type.markup import Run
from deckapp.face.type.qt_layout import ELLIPSIS, WIDE, Laid, Strand, strands
from deckapp.face.type.shaping import shaped_once

KEPT = 5_000
"""Paragraphs that are longer are not remembered, lest memory grow with them."""
_LONG_LINE = 400
_TALL = ("NotoSansArabic", "NotoSansDevanagari")


class ShapedLine(msgspec.Struct, frozen=True):
    """A line that Qt shaped, its left end and its baseline at 0 (link areas: the top of the line at 0)."""

    items: tuple[Glyphs | LinkArea, ...]
    width: float
    tall: bool

    def at(self, x: float, base: float, top: float) -> list[Item]:
        """Its items with its left end at `x`, its baseline at `base` and its top at `top`."""
        return [moved(item, x, base if isinstance(item, Glyphs) else top) for item in self.items]


Line = ShapedLine | shaped_words.QuickLine


class Broken(msgspec.Struct, frozen=True):
    """A paragraph in lines; `missing` are the characters that no font has, `torn` tells of broken words."""

    lines: list[ShapedLine]
    missing: tuple[str, ...] = ()
    torn: bool = False


def bullet_line(bullet: str, look: TextLook) -> Sequence[Line]:
    """The one line of what stands before a paragraph."""
    runs = (Run(bullet),)
    known = shaped_once(runs, look)
    quick = shaped_words.quick_lines(known, WIDE, look.size) if known else None
    return quick or break_lines(runs, look, WIDE, False).lines


def break_lines(
    runs: tuple[Run, ...], look: TextLook, width: float, rtl: bool, measure: bool = False, most: int = 0
) -> Broken:
    """The lines of a paragraph in a column, the first `most` of them where that is more than 0.

    With `measure`, how long they are and no glyphs.
    """
    broken = _broken if sum(len(run.text) for run in runs) <= KEPT else _broken.__wrapped__
    return broken(runs, look, width, rtl, measure, most)


@lru_cache(512)
def _broken(
    runs: tuple[Run, ...], look: TextLook, width: float, rtl: bool, measure: bool, most: int
) -> Broken:
    said = [run for run in runs if run.text]
    if look.hyphens == "text":
        said = hyphenated(said, look.language)
    parts, places = _set(said, look, width, rtl, most)
    torn = _torn_words(places) if look.hyphens == "need" else frozenset()
    if torn and (again := hyphenated(said, look.language, torn)) != said:
        parts, places = _set(again, look, width, rtl, most)
    missing = [
        char for part in parts if part.piece.missing for char in part.text if not fonts.is_silent(char)
    ]
    lines = [_measured(place) if measure else _read(place, rtl) for place in places]
    return Broken(lines, tuple(dict.fromkeys(missing)), bool(torn))


def _set(
    runs: Sequence[Run], look: TextLook, width: float, rtl: bool, most: int
) -> tuple[list[Strand], list[PlacedLine]]:
    """A paragraph's stretches and its lines, the first `most` where that is more than 0."""
    parts = strands(runs, look)
    return parts, list(islice(lines_of(parts, look, width, rtl), most or None))


def cut_short(runs: Sequence[Run], look: TextLook, width: float, rtl: bool, count: int) -> list[ShapedLine]:
    """The first lines of a paragraph, the last of them ending in an ellipsis."""
    runs = [run for run in runs if run.text]
    parts, places = _set(runs, look, width, rtl, count + 1)
    if look.hyphens != "never" and (again := hyphenated(runs, look.language, _torn_words(places))) != runs:
        parts, places = _set(again, look, width, rtl, count + 1)
    if len(places) <= count:
        return [_read(place, rtl) for place in places]
    *whole, last = places[:count]
    return [*(_read(place, rtl) for place in whole), _with_ellipsis(parts, last, width, rtl)]


def _with_ellipsis(parts: Sequence[Strand], place: PlacedLine, width: float, rtl: bool) -> ShapedLine:
    """As much of a line as leaves room for an ellipsis."""
    look, laid, line = place.laid.look, place.laid, place.line
    start, end = line.textStart(), line.textStart() + line.textLength()
    room = (width - look.size) * UNITS
    while end > start + 1 and abs(_x(line, end) - _x(line, start)) > room:
        end -= _step(end - start)
    first, last = place.first, place.start + len(laid.slice(0, end))
    again = laid
    while last > first:
        again = Laid(_truncated(between(parts, first, last), look), look, width, rtl)
        if len(again.lines) == 1 and again.lines[0].naturalTextWidth() <= width * UNITS:
            break
        last -= _step(last - first)
    return _read(PlacedLine(again, again.lines[0], first), rtl)


def _step(length: int) -> int:
    """How much of a line of so many characters is given up at a time; lines that long are marks upon marks."""
    return max(1, length // 2 if length > _LONG_LINE else length // 50)


def _x(line: QTextLine, place: int) -> float:
    x, *_ = cast(tuple[float, int], line.cursorToX(place))
    return x


def _truncated(parts: Sequence[Strand], look: TextLook) -> list[Strand]:
    """The stretches without what should not stand before an ellipsis, and the ellipsis."""
    left = len("".join(part.text for part in parts).rstrip(" ,.;:–—-(\u00ad"))
    kept = between(parts, 0, left)
    run = kept[-1].run if kept else Run("")
    return [*kept, *strands([msgspec.structs.replace(run, text=ELLIPSIS)], look)]


def _torn_words(places: Sequence[PlacedLine]) -> frozenset[str]:
    """The words that are broken without a hyphen because they are wider than the column."""
    torn = set()
    for place in places[:-1]:
        text = place.laid.text
        end = place.line.textStart() + place.line.textLength()
        if place.laid.plain and 0 < end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
            start = end
            while start and _in_word(text[start - 1]):
                start -= 1
            while end < len(text) and _in_word(text[end]):
                end += 1
            torn.add(text[start:end])
    return frozenset(torn)


def _in_word(char: str) -> bool:
    """Whether a character is a letter of a script that sets spaces between words."""
    return char.isalpha() and (char < "\u0e00" or "\u10a0" <= char < "\u1780")


def _measured(place: PlacedLine) -> ShapedLine:
    laid, line = place.laid, place.line
    start, end = line.textStart(), line.textStart() + line.textLength()
    return ShapedLine((), line.naturalTextWidth() / UNITS, _is_tall(laid, start, end))


def _is_tall(laid: Laid, start: int, end: int) -> bool:
    """Whether a line has letters of a script with marks above and below."""
    return any(
        span.start < end and span.end > start and span.piece.font.startswith(_TALL) for span in laid.spans
    )


def _read(place: PlacedLine, rtl: bool) -> ShapedLine:
    laid, line = place.laid, place.line
    start, end = line.textStart(), line.textStart() + line.textLength()
    if SOFT_HYPHEN in laid.slice(start, end):
        # Qt's clusters are wrong about soft hyphens: lay the finished line again without the hidden ones.
        laid = Laid(strands(_without_soft_hyphens(laid, start, end), laid.look), laid.look, WIDE, rtl)
        line = laid.lines[0]
        start, end = 0, line.textLength()
    origin = line.naturalTextRect().x()
    base = line.y() + line.ascent()
    items: list[Glyphs | LinkArea] = []
    for span in laid.spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            items += read_span(laid.look, line, span, LaidStretch(first, last, laid.slice), (origin, base))
    items.sort(key=lambda item: item.x)
    return ShapedLine(tuple(items), line.naturalTextWidth() / UNITS, _is_tall(laid, start, end))


def _without_soft_hyphens(laid: Laid, start: int, end: int) -> list[Run]:
    found = []
    for span in laid.spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            text = laid.slice(first, last)
            kept = text.replace(SOFT_HYPHEN, "")
            if last == end and text.endswith(SOFT_HYPHEN):
                kept += "-"
            found.append(msgspec.structs.replace(span.run, text=kept))
    return [run for run in found if run.text]
