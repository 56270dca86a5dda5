"""The one painter: pages onto a reportlab canvas. It takes finished places and decides nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from os import fspath
from pathlib import Path as FilePath
from typing import IO, Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from deckapp.face.embed import DocumentFonts, EmbeddedFont
from deckapp.face.page import Box, Glyphs, Item, LinkArea, Page, Path, Picture, Spot
from deckapp.face.sfnt import Cluster
from deckapp.face.vector import path_operators, rounded

# ASCII armour of streams makes files a quarter larger and serves nobody.
rl_config.useA85 = 0


class FaceCanvas(Canvas):
    """A reportlab canvas that holds its document's fonts and asks for none of the standard ones.

    Platypus documents take it as ``canvasmaker``.
    """

    _doc: Any
    _code: list[str]
    _pageCompression: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"invariant": 1, "pageCompression": 1, **options})
        self.face_fonts = DocumentFonts(self._doc)
        self.face_images: dict[bytes, ImageReader] = {}

    def _make_preamble(self) -> None:
        # reportlab's own preamble sets Helvetica on every page, which it does not embed.
        self._preamble = "1 0 0 1 0 0 cm"


def new_canvas(
    file: str | FilePath | IO[bytes],
    size: tuple[float, float],
    *,
    title: str,
    author: str,
    subject: str = "",
    language: str = "en",
    keywords: str = "",
    compress: bool = True,
) -> FaceCanvas:
    """A canvas for pages of a size in points; the same drawing gives the same bytes."""
    target = fspath(file) if isinstance(file, FilePath) else file
    canvas = FaceCanvas(target, pagesize=size, lang=language or "en", pageCompression=int(compress))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setKeywords(keywords)
    canvas.setCreator("Deckapp")
    return canvas


def paint(canvas: FaceCanvas, page: Page, x: float = 0.0, y: float = 0.0, *, bleed: float = 0.0) -> None:
    """Draw a page with its lower left corner at `x`, `y` of the canvas.

    What lies outside of the page is cut off, `bleed` points beyond its edge.
    """
    canvas.saveState()
    canvas.translate(x, y)
    painter = _Painter(canvas, page)
    painter.clip(page.radius, bleed)
    painter.draw(page.items)
    canvas.restoreState()


class _Painter:
    """Draws one page's items as PDF operators."""

    def __init__(self, canvas: FaceCanvas, page: Page) -> None:
        self.canvas = canvas
        self.page = page
        self.out: list[str] = canvas._code
        self.fill = ""

    def clip(self, radius: float, bleed: float) -> None:
        if radius:
            outline = rounded(0, 0, self.page.width, self.page.height, radius)
        else:
            width, height = self.page.width + 2 * bleed, self.page.height + 2 * bleed
            outline = f"{_n(-bleed)} {_n(-bleed)} {_n(width)} {_n(height)} re"
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
            self.out.append(f"{_rgb(colour)} rg")

    def glyphs(self, item: Glyphs) -> None:
        if not item.gids:
            return
        self.colour(item.colour)
        font = self.canvas.face_fonts.font(item.font)
        start = f"/{font.name} {_n(item.size)} Tf {_n(item.x)} {_n(self.page.height - item.y)} Td"
        shown = " ".join(_shown(item, font))
        if item.bold:
            thick = f"2 Tr {_n(item.bold)} w {_rgb(item.colour)} RG"
            self.out.append(f"q BT {thick} {start} {shown} ET Q")
        else:
            self.out.append(f"BT {start} {shown} ET")

    def box(self, item: Box) -> None:
        y = self.page.height - item.y - item.height
        radius = min(item.radius, item.width / 2, item.height / 2)
        if radius > 0:
            outline = rounded(item.x, y, item.width, item.height, radius)
        else:
            outline = f"{_n(item.x)} {_n(y)} {_n(item.width)} {_n(item.height)} re"
        if item.fill:
            self.colour(item.fill)
        if item.stroke:
            self.out.append(f"{_rgb(item.stroke)} RG {_n(item.stroke_width)} w")
        if item.fill or item.stroke:
            self.out.append(f"{outline} {'B' if item.fill and item.stroke else 'f' if item.fill else 'S'}")

    def path(self, item: Path) -> None:
        form = self._form(item)
        setting = f"{_rgb(item.colour)} {'RG' if item.stroke else 'rg'}"
        if item.stroke:
            dash = " ".join(map(_n, item.dash))
            setting += f" {_n(item.stroke_width)} w [{dash}] 0 d 1 J 1 j"
        for spot in item.spots[:1]:
            self.out.append(f"q {setting} {self._matrix(item, spot)} cm")
            self.canvas.doForm(form)
            self.out.append("Q")

    def _matrix(self, item: Path, spot: Spot) -> str:
        """From the path's units, y down, to the page's."""
        return f"{_n(spot.scale)} 0 0 {_n(-spot.scale)} {_n(spot.x)} {_n(self.page.height - spot.y)}"

    def _form(self, item: Path) -> str:
        """The name of a form that draws a path at all its spots, as seen from the first."""
        operators = path_operators(item.d) + (" S" if item.stroke else " f*")
        if len(item.spots) == 1 and not item.spots[0].degrees:
            return _form(self.canvas, operators, ())
        one = _form(self.canvas, operators, ())
        name = self.canvas._doc.getXObjectName(one)
        places = " ".join(f"q {matrix} cm /{name} Do Q" for matrix in _from_first(item))
        return _form(self.canvas, places, (one,))

    def picture(self, item: Picture) -> None:
        reader = self.canvas.face_images.get(item.data)
        if reader is None:
            reader = self.canvas.face_images[item.data] = ImageReader(BytesIO(item.data))
        wide, high = reader.getSize()
        choose = min if item.contain else max
        scale = choose(item.width / wide, item.height / high)
        width, height = wide * scale, high * scale
        y = self.page.height - item.y - item.height
        self.out.append("q")
        self.out.append(rounded(item.x, y, item.width, item.height, item.radius) + " W n")
        left, low = item.x + (item.width - width) / 2, y + (item.height - height) / 2
        self.canvas.drawImage(reader, left, low, width, height, mask="auto")
        self.out.append("Q")

    def link(self, item: LinkArea) -> None:
        top = self.page.height - item.y
        self.canvas.linkURL(item.href, (item.x, top - item.height, item.x + item.width, top), relative=1)


