"""What a print comes to before anything is drawn: which face lies where on which page, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from deckapp.counts import counted
from deckapp.deck.deck import Deck
from deckapp.face.page import MM
from deckapp.printing.faces import CardSide
from deckapp.printing.lost import Lost
from deckapp.printing.marks import cut_marks
from deckapp.printing.selection import chosen
from deckapp.printing.settings import MOST_BLEED, PrintSettings
from deckapp.printing.sheet import Axis, Grid, SheetRect, Slot, flip_axis, lay_grid, lone_grid
from deckapp.printing.sizes import CardSize
from deckapp.problem import SettingsError

PageKind = Literal["guide", "blank", "fronts", "backs", "both"]


class Placed(msgspec.Struct, frozen=True):
    """One side of a card in its place."""

    card: str
    side: CardSide
    slot: Slot


class PrintedPage(msgspec.Struct, frozen=True):
    """A page of the PDF; `suits` are those whose first card is on it."""

    kind: PageKind
    faces: tuple[Placed, ...] = ()
    suits: tuple[str, ...] = ()


class PrintJob(msgspec.Struct, frozen=True, kw_only=True):
    """A deck to be printed: the settings, the grid, every page in its order, and the pictures it lacks."""

    deck: Deck
    settings: PrintSettings
    size: CardSize
    grid: Grid
    cards: tuple[str, ...]
    pages: tuple[PrintedPage, ...]
    lost: Lost = {}

    @property
    def sheets(self) -> int:
        """How many sheets of paper hold cards; for a print shop's file, how many pages it has."""
        kinds = [page.kind for page in self.pages if page.faces]
        fronts = 0 if self.settings.sheet == "card" else sum(kind != "backs" for kind in kinds)
        return fronts or len(kinds)

    @property
    def faces(self) -> int:
        """How many faces there are to draw."""
        return sum(len(page.faces) for page in self.pages)

    @property
    def area(self) -> SheetRect:
        """Where a page may be inked: within the margins, or on a print shop's page all of it."""
        edge = 0.0 if self.settings.sheet == "card" else self.settings.margin * MM
        return SheetRect(0, 0, self.grid.width, self.grid.height).grown(-edge)

    def words(self) -> str:
        """What will happen, in one line for people."""
        said = [counted(len(self.cards), "card")]
        if self.settings.sheet == "card":
            order = "each back before its front" if self.settings.back_first else "each front before its back"
            said += [
                counted(self.faces, "page"),
                order if self.settings.is_duplex else _SIDES[self.settings.sides],
            ]
        else:
            said += [counted(self.sheets, "sheet"), _SIDES[self.settings.sides]]
        return ", ".join([*said, *self._missing_marks()])

    def _missing_marks(self) -> list[str]:
        """Where the margins leave no room for marks, in words: whoever cuts must know before."""
        if self.settings.marks_of == "none":
            return []
        slots = [face.slot for face in next(page.faces for page in self.pages if page.faces)]
        lines = cut_marks(self.settings.marks_of, slots, self.area)
        found = {"above and below": any(x == u for x, _y, u, _v in lines),
                 "left and right": any(y == v for _x, y, _u, v in lines)}  # fmt: skip
        return [f"no room for marks {where}" for where, is_marked in found.items() if not is_marked]


_SIDES = {
    "duplex-long": "print on both sides, flip on the long edge",
    "duplex-short": "print on both sides, flip on the short edge",
    "fold": "print on one side, fold along the dashed line, glue, then cut",
    "fronts": "fronts only",
    "backs": "backs only",
}


def make_job(deck: Deck, settings: PrintSettings, lost: Lost | None = None) -> PrintJob:
    """Work out a print; quick enough to do at every change of a setting.

    Raises SettingsError where it cannot be done as chosen, NotFoundError for cards that do not exist.
    """
    _check(settings)
    size = settings.size or CardSize(deck.style.width, deck.style.height)
    grid = lone_grid(size, settings) if settings.sheet == "card" else lay_grid(size, settings)
    cards = chosen(deck, settings)
    if not cards:
        raise SettingsError(f"the deck `{deck.id}` has no cards to print")
    if settings.skip >= grid.count:
        raise SettingsError(
            f"a sheet holds {counted(grid.count, 'card')}, so at most {grid.count - 1} can be skipped"
        )
    pages = (*_guide(settings), *_with_suits(deck, lay_pages(grid, settings, cards)))
    return PrintJob(
        deck=deck, settings=settings, size=size, grid=grid, cards=cards, pages=pages, lost=lost or {}
    )


def lay_pages(grid: Grid, settings: PrintSettings, cards: Sequence[str]) -> list[PrintedPage]:
    """The pages that hold cards, each face in its place on a grid."""
    return _lone_pages(grid, settings, cards) if settings.sheet == "card" else _sheets(grid, settings, cards)


def _check(settings: PrintSettings) -> None:
    lengths = {"margin": settings.margin, "gap": settings.gap, "bleed": settings.bleed or 0.0}
    for name, value in lengths.items():
        most = MOST_BLEED if name == "bleed" else 100.0
        if not 0 <= value <= most:
            raise SettingsError(f"a {name} is from 0 to {most:g} mm")
    if settings.copies < 1 or settings.skip < 0:
        raise SettingsError("copies are at least 1, and skipped places at least 0")
    if settings.sheet == "card" and settings.sides == "fold":
        raise SettingsError("a page of one card cannot be folded; choose a4, letter or a3 as sheet")
    if settings.sheet == "card" and settings.skip:
        raise SettingsError("a page of one card has no places to skip")


def _guide(settings: PrintSettings) -> list[PrintedPage]:
    """The guide, with nothing on its other side."""
    if not settings.with_guide:
        return []
    return [PrintedPage("guide"), PrintedPage("blank")] if settings.is_duplex else [PrintedPage("guide")]


def _lone_pages(grid: Grid, settings: PrintSettings, cards: Sequence[str]) -> list[PrintedPage]:
    slot = grid.front(0)
    pages = []
    for card in cards:
        both = [PrintedPage("fronts", (Placed(card, "front", slot),))] if settings.with_fronts else []
        both += [PrintedPage("backs", (Placed(card, "back", slot),))] if settings.with_backs else []
        pages += both[::-1] if settings.back_first else both
    return pages


def _sheets(grid: Grid, settings: PrintSettings, cards: Sequence[str]) -> list[PrintedPage]:
    pages = []
    places: list[str | None] = [*[None] * settings.skip, *cards]
    for start in range(0, len(places), grid.count):
        taken = [(place, card) for place, card in enumerate(places[start : start + grid.count]) if card]
        axis: Axis = grid.fold or flip_axis(settings)
        fronts = tuple(Placed(card, "front", grid.front(place)) for place, card in taken)
        backs = tuple(Placed(card, "back", grid.back(place, axis)) for place, card in taken)
        if settings.sides == "fold":
            pages.append(PrintedPage("both", fronts + backs))
            continue
        both = [PrintedPage("fronts", fronts)] if settings.with_fronts else []
        both += [PrintedPage("backs", backs)] if settings.with_backs else []
        pages += both[::-1] if settings.back_first else both
    return pages


def _with_suits(deck: Deck, pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """The pages, each knowing the suits that begin on it."""
    of = {card: suit.id for suit in deck.suits for card in suit.cards}
    seen: set[str] = set()
    found = []
    for page in pages:
        fresh = [suit for suit in dict.fromkeys(of[face.card] for face in page.faces) if suit not in seen]
        seen.update(fresh)
        found.append(msgspec.structs.replace(page, suits=tuple(fresh)))
    return found
