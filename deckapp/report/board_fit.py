"""How the board goes on paper: how large its tiles are, how many stand side by side, and on how many sheets.

The free board's empty space is left out: each cell's tiles stand in lines, in the order in which one reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import msgspec
from msgspec.structs import replace

from deckapp.plan.board import TILE_H, TILE_W, reading_order
from deckapp.plan.board import places as positions
from deckapp.plan.plan import PARKING, Cell, Plan

SMALLEST, LARGEST = 0.53, 1.06
"""Tiles are never drawn smaller: their titles are then 8.2 points and their small text 6.1; those too long for
that 7.1 and 5.
Nor larger: a plan of three activities need not shout."""
_STEP = 0.01
PARK_GAP = 8.0
_LITTLE = 0.35
"""A row that would be cut goes whole to the next sheet where only this share of a sheet is left."""


class Metrics(msgspec.Struct, frozen=True):
    """Sizes in points of a board whose tiles are drawn `scale` times as large as on screen.

    `zoom` is by how much its heads grow with the paper.
    """

    scale: float
    zoom: float = 1.0

    @property
    def head_w(self) -> float:
        """The width of the workstreams' heads."""
        return 66.0 * self.zoom

    @property
    def head_h(self) -> float:
        """The height of the phases' heads, and a little room below."""
        return 24.0 * self.zoom

    @property
    def tile_w(self) -> float:
        return TILE_W * self.scale

    @property
    def tile_h(self) -> float:
        return TILE_H * self.scale

    @property
    def gap(self) -> float:
        return max(10.0, 16 * self.scale)

    @property
    def pad(self) -> float:
        return max(9.0, 12 * self.scale)

    def width(self, slots: int) -> float:
        """The least width of a column with so many tiles side by side; 0 is one in which nothing lies."""
        inner = slots * self.tile_w + (slots - 1) * self.gap if slots else 0.5 * self.tile_w
        return inner + 2 * self.pad

    def height(self, lines: int) -> float:
        """The least height of a row with so many tiles one above the other."""
        inner = lines * self.tile_h + (lines - 1) * self.gap if lines else 0.3 * self.tile_h
        return inner + 2 * self.pad

    def slots(self, width: float) -> int:
        """How many tiles stand side by side in a width."""
        return max(1, int((width - 2 * self.pad + self.gap) / (self.tile_w + self.gap)))


class SheetRow(msgspec.Struct, frozen=True, kw_only=True):
    """A workstream's row on one sheet, or the part of it from line `first` on; `stream` "" is what is parked."""

    stream: str
    first: int = 0
    lines: int = 0
    goes_on: bool = False


class BoardSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What of the board stands on one sheet: phases with their slots side by side, and lanes."""

    columns: tuple[tuple[str, int], ...]
    lanes: tuple[SheetRow, ...]


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """The board on sheets."""

    metrics: Metrics
    sheets: tuple[BoardSheet, ...]


class Cells(msgspec.Struct, frozen=True, kw_only=True):
    """What lies where: phases and workstreams in order, and what lies in each cell as one reads."""

    phases: tuple[str, ...]
    streams: tuple[str, ...]
    things: Mapping[Cell, Sequence[str]]

    def inside(self, phase: str, stream: str) -> Sequence[str]:
        return self.things.get((phase, stream), ())

    @property
    def parked(self) -> Sequence[str]:
        return self.inside(PARKING, PARKING)

    def most(self, phase: str) -> int:
        """How much lies in the fullest cell of a phase."""
        return max((len(self.inside(phase, stream)) for stream in self.streams), default=0)

    def lines(self, stream: str, columns: Mapping[str, int]) -> int:
        """How many lines a row needs when its phases have so many slots."""
        return max(
            (ceil(len(self.inside(phase, stream)) / max(1, slots)) for phase, slots in columns.items()),
            default=0,
        )


def cells_of(plan: Plan) -> Cells:
    """The board's cells; notes without a word are left out."""
    phases = tuple(key for key, _ in plan.phases_in_order())
    streams = tuple(key for key, _ in plan.workstreams_in_order())
    where = positions(plan)
    things: dict[Cell, list[str]] = {}
    for key in reading_order(plan):
        if key in plan.notes and not plan.notes[key].text.strip():
            continue
        things.setdefault(plan.cell_of(where[key]), []).append(key)
    return Cells(phases=phases, streams=streams, things=things)


def fit_board(cells: Cells, width: float, first: float, other: float, zoom: float = 1.0) -> Fit:
    """The board as large as it goes on one sheet, else on as few sheets as can be read.

    `width` is a sheet's, heads included; `first` and `other` are the heights on the first sheet and the others.
    """
    largest = LARGEST * zoom
    for step in range(round((largest - SMALLEST) / _STEP) + 1):
        metrics = Metrics(largest - step * _STEP, zoom)
        sheet = _one_sheet(cells, metrics, width - metrics.head_w, first - metrics.head_h)
        if sheet is not None:
            return Fit(metrics=metrics, sheets=(sheet,))
    splits = []
    for scale in (0.75, 0.68, 0.6, SMALLEST):
        metrics = Metrics(scale, zoom)
        heights = first - metrics.head_h, other - metrics.head_h
        splits.append(_many_sheets(cells, metrics, width - metrics.head_w, heights))
    return min(splits, key=lambda fit: (len(fit.sheets), -fit.metrics.scale))


