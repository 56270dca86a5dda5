"""The one text layout: paragraphs broken into lines and shaped by Qt, given as glyphs at their places.

Everything is in points. Qt lays out at 32 units a point without hinting, so that a line breaks at the same
place on every screen and on paper.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from deckapp.face.fonts import FAMILY_TEXT, load_fonts
from deckapp.face.glyph_runs import Look
from deckapp.face.lines import Line, Setting, break_lines, cut_short
from deckapp.face.markup import Paragraph, Run, parse
from deckapp.face.page import Item
from deckapp.face.style import INK

Align = Literal["start", "center", "end", "left", "right"]
Direction = Literal["ltr", "rtl"]
Hyphens = Literal["text", "need", "never"]
_BASELINE = 0.34
"""How far below the middle of its line the baseline runs, in sizes of the text."""


Row = tuple[Line, float, float, float]
"""A line, and where its left end, its baseline and its top lie."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Laid text with its top left corner at 0, 0, its lines `left` points further to the right.

    `widest` is the width of its widest line, `breaks` the top of each line, `missing` the characters that
    no font has. `shortened` tells that it ends in an ellipsis, `torn` that a word is wider than the column.
    """

    rows: tuple[Row, ...]
    width: float
    height: float
    widest: float
    lines: int
    rtl: bool
    left: float = 0.0
    missing: tuple[str, ...] = ()
    breaks: tuple[float, ...] = ()
    shortened: bool = False
    torn: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items with the top left corner at 0, 0."""
        return tuple(self.at(0.0, 0.0))

    def at(self, x: float, y: float) -> list[Item]:
        """Its items with the top left corner at `x`, `y`."""
        x += self.left
        return [item for line, left, base, top in self.rows for item in line.at(x + left, y + base, y + top)]


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode's rule P2)."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


@lru_cache(4096)
def _is_rtl(paragraph: Paragraph) -> bool:
    return is_rtl(paragraph.text)


def language_is_rtl(language: str) -> bool:
    """Whether a language (a tag such as ``ar`` or ``he-IL``) is written from right to left."""
    return language.lower().split("-")[0] in {
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ps",
        "sd",
        "ug",
        "ur",
        "yi",
    }


def lay_text(
    text: str | Sequence[Paragraph],
    *,
    width: float,
    size: float,
    family: str = FAMILY_TEXT,
    bold: bool = False,
    italic: bool = False,
    colour: str = INK,
    leading: float = 1.3,
    language: str = "en",
    direction: Direction | None = None,
    align: Align = "start",
    max_lines: int | None = None,
    hyphens: Hyphens = "text",
    gap: float = 0.45,
    measure: bool = False,
) -> Block:
    """Lay a text in the small markdown, or paragraphs, in a column.

    `leading` is the distance of lines and `gap` that of paragraphs, in sizes of the text. `direction` is
    that of each paragraph's first letter where it is None. Text beyond `max_lines` ends in an ellipsis.
    With `measure` the block has its size but no items, which takes a third of the time.
    """
    paragraphs = parse(text) if isinstance(text, str) else tuple(text)
    look = Look(family, size, bold, italic, colour, language, hyphens)
    return _lay(paragraphs, look, Setting(width, leading, gap, direction, align, max_lines, measure))


@lru_cache(1024)
def _lay(paragraphs: tuple[Paragraph, ...], look: Look, setting: Setting) -> Block:
    load_fonts()
    column = _Column(look, setting)
    for paragraph in paragraphs:
        column.add(paragraph)
    return column.block()


class _Column:
    """Stacks paragraphs and gathers what they come to."""

    def __init__(self, look: Look, setting: Setting) -> None:
        self.look = look
        self.setting = setting
        self.rows: list[Row] = []
        self.breaks: list[float] = []
        self.missing: dict[str, None] = {}
        self.y = self.widest = self.ends = 0.0
        self.rtl: bool | None = None
        self.in_list = self.shortened = self.torn = False

    def add(self, paragraph: Paragraph) -> None:
        setting = self.setting
        left = None if setting.max_lines is None else setting.max_lines - len(self.breaks)
        if left is not None and left <= 0:
            self.shortened = True
            return
        rtl = setting.direction == "rtl" if setting.direction else _is_rtl(paragraph)
        self.rtl = rtl if self.rtl is None else self.rtl
        size = self.look.size
        if self.breaks:
            self.y += size * setting.gap * (0.5 if paragraph.bullet and self.in_list else 1)
        self.in_list = bool(paragraph.bullet)
        indent = size * 1.25 * max(1 if paragraph.bullet else 0, paragraph.level)
        width = max(setting.width - indent, size)
        broken = break_lines(paragraph.runs, self.look, width, rtl, setting.measure)
        lines = broken.lines
        self.torn = self.torn or broken.torn
        if left is not None and len(lines) > left:
            lines = cut_short(paragraph.runs, self.look, width, rtl, left)
            self.shortened = True
        self.missing |= dict.fromkeys(broken.missing)
        leading = _leading(lines, setting.leading)
        if paragraph.bullet:
            self._put_bullet(paragraph.bullet, indent, rtl, leading)
        for line in lines:
            self._put(line, 0 if rtl else indent, width, rtl, leading)
        self.widest = max(self.widest, indent + max([line.width for line in lines], default=0))

    def _put_bullet(self, bullet: str, indent: float, rtl: bool, leading: float) -> None:
        line = break_lines((Run(bullet),), self.look, 1e4, rtl).lines[0]
        x = (
            self.setting.width - indent + 1.1 * self.look.size - line.width
            if rtl
            else indent - 1.1 * self.look.size
        )
        self._draw(line, x, leading)

    def _put(self, line: Line, left: float, width: float, rtl: bool, leading: float) -> None:
        free = width - line.width
        share = {"start": rtl, "center": 0.5, "end": not rtl, "left": 0, "right": 1}[self.setting.align]
        self._draw(line, left + free * share, leading)
        self.breaks.append(self.y)
        self.y += leading * self.look.size

    def _draw(self, line: Line, x: float, leading: float) -> None:
        self.rows.append((line, x, self.y + self.look.size * (leading / 2 + _BASELINE), self.y))

    def block(self) -> Block:
        return Block(
            rows=tuple(self.rows),
            width=self.setting.width,
            height=self.y,
            widest=self.widest,
            lines=len(self.breaks),
            rtl=bool(self.rtl),
            missing=tuple(self.missing),
            breaks=tuple(self.breaks),
            shortened=self.shortened,
            torn=self.torn,
        )


def _leading(lines: Sequence[Line], leading: float) -> float:
    """Scripts with marks above and below need more room between lines than Latin."""
    return max(leading, 1.45) if any(line.tall for line in lines) else leading
