"""What a sketch is drawn with: operators, the places they are drawn at, and all that they call by name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from deckapp.face.page import Photo, Sketch
from deckapp.face.svg.colours import Colour
from deckapp.face.svg.gradients import Gradient
from deckapp.face.svg.numbers import SAME, Matrix, length, times, write, written
from deckapp.face.svg.shapes import PathOutline
from deckapp.face.svg.strokes import dash_operator, dashes, stroke_operators
from deckapp.face.svg.styles import Look
from deckapp.face.svg.work import Work
from deckapp.problem import PictureError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_WRITTEN = 5 * 1024 * 1024
_MOST_DASHES = 300_000


class Painting:
    """A sketch in the making, so wide and high in its own units."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.photos: list[Photo] = []
        self._out: list[str] = []
        self._layers: list[str] = []
        self._alphas: dict[tuple[float, float], int] = {}
        self._shadings: dict[str, int] = {}
        self._notes: dict[str, None] = {}
        self._matrix = SAME
        self._work = Work(width, height)
        self._written = 0
        self._dashes = 0.0

    def sketch(self) -> Sketch:
        """What was painted."""
        return Sketch(
            width=self.width,
            height=self.height,
            operators="\n".join(self._out),
            layers=tuple(self._layers),
            alphas=tuple(self._alphas),
            shadings=tuple(self._shadings),
            photos=tuple(self.photos),
            notes=tuple(self._notes),
        )

    def note(self, words: str) -> None:
        """Remember what is not drawn, once; a remedy goes behind a semicolon."""
        self._notes[words] = None

    def say(self, *operators: str) -> None:
        """Write operators."""
        self._out += operators
        self._written += sum(map(len, operators))
        if self._written > _MOST_WRITTEN:
            raise PictureError("it draws more than a page can hold", "make it simpler")

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What is set and moved within holds only there."""
        before = self._matrix
        self.say("q")
        yield
        self.say("Q")
        self._matrix = before

    def move(self, matrix: Matrix) -> None:
        """Draw all that follows through a matrix."""
        if matrix != SAME:
            self._matrix = times(self._matrix, matrix)
            self.say(written(matrix))

    def clip(self, operators: str, even: bool = False) -> None:
        """Cut off what lies outside of a path."""
        self.say(operators, "W* n" if even else "W n")

    def window(self, width: float, height: float) -> None:
        """Cut off what lies outside of a rectangle at the origin."""
        self.clip(f"0 0 {write(width)} {write(height)} re")

    def photo(self, photo: Photo) -> None:
        """A picture of pixels, as wide and high as it has pixels."""
        matrix = (photo.width, 0, 0, -photo.height, 0, photo.height)
        self._work.area((0, 0, photo.width, photo.height), 0, self._matrix)
        self.say(written(matrix), f"/P{len(self.photos)} Do")
        self.photos.append(photo)

    def shape(
        self,
        look: Look,
        drawn: PathOutline,
        fill: Colour | Gradient | None,
        stroke: Colour | None,
        width: float,
    ) -> None:
        """An outline filled, or drawn as a line of a width, or both."""
        both = fill is not None and stroke is not None
        alone = 1.0 if both else alpha(look, "opacity")
        inside = fill.alpha * alpha(look, "fill-opacity") * alone if fill else 1.0
        along = stroke.alpha * alpha(look, "stroke-opacity") * alone if stroke else 1.0
        with self.kept(), self.layer(alpha(look, "opacity") if both else 1.0):
            self._see_through(inside, along)
            self._fill(look, drawn, fill)
            if stroke:
                self._work.line(drawn.box, drawn.length, width, self._matrix)
                self.say(f"{stroke.operands()} RG {write(width)} w", *stroke_operators(look))
                self._dash(look, width, drawn)
            even = "*" if look.get("fill-rule") == "evenodd" else ""
            if isinstance(fill, Colour):
                self.say(f"{drawn.operators} {'B' if stroke else 'f'}{even}")
            elif stroke:
                self.say(f"{drawn.operators} S")

    @contextmanager
    def layer(self, seen: float) -> Iterator[None]:
        """What is drawn within is seen through as one, where `seen` is less than 1."""
        if seen >= 1:
            yield
            return
        outside, self._out = self._out, []
        self._work.begin_layer()
        yield
        self._work.end_layer()
        inside, self._out = self._out, outside
        self._see_through(seen, seen)
        self.say(f"/L{len(self._layers)} Do")
        self._layers.append("\n".join(inside))

    def _fill(self, look: Look, drawn: PathOutline, fill: Colour | Gradient | None) -> None:
        if fill is None:
            return
        is_gradient = isinstance(fill, Gradient)
        self._work.area(drawn.box, drawn.length, self._matrix, gradient=is_gradient)
        if isinstance(fill, Gradient):
            name = f"S{self._shadings.setdefault(fill.shading, len(self._shadings))}"
            even = "*" if look.get("fill-rule") == "evenodd" else ""
            self.say(f"q {drawn.operators} W{even} n {written(fill.matrix)} /{name} sh Q")
        else:
            self.say(f"{fill.operands()} rg")

    def _dash(self, look: Look, width: float, drawn: PathOutline) -> None:
        if lengths := dashes(look, width):
            self._dashes += drawn.length / sum(lengths) * len(lengths)
            if self._dashes > _MOST_DASHES:
                raise PictureError("it has more dashes than can be drawn", "make it simpler")
            self.say(dash_operator(look, width, lengths))

    def _see_through(self, fill: float, stroke: float) -> None:
        if fill < 1 or stroke < 1:
            pair = round(fill, 4), round(stroke, 4)
            self.say(f"/A{self._alphas.setdefault(pair, len(self._alphas))} gs")


def alpha(look: Look, name: str) -> float:
    """How much is seen, from 0 to 1, as a property of a look says."""
    return min(1.0, max(0.0, length(look.get(name, "1"), 1.0, 1.0)))
