"""What somebody chose for printing a deck: one value, which the command line and the dialog both make."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from deckapp.deck.deck import BackField
from deckapp.face.page import MM
from deckapp.printing.sizes import CardSize, SheetName

Sides = Literal["duplex-long", "duplex-short", "fold", "fronts", "backs"]
MarkKind = Literal["crop", "full", "none"]
SIDES: tuple[Sides, ...] = get_args(Sides)
MARK_KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
BACK_FIELDS: tuple[BackField, ...] = get_args(BackField)
SAFE = 4.0
"""How far text stays from a card's edge, in millimetres, whatever its size: the face's least margin."""
MOST_BLEED = 10.0
USUAL_BLEED = 3.0


class Correction(msgspec.Struct, frozen=True):
    """How the back sides are moved: `x` to the right and `y` up, in millimetres, as one looks at the back;
    turned by `angle` degrees against the clock and made larger by `scale`, both about the sheet's middle."""

    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    scale: float = 1.0


class PrintSettings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All options of a print, lengths in millimetres.

    `size` is the deck's own where it is None. `gap` is the room between cards; `bleed` and `marks` depend
    on the sheet where they are None (see `bleed_of`, `marks_of`). `cards` are ids with how often each is
    wanted, `suits` ids; with neither it is the whole deck. `copies` is how many times all of that, `skip`
    how many places of the first sheet are used up. `safe` is how far a shop wants text from the edge, for
    the proof's lines. `fields` are the fields on the back where they are not the deck's. `force` prints
    cards that have problems, with a mark on each.
    """

    size: CardSize | None = None
    sheet: SheetName = "a4"
    margin: float = 5.0
    gap: float = 0.0
    bleed: float | None = None
    sides: Sides = "duplex-long"
    cards: tuple[tuple[str, int], ...] = ()
    suits: tuple[str, ...] = ()
    copies: int = 1
    skip: int = 0
    marks: MarkKind | None = None
    back_first: bool = False
    safe: float = SAFE
    correction: Correction = Correction()
    proof: bool = False
    guide: bool = True
    fields: tuple[BackField, ...] | None = None
    force: bool = False

    @property
    def bleed_of(self) -> float:
        """How far ink runs over a card's edge, in points: none where cards touch, else 3 mm."""
        if self.bleed is not None:
            return self.bleed * MM
        return USUAL_BLEED * MM if self.gap or self.sheet == "card" else 0.0

    @property
    def marks_of(self) -> MarkKind:
        """The marks: crop marks on a sheet, none on a print shop's page of one card."""
        return self.marks or ("none" if self.sheet == "card" else "crop")

    @property
    def with_fronts(self) -> bool:
        """Whether there are pages of fronts."""
        return self.sides != "backs"

    @property
    def with_backs(self) -> bool:
        """Whether there are pages of backs."""
        return self.sides != "fronts"

    @property
    def is_duplex(self) -> bool:
        """Whether fronts and backs are the two sides of the same paper, printed one after the other."""
        return self.sides in {"duplex-long", "duplex-short"}

    @property
    def has_pages_of_backs(self) -> bool:
        """Whether backs are on sheets of their own, which a printer may put down askew."""
        return self.sides in {"duplex-long", "duplex-short", "backs"} and self.sheet != "card"

    @property
    def with_guide(self) -> bool:
        """Whether a page with a ruler comes first: not in a print shop's file, nor before backs alone, which
        go onto sheets that are printed already."""
        return self.guide and self.sheet != "card" and self.sides != "backs"