def _one_sheet(cells: Cells, metrics: Metrics, width: float, height: float) -> BoardSheet | None:
    """The whole board in a width and height without heads, or None where it does not fit."""
    parking = _parking(cells, metrics, width)
    if parking is not None:
        height -= metrics.height(parking.lines) + PARK_GAP
    columns = {phase: min(1, cells.most(phase)) for phase in cells.phases}

    def high_enough() -> bool:
        rows = (metrics.height(cells.lines(stream, columns)) for stream in cells.streams)
        return sum(rows) <= height

    if _wide(metrics, columns) > width:
        return None
    while not high_enough():
        if not _widen(cells, metrics, columns, width):
            return None
    lanes = [SheetRow(stream=stream, lines=cells.lines(stream, columns)) for stream in cells.streams]
    return BoardSheet(
        columns=tuple(columns.items()), lanes=(*lanes, parking) if parking is not None else tuple(lanes)
    )


def _parking(cells: Cells, metrics: Metrics, width: float) -> SheetRow | None:
    if not cells.parked:
        return None
    return SheetRow(stream=PARKING, lines=ceil(len(cells.parked) / metrics.slots(width)))


def _wide(metrics: Metrics, columns: Mapping[str, int]) -> float:
    return sum(metrics.width(slots) for slots in columns.values())


def _widen(cells: Cells, metrics: Metrics, columns: dict[str, int], width: float) -> bool:
    """Give one more slot to the column that makes the highest row high; False where that is not possible."""
    free = width - _wide(metrics, columns)
    if free < metrics.tile_w + metrics.gap:
        return False
    for stream in sorted(cells.streams, key=lambda stream: -cells.lines(stream, columns)):
        lines = cells.lines(stream, columns)
        if lines <= 1:
            return False
        full = [
            phase
            for phase, slots in columns.items()
            if slots and ceil(len(cells.inside(phase, stream)) / slots) == lines
        ]
        if full:
            columns[max(full, key=lambda phase: len(cells.inside(phase, stream)))] += 1
            return True
    return False


def _many_sheets(cells: Cells, metrics: Metrics, width: float, heights: tuple[float, float]) -> Fit:
    """The board on several sheets: phases in groups, and each group's rows from sheet to sheet."""
    groups = _groups(cells, metrics, width)
    sheets: list[BoardSheet] = []
    for place, columns in enumerate(groups):
        while _widen(cells, metrics, columns, width):
            pass
        lanes = [SheetRow(stream=stream, lines=cells.lines(stream, columns)) for stream in cells.streams]
        # A row in which nothing lies in these phases says nothing here.
        lanes = [lane for lane in lanes if lane.lines] or lanes
        last = place == len(groups) - 1
        if last and (parking := _parking(cells, metrics, width)) is not None:
            lanes.append(parking)
        free = heights if not sheets else (heights[1], heights[1])
        lots = _paginate(lanes, metrics, free)
        sheets += [BoardSheet(columns=tuple(columns.items()), lanes=lot) for lot in lots]
    return Fit(metrics=metrics, sheets=tuple(sheets))


def _groups(cells: Cells, metrics: Metrics, width: float) -> list[dict[str, int]]:
    """The phases that go side by side on a sheet, with the fewest slots that they need."""
    groups: list[dict[str, int]] = [{}]
    free = width
    for phase in cells.phases:
        slots = min(1, cells.most(phase))
        wide = metrics.width(slots)
        if wide > free and groups[-1]:
            groups.append({})
            free = width
        groups[-1][phase] = slots
        free -= wide
    return groups


def _paginate(
    lanes: Sequence[SheetRow], metrics: Metrics, heights: tuple[float, float]
) -> list[tuple[SheetRow, ...]]:
    """Rows on sheets of these heights (the first, each other); a row goes on where it is cut between lines."""
    lots: list[list[SheetRow]] = [[]]
    room = heights[0]
    for whole in lanes:
        lane = whole
        gap = PARK_GAP if lane.stream == PARKING else 0.0
        while metrics.height(lane.lines) + gap > room:
            fitting = int((room - gap - 2 * metrics.pad + metrics.gap) / (metrics.tile_h + metrics.gap))
            whole_later = metrics.height(lane.lines) + gap <= heights[1] and room < heights[1] * _LITTLE
            if lots[-1] and (fitting < 1 or whole_later):
                fitting = 0
            else:
                fitting = max(1, fitting)
                if fitting >= lane.lines:
                    break
                lots[-1].append(replace(lane, lines=fitting, goes_on=True))
            lane = replace(lane, first=lane.first + fitting, lines=lane.lines - fitting)
            lots.append([])
            room = heights[1]
        lots[-1].append(lane)
        room -= metrics.height(lane.lines) + gap
    return [tuple(lot) for lot in lots]
