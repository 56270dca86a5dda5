"""How much work a sketch is for whoever draws it, told before it is drawn: a small file can ask for hours."""

from __future__ import annotations

from deckapp.face.svg.numbers import Matrix
from deckapp.problem import PictureError

_MOST = 300.0
"""Whole areas of the sketch that may be painted, one over the other. Measured with pdfium: 14 ns a dot."""
_GRADIENT, _LAYER = 10.0, 6.0
"""So much more a gradient and a group that is seen through cost than a plain colour."""
_LENGTH = 0.005
"""So much of a whole area's work is an outline as long as the sketch is wide."""
_THIN = 0.002
"""No line is less work than one of this share of the sketch's width."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Work:
    """Adds up what is drawn on a sketch of a width and height; raises PictureError where it is too much."""

    def __init__(self, width: float, height: float) -> None:
        self._width = width
        self._height = height
        self._done = 0.0
        self._reach: list[Box] = [(0.0, 0.0, 0.0, 0.0)]

    def area(self, box: Box, length: float, matrix: Matrix, *, gradient: bool = False) -> None:
        """An area within a box, whose outline is so long, both as seen through a matrix."""
        seen = self._seen(box, matrix)
        self._reach[-1] = _both(self._reach[-1], seen)
        share = self._share(seen) * (_GRADIENT if gradient else 1.0)
        self._add(share + _LENGTH * length * _scale(matrix) / max(self._width, self._height))

    def line(self, box: Box, length: float, width: float, matrix: Matrix) -> None:
        """A line of a length and width within a box."""
        self.area(box, length, matrix)
        thick = max(width * _scale(matrix), _THIN * self._width)
        self._add(min(1e6, length * _scale(matrix) * thick / (self._width * self._height)))

    def begin_layer(self) -> None:
        """What follows is drawn as a whole before it is seen through."""
        self._reach.append((0.0, 0.0, 0.0, 0.0))

    def end_layer(self) -> None:
        """The layer that was begun last is whole."""
        reach = self._reach.pop()
        self._reach[-1] = _both(self._reach[-1], reach)
        self._add(_LAYER * self._share(reach))

    def _seen(self, box: Box, matrix: Matrix) -> Box:
        """What of the sketch a box covers."""
        a, b, c, d, e, f = matrix
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [min(self._width, max(0.0, a * x + c * y + e)) for x, y in corners]
        ys = [min(self._height, max(0.0, b * x + d * y + f)) for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _share(self, box: Box) -> float:
        return (box[2] - box[0]) * (box[3] - box[1]) / (self._width * self._height)

    def _add(self, work: float) -> None:
        self._done += work
        if self._done > _MOST:
            raise PictureError("it draws over itself more often than can be shown in time", "make it simpler")


def _scale(matrix: Matrix) -> float:
    """By how much a matrix makes lengths longer at most, and a little more."""
    a, b, c, d = matrix[:4]
    return max(abs(a) + abs(c), abs(b) + abs(d))


def _both(one: Box, other: Box) -> Box:
    """The box around two boxes, of which an empty one counts for nothing."""
    if one[2] <= one[0] or one[3] <= one[1]:
        return other
    if other[2] <= other[0] or other[3] <= other[1]:
        return one
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
