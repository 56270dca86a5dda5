"""The way of a link: a smooth curve from the edge of one tile to the edge of another."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import msgspec

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in board units."""

SAMPLES = 20
LEAST_SWING = 28.0
MOST_SWING = 160.0


class Route(msgspec.Struct, frozen=True):
    """A cubic curve: where it begins and ends, and the two points that pull it."""

    start: Point
    pull_start: Point
    pull_end: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point after this share of the way, 0 to 1."""
        a, b, c, d = self.start, self.pull_start, self.pull_end, self.end
        u = 1 - share
        f, g, h, i = u * u * u, 3 * u * u * share, 3 * u * share * share, share * share * share
        return a[0] * f + b[0] * g + c[0] * h + d[0] * i, a[1] * f + b[1] * g + c[1] * h + d[1] * i

    @property
    def box(self) -> Box:
        """A rectangle that holds the whole curve."""
        xs, ys = zip(self.start, self.pull_start, self.pull_end, self.end, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def distance(self, x: float, y: float) -> float:
        """How far a point lies from the curve."""
        points = [self.at(step / SAMPLES) for step in range(SAMPLES + 1)]
        return min(_to_segment(x, y, *one, *two) for one, two in pairwise(points))

    @property
    def heading(self) -> Point:
        """The direction in which it arrives, of length 1."""
        dx, dy = self.end[0] - self.pull_end[0], self.end[1] - self.pull_end[1]
        length = hypot(dx, dy) or 1.0
        return dx / length, dy / length


def route(source: Box, target: Box) -> Route:
    """From the edge of one rectangle to the facing edge of another."""
    if target[0] >= source[2] or target[2] <= source[0]:
        side = 1.0 if target[0] >= source[2] else -1.0
        start = source[2] if side > 0 else source[0], (source[1] + source[3]) / 2
        end = target[0] if side > 0 else target[2], (target[1] + target[3]) / 2
        swing = side * _swing(end[0] - start[0])
        return Route(start, (start[0] + swing, start[1]), (end[0] - swing, end[1]), end)
    side = 1.0 if target[1] + target[3] >= source[1] + source[3] else -1.0
    start = (source[0] + source[2]) / 2, source[3] if side > 0 else source[1]
    end = (target[0] + target[2]) / 2, target[1] if side > 0 else target[3]
    swing = side * min(_swing(end[1] - start[1]), max(abs(end[1] - start[1]), 8.0))
    return Route(start, (start[0], start[1] + swing), (end[0], end[1] - swing), end)


def route_to_point(source: Box, x: float, y: float) -> Route:
    """From the edge of a rectangle to a point, while a link is being drawn."""
    return route(source, (x, y, x, y))


def _swing(distance: float) -> float:
    return min(max(abs(distance) / 2, LEAST_SWING), MOST_SWING)


def _to_segment(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    share = 0.0 if square == 0 else min(max(((x - ax) * dx + (y - ay) * dy) / square, 0.0), 1.0)
    return hypot(x - ax - share * dx, y - ay - share * dy)
