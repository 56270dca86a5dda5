"""A face as laid out and not yet drawn: items at their places, in points, y running down."""

from __future__ import annotations

from typing import Literal

import msgspec

Side = Literal["front", "back", "tile"]


class Glyphs(msgspec.Struct, frozen=True, kw_only=True):
    """A run of glyphs of one font and size on one baseline, whose origin is `x`, `y`.

    `font` is a key of `fonts.font_file`. `xs` are the glyphs' places and `ys` how far each is raised, both
    from the origin; `ys` is empty where none is raised. `texts` says what each glyph stands for ("" where it
    continues the cluster before it). Glyphs stand from left to right, `rtl` tells that their text runs the
    other way. `bold` is how thick an outline (in points) stands in for a bold font that does not exist.
    """

    font: str
    size: float
    colour: str
    x: float
    y: float
    gids: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()
    rtl: bool = False
    bold: float = 0.0
    width: float = 0.0


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


class Path(msgspec.Struct, frozen=True, kw_only=True):
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


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """An image file's bytes filling a rectangle: cut to its shape, or wholly shown where `contain`."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
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
    """What is wrong with a face: the card's field, the side, and how far text runs over, in millimetres."""

    field: str
    side: Side
    message: str
    overflow_mm: float = 0.0


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
