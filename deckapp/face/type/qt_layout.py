"""A paragraph as QTextLayout lays it, with what its stretches are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine, QTextOption

from deckapp.face.type import fonts
from deckapp.face.type.font_files import UNITS, FontCache
from deckapp.face.type.fonts import FontStretch, itemise
from deckapp.face.type.glyph_runs import Span, TextLook
from deckapp.face.type.markup import Run

WIDE = 1e5
"""A column in which every paragraph has one line, in points."""
ELLIPSIS = "…"
_MOST_STRANDS = 2_500
_fonts = FontCache()


class Strand(msgspec.Struct, frozen=True):
    """A stretch of a text in one style and one font."""

    text: str
    run: Run
    piece: FontStretch


def strands(runs: Iterable[Run], look: TextLook) -> list[Strand]:
    """The stretches of a paragraph; where there are more than any text has, an ellipsis stands for the rest."""
    found = [
        Strand(run.text[piece.start : piece.end], run, piece)
        for run in runs
        for piece in itemise(run.text, look.family, look.bold or run.bold, look.italic or run.italic)
    ]
    if len(found) > _MOST_STRANDS:
        first = fonts.order(look.family, look.bold, look.italic)[0]
        found[_MOST_STRANDS:] = [Strand(ELLIPSIS, Run(ELLIPSIS), FontStretch(0, 1, first))]
    return found


class Laid:
    """A QTextLayout with its lines and what its stretches are."""

    def __init__(self, parts: Sequence[Strand], look: TextLook, width: float, rtl: bool) -> None:
        self.look = look
        self.text = "".join(part.text for part in parts)
        self.units = self.text.encode("utf-16-le")
        self.plain = len(self.units) == 2 * len(self.text)
        self.spans = list(_spans(parts))
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


def _spans(parts: Iterable[Strand]) -> Iterable[Span]:
    start = 0
    for part in parts:
        length = len(part.text.encode("utf-16-le")) // 2
        yield Span(start, start + length, part.run, part.piece)
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
