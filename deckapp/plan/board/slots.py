"""Slots: the places of a cell's grid where a tile fits without covering another."""

from __future__ import annotations

from collections.abc import Collection
from math import ceil, floor, hypot, inf, sqrt

from deckapp.plan.board.layout import (
    CELL_PAD,
    GAP,
    GRID,
    PITCH_X,
    PITCH_Y,
    TILE_H,
    TILE_W,
    lay_board,
)
from deckapp.plan.plan import Plan, Position

UP, DOWN = 0, 1


class Slots:
    """The free slots of one cell; each one taken is no longer free.

    Slots stand in as many columns as the board's column is wide, or more where many things lie in the
    cell, so that it stays about as wide as high. A cell that does not exist is the parking lot. `ignore`
    names activities and notes that do not count.
    """

    def __init__(self, plan: Plan, phase: str, workstream: str, ignore: Collection[str] = ()) -> None:
        self.cell = plan.cell_of(Position(phase=phase, workstream=workstream))
        width = lay_board(plan).cell(*self.cell).w
        self._fit = max(1, floor((width - 2 * CELL_PAD + GAP) / PITCH_X))
        self._count = 0
        self._taken: dict[int, int] = {}
        self._past_full: dict[tuple[int, int], dict[int, int]] = {}
        for piece, activity in plan.activities.items():
            if plan.cell_of(activity.position) == self.cell and piece not in ignore:
                self._mark(activity.position.x, activity.position.y, TILE_W, TILE_H)
        for piece, note in plan.notes.items():
            if plan.cell_of(note.position) == self.cell and piece not in ignore:
                self._mark(note.position.x, note.position.y, note.width, note.height)

    def take(self, near: tuple[float, float] | None = None, w: float = TILE_W, h: float = TILE_H) -> Position:
        """The free place for a thing of this size (board units) nearest to an offset in the cell.

        Without an offset, the first one in reading order. An offset near the cell's right edge opens one
        more column of slots.
        """
        span = ceil((w + GAP) / PITCH_X), ceil((h + GAP) / PITCH_Y)
        columns = max(self._fit, _columns(self._count + 1))
        column, line = self._first(span, columns) if near is None else self._nearest(span, columns + 1, *near)
        left, top = CELL_PAD + column * PITCH_X, CELL_PAD + line * PITCH_Y
        self._mark(left, top, w, h)
        return Position(phase=self.cell[0], workstream=self.cell[1], x=left, y=top)

    def _mark(self, x: float, y: float, w: float, h: float) -> None:
        """Take every slot whose tile the rectangle covers in part."""
        first, end = _covered(x, w, PITCH_X, TILE_W)
        covered = (1 << end) - (1 << first)
        for line in range(*_covered(y, h, PITCH_Y, TILE_H)):
            self._taken[line] = self._taken.get(line, 0) | covered
        self._count += 1

    def _free_in(self, line: int, span: tuple[int, int], columns: int) -> int:
        """The columns, as bits, in which a thing of so many slots fits with its top in this line."""
        wide, high = span
        taken = self._taken.get(line, 0)
        for below in range(1, high):
            taken |= self._taken.get(line + below, 0)
        free = ~taken
        for further in range(1, wide):
            free &= ~taken >> further
        # What is wider than the cell goes to its left edge and makes the cell grow.
        return free & ((1 << max(1, columns - wide + 1)) - 1)

    def _open_line(self, line: int, way: int, columns: int) -> int:
        """The nearest line, from this one up or down, that is not full; -1 where there is none above."""
        full, step = (1 << columns) - 1, 1 if way == DOWN else -1
        past, passed = self._past_full.setdefault((way, columns), {}), []
        while line >= 0 and self._taken.get(line, 0) & full == full:
            passed.append(line)
            line = past.get(line, line + step)
        # Remembered, so that filling a cell takes a time in proportion to the cell.
        past.update(dict.fromkeys(passed, line))
        return line

    def _first(self, span: tuple[int, int], columns: int) -> tuple[int, int]:
        line = self._open_line(0, DOWN, columns)
        while not (free := self._free_in(line, span, columns)):
            line = self._open_line(line + 1, DOWN, columns)
        return _lowest(free), line

    def _nearest(self, span: tuple[int, int], columns: int, x: float, y: float) -> tuple[int, int]:
        """Search line by line up and down from the offset, until no line further off can be nearer."""
        best: tuple[float, int, int] = (inf, 0, 0)
        start = max(0, round((y - CELL_PAD) / PITCH_Y))
        middle = max(0, round((x - CELL_PAD) / PITCH_X))
        to_middle, away = (1 << middle + 1) - 1, x - CELL_PAD
        for way, line in ((DOWN, start), (UP, start - 1)):
            line = self._open_line(line, way, columns)
            while line >= 0 and abs(dy := CELL_PAD + line * PITCH_Y - y) <= best[0]:
                # The nearest one on either side is enough; in a large cell there are many.
                free = self._free_in(line, span, columns)
                if left := free & to_middle:
                    column = left.bit_length() - 1
                    best = min(best, (hypot(column * PITCH_X - away, dy), line, column))
                if right := free >> middle:
                    column = middle + _lowest(right)
                    best = min(best, (hypot(column * PITCH_X - away, dy), line, column))
                line = self._open_line(line + (1 if way == DOWN else -1), way, columns)
        return best[2], best[1]


def _covered(start: float, size: float, pitch: float, tile: float) -> tuple[int, int]:
    """The slots (first, one past the last) whose tiles a stretch of a cell covers, along one axis."""
    first = floor((start - CELL_PAD - tile) / pitch) + 1
    last = ceil((start + size - CELL_PAD) / pitch)
    return max(0, first), max(0, last)


def _lowest(bits: int) -> int:
    """The number of the lowest bit that is set."""
    return (bits & -bits).bit_length() - 1


def _columns(count: int) -> int:
    """In how many columns so many tiles are about as wide as high."""
    return ceil(sqrt(count / 2))


def reading_slot(phase: str, workstream: str, number: int, count: int) -> Position:
    """The slot of the tile with this number (from 0) where `count` tiles fill an empty cell as one reads."""
    line, column = divmod(number, _columns(count))
    x, y = CELL_PAD + column * PITCH_X, CELL_PAD + line * PITCH_Y
    return Position(phase=phase, workstream=workstream, x=x, y=y)


def snap(x: float, y: float) -> tuple[float, float]:
    """The nearest point of the grid to an offset in a cell, never outside the cell's top left corner."""
    return max(0.0, round(x / GRID) * GRID), max(0.0, round(y / GRID) * GRID)
