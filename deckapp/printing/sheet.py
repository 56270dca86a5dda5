"""Where cards lie on a sheet: the largest grid, centred by construction, and the places of their backs.

Points from the sheet's lower left corner, y running up. A sheet stands upright; the long edge is at its side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from deckapp.face.page import MM
from deckapp.printing.settings import PrintSettings
from deckapp.printing.sizes import SHEET_SIZES, CardSize, sheet_title
from deckapp.problem import SettingsError

Axis = Literal["upright", "level"]
"""The line about which a sheet is turned over or folded: from bottom to top, or from side to side."""
_TINY = 0.01


class SheetRect(msgspec.Struct, frozen=True):
    """A rectangle by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, by: float) -> SheetRect:
        """The rectangle with each edge moved outwards."""
        return SheetRect(self.left - by, self.bottom - by, self.right + by, self.top + by)


class Slot(msgspec.Struct, frozen=True):
    """A place for one face: what is cut out, what may be inked, and how far the face is turned (degrees,
    against the clock)."""

    trim: SheetRect
    ink: SheetRect
    turn: int = 0


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """`columns` by `rows` equal places on a sheet; `card` is the size of a place as it lies there.

    `fold` names the line in the middle about which fronts (above it, or to its left) and backs lie.
    `inner` is how far from that line the first card is cut.
    """

    width: float
    height: float
    card: tuple[float, float]
    columns: int
    rows: int
    gap: float = 0.0
    bleed: float = 0.0
    turned: bool = False
    fold: Axis | None = None
    inner: float = 0.0

    @property
    def count(self) -> int:
        """How many cards a sheet holds."""
        return self.columns * self.rows

    def front(self, place: int) -> Slot:
        """The place of a front, counted along the rows from the top."""
        row, column = divmod(place, self.columns)
        wide, high = self.card
        left = self._left + column * (wide + self.gap)
        bottom = self._top - row * (high + self.gap) - high
        trim = SheetRect(left, bottom, left + wide, bottom + high)
        return Slot(trim, self._ink(trim, row, column), 90 if self.turned else 0)

    def back(self, place: int, axis: Axis) -> Slot:
        """The place of a back: its front's place as seen through the paper turned over about an axis.

        The back is turned so that it stands upright when the card is turned over like a page.
        """
        front = self.front(place)
        turn = {"upright": -front.turn, "level": 180 - front.turn}[axis] % 360
        return Slot(self.mirrored(front.trim, axis), self.mirrored(front.ink, axis), turn)

    def mirrored(self, rect: SheetRect, axis: Axis) -> SheetRect:
        """A rectangle as it lies on the other side of the sheet."""
        if axis == "upright":
            return SheetRect(self.width - rect.right, rect.bottom, self.width - rect.left, rect.top)
        return SheetRect(rect.left, self.height - rect.top, rect.right, self.height - rect.bottom)

    @property
    def _left(self) -> float:
        block = self.columns * self.card[0] + (self.columns - 1) * self.gap
        return self.width / 2 - self.inner - block if self.fold == "upright" else (self.width - block) / 2

    @property
    def _top(self) -> float:
        block = self.rows * self.card[1] + (self.rows - 1) * self.gap
        return self.height / 2 + self.inner + block if self.fold == "level" else (self.height + block) / 2

    def _ink(self, trim: SheetRect, row: int, column: int) -> SheetRect:
        """Bleed on all sides, but no further than half-way to a neighbour."""
        half = min(self.bleed, self.gap / 2)
        return SheetRect(
            trim.left - (half if column else self.bleed),
            trim.bottom - (half if row < self.rows - 1 else self.bleed),
            trim.right + (half if column < self.columns - 1 else self.bleed),
            trim.top + (half if row else self.bleed),
        )


def flip_axis(settings: PrintSettings) -> Axis:
    """The line about which a sheet with these settings is turned over."""
    return "level" if settings.sides == "duplex-short" else "upright"


def lay_grid(card: CardSize, settings: PrintSettings) -> Grid:
    """The grid that holds most: upright if that is as good, else with each card turned.

    Raises SettingsError where not one card fits between the margins.
    """
    width, height = (side * MM for side in SHEET_SIZES[settings.sheet])
    grids = list(_grids(width, height, card, settings))
    best = max(grids, key=lambda grid: grid.count)
    if not best.count:
        folded = " beside its back" if settings.sides == "fold" else ""
        raise SettingsError(
            f"a card of {card} does not fit{folded} on {sheet_title(settings.sheet)} "
            f"with a margin of {settings.margin:g} mm and a bleed of {settings.bleed_of / MM:g} mm"
        )
    return best


def _grids(width: float, height: float, card: CardSize, settings: PrintSettings) -> Iterator[Grid]:
    gap, bleed = settings.gap * MM, settings.bleed_of
    edge = settings.margin * MM + bleed
    folds: tuple[Axis | None, ...] = ("upright", "level") if settings.sides == "fold" else (None,)
    for fold in folds:
        inner = max(gap / 2, bleed) if fold else 0.0
        across = width / 2 - inner - edge if fold == "upright" else width - 2 * edge
        down = height / 2 - inner - edge if fold == "level" else height - 2 * edge
        for turned in (False, True):
            wide, high = card.width * MM, card.height * MM
            if turned:
                wide, high = high, wide
            yield Grid(
                width=width, height=height, card=(wide, high), gap=gap, bleed=bleed, turned=turned,
                fold=fold, inner=inner, columns=_fitting(across, wide, gap), rows=_fitting(down, high, gap),
            )  # fmt: skip


def _fitting(room: float, side: float, gap: float) -> int:
    return max(0, int((room + gap + _TINY) / (side + gap)))


def lone_grid(card: CardSize, settings: PrintSettings) -> Grid:
    """A page for one card, as print shops want it: as large as its bleed, or as its marks where it has any."""
    bleed = settings.bleed_of
    beyond = bleed + (MARK_ROOM if settings.marks_of != "none" else 0.0)
    wide, high = card.width * MM, card.height * MM
    return Grid(
        width=wide + 2 * beyond, height=high + 2 * beyond, card=(wide, high), columns=1, rows=1, bleed=bleed
    )


MARK_ROOM = 6 * MM
"""How much paper a page of one card has beyond its bleed for marks."""
