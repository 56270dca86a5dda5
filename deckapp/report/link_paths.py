"""The ways of links over a printed board: along the gaps between tiles, never across one.

Tiles stand on a grid of columns and lines; the gap left of column 3 is gap 3, the one above line 2 is gap 2.
Links that share a gap run side by side in it, those that end at the same tile join.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import msgspec

Point = tuple[float, float]
ARROW = 4.2
"""The length of an arrow's head in points."""
_APART = 0.13
"""How far from a tile's middle links part, in heights of the tile."""


class TileSpot(msgspec.Struct, frozen=True):
    """Where a tile stands: its column and line, and its rectangle in points."""

    column: int
    line: int
    x: float
    y: float
    w: float
    h: float


class Gaps(msgspec.Struct, frozen=True):
    """The gaps between columns and between lines, each from where to where; one more than there are tiles."""

    upright: tuple[tuple[float, float], ...]
    level: tuple[tuple[float, float], ...]


class _Run(msgspec.Struct):
    """A straight part of a way: fixed at a tile's edge (`gap` None), or somewhere within a gap."""

    upright: bool
    gap: int | None
    place: float = 0.0
    low: float = 0.0
    high: float = 0.0
    start: float = 0.0
    end: float = 0.0
    from_left: bool = False
    to_left: bool = False


def ways(links: Sequence[tuple[str, str]], spots: Mapping[str, TileSpot], grid: Gaps) -> list[list[Point]]:
    """The corners of each link's way, from its source to the tip of its arrow."""
    taken = {(spot.column, spot.line) for spot in spots.values()}
    plans = [_plan(spots[source], spots[target], taken) for source, target in links]
    _part_ends(plans, links, spots)
    _share_gaps(plans, links, spots, grid)
    return [
        _corners(runs, spots[source], spots[target])
        for runs, (source, target) in zip(plans, links, strict=True)
    ]


def _plan(source: TileSpot, target: TileSpot, taken: Collection[tuple[int, int]]) -> list[_Run]:
    """The straight parts of a way, in order; the first and the last lie at the tiles' middles."""
    middle, goal = source.y + source.h / 2, target.y + target.h / 2
    if source.column == target.column and abs(source.line - target.line) == 1:
        return [_Run(True, None, source.x + source.w / 2)]
    if source.column == target.column:
        gap = source.column + 1
        return [_Run(False, None, middle), _Run(True, gap), _Run(False, None, goal)]
    onward = target.column > source.column
    out = source.column + 1 if onward else source.column
    into = target.column if onward else target.column + 1
    start, end = _Run(False, None, middle), _Run(False, None, goal)
    between = range(min(source.column, target.column) + 1, max(source.column, target.column))
    if source.line == target.line and not any((column, source.line) in taken for column in between):
        return [start]
    if out == into:
        return [start, _Run(True, out), end]
    if not any((column, source.line) in taken for column in between):
        return [start, _Run(True, into), end]
    if not any((column, target.line) in taken for column in between):
        return [start, _Run(True, out), end]
    channel = target.line if source.line < target.line else target.line + 1
    return [start, _Run(True, out), _Run(False, channel), _Run(True, into), end]


def _part_ends(
    plans: Sequence[list[_Run]], links: Sequence[tuple[str, str]], spots: Mapping[str, TileSpot]
) -> None:
    """Where links come and go on the same side of a tile, let them go higher and come lower."""
    goes, comes = set(), set()
    for runs, (source, target) in zip(plans, links, strict=True):
        if not runs[0].upright:
            right = _rightward(spots[source], spots[target])
            goes.add((source, right[0]))
            comes.add((target, right[1]))
    for runs, (source, target) in zip(plans, links, strict=True):
        if runs[0].upright:
            continue
        one, other = spots[source], spots[target]
        right = _rightward(one, other)
        goes_apart, comes_apart = (source, right[0]) in comes, (target, right[1]) in goes
        if len(runs) == 1 and (goes_apart or comes_apart):
            into = other.column if other.column > one.column else other.column + 1
            runs += [_Run(True, into), _Run(False, None, other.y + other.h / 2)]
        if goes_apart:
            runs[0].place -= one.h * _APART
        if comes_apart:
            runs[-1].place += other.h * _APART


def _rightward(source: TileSpot, target: TileSpot) -> tuple[bool, bool]:
    """Whether a way leaves its source at the right side, and whether it reaches its target at the right."""
    if source.column == target.column:
        return True, True
    onward = target.column > source.column
    return onward, not onward