def _shown(item: Glyphs, font: EmbeddedFont) -> Iterator[str]:
    """The operators that show a run's glyphs at their places, as few as will do."""
    scale = 1000 / item.size
    pen, raised, codes = 0.0, 0.0, ""
    parts: list[str] = []
    for x, rise, cluster, text in _clusters(item, scale):
        if rise != raised:
            yield from _string(parts, codes)
            yield f"{_n(rise)} Ts"
            parts, codes, raised = [], "", rise
        gap = round(x * scale - pen)
        if gap:
            parts.append(f"<{codes}>{-gap}" if codes else str(-gap))
            codes = ""
        codes += f"{font.code(cluster, text):04X}"
        pen += gap + font.width(cluster)
    yield from _string(parts, codes)
    if raised:
        yield "0 Ts"


def _clusters(item: Glyphs, scale: float) -> Iterator[tuple[float, float, Cluster, str]]:
    """(place, rise, glyphs, text) of each cluster; within one of several glyphs nothing else is raised."""
    xs, ys, gids, texts = item.xs, item.ys, item.gids, item.texts
    count = len(gids)
    place = 0
    while place < count:
        end = place + 1
        while end < count and not texts[end]:
            end += 1
        if end == place + 1:
            yield xs[place], ys[place] if ys else 0.0, ((gids[place], 0, 0),), texts[place]
        else:
            parts = tuple(
                (gids[k], _unit((xs[k] - xs[place]) * scale), _unit(ys[k] * scale) if ys else 0)
                for k in range(place, end)
            )
            yield xs[place], 0.0, parts, texts[place]
        place = end


def _unit(value: float) -> int:
    """A thousandth of the size, coarse enough that the same cluster comes out the same wherever it stands."""
    return 4 * round(value / 4)


def _string(parts: list[str], codes: str) -> Iterator[str]:
    if codes:
        parts = [*parts, f"<{codes}>"]
    if parts:
        is_one = len(parts) == 1 and parts[0].endswith(">")
        yield f"{parts[0]} Tj" if is_one else f"[{''.join(parts)}] TJ"


def _form(canvas: FaceCanvas, operators: str, forms: tuple[str, ...]) -> str:
    name = "face-" + hashlib.sha1(operators.encode(), usedforsecurity=False).hexdigest()[:16]
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
def _from_first(item: Path) -> tuple[str, ...]:
    """The matrices of a path's spots in the units of its first spot, turned about the middle of its box."""
    from math import cos, radians, sin

    first = item.spots[0]
    found = []
    for spot in item.spots:
        scale = spot.scale / first.scale
        angle = radians(spot.degrees)
        a, b = scale * cos(angle), scale * sin(angle)
        middle = item.box / 2
        x = (spot.x - first.x) / first.scale + scale * middle - a * middle + b * middle
        y = (spot.y - first.y) / first.scale + scale * middle - b * middle - a * middle
        found.append(" ".join(map(_n, (a, b, -b, a, x, y))))
    return tuple(found)


@lru_cache(4096)
def _rgb(colour: str) -> str:
    return " ".join(_n(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))


def _n(value: float) -> str:
    """A number as PDF writes it, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
