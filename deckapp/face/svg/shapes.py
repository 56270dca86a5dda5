"""SVG's shapes as operators that build a path, and the box around them."""

from __future__ import annotations

from math import hypot
from typing import Any, cast

import msgspec

from deckapp.face.svg.numbers import diagonal, length, numbers, write
from deckapp.face.svg.tree import Element
from deckapp.problem import PictureError

_ARC = 0.5523
"""How far the handles of a quarter circle's curve lie, in radii."""
_MOST_STEPS = 200_000
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})

Point = tuple[float, float]


class PathOutline(msgspec.Struct, frozen=True):
    """A path's operators, its box (left, top, right, bottom), and about how long its lines are together."""

    operators: str
    box: tuple[float, float, float, float]
    length: float


class Pencil:
    """Writes operators and minds how far they reach."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._box: tuple[float, float, float, float] | None = None
        self._at: Point = (0.0, 0.0)
        self._length = 0.0

    def move(self, point: Point) -> None:
        self._at = point
        self.out.append(f"{self._point(point)} m")

    def line(self, point: Point) -> None:
        self.out.append(f"{self._point(point)} l")

    def curve(self, *points: Point) -> None:
        self.out.append(" ".join(map(self._point, points)) + " c")

    def close(self) -> None:
        self.out.append("h")

    def _point(self, point: Point) -> str:
        if len(self.out) > _MOST_STEPS:
            raise PictureError(f"a path in it has more than {_MOST_STEPS:,} steps", "make it simpler")
        x, y = point
        left, top, right, bottom = self._box or (x, y, x, y)
        self._box = min(left, x), min(top, y), max(right, x), max(bottom, y)
        self._length += hypot(x - self._at[0], y - self._at[1])
        self._at = point
        return f"{write(x)} {write(y)}"

    def outline(self) -> PathOutline | None:
        return PathOutline(" ".join(self.out), self._box, self._length) if self._box else None


def outline(shape: Element, width: float, height: float) -> PathOutline | None:
    """The path of a shape in a view of a width and height, None where there is nothing to draw.

    Raises ValueError for path data that makes no sense.
    """

    def across(name: str, default: float = 0.0) -> float:
        return length(shape.get(name), width, default)

    def down(name: str, default: float = 0.0) -> float:
        return length(shape.get(name), height, default)

    pencil = Pencil()
    if shape.name == "path":
        _path(pencil, shape.get("d"))
    elif shape.name == "rect":
        rx, ry = across("rx", -1.0), down("ry", -1.0)
        rx, ry = (ry if rx < 0 else rx), (rx if ry < 0 else ry)
        _rect(pencil, across("x"), down("y"), across("width"), down("height"), max(0.0, rx), max(0.0, ry))
    elif shape.name in ("circle", "ellipse"):
        radius = length(shape.get("r"), diagonal(width, height))
        rx, ry = (radius, radius) if shape.name == "circle" else (across("rx"), down("ry"))
        if rx > 0 and ry > 0:
            _ellipse(pencil, across("cx"), down("cy"), rx, ry)
    elif shape.name == "line":
        pencil.move((across("x1"), down("y1")))
        pencil.line((across("x2"), down("y2")))
    else:
        given = numbers(shape.get("points"))
        for number in range(0, len(given) - 1, 2):
            (pencil.line if number else pencil.move)((given[number], given[number + 1]))
        if shape.name == "polygon" and given:
            pencil.close()
    return pencil.outline()


def _path(pencil: Pencil, data: str) -> None:
    from fontTools.pens.basePen import BasePen
    from fontTools.svgLib.path.parser import parse_path

    class PathPen(BasePen):
        def _moveTo(self, point: Point) -> None:  # noqa: N802
            pencil.move(point)

        def _lineTo(self, point: Point) -> None:  # noqa: N802
            pencil.line(point)

        def _curveToOne(self, *points: Point) -> None:  # noqa: N802
            pencil.curve(*points)

        def _closePath(self) -> None:  # noqa: N802
            pencil.close()

    try:
        parse_path(data, cast(Any, PathPen)())
    except PictureError:
        raise
    except Exception as error:
        # The parser raises whatever it stumbles upon.
        raise ValueError("the path makes no sense") from error


def _rect(pencil: Pencil, x: float, y: float, width: float, height: float, rx: float, ry: float) -> None:
    if width <= 0 or height <= 0:
        return
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, bottom = x + width, y + height
    if not rx or not ry:
        for number, point in enumerate(((x, y), (right, y), (right, bottom), (x, bottom))):
            (pencil.line if number else pencil.move)(point)
        pencil.close()
        return
    i, j = rx * (1 - _ARC), ry * (1 - _ARC)
    pencil.move((x + rx, y))
    pencil.line((right - rx, y))
    pencil.curve((right - i, y), (right, y + j), (right, y + ry))
    pencil.line((right, bottom - ry))
    pencil.curve((right, bottom - j), (right - i, bottom), (right - rx, bottom))
    pencil.line((x + rx, bottom))
    pencil.curve((x + i, bottom), (x, bottom - j), (x, bottom - ry))
    pencil.line((x, y + ry))
    pencil.curve((x, y + j), (x + i, y), (x + rx, y))
    pencil.close()


def _ellipse(pencil: Pencil, cx: float, cy: float, rx: float, ry: float) -> None:
    i, j = rx * _ARC, ry * _ARC
    pencil.move((cx + rx, cy))
    pencil.curve((cx + rx, cy + j), (cx + i, cy + ry), (cx, cy + ry))
    pencil.curve((cx - i, cy + ry), (cx - rx, cy + j), (cx - rx, cy))
    pencil.curve((cx - rx, cy - j), (cx - i, cy - ry), (cx, cy - ry))
    pencil.curve((cx + i, cy - ry), (cx + rx, cy - j), (cx + rx, cy))
    pencil.close()
