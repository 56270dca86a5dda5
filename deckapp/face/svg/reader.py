"""An SVG file as a sketch: what PDF draws, and what of the file is not drawn."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable

from deckapp.face.page import Photo, Sketch
from deckapp.face.svg.colours import BLACK, Colour, colour
from deckapp.face.svg.gradients import GRADIENTS, Gradient, Gradients
from deckapp.face.svg.numbers import diagonal, fitted, length, numbers, transform
from deckapp.face.svg.painting import Painting, alpha
from deckapp.face.svg.shapes import SHAPES, PathOutline, outline
from deckapp.face.svg.styles import UNDRAWN, Look, Rules
from deckapp.face.svg.tree import Element, read_tree
from deckapp.problem import PictureError

_MOST_DRAWN = 30_000
"""So many elements are drawn, those that `use` draws again included."""
_MOST_DEPTH = 70
_MOST_PHOTOS = 50
_GROUPS = frozenset({"g", "a", "switch", "svg", "use", "image"})
_SILENT = frozenset(
    {
        "defs", "title", "desc", "metadata", "style", "symbol", "clipPath", "mask", "filter", "pattern", "marker",
        "view", "cursor", "font", "font-face", "color-profile", "stop", *GRADIENTS,
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
    painting = Painting(width, height)
    view = width, height
    if known:
        how = root.get("preserveAspectRatio")
        painting.move(fitted((box[0], box[1], box[2], box[3]), width, height, how))
        view = box[2], box[3]
    reader = _SketchReader(root, painting, photo)
    reader.group(root, reader.rules.look(root, {}), view, 0)
    return painting.sketch()


def _size(root: Element, view: Size | None) -> Size:
    """Width and height; where one is missing, the view box tells how it goes with the other."""
    wide, high = (0.0 if "%" in root.get(name) else length(root.get(name), 0) for name in ("width", "height"))
    if wide <= 0 and high <= 0:
        return view or (_DEFAULT, _DEFAULT)
    across, down = view or (1.0, 1.0)
    return (wide if wide > 0 else high * across / down), (high if high > 0 else wide * down / across)


class _SketchReader:
    """Goes through the elements and has them painted."""

    def __init__(self, root: Element, painting: Painting, photo: Callable[[bytes], Photo]) -> None:
        self.painting = painting
        self.ids = {one.get("id"): one for one in reversed(list(root.walk())) if one.get("id")}
        self.rules = Rules([one.text for one in root.walk() if one.name == "style"])
        self.gradients = Gradients(self.ids, self.rules, painting.note)
        self._photo = photo
        self._outlines: dict[tuple[Element, Size], PathOutline | None] = {}
        self._drawn = 0
        if self.rules.left_out:
            painting.note("style rules for more than a name, a class or an id are not followed")

    def group(self, one: Element, look: Look, view: Size, depth: int) -> None:
        """All that an element holds."""
        for child in one.children:
            self.element(child, look, view, depth + 1)

    def element(self, one: Element, inherited: Look, view: Size, depth: int) -> None:
        """An element within others of a look; lengths in shares are of the view."""
        self._drawn += 1
        if self._drawn > _MOST_DRAWN or depth > _MOST_DEPTH:
            raise PictureError("it draws too much, or itself", "make it simpler")
        if one.name not in _GROUPS and one.name not in SHAPES:
            if one.name not in _SILENT:
                self.painting.note(_WORDS.get(one.name, f"`{one.name}` in it is not drawn"))
            return
        look = self.rules.look(one, inherited)
        if look.get("display") == "none":
            return
        for name in UNDRAWN & look.keys():
            if look[name] not in ("none", "normal", ""):
                self.painting.note(f"`{name}` in it is not drawn")
        with self.painting.kept():
            self.painting.move(transform(look.get("transform", "")))
            self._clip(look.get("clip-path", ""), view)
            if one.name in SHAPES:
                self._shape(one, look, view)
            else:
                with self.painting.layer(alpha(look, "opacity")):
                    self._holder(one, look, view, depth)

    def _holder(self, one: Element, look: Look, view: Size, depth: int) -> None:
        if one.name == "use":
            self._use(one, look, view, depth)
        elif one.name == "image":
            self._image(one, view)
        elif one.name == "svg":
            self._to(one, view)
            self._viewport(one, one, look, view, depth)
        else:
            self.group(one, look, view, depth)

    def _to(self, one: Element, view: Size) -> None:
        """Go to where an element lies."""
        self.painting.move((1, 0, 0, 1, length(one.get("x"), view[0]), length(one.get("y"), view[1])))

    def _use(self, one: Element, look: Look, view: Size, depth: int) -> None:
        target = self.ids.get(one.target[1:]) if one.target.startswith("#") else None
        if target is None:
            self.painting.note("a part that is not in the file is not drawn")
            return
        self._to(one, view)
        if target.name == "symbol":
            self._viewport(target, one, self.rules.look(target, look), view, depth + 1)
        else:
            self.element(target, look, view, depth + 1)

    def _viewport(self, one: Element, sized: Element, look: Look, view: Size, depth: int) -> None:
        """What a symbol or an svg within another holds; `sized` tells how large it is."""
        width = length(sized.get("width"), view[0], view[0])
        height = length(sized.get("height"), view[1], view[1])
        box = numbers(one.get("viewBox"))[:4]
        if min(width, height) <= 0:
            return
        if one.get("overflow") not in ("visible", "auto"):
            self.painting.window(width, height)
        if len(box) == 4 and min(box[2], box[3]) > 0:
            how = one.get("preserveAspectRatio")
            self.painting.move(fitted((box[0], box[1], box[2], box[3]), width, height, how))
            width, height = box[2], box[3]
        self.group(one, look, (width, height), depth)

    def _image(self, one: Element, view: Size) -> None:
        found = _DATA.match(one.target)
        if not found:
            self.painting.note("a picture that is not in the file is not drawn")
            return
        if len(self.painting.photos) == _MOST_PHOTOS:
            raise PictureError(f"more than {_MOST_PHOTOS} pictures are in it", "make it simpler")
        try:
            photo = self._photo(b64decode(one.target[found.end() :]))
        except (PictureError, binascii.Error, ValueError) as error:
            why = error.message if isinstance(error, PictureError) else "it is damaged or cut off"
            self.painting.note(f"a picture in it is not drawn: {why}")
            return
        width = length(one.get("width"), view[0], photo.width)
        height = length(one.get("height"), view[1], photo.height)
        if width > 0 and height > 0:
            self._to(one, view)
            self.painting.window(width, height)
            box = 0.0, 0.0, float(photo.width), float(photo.height)
            self.painting.move(fitted(box, width, height, one.get("preserveAspectRatio")))
            self.painting.photo(photo)

    # Shapes

    def _shape(self, one: Element, look: Look, view: Size) -> None:
        if look.get("visibility", "visible") != "visible":
            return
        drawn = self._outline(one, view)
        if drawn is None:
            return
        fill = None if one.name == "line" else self._paint(look, "fill", "black", drawn, view)
        stroke = self._paint(look, "stroke", "none", drawn, view)
        width = length(look.get("stroke-width", "1"), diagonal(*view), 1.0)
        if isinstance(stroke, Gradient):
            self.painting.note("a line's gradient is drawn in black")
            stroke = BLACK
        self.painting.shape(look, drawn, fill, stroke if width > 0 else None, width)

    def _paint(
        self, look: Look, name: str, default: str, drawn: PathOutline, view: Size
    ) -> Colour | Gradient | None:
        text = look.get(name, default).strip()
        if found := _URL.match(text):
            target = self.ids.get(found[1])
            if target is not None and target.name in GRADIENTS:
                return self.gradients.fill(target, drawn.box, view)
            self.painting.note(
                f"a {name} that is a {target.name} is not drawn" if target else f"a {name} is missing"
            )
            text = found[2] or "none"
        if text in ("none", "transparent", ""):
            return None
        if text.lower() == "currentcolor":
            text = look.get("color", "black")
        found_colour = colour(text)
        if found_colour is None:
            self.painting.note(f"the colour `{text[:30]}` is not known, and black is drawn")
        return found_colour or BLACK

    def _outline(self, one: Element, view: Size) -> PathOutline | None:
        """A shape's outline, made once however often it is used."""
        if (one, view) not in self._outlines:
            try:
                self._outlines[one, view] = outline(one, *view)
            except ValueError:
                self.painting.note("a path in it makes no sense")
                self._outlines[one, view] = None
        return self._outlines[one, view]

    def _clip(self, text: str, view: Size) -> None:
        """Cut off what lies outside of a clipping path."""
        if text in ("", "none"):
            return
        found = _URL.match(text)
        target = self.ids.get(found[1]) if found else None
        shapes = [child for child in target.children if child.name in SHAPES] if target else []
        if (
            target is None
            or len(shapes) < len(target.children)
            or any("transform" in one.attributes for one in (target, *shapes))
            or target.get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse"
        ):
            self.painting.note(
                "a clipping path is too hard to draw; take it away, or cut the shapes themselves"
            )
            return
        drawn = [made.operators for one in shapes if (made := self._outline(one, view))]
        even = any(self.rules.look(one, {}).get("clip-rule") == "evenodd" for one in shapes)
        self.painting.clip(" ".join(drawn) if drawn else "0 0 0 0 re", even)
