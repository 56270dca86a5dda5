"""Where everything of a board lies: heads, columns, rows, cells and the parking lot.

A board unit is a point on paper at 100 % and a pixel on screen; y runs down. Phases are columns, workstreams
rows; the parking lot is a strip below them that takes everything whose cell does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from deckapp.plan.plan import PARKED, Cell, Plan, Position

TILE_W = 184.0
TILE_H = 104.0
GAP = 16.0
CELL_PAD = 16.0
HEAD_H = 56.0
"""Height of the phase heads."""
HEAD_W = 160.0
"""Width of the workstream heads."""
PITCH_X = TILE_W + GAP
PITCH_Y = TILE_H + GAP
GRID = 8.0
"""Things that lie freely snap to this grid; every slot lies on it too."""
COLUMN_MIN_W = 2 * CELL_PAD + TILE_W
ROW_MIN_H = 2 * CELL_PAD + TILE_H


class Rect(msgspec.Struct, frozen=True):
    """A rectangle in board units: its top left corner, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside; the right and bottom edges belong to the next one."""
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h


class BoardLayout(msgspec.Struct, frozen=True):
    """Where everything of a board lies. Columns and rows are without their heads.

    `parking` is the whole strip; what is parked starts right of `parking_head`.
    """

    columns: Mapping[str, Rect]
    rows: Mapping[str, Rect]
    parking: Rect
    parking_head: Rect
    bounds: Rect

    def cell(self, phase: str, workstream: str) -> Rect:
        """The cell's rectangle; the parking lot (without its head) where there is no such cell."""
        column, row = self.columns.get(phase), self.rows.get(workstream)
        if column is None or row is None:
            return Rect(HEAD_W, self.parking.y, self.parking.w - HEAD_W, self.parking.h)
        return Rect(column.x, row.y, column.w, row.h)

    def origin(self, position: Position) -> tuple[float, float]:
        """The board's x and y of a position."""
        cell = self.cell(position.phase, position.workstream)
        return cell.x + position.x, cell.y + position.y

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell under a point, None over heads and outside."""
        if self.parking.contains(x, y):
            return None if self.parking_head.contains(x, y) else PARKED
        phase = next((key for key, column in self.columns.items() if column.contains(x, y)), None)
        row = next((key for key, row in self.rows.items() if row.contains(x, y)), None)
        return None if phase is None or row is None else (phase, row)

    def position_at(self, x: float, y: float) -> Position:
        """The position of a point; a point over heads or outside counts for the nearest cell."""
        top, left = min([self.parking.y, *(row.y for row in self.rows.values())]), HEAD_W
        inside_x = min(max(x, left), self.bounds.right - 1)
        inside_y = min(max(y, top), self.bounds.bottom - 1)
        cell = self.cell_at(inside_x, inside_y)
        if cell is None:
            # Right of the last column (a long parking lot widens the board), or in the gap above the lot.
            columns_right = max((column.right for column in self.columns.values()), default=HEAD_W)
            inside_x = min(inside_x, columns_right - 1)
            if not any(row.y <= inside_y < row.bottom for row in self.rows.values()):
                inside_y = self.parking.y
            cell = self.cell_at(inside_x, inside_y) or PARKED
        origin = self.cell(*cell)
        return Position(phase=cell[0], workstream=cell[1], x=max(0.0, x - origin.x), y=max(0.0, y - origin.y))


def lay_board(plan: Plan) -> BoardLayout:
    """Lay a plan's board; it depends on phases, workstreams, positions and sizes of notes alone.

    A column is at least one tile wide and a row one tile high; both grow with what lies in them.
    """
    widths = {key: COLUMN_MIN_W for key, _ in plan.phases_in_order()}
    heights = {key: ROW_MIN_H for key, _ in plan.workstreams_in_order()}
    parked_w, parked_h = COLUMN_MIN_W, ROW_MIN_H
    for position, w, h in _placed(plan):
        right, bottom = position.x + w + CELL_PAD, position.y + h + CELL_PAD
        phase, workstream = position.phase, position.workstream
        if phase in widths and workstream in heights:
            if right > widths[phase]:
                widths[phase] = right
            if bottom > heights[workstream]:
                heights[workstream] = bottom
        else:
            parked_w, parked_h = max(parked_w, right), max(parked_h, bottom)
    return _layout(widths, heights, parked_w, parked_h)


def lay_again(layout: BoardLayout, plan: Plan, moves: Iterable[tuple[Position, Position]]) -> BoardLayout:
    """The layout after some activities went from one position to another; `plan` is what came of it.

    The same layout where no column and no row grows, and none can shrink, which costs what moved alone.
    """
    columns, rows = layout.columns, layout.rows
    for before, after in moves:
        for position, has_gone in ((before, True), (after, False)):
            column, row = columns.get(position.phase), rows.get(position.workstream)
            if column is None or row is None:
                return lay_board(plan)
            right, bottom = position.x + TILE_W + CELL_PAD, position.y + TILE_H + CELL_PAD
            if right > column.w or bottom > row.h:
                return lay_board(plan)
            if has_gone and (right == column.w > COLUMN_MIN_W or bottom == row.h > ROW_MIN_H):
                return lay_board(plan)
    return layout


class Origins:
    """The board's x and y of positions; each cell is looked up once."""

    def __init__(self, layout: BoardLayout) -> None:
        self._layout = layout
        self._cells: dict[tuple[str, str], tuple[float, float]] = {}

    def of(self, position: Position) -> tuple[float, float]:
        """The x and y of a position."""
        cell = position.phase, position.workstream
        origin = self._cells.get(cell)
        if origin is None:
            rect = self._layout.cell(*cell)
            origin = self._cells[cell] = (rect.x, rect.y)
        return origin[0] + position.x, origin[1] + position.y


