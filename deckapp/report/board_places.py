"""Where everything of one sheet of the board stands, worked out as if it were read from left to right."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from deckapp.plan.plan import PARKING
from deckapp.report.board_fit import PARK_GAP, BoardSheet, Cells, Fit, Metrics, SheetRow
from deckapp.report.link_paths import Gaps, TileSpot

_MORE_HEIGHT = 0.3
"""By how much of a tile's height a row grows at most, to fill the page."""
Stretch = tuple[float, float]
"""Where a column or a row begins, and its width or height, in points."""


class Frame(msgspec.Struct, frozen=True):
    """Where the board goes on its sheet: left, top, width and height in points."""

    x: float
    y: float
    w: float
    h: float


class SheetPlaces(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet of the board: its columns and rows, and the spot of every activity and note on it.

    `parked` are the spots of what is not placed yet; no link is drawn to them.
    """

    frame: Frame
    metrics: Metrics
    sheet: BoardSheet
    columns: tuple[Stretch, ...]
    rows: tuple[Stretch, ...]
    spots: dict[str, TileSpot]
    parked: dict[str, TileSpot]
    grid: Gaps

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return max((y + h for y, h in self.rows), default=self.frame.y + self.metrics.head_h)


def lay_places(cells: Cells, fit: Fit, number: int, frame: Frame) -> SheetPlaces:
    """The places of a fit's sheet in a frame, stretched a little to fill it."""
    sheet, metrics = fit.sheets[number], fit.metrics
    columns = _columns(sheet, metrics, frame)
    rows = _rows(sheet, metrics, frame)
    slots = _slots(sheet, metrics, columns)
    spots: dict[str, TileSpot] = {}
    parked: dict[str, TileSpot] = {}
    line = 0
    for lane, (top, _) in zip(sheet.lanes, rows, strict=True):
        if lane.stream == PARKING:
            parked = _spots(cells.parked, lane, metrics, top, line, _parking_slots(metrics, frame))
            continue
        for phase, _ in sheet.columns:
            spots |= _spots(cells.inside(phase, lane.stream), lane, metrics, top, line, slots[phase])
        line += lane.lines
    return SheetPlaces(
        frame=frame,
        metrics=metrics,
        sheet=sheet,
        columns=columns,
        rows=rows,
        spots=spots,
        parked=parked,
        grid=_grid(sheet, metrics, frame, rows, [slot for each in slots.values() for slot in each]),
    )


def _columns(sheet: BoardSheet, metrics: Metrics, frame: Frame) -> tuple[Stretch, ...]:
    """Each phase's column, wide enough to fill the sheet together."""
    least = [metrics.width(slots) for _, slots in sheet.columns]
    weights = [max(1, slots) for _, slots in sheet.columns]
    spare = max(0.0, frame.w - metrics.head_w - sum(least)) / max(1, sum(weights))
    x, columns = frame.x + metrics.head_w, []
    for width, weight in zip(least, weights, strict=True):
        columns.append((x, width + spare * weight))
        x += width + spare * weight
    return tuple(columns)


def _rows(sheet: BoardSheet, metrics: Metrics, frame: Frame) -> tuple[Stretch, ...]:
    least = [metrics.height(lane.lines) for lane in sheet.lanes]
    gaps = [PARK_GAP if lane.stream == PARKING else 0.0 for lane in sheet.lanes]
    spare = 0.0
    if least:
        spare = max(0.0, frame.h - metrics.head_h - sum(least) - sum(gaps)) / len(least)
        spare = min(spare, _MORE_HEIGHT * metrics.tile_h)
    y, rows = frame.y + metrics.head_h, []
    for gap, height in zip(gaps, least, strict=True):
        rows.append((y + gap, height + spare))
        y += gap + height + spare
    return tuple(rows)


def _slots(
    sheet: BoardSheet, metrics: Metrics, columns: Sequence[Stretch]
) -> dict[str, list[tuple[int, float]]]:
    """(number over the whole sheet, left edge) of the slots of each phase; an empty phase has one too."""
    slots: dict[str, list[tuple[int, float]]] = {}
    number = 0
    for (phase, many), (x, w) in zip(sheet.columns, columns, strict=True):
        count = max(1, many)
        pitch = (w - 2 * metrics.pad + metrics.gap) / count
        left = x + metrics.pad + (pitch - metrics.gap - metrics.tile_w) / 2
        slots[phase] = [(number + slot, left + slot * pitch) for slot in range(count)]
        number += count
    return slots


def _parking_slots(metrics: Metrics, frame: Frame) -> list[tuple[int, float]]:
    left = frame.x + metrics.head_w + metrics.pad
    count = metrics.slots(frame.w - metrics.head_w)
    return [(slot, left + slot * (metrics.tile_w + metrics.gap)) for slot in range(count)]


def _spots(
    keys: Sequence[str],
    lane: SheetRow,
    metrics: Metrics,
    top: float,
    line: int,
    slots: Sequence[tuple[int, float]],
) -> dict[str, TileSpot]:
    """The spots of a cell's things that stand in this part of the lane."""
    spots = {}
    shown = keys[lane.first * len(slots) : (lane.first + lane.lines) * len(slots)]
    for place, key in enumerate(shown):
        down, across = divmod(place, len(slots))
        column, x = slots[across]
        y = top + metrics.pad + down * (metrics.tile_h + metrics.gap)
        spots[key] = TileSpot(column, line + down, x, y, metrics.tile_w, metrics.tile_h)
    return spots


def _grid(
    sheet: BoardSheet,
    metrics: Metrics,
    frame: Frame,
    rows: Sequence[Stretch],
    slots: Sequence[tuple[int, float]],
) -> Gaps:
    """The gaps between the tiles of the sheet, without what is parked."""
    upright = [(left, left + metrics.tile_w) for _, left in slots]
    level = []
    bottom = frame.y + metrics.head_h
    for lane, (y, h) in zip(sheet.lanes, rows, strict=True):
        if lane.stream != PARKING:
            bottom = y + h
            tops = (y + metrics.pad + down * (metrics.tile_h + metrics.gap) for down in range(lane.lines))
            level += [(top, top + metrics.tile_h) for top in tops]
    return Gaps(
        _between(upright, frame.x + metrics.head_w, frame.x + frame.w),
        _between(level, frame.y + metrics.head_h, bottom),
    )


def _between(edges: Sequence[Stretch], start: float, end: float) -> tuple[Stretch, ...]:
    """The gaps before, between and after stretches that stand in order, as (from, to)."""
    ends = [start, *(high for _, high in edges)]
    starts = [*(low for low, _ in edges), end]
    return tuple(zip(ends, starts, strict=True))
