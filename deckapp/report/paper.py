"""Sheets of paper: their sizes and margins, and what is drawn on each of them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from reportlab.lib import pagesizes

from deckapp.face.page import MM
from deckapp.report.options import PageSize
from deckapp.report.strip import Piece, Strip, at

_A4: tuple[float, float] = pagesizes.A4
_SIZES: dict[PageSize, tuple[float, float]] = {
    "a4": _A4,
    "a3": pagesizes.A3,
    "letter": pagesizes.LETTER,
}
MARGIN = 16 * MM
FOOT = 8 * MM
"""How far above the paper's edge the line of the footer ends."""


class Paper(msgspec.Struct, frozen=True):
    """A sheet's width and height in points."""

    width: float
    height: float

    @property
    def column(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def body(self) -> float:
        """The height between the margins."""
        return self.height - 2 * MARGIN

    @property
    def zoom(self) -> float:
        """By how much headings grow on paper larger than A4: seen from further away, but not in proportion."""
        return float(max(1.0, (self.width / _A4[1]) ** 0.7))


def landscape(size: PageSize) -> Paper:
    """The paper of the plan on a page."""
    width, height = _SIZES[size]
    return Paper(height, width)


def portrait(size: PageSize) -> Paper:
    """The paper of all other parts: A4 where the plan on a page is A3."""
    return Paper(*_SIZES["a4" if size == "a3" else size])


class Sheet:
    """One page in the making; places count from the paper's top left corner.

    `running` is what stands quietly at its head.
    """

    def __init__(self, paper: Paper, running: str = "") -> None:
        self.paper = paper
        self.running = running
        self.pieces: list[Piece] = []

    def put(self, strip: Strip, x: float, y: float) -> None:
        """Place a strip with its top left corner at `x`, `y`."""
        self.pieces += at(strip, x, y)

    def draw(self, pieces: Iterable[Piece]) -> None:
        """Place pieces as they are."""
        self.pieces += pieces
