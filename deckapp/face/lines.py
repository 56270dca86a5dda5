"""Lines of one paragraph, broken and shaped by QTextLayout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import msgspec
from PySide6.QtGui import QTextLine

from deckapp.face import once
from deckapp.face.font_files import UNITS
from deckapp.face.glyph_runs import Look, Stretch, read_span
from deckapp.face.hyphens import SOFT_HYPHEN, hyphenated
from deckapp.face.laid import WIDE, Laid
from deckapp.face.markup import Run
from deckapp.face.page import Glyphs, Item, LinkArea, moved
from deckapp.face.shaping import shaped_once

ELLIPSIS = "…"
_TALL = ("NotoSansArabic", "NotoSansDevanagari")


class ShapedLine(msgspec.Struct, frozen=True):
    """A line that Qt shaped, its left end and its baseline at 0 (link areas: the top of the line at 0)."""

    items: tuple[Glyphs | LinkArea, ...]
    width: float
    tall: bool

    def at(self, x: float, base: float, top: float) -> list[Item]:
        """Its items with its left end at `x`, its baseline at `base` and its top at `top`."""
        return [moved(item, x, base if isinstance(item, Glyphs) else top) for item in self.items]


Line = ShapedLine | once.QuickLine


class Broken(msgspec.Struct, frozen=True):
    """A paragraph in lines; `missing` are the characters that no font has, `torn` tells of broken words."""

    lines: list[ShapedLine]
    missing: tuple[str, ...] = ()
    torn: bool = False


def bullet_line(bullet: str, look: Look) -> Sequence[Line]:
    """The one line of what stands before a paragraph."""
    runs = (Run(bullet),)
    known = shaped_once(runs, look)
    quick = once.quick_lines(known, WIDE, look.size) if known else None
    return quick or break_lines(runs, look, WIDE, False).lines


@lru_cache(512)
def break_lines(runs: tuple[Run, ...], look: Look, width: float, rtl: bool, measure: bool = False) -> Broken:
    """The lines of a paragraph in a column; with `measure`, how long they are and no glyphs."""
    said = [run for run in runs if run.text]
    if look.hyphens == "text":
        said = hyphenated(said, look.language)
    laid = Laid(said, look, width, rtl)
    torn = _torn_words(laid) if look.hyphens == "need" else frozenset()
    if torn:
        laid = Laid(hyphenated(said, look.language, torn), look, width, rtl)
    missing = [char for span in laid.spans if span.piece.missing for char in laid.slice(span.start, span.end)]
    lines = [_measured(laid, line) if measure else _read(laid, line, rtl) for line in laid.lines]
    return Broken(lines, tuple(dict.fromkeys(missing)), bool(torn))


def cut_short(runs: Sequence[Run], look: Look, width: float, rtl: bool, count: int) -> list[ShapedLine]:
    """The first lines of a paragraph, the last of them ending in an ellipsis."""
    runs = [run for run in runs if run.text]
    laid = Laid(runs, look, width, rtl)
    if look.hyphens != "never":
        runs = hyphenated(runs, look.language, _torn_words(laid))
        laid = Laid(runs, look, width, rtl)
    if len(laid.lines) <= count:
        return [_read(laid, line, rtl) for line in laid.lines]
    line = laid.lines[count - 1]
    start, end = line.textStart(), line.textStart() + line.textLength()
    room = (width - look.size) * UNITS
    while end > start + 1 and abs(_x(line, end) - _x(line, start)) > room:
        end -= 1
    again = laid
    for cut in range(end, start, -1):
        again = Laid(_truncated(runs, laid.slice(0, cut)), look, width, rtl)
        if len(again.lines) <= count:
            break
    return [_read(again, one, rtl) for one in again.lines[:count]]


def _x(line: QTextLine, place: int) -> float:
    x, *_ = cast(tuple[float, int], line.cursorToX(place))
    return x


def _truncated(runs: Sequence[Run], kept: str) -> list[Run]:
    left = len(kept.rstrip(" ,.;:–—-(\u00ad"))
    found = []
    for run in runs:
        text = run.text[:left]
        left -= len(text)
        if text:
            found.append(msgspec.structs.replace(run, text=text))
    last = found.pop() if found else Run("")
    return [*found, msgspec.structs.replace(last, text=last.text + ELLIPSIS)]


def _torn_words(laid: Laid) -> frozenset[str]:
    """The words that are broken without a hyphen because they are wider than the column."""
    text = laid.text
    if len(laid.lines) < 2 or not laid.plain:
        return frozenset()
    torn = set()
    for line in laid.lines[:-1]:
        end = line.textStart() + line.textLength()
        if _in_word(text[end - 1]) and _in_word(text[end]):
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


def _measured(laid: Laid, line: QTextLine) -> ShapedLine:
    start, end = line.textStart(), line.textStart() + line.textLength()
    return ShapedLine((), line.naturalTextWidth() / UNITS, _is_tall(laid, start, end))


def _is_tall(laid: Laid, start: int, end: int) -> bool:
    """Whether a line has letters of a script with marks above and below."""
    return any(
        span.start < end and span.end > start and span.piece.font.startswith(_TALL) for span in laid.spans
    )


def _read(laid: Laid, line: QTextLine, rtl: bool) -> ShapedLine:
    start, end = line.textStart(), line.textStart() + line.textLength()
    if SOFT_HYPHEN in laid.slice(start, end):
        # Qt's clusters are wrong about soft hyphens: lay the finished line again without the hidden ones.
        laid = Laid(_without_soft_hyphens(laid, start, end), laid.look, WIDE, rtl)
        line = laid.lines[0]
        start, end = 0, line.textLength()
    origin = line.naturalTextRect().x()
    base = line.y() + line.ascent()
    items: list[Glyphs | LinkArea] = []
    for span in laid.spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            items += read_span(laid.look, line, span, Stretch(first, last, laid.slice), (origin, base))
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
