"""The one text layout: paragraphs broken into lines and shaped by Qt, given as glyphs at their places.

Everything is in points. Qt lays out at 32 units a point without hinting, so that a line breaks at the same
place on every screen and on paper.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import Literal

import msgspec

from deckapp.face.page import Item
from deckapp.face.style import INK
from deckapp.face.type import shaped_words
from deckapp.face.type.fonts import FAMILY_TEXT, load_fonts
from deckapp.face.type.glyph_runs import TextLook
from deckapp.face.type.lines import KEPT, Line, break_lines, bullet_line, cut_short
from deckapp.face.type.markup import Paragraph, Run, parse
from deckapp.face.type.shaping import shaped_once

Align = Literal["start", "center", "end", "left", "right"]
Direction = Literal["ltr", "rtl"]
Hyphens = Literal["text", "need", "never"]
_STEP = 64
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
    most: float = inf,
) -> Block:
    """Lay a text in the small markdown, or paragraphs, in a column.

    `leading` is the distance of lines and `gap` that of paragraphs, in sizes of the text. `direction` is
    that of each paragraph's first letter where it is None. Text beyond `max_lines` ends in an ellipsis.
    With `measure` the block has its size but no items, which takes a third of the time. Nothing is laid
    below a height of `most` points, for a text of any length that goes where there is no more room.
    """
    paragraphs = parse(text) if isinstance(text, str) else tuple(text)
    remembered = _known if sum(len(one.text) for one in paragraphs) <= KEPT else _known.__wrapped__
    known = remembered(paragraphs, family, bold, italic, colour, language, hyphens, direction)
    column = _Column(
        TextLook(family, size, bold, italic, colour, language, hyphens),
        Setting(width, leading, gap, align, max_lines, measure, most),
    )
    for paragraph in known:
        if column.y > most:
            break
        column.add(paragraph)
    return column.block()


class Setting(msgspec.Struct, frozen=True):
    """The column that text is set in."""

    width: float
    leading: float
    gap: float
    align: Align
    max_lines: int | None
    measure: bool
    most: float


class _KnownParagraph(msgspec.Struct, frozen=True):
    """A paragraph with what of it is the same at every size; `indent` is in sizes of the text."""

    runs: tuple[Run, ...]
    bullet: str
    indent: float
    rtl: bool
    shaped: shaped_words.Shaped | None


@lru_cache(512)
def _known(
    paragraphs: tuple[Paragraph, ...],
    family: str,
    bold: bool,
    italic: bool,
    colour: str,
    language: str,
    hyphens: Hyphens,
    direction: Direction | None,
) -> tuple[_KnownParagraph, ...]:
    load_fonts()
    look = TextLook(family, 0.0, bold, italic, colour, language, hyphens)
    found = []
    for paragraph in paragraphs:
        rtl = direction == "rtl" if direction else is_rtl(paragraph.text)
        shaped = None if rtl else shaped_once(paragraph.runs, look)
        indent = 1.25 * max(1 if paragraph.bullet else 0, paragraph.level)
        found.append(_KnownParagraph(paragraph.runs, paragraph.bullet, indent, rtl, shaped))
    return tuple(found)


class _Column:
    """Stacks paragraphs and gathers what they come to."""

    def __init__(self, look: TextLook, setting: Setting) -> None:
        self.look = look
        self.setting = setting
        self.rows: list[Row] = []
        self.breaks: list[float] = []
        self.missing: dict[str, None] = {}
        self.y = self.widest = 0.0
        self.lines = 0
        self.rtl: bool | None = None
        self.in_list = self.shortened = self.torn = False

    def add(self, known: _KnownParagraph) -> None:
        setting, size = self.setting, self.look.size
        if setting.max_lines is not None and self.lines >= setting.max_lines:
            self.shortened = True
            return
        if self.rtl is None:
            self.rtl = known.rtl
        else:
            self.y += size * setting.gap * (0.5 if known.bullet and self.in_list else 1)
        self.in_list = bool(known.bullet)
        indent = size * known.indent
        width = max(setting.width - indent, size)
        lines, tall = self._lines(known, width)
        # Scripts with marks above and below need more room between lines than Latin.
        step = size * (max(setting.leading, 1.45) if tall else setting.leading)
        if not setting.measure:
            drop = step / 2 + size * _BASELINE
            if known.bullet:
                self._put_bullet(known, indent, drop)
            self._put(lines, known.rtl, 0.0 if known.rtl else indent, width, step, drop)
        self.lines += len(lines)
        self.y += len(lines) * step
        self.widest = max(self.widest, indent + max([line.width for line in lines], default=0.0))

    def _lines(self, known: _KnownParagraph, width: float) -> tuple[Sequence[Line], bool]:
        """The lines of a paragraph, and whether any has letters of a tall script."""
        look, setting = self.look, self.setting
        left = None if setting.max_lines is None else setting.max_lines - self.lines
        quick = shaped_words.quick_lines(known.shaped, width, look.size) if known.shaped else None
        if quick is not None and (left is None or len(quick) <= left):
            return quick, False
        if quick is None:
            broken = break_lines(known.runs, look, width, known.rtl, setting.measure, self._most(left))
            self.torn = self.torn or broken.torn
            self.missing |= dict.fromkeys(broken.missing)
            if left is None or len(broken.lines) <= left:
                return broken.lines, any(line.tall for line in broken.lines)
        assert left is not None
        self.shortened = True
        short = cut_short(known.runs, look, width, known.rtl, left)
        return short, any(line.tall for line in short)

    def _most(self, left: int | None) -> int:
        """How many lines to break at most, 0 for all of them: one more than there is room for."""
        if left is not None:
            return left + 1
        if self.setting.most == inf:
            return 0
        # In steps, so that what was broken before is found again.
        return _STEP * (1 + int((self.setting.most - self.y) / self.look.size) // _STEP)

    def _put_bullet(self, known: _KnownParagraph, indent: float, drop: float) -> None:
        size = self.look.size
        (line,) = bullet_line(known.bullet, self.look)
        x = self.setting.width - indent + 1.1 * size - line.width if known.rtl else indent - 1.1 * size
        self.rows.append((line, x, self.y + drop, self.y))

    def _put(
        self, lines: Sequence[Line], rtl: bool, left: float, width: float, step: float, drop: float
    ) -> None:
        share = {"start": rtl, "center": 0.5, "end": not rtl, "left": 0, "right": 1}[self.setting.align]
        for place, line in enumerate(lines):
            y = self.y + place * step
            self.rows.append((line, left + (width - line.width) * share, y + drop, y))
            self.breaks.append(y)

    def block(self) -> Block:
        return Block(
            rows=tuple(self.rows),
            width=self.setting.width,
            height=self.y,
            widest=self.widest,
            lines=self.lines,
            rtl=bool(self.rtl),
            missing=tuple(self.missing),
            breaks=tuple(self.breaks),
            shortened=self.shortened,
            torn=self.torn,
        )
