"""Lines of one paragraph, broken and shaped by QTextLayout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import cast

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine, QTextOption

from deckapp.face import fonts, once
from deckapp.face.font_files import UNITS, FontCache, font_file
from deckapp.face.fonts import itemise
from deckapp.face.glyph_runs import Look, Span, Stretch, read_span
from deckapp.face.hyphens import SOFT_HYPHEN, hyphenated
from deckapp.face.markup import Run
from deckapp.face.page import Glyphs, LinkArea

ELLIPSIS = "…"
_WIDE = 1e5
_TALL = ("NotoSansArabic", "NotoSansDevanagari")
_SIMPLE = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u052f\u2010-\u201f\u2022-\u2026\u2030-\u203a\u2190-\u21ff]*"
)
"""Text whose lines need nothing but to be cut: letters in a row, without marks, soft hyphens or line ends."""
_TOKENS = re.compile(" |[^ ]+")
_fonts = FontCache()


class Setting(msgspec.Struct, frozen=True):
    """The column that text is set in."""

    width: float
    leading: float
    gap: float
    direction: str | None
    align: str
    max_lines: int | None
    measure: bool = False


class Line(msgspec.Struct, frozen=True):
    """One line, its left end at 0 and its baseline at 0 (link areas: the top of the line at 0)."""

    items: tuple[Glyphs | LinkArea, ...]
    width: float
    tall: bool


class _Laid:
    """A QTextLayout with its lines and what its stretches are."""

    def __init__(self, runs: Sequence[Run], look: Look, width: float, rtl: bool) -> None:
        self.look = look
        self.text = "".join(run.text for run in runs)
        self.units = self.text.encode("utf-16-le")
        self.plain = len(self.units) == 2 * len(self.text)
        self.spans = list(_spans(runs, look))
        first = (
            self.spans[0].piece.font if self.spans else fonts.order(look.family, look.bold, look.italic)[0]
        )
        self.layout = QTextLayout(self.text, _fonts.font(first, look.size))
        self.layout.setTextOption(_option(rtl))
        if len({span.piece.font for span in self.spans}) > 1:
            self.layout.setFormats([_format(span, look.size) for span in self.spans])
        self.layout.beginLayout()
        self.lines: list[QTextLine] = []
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width * UNITS)
            self.lines.append(line)
        self.layout.endLayout()

    def slice(self, start: int, end: int) -> str:
        """The text between two places in UTF-16 units."""
        if self.plain:
            return self.text[start:end]
        return self.units[2 * start : 2 * end].decode("utf-16-le", "ignore")


class Broken(msgspec.Struct, frozen=True):
    """A paragraph in lines; `missing` are the characters that no font has, `torn` tells of broken words."""

    lines: list[Line]
    missing: tuple[str, ...] = ()
    torn: bool = False


def break_lines(runs: Sequence[Run], look: Look, width: float, rtl: bool, measure: bool = False) -> Broken:
    """The lines of a paragraph in a column; with `measure`, how long they are and no glyphs."""
    if not rtl and (quick := _quick_lines(tuple(runs), look, width, measure)) is not None:
        return Broken(quick)
    runs = [run for run in runs if run.text]
    if look.hyphens == "text":
        runs = hyphenated(runs, look.language)
    laid = _Laid(runs, look, width, rtl)
    torn = _torn_words(laid) if look.hyphens == "need" else frozenset()
    if torn:
        laid = _Laid(hyphenated(runs, look.language, torn), look, width, rtl)
    missing = [char for span in laid.spans if span.piece.missing for char in laid.slice(span.start, span.end)]
    lines = [_measured(laid, line) if measure else _read(laid, line, rtl) for line in laid.lines]
    return Broken(lines, tuple(dict.fromkeys(missing)), bool(torn))


def _quick_lines(runs: tuple[Run, ...], look: Look, width: float, measure: bool) -> list[Line] | None:
    """The lines of a paragraph that was shaped before, at whatever size; None where it is not that simple."""
    language = look.language if look.hyphens == "text" else ""
    paragraph = _shaped(runs, look.family, look.bold, look.italic, look.colour, language)
    found = once.cuts(paragraph, width, look.size) if paragraph else None
    if not paragraph or found is None:
        return None
    scale = look.size / once.NOMINAL
    return [
        Line(() if measure else once.drawn(paragraph, cut, look.size), (cut.right - cut.left) * scale, False)
        for cut in found
    ]


@lru_cache(2048)
def _shaped(
    runs: tuple[Run, ...], family: str, bold: bool, italic: bool, colour: str, language: str
) -> once.Shaped | None:
    """A paragraph put together of its words, each of which is shaped once and for all; None where it is not
    that simple, or where its words have soft hyphens in a language ("" sets none)."""
    found = []
    for run in hyphenated(runs, language) if language else runs:
        if not run.text:
            continue
        if run.href or not _SIMPLE.fullmatch(run.text):
            return None
        heavy, slanted = bold or run.bold, italic or run.italic
        key = fonts.order(family, heavy, slanted)[0]
        if not fonts.coverage(key).issuperset(map(ord, run.text)):
            return None
        words = [_word(token, family, heavy, slanted) for token in _TOKENS.findall(run.text)]
        found.append((words, run.colour or colour))
    return once.shaped(found) if found else None


@lru_cache(8192)
def _word(token: str, family: str, bold: bool, italic: bool) -> once.Word:
    """A word, or a space, at the nominal size."""
    # A space at a line's end has no glyph.
    text = "n n" if token == " " else token
    look = Look(family, once.NOMINAL, bold, italic, "", "", "never")
    laid = _Laid((Run(text, bold, italic),), look, _WIDE, False)
    line, (span,) = laid.lines[0], laid.spans
    zero = line.naturalTextRect().x(), line.y() + line.ascent()
    read = read_span(look, line, span, Stretch(0, len(text), laid.slice), zero)
    runs = [item for item in read if isinstance(item, Glyphs)]
    font = font_file(runs[0].font)

    def advance(gid: int) -> float:
        return font.sfnt.advance(gid) * once.NOMINAL / font.units_per_em if font.sfnt else 0.0

    if token == " ":
        (gid,) = runs[0].gids[1:2]
        space = msgspec.structs.replace(runs[0], gids=(gid,), xs=(0.0,), ys=(), texts=(" ",))
        return once.Word(space, advance(gid), True)
    return once.word(text, runs, advance(runs[-1].gids[-1]))


def cut_short(runs: Sequence[Run], look: Look, width: float, rtl: bool, count: int) -> list[Line]:
    """The first lines of a paragraph, the last of them ending in an ellipsis."""
    runs = [run for run in runs if run.text]
    laid = _Laid(runs, look, width, rtl)
    if look.hyphens != "never":
        runs = hyphenated(runs, look.language, _torn_words(laid))
        laid = _Laid(runs, look, width, rtl)
    if len(laid.lines) <= count:
        return [_read(laid, line, rtl) for line in laid.lines]
    line = laid.lines[count - 1]
    start, end = line.textStart(), line.textStart() + line.textLength()
    room = (width - look.size) * UNITS
    while end > start + 1 and abs(_x(line, end) - _x(line, start)) > room:
        end -= 1
    again = laid
    for cut in range(end, start, -1):
        again = _Laid(_truncated(runs, laid.slice(0, cut)), look, width, rtl)
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


def _spans(runs: Iterable[Run], look: Look) -> Iterable[Span]:
    start = 0
    for run in runs:
        for piece in itemise(run.text, look.family, look.bold or run.bold, look.italic or run.italic):
            length = len(run.text[piece.start : piece.end].encode("utf-16-le")) // 2
            yield Span(start, start + length, run, piece)
            start += length


@cache
def _option(rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    # Otherwise a single emoji takes the font of the whole run.
    # Qt 6.8 knows no such flag, for it does not look for emoji.
    if (plain := getattr(QTextOption.Flag, "DisableEmojiParsing", None)) is not None:
        option.setFlags(plain)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    return option


def _format(span: Span, size: float) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFont(_fonts.font(span.piece.font, size))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = span.start, span.end - span.start, form
    return found


def _torn_words(laid: _Laid) -> frozenset[str]:
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


def _measured(laid: _Laid, line: QTextLine) -> Line:
    start, end = line.textStart(), line.textStart() + line.textLength()
    return Line((), line.naturalTextWidth() / UNITS, _is_tall(laid, start, end))


def _is_tall(laid: _Laid, start: int, end: int) -> bool:
    """Whether a line has letters of a script with marks above and below."""
    return any(
        span.start < end and span.end > start and span.piece.font.startswith(_TALL) for span in laid.spans
    )


def _read(laid: _Laid, line: QTextLine, rtl: bool) -> Line:
    start, end = line.textStart(), line.textStart() + line.textLength()
    if SOFT_HYPHEN in laid.slice(start, end):
        # Qt's clusters are wrong about soft hyphens: lay the finished line again without the hidden ones.
        laid = _Laid(_without_soft_hyphens(laid, start, end), laid.look, _WIDE, rtl)
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
    return Line(tuple(items), line.naturalTextWidth() / UNITS, _is_tall(laid, start, end))


def _without_soft_hyphens(laid: _Laid, start: int, end: int) -> list[Run]:
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