def _share_gaps(
    plans: Sequence[list[_Run]], links: Sequence[tuple[str, str]], spots: Mapping[str, TileSpot], grid: Gaps
) -> None:
    """Place all runs in their gaps, so that those of different targets keep apart where they overlap."""
    gaps: dict[tuple[bool, int], list[tuple[_Run, str]]] = {}
    for runs, (source, target) in zip(plans, links, strict=True):
        for place, run in enumerate(runs):
            if run.gap is not None:
                low, high = (grid.upright if run.upright else grid.level)[run.gap]
                run.place = (low + high) / 2
                run.from_left, run.to_left = _sides(runs, place, spots[source], spots[target])
                gaps.setdefault((run.upright, run.gap), []).append((run, target))
    for runs in plans:
        _extend(runs)
    for (upright, gap), members in gaps.items():
        low, high = (grid.upright if upright else grid.level)[gap]
        lanes = _lanes(members)
        order = _in_order(members, lanes) if upright else sorted(set(lanes))
        for (run, _), lane in zip(members, lanes, strict=True):
            run.place = low + (high - low) * (order.index(lane) + 1) / (len(order) + 1)


def _sides(runs: Sequence[_Run], place: int, source: TileSpot, target: TileSpot) -> tuple[bool, bool]:
    """Whether an upright run is entered from the left, and whether it is left to the left."""
    gap = runs[place].gap or 0
    before = runs[place - 2].gap if place > 1 else None
    after = runs[place + 2].gap if place + 2 < len(runs) else None
    return (
        (source.column if before is None else before - 1) < gap,
        (target.column if after is None else after - 1) < gap,
    )


def _in_order(members: Sequence[tuple[_Run, str]], lanes: Sequence[int]) -> list[int]:
    """A gap's lanes from left to right, so that what comes from the left does not run into what goes right."""
    left: dict[float, set[tuple[int, str]]] = {}
    right: dict[float, set[tuple[int, str]]] = {}
    for (run, target), lane in zip(members, lanes, strict=True):
        for y, is_left in ((run.start, run.from_left), (run.end, run.to_left)):
            (left if is_left else right).setdefault(round(y, 1), set()).add((lane, target))
    after: dict[int, set[int]] = {lane: set() for lane in lanes}
    for y in left.keys() & right.keys():
        for one, aim in left[y]:
            after[one] |= {other for other, goal in right[y] if other != one and goal != aim}
    order: list[int] = []
    rest = sorted(after)
    while rest:
        free = [lane for lane in rest if not any(lane in after[other] for other in rest if other != lane)]
        # Where they wait for each other in a circle, one has to cross.
        order.append((free or rest)[0])
        rest.remove(order[-1])
    return order


def _extend(runs: list[_Run]) -> None:
    """Say from where to where each run in a gap goes: between its neighbours."""
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        run.start, run.end = before.place, after.place
        run.low, run.high = sorted((run.start, run.end))


def _lanes(members: Sequence[tuple[_Run, str]]) -> list[int]:
    """Which lane of a gap each run takes: the first that is free along the run, or its own target's."""
    lanes: list[list[tuple[float, float, str]]] = []
    chosen = []
    for run, target in members:
        free = (
            place
            for place, lane in enumerate(lanes)
            if all(high <= run.low or low >= run.high or other == target for low, high, other in lane)
        )
        place = next(free, len(lanes))
        if place == len(lanes):
            lanes.append([])
        lanes[place].append((run.low, run.high, target))
        chosen.append(place)
    return chosen


def _corners(runs: Sequence[_Run], source: TileSpot, target: TileSpot) -> list[Point]:
    first, last = runs[0], runs[-1]
    if first.upright:
        down = target.line > source.line
        return [
            (first.place, source.y + source.h if down else source.y),
            (first.place, target.y if down else target.y + target.h),
        ]
    from_right, to_right = _rightward(source, target)
    start_x = source.x + source.w if from_right else source.x
    end_x = target.x + target.w if to_right else target.x
    if len(runs) == 1:
        return [(start_x, first.place), (end_x, first.place)]
    points = [(start_x, first.place)]
    for one, other in pairwise(runs):
        points.append((one.place, other.place) if one.upright else (other.place, one.place))
    return [*points, (end_x, last.place)]


def rounded_path(points: Sequence[Point], radius: float = 3.5) -> str:
    """The SVG path data of a way with rounded corners."""
    data = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        enter, leave = _towards(corner, before, near), _towards(corner, after, near)
        data.append(f"L{_pair(enter)}C{_pair(corner)} {_pair(corner)} {_pair(leave)}")
    return "".join(data) + f"L{_pair(points[-1])}"


def arrow_head(points: Sequence[Point], size: float = ARROW, closed: bool = True) -> str:
    """The SVG path data of the head at a way's end; an open one is two strokes."""
    tip, before = points[-1], points[-2]
    base = _towards(tip, before, size)
    dx, dy = (base[1] - tip[1]) * 0.5, (tip[0] - base[0]) * 0.5
    one, other = (base[0] + dx, base[1] + dy), (base[0] - dx, base[1] - dy)
    return f"M{_pair(one)}L{_pair(tip)}L{_pair(other)}" + ("Z" if closed else "")


def shortened(points: Sequence[Point], by: float) -> list[Point]:
    """The way without its last bit, so that a line does not show at the tip of its arrow."""
    return [*points[:-1], _towards(points[-1], points[-2], by)]


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = _distance(start, end)
    share = length / whole if whole else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _pair(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"
