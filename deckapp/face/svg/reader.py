"""An SVG file as a sketch: what PDF draws, and what of the file is not drawn."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable

from deckapp.face.page import Photo, Sketch
from deckapp.face.svg.colours import BLACK, Colour, colour
from deckapp.face.svg.gradients import GRADIENTS, Gradient, Gradients
from deckapp.face.svg.numbers import SAME, Matrix, fitted, length, numbers, times, transform, write, written
from deckapp.face.svg.shapes import SHAPES, Outline, outline
from deckapp.face.svg.strokes import dash_operator, dashes, stroke_operators
from deckapp.face.svg.styles import UNDRAWN, Look, Rules
from deckapp.face.svg.tree import Element, read_tree
from deckapp.problem import PictureError

_MOST_DRAWN = 30_000
"""So many elements are drawn, those that `use` draws again included."""
_MOST_WRITTEN = 5 * 1024 * 1024
_MOST_DEPTH = 70
_MOST_DASHES = 300_000
_MOST_LAYERS = 300
"""Each costs a whole picture where it is drawn."""
_MOST_PHOTOS = 50
_GROUPS = frozenset({"g", "a", "switch", "svg", "symbol", "use"})
_SILENT = frozenset(
    {
        "defs", "title", "desc", "metadata", "style", "clipPath", "mask", "filter", "pattern", "marker", "view",
        "cursor", "font", "font-face", "color-profile", "stop", *GRADIENTS,
    }
)  # fmt: skip
"""What draws nothing by itself; where it is used and cannot be drawn, that is told there."""
_WORDS = {
    "text": "text in it is not drawn; turn it into paths",
    "foreignObject": "a web page in it is not drawn",
    "script": "a script in it is not run",
}
_URL = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)\s*(.*)")
_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*;base64,", re.IGNORECASE)
_DEFAULT = 150.0
"""As wide and high is what tells neither."""

Size = tuple[float, float]


def read_sketch(data: bytes, photo: Callable[[bytes], Photo]) -> Sketch:
    """The sketch of an SVG file; `photo` makes the pictures in it ready. Raises PictureError."""
    root = read_tree(data)
    box = numbers(root.get("viewBox"))[:4]
    known = len(box) == 4 and box[2] > 0 and box[3] > 0
    width, height = _size(root, (box[2], box[3]) if known else None)
    view = (box[2], box[3]) if known else (width, height)
    matrix = SAME
    if known:
        matrix = fitted((box[0], box[1], box[2], box[3]), width, height, root.get("preserveAspectRatio"))
    drawer = _Drawer(root, photo)
    drawer.group(root, drawer.rules.look(root, {}), view, matrix, 0)
    return Sketch(
        width=width,
        height=height,
        operators="\n".join(drawer.out),
        layers=tuple(drawer.layers),
        alphas=tuple(drawer.alphas),
        shadings=tuple(drawer.shadings),
        photos=tuple(drawer.photos),
        notes=tuple(drawer.notes),
    )


def _size(root: Element, view: Size | None) -> Size:
    """Width and height; where one is missing, the view box tells how it goes with the other."""
    wide, high = (0.0 if "%" in root.get(name) else length(root.get(name), 0) for name in ("width", "height"))
    if wide <= 0 and high <= 0:
        return view or (_DEFAULT, _DEFAULT)
    across, down = view or (1.0, 1.0)
    return (wide if wide > 0 else high * across / down), (high if high > 0 else wide * down / across)


class _Drawer:
    """Goes through the elements and writes what draws them."""

    def __init__(self, root: Element, photo: Callable[[bytes], Photo]) -> None:
        self.out: list[str] = []
        self.layers: list[str] = []
        self.alphas: dict[tuple[float, float], int] = {}
        self.shadings: dict[str, int] = {}
        self.photos: list[Photo] = []
        self.notes: dict[str, None] = {}
        self.ids = {one.get("id"): one for one in reversed(list(root.walk())) if one.get("id")}
        self.rules = Rules([one.text for one in root.walk() if one.name == "style"])
        self.gradients = Gradients(self.ids, self.rules, self.note)
        self._photo = photo
        self._outlines: dict[tuple[Element, Size], Outline | None] = {}
        self._drawn = 0
        self._written = 0
        self._dashes = 0.0
        if self.rules.left_out:
            self.note("style rules for more than a name, a class or an id are not followed")

    def note(self, words: str) -> None:
        self.notes[words] = None

    def say(self, *operators: str) -> None:
        self.out += operators
        self._written += sum(map(len, operators))
        if self._written > _MOST_WRITTEN:
            raise PictureError("it draws more than a page can hold", "make it simpler")

    # Elements

    def element(self, one: Element, inherited: Look, view: Size, depth: int) -> None:
        self._drawn += 1
        if self._drawn > _MOST_DRAWN or depth > _MOST_DEPTH:
            raise PictureError("it draws too much, or itself", "make it simpler")
        if one.name in _SILENT or one.name == "symbol":
            return
        if one.name not in _GROUPS | SHAPES | {"image"}:
            self.note(_WORDS.get(one.name, f"`{one.name}` in it is not drawn"))
            return
        look = self.rules.look(one, inherited)
        if look.get("display") == "none":
            return
        for name in UNDRAWN & look.keys():
            if look[name] not in ("none", "normal", ""):
                self.note(f"`{name}` in it is not drawn")
        self.say("q")
        matrix = transform(look.get("transform", ""))
        if matrix != SAME:
            self.say(written(matrix))
        self._clip(look.get("clip-path", ""), view)
        if one.name in SHAPES:
            self._shape(one, look, view)
        else:
            self._in_layer(look, lambda: self._holder(one, look, view, depth))
        self.say("Q")

    def _holder(self, one: Element, look: Look, view: Size, depth: int) -> None:
        if one.name == "use":
            self._use(one, look, view, depth)
        elif one.name == "image":
            self._image(one, view)
        elif one.name == "svg":
            x, y = length(one.get("x"), view[0]), length(one.get("y"), view[1])
            self.say(written((1, 0, 0, 1, x, y)))
            self._viewport(one, one, look, view, depth)
        else:
            self.group(one, look, view, SAME, depth)

    def group(self, one: Element, look: Look, view: Size, matrix: Matrix, depth: int) -> None:
        """All that an element holds."""
        if matrix != SAME:
            self.say(written(matrix))
        for child in one.children:
            self.element(child, look, view, depth + 1)

    def _use(self, one: Element, look: Look, view: Size, depth: int) -> None:
        target = self.ids.get(one.target[1:]) if one.target.startswith("#") else None
        if target is None:
            self.note("a part that is not in the file is not drawn")
            return
        self.say(written((1, 0, 0, 1, length(one.get("x"), view[0]), length(one.get("y"), view[1]))))
        if target.name == "symbol":
            self._viewport(target, one, self.rules.look(target, look), view, depth + 1)
        else:
            self.element(target, look, view, depth + 1)

    def _viewport(self, one: Element, sized: Element, look: Look, view: Size, depth: int) -> None:
        """What a symbol or an svg within another holds; `sized` tells how large it is."""
        width = length(sized.get("width"), view[0], view[0])
        height = length(sized.get("height"), view[1], view[1])
        box = numbers(one.get("viewBox"))[:4]
        if len(box) == 4 and min(box[2], box[3], width, height) > 0:
            self.say(f"0 0 {write(width)} {write(height)} re W n")
            place = fitted((box[0], box[1], box[2], box[3]), width, height, one.get("preserveAspectRatio"))
            self.group(one, look, (box[2], box[3]), place, depth)
        else:
            self.group(one, look, (width, height), SAME, depth)

    def _image(self, one: Element, view: Size) -> None:
        x, y = length(one.get("x"), view[0]), length(one.get("y"), view[1])
        found = _DATA.match(one.target)
        if not found:
            self.note("a picture that is not in the file is not drawn")
            return
        if len(self.photos) == _MOST_PHOTOS:
            raise PictureError(f"more than {_MOST_PHOTOS} pictures are in it", "make it simpler")
        try:
            photo = self._photo(b64decode(one.target[found.end() :]))
        except (PictureError, binascii.Error, ValueError) as error:
            why = error.message if isinstance(error, PictureError) else "it is damaged or cut off"
            self.note(f"a picture in it is not drawn: {why}")
            return
        width = length(one.get("width"), view[0], photo.width)
        height = length(one.get("height"), view[1], photo.height)
        if width <= 0 or height <= 0:
            return
        box = 0.0, 0.0, float(photo.width), float(photo.height)
        place = fitted(box, width, height, one.get("preserveAspectRatio"))
        place = times(place, (photo.width, 0, 0, -photo.height, 0, photo.height))
        self.say(written((1, 0, 0, 1, x, y)), f"0 0 {write(width)} {write(height)} re W n")
        self.say(written(place), f"/P{len(self.photos)} Do")
        self.photos.append(photo)

    # Shapes

    def _shape(self, one: Element, look: Look, view: Size) -> None:
        if look.get("visibility", "visible") != "visible":
            return
        drawn = self._outline(one, view)
        if drawn is None:
            return
        fill = None if one.name == "line" else self._paint(look, "fill", "black", drawn, view)
        stroke = self._paint(look, "stroke", "none", drawn, view)
        if isinstance(stroke, Gradient):
            self.note("a line's gradient is drawn in black")
            stroke = BLACK
        width = length(look.get("stroke-width", "1"), max(view), 1.0)
        if width <= 0:
            stroke = None

        def paint() -> None:
            self._paint_shape(look, drawn, fill, stroke, width)

        if fill and stroke:
            self._in_layer(look, paint)
        else:
            paint()

    def _paint_shape(
        self, look: Look, drawn: Outline, fill: Colour | Gradient | None, stroke: Colour | None, width: float
    ) -> None:
        alone = _alpha(look, "opacity") if not (fill and stroke) else 1.0
        even = "*" if look.get("fill-rule") == "evenodd" else ""
        inside = fill.alpha * _alpha(look, "fill-opacity") * alone if fill else 1.0
        along = stroke.alpha * _alpha(look, "stroke-opacity") * alone if stroke else 1.0
        self._see_through(inside, along)
        if isinstance(fill, Gradient):
            name = self._shading(fill.shading)
            self.say(f"q {drawn.operators} W{even} n {written(fill.matrix)} /{name} sh Q")
        elif fill:
            self.say(f"{fill.operands()} rg")
        if stroke:
            self.say(f"{stroke.operands()} RG {write(width)} w", *stroke_operators(look))
            self._dash(look, width, drawn)
        solid = isinstance(fill, Colour)
        ending = ("B" + even if stroke else "f" + even) if solid else "S"
        if solid or stroke:
            self.say(f"{drawn.operators} {ending}")

    def _dash(self, look: Look, width: float, drawn: Outline) -> None:
        if lengths := dashes(look, width):
            self._dashes += drawn.length / sum(lengths) * len(lengths)
            if self._dashes > _MOST_DASHES:
                raise PictureError("it has more dashes than can be drawn", "make it simpler")
            self.say(dash_operator(look, width, lengths))

    def _paint(
        self, look: Look, name: str, default: str, drawn: Outline, view: Size
    ) -> Colour | Gradient | None:
        text = look.get(name, default).strip()
        if found := _URL.match(text):
            target = self.ids.get(found[1])
            if target is not None and target.name in GRADIENTS:
                return self.gradients.fill(target, drawn.box, view)
            self.note(f"a {name} that is a {target.name} is not drawn" if target else f"a {name} is missing")
            text = found[2] or "none"
        if text in ("none", "transparent", ""):
            return None
        if text.lower() == "currentcolor":
            text = look.get("color", "black")
        found_colour = colour(text)
        if found_colour is None:
            self.note(f"the colour `{text[:30]}` is not known, and black is drawn")
        return found_colour or BLACK

    def _outline(self, one: Element, view: Size) -> Outline | None:
        """A shape's outline, made once however often it is used."""
        if (one, view) not in self._outlines:
            try:
                self._outlines[one, view] = outline(one, *view)
            except ValueError:
                self.note("a path in it makes no sense")
                self._outlines[one, view] = None
        return self._outlines[one, view]

    def _clip(self, text: str, view: Size) -> None:
        """Cut off what lies outside of a clipping path."""
        found = _URL.match(text)
        if not found:
            if text not in ("", "none"):
                self.note("a shape to clip with is not drawn")
            return
        target = self.ids.get(found[1])
        shapes = [child for child in target.children if child.name in SHAPES] if target else []
        simple = target is not None and len(shapes) == len(target.children)
        moved = any("transform" in one.attributes for one in ([target] if target else []) + shapes)
        units = target.get("clipPathUnits", "userSpaceOnUse") if target else ""
        if not simple or moved or units != "userSpaceOnUse":
            self.note("a clipping path is too hard to draw; nothing is cut off")
            return
        drawn = [made.operators for one in shapes if (made := self._outline(one, view))]
        even = any(self.rules.look(one, {}).get("clip-rule") == "evenodd" for one in shapes)
        self.say(" ".join(drawn) if drawn else "0 0 0 0 re", "W* n" if even else "W n")

    def _in_layer(self, look: Look, draw: Callable[[], None]) -> None:
        """What is drawn, seen through as one where the look is not solid."""
        alpha = _alpha(look, "opacity")
        if alpha >= 1 or len(self.layers) >= _MOST_LAYERS:
            if alpha < 1:
                self.note("only the first groups that are seen through are drawn so")
            draw()
            return
        outside, self.out = self.out, []
        draw()
        inside, self.out = self.out, outside
        self._see_through(alpha, alpha)
        self.say(f"/L{len(self.layers)} Do")
        self.layers.append("\n".join(inside))

    def _see_through(self, fill: float, stroke: float) -> None:
        if fill < 1 or stroke < 1:
            pair = round(fill, 4), round(stroke, 4)
            self.say(f"/A{self.alphas.setdefault(pair, len(self.alphas))} gs")

    def _shading(self, text: str) -> str:
        return f"S{self.shadings.setdefault(text, len(self.shadings))}"


def _alpha(look: Look, name: str) -> float:
    return min(1.0, max(0.0, length(look.get(name, "1"), 1.0, 1.0)))
