"""A face as laid out and not yet drawn: items at their places, in points, y running down."""

from __future__ import annotations

from itertools import accumulate, chain
from typing import Literal

import msgspec

Side = Literal["front", "back", "tile"]


class Word(msgspec.Struct, frozen=True, cache_hash=True):
    """Glyphs that stay together wherever they are set, measured in sizes of their text.

    `xs` are the glyphs' places and `ys` how far each is raised; `ys` is empty where none is raised. `texts`
    says what each glyph stands for ("" where it continues the cluster before it). `width` is how far the
    word moves the pen.
    """

    gids: tuple[int, ...]
    xs: tuple[float, ...]
    texts: tuple[str, ...]
    width: float = 0.0
    ys: tuple[float, ...] = ()


class Glyphs(msgspec.Struct, frozen=True, kw_only=True):
    """A run of words of one font and size on one baseline, whose origin is `x`, `y`.

    `font` is a key of `fonts.font_file`. Glyphs stand from left to right, `rtl` tells that their text runs
    the other way. `bold` is how thick an outline (in points) stands in for a bold font that does not exist.
    """

    font: str
    size: float
    colour: str
    x: float
    y: float
    words: tuple[Word, ...]
    rtl: bool = False
    bold: float = 0.0
    width: float = 0.0

    @property
    def texts(self) -> tuple[str, ...]:
        """What each glyph stands for ("" where it continues the cluster before it)."""
        return tuple(chain.from_iterable([word.texts for word in self.words]))

    @property
    def gids(self) -> tuple[int, ...]:
        """The numbers of its glyphs."""
        return tuple(chain.from_iterable([word.gids for word in self.words]))

    @property
    def xs(self) -> tuple[float, ...]:
        """The places of its glyphs, in points from the origin."""
        pens = accumulate([word.width for word in self.words], initial=0.0)
        return tuple([(pen + x) * self.size for pen, word in zip(pens, self.words) for x in word.xs])  # noqa: B905  (the last pen stands behind the last word)


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle with rounded corners, filled, stroked or both; "" is no colour."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    radius: float = 0.0
    stroke: str = ""
    stroke_width: float = 0.5


class Spot(msgspec.Struct, frozen=True):
    """Where a path is put: its top left corner, how large a unit of it is in points, and how it is turned.

    `degrees` turns it clockwise about the middle of its `Path.box`.
    """

    x: float
    y: float
    scale: float = 1.0
    degrees: float = 0.0


class Path(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """SVG path data put at one or more spots; `box` is the width and height of the data's own square.

    A path with `stroke` is drawn as a line of `stroke_width` in the data's units, else filled.
    """

    d: str
    colour: str
    spots: tuple[Spot, ...]
    box: float = 256.0
    stroke: bool = False
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of pixels in the form in which a PDF holds it, so that nothing else ever decodes it.

    `data` is a JPEG where `jpeg`, else compressed rows of `colours` (1 is grey, 3 are red, green, blue) bytes
    a pixel; `mask` are compressed rows of how much of each pixel is seen, b"" where all is.
    """

    width: int
    height: int
    colours: Literal[1, 3]
    jpeg: bool
    data: bytes
    mask: bytes = b""


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of lines and areas as a PDF draws it, in units of its own, y running down.

    `operators` call `layers` (drawn as a whole before they are seen through) as /L0, /L1 …, `alphas` (of areas
    and of lines) as /A0, `shadings` (dictionaries) as /S0 and `photos` as /P0. `notes` say what is not drawn.
    """

    width: float
    height: float
    operators: str
    layers: tuple[str, ...] = ()
    alphas: tuple[tuple[float, float], ...] = ()
    shadings: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    notes: tuple[str, ...] = ()


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture filling a rectangle: cut to its shape, or wholly shown where `contain`."""

    x: float
    y: float
    width: float
    height: float
    photo: Photo | Sketch
    contain: bool = False
    radius: float = 0.0


class LinkArea(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle that opens an address."""

    x: float
    y: float
    width: float
    height: float
    href: str


Item = Glyphs | Box | Path | Picture | LinkArea


class FaceProblem(msgspec.Struct, frozen=True):
    """What is wrong with a face: the card's field, the side, and how far text runs over, in millimetres,
    and what to do where only the finder knows.
    """

    field: str
    side: Side
    message: str
    overflow_mm: float = 0.0
    hint: str = ""
    level: Literal["error", "warning"] = "error"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One face: its size in points and its items, in the order in which they are drawn.

    Nothing is drawn outside of the page, nor outside of its rounded corners where `radius` is not 0;
    only a painter that is asked for bleed shows what lies beyond the edge. `scale` is by how much the
    text had to shrink.
    """

    width: float
    height: float
    items: tuple[Item, ...] = ()
    problems: tuple[FaceProblem, ...] = ()
    radius: float = 0.0
    scale: float = 1.0
    title: str = ""


MM = 72 / 25.4
"""Points in a millimetre."""


def moved(item: Item, dx: float, dy: float) -> Item:
    """The same item elsewhere, `dx` to the right and `dy` down (points)."""
    if isinstance(item, Path):
        spots = tuple(Spot(s.x + dx, s.y + dy, s.scale, s.degrees) for s in item.spots)
        return msgspec.structs.replace(item, spots=spots)
    return msgspec.structs.replace(item, x=item.x + dx, y=item.y + dy)
