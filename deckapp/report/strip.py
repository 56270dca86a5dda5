"""Strips: laid pieces with a width and a height, which are stacked, set side by side, and cut between lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec.structs import replace

from deckapp.face.page import Box, Glyphs, Item, LinkArea, Page, Path, Picture, moved
from deckapp.face.type.text import Block


class Jump(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle that leads to a `Mark` of the same document."""

    x: float
    y: float
    width: float
    height: float
    target: str


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A place that jumps lead to; with a `title` it stands in the document's outline, `level` deep."""

    name: str
    x: float = 0.0
    y: float = 0.0
    title: str = ""
    level: int = 0


class Inset(msgspec.Struct, frozen=True, kw_only=True):
    """A page within a page, drawn `scale` times as large; it is laid only when it is painted."""

    x: float
    y: float
    width: float
    height: float
    scale: float
    make: Callable[[], Page]


Piece = Item | Jump | Mark | Inset


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces with their top left corner at 0, 0 (points, y down); `breaks` are heights at which it may be cut."""

    width: float
    height: float
    pieces: tuple[Piece, ...] = ()
    breaks: tuple[float, ...] = ()


def of_block(block: Block) -> Strip:
    """A strip of laid text, which may be cut between any two lines that leave no line alone."""
    inner = block.breaks[2:-1] if len(block.breaks) > 3 else ()
    return Strip(width=block.width, height=block.height, pieces=block.items, breaks=inner)


def shifted(piece: Piece, dx: float, dy: float) -> Piece:
    """The piece elsewhere, `dx` to the right and `dy` down."""
    return moved(piece, dx, dy) if isinstance(piece, Path) else replace(piece, x=piece.x + dx, y=piece.y + dy)


def at(strip: Strip, x: float, y: float) -> tuple[Piece, ...]:
    """A strip's pieces with its top left corner at `x`, `y`."""
    if x == 0 and y == 0:
        return strip.pieces
    return tuple(shifted(piece, x, y) for piece in strip.pieces)


def stack(strips: Iterable[Strip], gap: float = 0.0) -> Strip:
    """Strips below each other; the stack may be cut between them, and where each of them may be."""
    pieces: list[Piece] = []
    breaks: list[float] = []
    y = width = 0.0
    for strip in strips:
        if y:
            y += gap
            breaks.append(y)
        pieces += at(strip, 0, y)
        breaks += (y + place for place in strip.breaks)
        y += strip.height
        width = max(width, strip.width)
    return Strip(width=width, height=y, pieces=tuple(pieces), breaks=tuple(breaks))


def beside(width: float, strips: Sequence[tuple[float, Strip]], rtl: bool = False, rim: float = 0.0) -> Strip:
    """Strips side by side, each so far from the side on which reading starts, between two rims; never cut."""
    pieces: list[Piece] = []
    for x, strip in strips:
        pieces += at(strip, width - x - strip.width if rtl else x, rim)
    height = max((strip.height for _, strip in strips), default=0.0)
    return Strip(width=width, height=height + 2 * rim, pieces=tuple(pieces))


def padded(strip: Strip, above: float = 0.0, below: float = 0.0) -> Strip:
    """The strip with room above and below."""
    return Strip(
        width=strip.width,
        height=strip.height + above + below,
        pieces=at(strip, 0, above),
        breaks=tuple(place + above for place in strip.breaks),
    )


def backed(strip: Strip, *pieces: Piece) -> Strip:
    """The strip with pieces drawn beneath it."""
    return replace(strip, pieces=(*pieces, *strip.pieces))


def leading_to(strip: Strip, target: str) -> Strip:
    """The strip as a jump to a mark."""
    jump = Jump(x=0, y=0, width=strip.width, height=strip.height, target=target)
    return replace(strip, pieces=(*strip.pieces, jump))


def cut(strip: Strip, height: float) -> tuple[Strip | None, Strip | None]:
    """What of a strip fits into a height, and the rest; None for nothing."""
    if strip.height <= height:
        return strip, None
    place = max((place for place in strip.breaks if place <= height), default=0.0)
    if not place:
        return None, strip
    upper = tuple(piece for piece in strip.pieces if _top(piece) < place)
    lower = tuple(shifted(piece, 0, -place) for piece in strip.pieces if _top(piece) >= place)
    left = tuple(further - place for further in strip.breaks if further > place)
    return (
        Strip(width=strip.width, height=place, pieces=upper),
        Strip(width=strip.width, height=strip.height - place, pieces=lower, breaks=left),
    )


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Strips side by side (`cells`: from which place on the reading side, and what) between two rims of room."""

    width: float
    cells: tuple[tuple[float, Strip], ...]
    rtl: bool = False
    rim: float = 0.0
    foot: tuple[Piece, ...] = ()
    head: tuple[Piece, ...] = ()

    @property
    def height(self) -> float:
        return max((strip.height for _, strip in self.cells), default=0.0) + 2 * self.rim

    def strip(self) -> Strip:
        """The row as a whole, with `head` at its top and `foot` at its bottom."""
        made = beside(self.width, self.cells, self.rtl, self.rim)
        below = tuple(shifted(piece, 0, made.height) for piece in self.foot)
        return replace(made, pieces=(*self.head, *made.pieces, *below))

    def cut(self, height: float) -> tuple[Strip | None, Row | None]:
        """As much of each cell as fits into a height, and the row that is left of it."""
        if self.height <= height:
            return self.strip(), None
        halves = [(x, cut(strip, height - 2 * self.rim)) for x, strip in self.cells]
        if any(upper is None and lower is not None for _, (upper, lower) in halves):
            return None, self
        upper = replace(self, cells=tuple((x, strip) for x, (strip, _) in halves if strip is not None))
        lower = replace(
            self, cells=tuple((x, strip) for x, (_, strip) in halves if strip is not None), head=()
        )
        return upper.strip(), lower


def _top(piece: Piece) -> float:
    """Where a piece begins, well inside of its line."""
    if isinstance(piece, Path):
        return min(spot.y for spot in piece.spots)
    if isinstance(piece, Glyphs | Box | LinkArea | Picture | Jump | Mark | Inset):
        return piece.y
    raise TypeError(type(piece))
