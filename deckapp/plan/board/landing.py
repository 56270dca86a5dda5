"""Where things land that are let go: in the nearest free slots, or freely on the grid."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from deckapp.plan.board.layout import CELL_PAD, PITCH_X, PITCH_Y, TILE_H, TILE_W, BoardLayout, Rect
from deckapp.plan.board.slots import Slots, snap
from deckapp.plan.plan import Plan, Position

STRIP = CELL_PAD * 0.75
"""The narrowest that a ghost is shown: there is always so much room between a cell's last tile and its edge."""

LEAST_LINE = 2 * (CELL_PAD + PITCH_X)
"""How far a line of tiles may make its cell grow, in board units; then a new line begins."""

Corner = tuple[float, float]
"""The board's x and y of a top left corner."""


def free_place(layout: BoardLayout, corner: Corner) -> Position:
    """The position of a corner, drawn to the grid of its cell."""
    position = layout.position_at(*corner)
    x, y = snap(position.x, position.y)
    return replace(position, x=x, y=y)


def land(
    plan: Plan, layout: BoardLayout, corners: Mapping[str, Corner], *, free: bool
) -> dict[str, Position]:
    """Where activities and notes land whose corners are here; each activity takes a slot unless it is `free`."""
    found: dict[str, Position] = {}
    cells: dict[tuple[str, str], Slots] = {}
    for key, corner in sorted(corners.items(), key=lambda item: (item[1][1], item[1][0])):
        if free or key in plan.notes:
            found[key] = free_place(layout, corner)
        else:
            found[key] = _slot(plan, layout, cells, corner, corners)
    return found


def land_new(plan: Plan, layout: BoardLayout, corner: Corner, count: int) -> list[Position]:
    """Where so many new tiles land when they are dropped with the first one's corner here."""
    cells: dict[tuple[str, str], Slots] = {}
    return [_slot(plan, layout, cells, corner, ()) for _ in range(count)]


def next_place(plan: Plan, layout: BoardLayout, beside: Position | None, middle: Corner) -> Position:
    """Where something new goes: beside what is chosen, else into the cell in the middle of what is seen.

    On a board without activities it goes into the first cell.
    """
    if beside is not None:
        width = max(layout.cell(beside.phase, beside.workstream).w, LEAST_LINE)
        if beside.x + PITCH_X + TILE_W > width:
            return replace(beside, x=CELL_PAD, y=beside.y + PITCH_Y)
        return replace(beside, x=beside.x + PITCH_X)
    if not plan.activities:
        if not (layout.columns and layout.rows):
            return Position()
        return Position(phase=next(iter(layout.columns)), workstream=next(iter(layout.rows)))
    cell = layout.position_at(*middle)
    return Position(phase=cell.phase, workstream=cell.workstream)


def ghost_place(layout: BoardLayout, position: Position, width: float, height: float) -> Rect:
    """Where a landing is shown, in board units: the place itself, cut to its cell.

    What makes its cell grow is a strip at the cell's edge: below it, other cells still lie where they are.
    """
    cell = layout.cell(position.phase, position.workstream)
    x, w = _cut(cell.x + position.x, width, cell.x, cell.right)
    y, h = _cut(cell.y + position.y, height, cell.y, cell.bottom)
    return Rect(x, y, w, h)


def _cut(start: float, length: float, least: float, most: float) -> tuple[float, float]:
    """A stretch cut to lie between two ends, at least a strip of it: its start and length."""
    start = max(least, min(start, most - STRIP))
    return start, min(length, most - start)


def _slot(
    plan: Plan,
    layout: BoardLayout,
    cells: dict[tuple[str, str], Slots],
    corner: Corner,
    ignore: Collection[str],
) -> Position:
    # The cell is the one under the tile's middle: that is where a hand believes the tile to be.
    middle = layout.position_at(corner[0] + TILE_W / 2, corner[1] + TILE_H / 2)
    cell = middle.phase, middle.workstream
    if cell not in cells:
        cells[cell] = Slots(plan, *cell, ignore=ignore)
    origin = layout.cell(*cell)
    return cells[cell].take((corner[0] - origin.x, corner[1] - origin.y))
