"""Where the cards of the wall stand: rows and columns as plain arithmetic, in pixels."""

from __future__ import annotations

from functools import cached_property

import msgspec
from PySide6.QtCore import QRect

LEAST, MOST = 0.84, 1.15
"""By how much a cell may be narrower or wider than is wanted, so that the cells fill the room; the sizes that
can be chosen lie further apart."""


class CellGrid(msgspec.Struct, frozen=True, dict=True):
    """`count` cells in as many columns as `width` holds, each about as wide as `wanted`, centred.

    A cell is `ratio` times as high as wide, and has `below` for a caption under it.
    """

    count: int
    width: int
    wanted: int
    ratio: float
    below: int
    gap: int
    margin: int

    @cached_property
    def columns(self) -> int:
        """How many cells stand side by side."""
        return max(1, (self._room + self.gap) // (round(LEAST * self.wanted) + self.gap))

    @cached_property
    def cell_width(self) -> int:
        """The width of a cell."""
        return min(round(MOST * self.wanted), (self._room + self.gap) // self.columns - self.gap)

    @property
    def face_height(self) -> int:
        """The height of a cell without its caption."""
        return round(self.cell_width * self.ratio)

    @cached_property
    def cell_height(self) -> int:
        """The height of a cell with its caption."""
        return self.face_height + self.below

    @property
    def lines(self) -> int:
        """How many rows of cells there are."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        """The height of all cells with their margins."""
        return 2 * self.margin + self.lines * (self.cell_height + self.gap) - self.gap if self.count else 0

    @cached_property
    def pitch(self) -> int:
        """From the top of a row to the top of the next."""
        return self.cell_height + self.gap

    def cell(self, number: int) -> QRect:
        """The place of a cell, before scrolling."""
        line, column = divmod(number, self.columns)
        return QRect(self._left(column), self.margin + line * self.pitch, self.cell_width, self.cell_height)

    def between(self, top: int, bottom: int) -> range:
        """The cells that show between two heights."""
        first = max(0, (top - self.margin) // self.pitch)
        last = max(first, (bottom - self.margin) // self.pitch + 1)
        return range(min(self.count, first * self.columns), min(self.count, last * self.columns))

    def at(self, x: int, y: int) -> int:
        """The cell at a point, or -1 where there is none."""
        line = (y - self.margin) // self.pitch
        for column in range(self.columns):
            number = line * self.columns + column
            if 0 <= number < self.count and self.cell(number).contains(x, y):
                return number
        return -1

    @cached_property
    def _room(self) -> int:
        return max(64, self.width - 2 * self.margin)

    def _left(self, column: int) -> int:
        cell_width = self.cell_width
        free = max(0, self.width - self.columns * (cell_width + self.gap) + self.gap)
        return free // 2 + column * (cell_width + self.gap)