def _placed(plan: Plan) -> list[tuple[Position, float, float]]:
    tiles = [(activity.position, TILE_W, TILE_H) for activity in plan.activities.values()]
    return tiles + [(note.position, note.width, note.height) for note in plan.notes.values()]


def _layout(
    widths: Mapping[str, float], heights: Mapping[str, float], parked_w: float, parked_h: float
) -> BoardLayout:
    inner_w, inner_h = sum(widths.values()), sum(heights.values())
    full_w = HEAD_W + max(inner_w, parked_w)
    columns, rows = {}, {}
    x = HEAD_W
    for key, w in widths.items():
        columns[key] = Rect(x, HEAD_H, w, inner_h)
        x += w
    y = HEAD_H
    for key, h in heights.items():
        rows[key] = Rect(HEAD_W, y, inner_w, h)
        y += h
    parking = Rect(0.0, y + GAP, full_w, parked_h)
    return BoardLayout(
        columns=columns,
        rows=rows,
        parking=parking,
        parking_head=Rect(0.0, parking.y, HEAD_W, parked_h),
        bounds=Rect(0.0, 0.0, full_w, parking.bottom),
    )


def places(plan: Plan) -> dict[str, Position]:
    """Where every activity and note lies, by id."""
    found = {key: activity.position for key, activity in plan.activities.items()}
    found.update((key, note.position) for key, note in plan.notes.items())
    return found


def size_of(plan: Plan, piece: str) -> tuple[float, float]:
    """Width and height of an activity's tile or of a note."""
    note = plan.notes.get(piece)
    return (TILE_W, TILE_H) if note is None else (note.width, note.height)


def rect_of(plan: Plan, layout: BoardLayout, piece: str) -> Rect:
    """The rectangle of an activity or a note on the board; raises KeyError for anything else."""
    holder = plan.notes if piece in plan.notes else plan.activities
    return Rect(*layout.origin(holder[piece].position), *size_of(plan, piece))
