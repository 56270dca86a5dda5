"""Long paragraphs laid window by window: Qt's work grows with the square of what it is given at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from PySide6.QtGui import QTextLine

from deckapp.face.type.font_files import UNITS
from deckapp.face.type.glyph_runs import TextLook
from deckapp.face.type.qt_layout import Laid, Strand

WINDOW = 1_000
"""So many characters are laid at once at most, or as many as a wide line may have."""
_STRANDS, _FEW = 100, 200
"""So many stretches are laid at once, but no fewer characters than that."""
_THIN = 0.125
"""No letter but marks and the like is thinner than this, in sizes of the text."""
_LEAST, _MOST = 8, 4_000


class PlacedLine(msgspec.Struct, frozen=True):
    """A line, the layout that it is of, and where in the paragraph that layout begins."""

    laid: Laid
    line: QTextLine
    start: int

    @property
    def first(self) -> int:
        """Where the line begins in the paragraph, in characters."""
        return self.start + len(self.laid.slice(0, self.line.textStart()))

    @property
    def last(self) -> int:
        """Where it ends."""
        return self.start + len(self.laid.slice(0, self.line.textStart() + self.line.textLength()))


def lines_of(parts: Sequence[Strand], look: TextLook, width: float, rtl: bool) -> Iterator[PlacedLine]:
    """The lines of a paragraph, laid as they are asked for.

    The last line of a window begins the next one, so that each line is broken where it would be in the whole.
    A cluster without end (emoji joined to emoji, marks upon marks) is broken where it leaves the column.
    """
    total = sum(len(part.text) for part in parts)
    most = max(_size(parts, total), round(width / look.size / _THIN))
    cursor = _Cursor(parts)
    start, size, too_long = 0, most, 0
    while True:
        end = min(start + size, total)
        laid = Laid(cursor.between(start, end), look, width, rtl)
        if end == total:
            yield from (PlacedLine(laid, line, start) for line in laid.lines)
            return
        if len(laid.lines) > 1:
            yield from (PlacedLine(laid, line, start) for line in laid.lines[:-1])
            start += len(laid.slice(0, laid.lines[-1].textStart()))
            size, too_long = min(2 * size, most), 0
        elif laid.lines[0].naturalTextWidth() > width * UNITS and size > _LEAST:
            size, too_long = max(_LEAST, size // 2), size
        elif not too_long and size < max(most, _MOST):
            size *= 2
        else:
            yield PlacedLine(laid, laid.lines[0], start)
            start, too_long = end, 0


def _size(parts: Sequence[Strand], total: int) -> int:
    """How much to lay at once: less where fonts, and so mostly directions, change with every letter."""
    return max(_FEW, min(WINDOW, _STRANDS * total // max(1, len(parts))))


def between(parts: Sequence[Strand], start: int, end: int) -> list[Strand]:
    """A paragraph's stretches between two places, in characters."""
    return _Cursor(parts).between(start, end)


class _Cursor:
    """Gives a paragraph's stretches between two places, the first of which never goes back."""

    def __init__(self, parts: Sequence[Strand]) -> None:
        self._parts = parts
        self._number = 0
        self._before = 0

    def between(self, start: int, end: int) -> list[Strand]:
        parts = self._parts
        while self._number < len(parts) and self._before + len(parts[self._number].text) <= start:
            self._before += len(parts[self._number].text)
            self._number += 1
        found = []
        number, before = self._number, self._before
        while number < len(parts) and before < end:
            part = parts[number]
            text = part.text[max(0, start - before) : end - before]
            found.append(part if len(text) == len(part.text) else msgspec.structs.replace(part, text=text))
            before += len(part.text)
            number += 1
        return found
