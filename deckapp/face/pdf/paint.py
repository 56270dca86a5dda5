"""The one painter: pages onto a reportlab canvas. It takes finished places and decides nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from math import cos, radians, sin

from reportlab.pdfbase import pdfdoc

from deckapp.face.page import Box, Glyphs, Item, LinkArea, Page, Path, Picture, Sketch, Spot
from deckapp.face.pdf.canvas import FaceCanvas, new_canvas
from deckapp.face.pdf.image_object import image
from deckapp.face.pdf.show_text import shown
from deckapp.face.pdf.sketch_object import sketch_form
from deckapp.face.pdf.vector import number, path_operators, rgb, rounded

__all__ = ["FaceCanvas", "new_canvas", "paint"]


def paint(canvas: FaceCanvas, page: Page, x: float = 0.0, y: float = 0.0, *, bleed: float = 0.0) -> None:
    """Draw a page with its lower left corner at `x`, `y` of the canvas.

    What lies outside of the page is cut off, `bleed` points beyond its edge.
    """
    canvas.saveState()
    canvas.translate(x, y)
    painter = _PagePainter(canvas, page)
    painter.clip(page.radius, bleed)
    painter.draw(page.items)
    canvas.restoreState()


class _PagePainter:
    """Draws one page's items as PDF operators."""

    def __init__(self, canvas: FaceCanvas, page: Page) -> None:
        self.canvas = canvas
        self.page = page
        self.out: list[str] = canvas._code
        self.fill = ""
        self.font: tuple[str, float] = "", 0.0

    def clip(self, radius: float, bleed: float) -> None:
        if radius:
            outline = rounded(0, 0, self.page.width, self.page.height, radius)
        else:
            width, height = self.page.width + 2 * bleed, self.page.height + 2 * bleed
            outline = f"{number(-bleed)} {number(-bleed)} {number(width)} {number(height)} re"
        self.out.append(f"{outline} W n")

    def draw(self, items: Iterable[Item]) -> None:
        draw = {
            Glyphs: self.glyphs,
            Box: self.box,
            Path: self.path,
            Picture: self.picture,
            LinkArea: self.link,
        }
        for item in items:
            draw[type(item)](item)  # type: ignore[operator]

    def colour(self, colour: str) -> None:
        if colour != self.fill:
            self.fill = colour
            self.out.append(f"{rgb(colour)} rg")

    def glyphs(self, item: Glyphs) -> None:
        self.colour(item.colour)
        font = self.canvas.face_fonts.font(item.font)
        if self.font != (item.font, item.size):
            self.font = item.font, item.size
            self.out.append(f"/{font.name} {number(item.size)} Tf")
        text = f"{item.x:.3f} {self.page.height - item.y:.3f} Td {shown(item, font)}"
        if item.bold:
            thick = f"2 Tr {number(item.bold)} w {rgb(item.colour)} RG"
            self.out.append(f"q BT {thick} {text} ET Q")
        else:
            self.out.append(f"BT {text} ET")

    def box(self, item: Box) -> None:
        y = self.page.height - item.y - item.height
        radius = min(item.radius, item.width / 2, item.height / 2)
        if radius > 0:
            outline = rounded(item.x, y, item.width, item.height, radius)
        else:
            outline = f"{item.x:.3f} {y:.3f} {item.width:.3f} {item.height:.3f} re"
        if item.fill:
            self.colour(item.fill)
        if item.stroke:
            self.out.append(f"{rgb(item.stroke)} RG {number(item.stroke_width)} w")
        if item.fill or item.stroke:
            self.out.append(f"{outline} {'B' if item.fill and item.stroke else 'f' if item.fill else 'S'}")

    def path(self, item: Path) -> None:
        form = self._form(item)
        setting = f"{rgb(item.colour)} {'RG' if item.stroke else 'rg'}"
        if item.stroke:
            dash = " ".join(map(number, item.dash))
            setting += f" {number(item.stroke_width)} w [{dash}] 0 d 1 J 1 j"
        for spot in item.spots[:1]:
            self.out.append(f"q {setting} {self._matrix(item, spot)} cm")
            self.canvas.doForm(form)
            self.out.append("Q")

    def _matrix(self, item: Path, spot: Spot) -> str:
        """From the path's units, y down, to the page's."""
        return f"{number(spot.scale)} 0 0 {number(-spot.scale)} {number(spot.x)} {number(self.page.height - spot.y)}"

    def _form(self, item: Path) -> str:
        """The name of a form that draws a path at all its spots, as seen from the first."""
        operators = path_operators(item.d, "S" if item.stroke else "f*")
        if len(item.spots) == 1 and not item.spots[0].degrees:
            return _form(self.canvas, operators, ())
        one = _form(self.canvas, operators, ())
        name = self.canvas._doc.getXObjectName(one)
        return _form(self.canvas, _at_spots(item, name), (one,))

    def picture(self, item: Picture) -> None:
        wide, high = item.photo.width, item.photo.height
        choose = min if item.contain else max
        scale = choose(item.width / wide, item.height / high)
        width, height = wide * scale, high * scale
        y = self.page.height - item.y - item.height
        left, low = item.x + (item.width - width) / 2, y + (item.height - height) / 2
        self.out.append(f"q {rounded(item.x, y, item.width, item.height, item.radius)} W n")
        if isinstance(item.photo, Sketch):
            self.out.append(f"{scale:.8f} 0 0 {-scale:.8f} {number(left)} {number(low + height)} cm")
            self.canvas.doForm(sketch_form(self.canvas, item.photo))
        else:
            self.out.append(f"{number(width)} 0 0 {number(height)} {number(left)} {number(low)} cm")
            self.canvas.doForm(image(self.canvas, item.photo))
        self.out.append("Q")

    def link(self, item: LinkArea) -> None:
        top = self.page.height - item.y
        self.canvas.linkURL(item.href, (item.x, top - item.height, item.x + item.width, top), relative=1)


@lru_cache(1024)
def _form_name(operators: str) -> str:
    return "face-" + hashlib.sha1(operators.encode(), usedforsecurity=False).hexdigest()[:16]


def _form(canvas: FaceCanvas, operators: str, forms: tuple[str, ...]) -> str:
    name = _form_name(operators)
    if not canvas.hasForm(name):
        form = pdfdoc.PDFFormXObject(-4000, -4000, 8000, 8000)
        form.compression = canvas._pageCompression
        form.hasImages = 0
        form.setStreamList(operators)
        if forms:
            form.XObjects = canvas._doc.xobjDict(forms)
        canvas._doc.addForm(name, form)
    return name


@lru_cache(512)
def _at_spots(item: Path, form: str) -> str:
    """A path's form at all its spots, in the units of its first spot, turned about the middle of its box."""
    first = item.spots[0]
    found = []
    for spot in item.spots:
        scale = spot.scale / first.scale
        angle = radians(spot.degrees)
        a, b = scale * cos(angle), scale * sin(angle)
        middle = item.box / 2
        x = (spot.x - first.x) / first.scale + scale * middle - a * middle + b * middle
        y = (spot.y - first.y) / first.scale + scale * middle - b * middle - a * middle
        found.append(f"q {' '.join(map(number, (a, b, -b, a, x, y)))} cm /{form} Do Q")
    return " ".join(found)
