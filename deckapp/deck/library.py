"""The library: every deck that the app can see, bundled, the user's own, and opened from anywhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Recipe
from deckapp.files.stamps import Stamp, stamp
from deckapp.problem import NotFoundError, Problem, ProblemsError

Origin = Literal["bundled", "yours", "opened"]


class LibraryDeck(msgspec.Struct, frozen=True, kw_only=True):
    """A deck of the library, where it comes from, and what is wrong with its files.

    It is not `whole` while its cards are still being read.
    """

    deck: Deck
    origin: Origin
    path: Path
    problems: tuple[Problem, ...]
    whole: bool = True


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """All decks: bundled ones first, then the user's, then those opened, each by file name.

    `problems` are those of files that gave no deck; `stamps` says how every file and folder looked when
    it was read, to be compared with `stamps(library)`.
    """

    decks: tuple[LibraryDeck, ...] = ()
    problems: tuple[Problem, ...] = ()
    stamps: Mapping[Path, Stamp] = {}

    @property
    def all_problems(self) -> list[Problem]:
        """What is wrong with any of the files, each once."""
        found = [*self.problems, *(problem for held in self.decks for problem in held.problems)]
        return list(dict.fromkeys(found))

    @property
    def has_problems(self) -> bool:
        """Whether anything is wrong with any of the files."""
        return bool(self.problems) or any(held.problems for held in self.decks)

    def deck(self, deck_id: str) -> Deck:
        """The deck with this id; raises NotFoundError."""
        for entry in self.decks:
            if entry.deck.id == deck_id:
                return entry.deck
        raise _not_found("deck", deck_id, (entry.deck.id for entry in self.decks))

    def card(self, deck_id: str, card_id: str) -> Card:
        """A card of a deck; raises NotFoundError."""
        cards = self.deck(deck_id).cards
        if card_id not in cards:
            raise _not_found("card", card_id, cards, f" in the deck `{deck_id}`")
        return cards[card_id]

    def find(self, deck: str | Path) -> LibraryDeck:
        """The deck with this id, or in this file, which is read where the library does not hold it.

        Raises NotFoundError, or ProblemsError where the file holds no deck.
        """
        here = os.path.realpath(deck)
        for entry in self.decks:
            if entry.deck.id == str(deck) or os.path.realpath(entry.path) == here:
                return entry
        if not os.path.exists(deck):
            raise _not_found("deck", str(deck), (entry.deck.id for entry in self.decks))
        from deckapp.deck.reading import read_deck

        reading = read_deck(Path(deck), (bundled_cards_folder(),))
        if reading.deck is None:
            raise ProblemsError(reading.problems)
        return LibraryDeck(deck=reading.deck, origin="opened", path=reading.path, problems=reading.problems)

    def recipe(self, name: str) -> tuple[Deck, Recipe]:
        """The deck and the recipe that ``deck-id/recipe-id`` names; raises NotFoundError."""
        deck_name, _, recipe_id = name.rpartition("/")
        names = [f"{entry.deck.id}/{recipe.id}" for entry in self.decks for recipe in entry.deck.recipes]
        try:
            deck = self.find(deck_name).deck if deck_name else None
        except NotFoundError:
            deck = None
        for recipe in deck.recipes if deck else ():
            if deck and recipe.id == recipe_id:
                return deck, recipe
        raise _not_found("recipe", name, names)


def bundled_folder() -> Path:
    """The folder of the decks that come with Deckapp."""
    return _bundled("decks")


def bundled_cards_folder() -> Path:
    """The folder of the cards that come with Deckapp: the shelf that every deck may take from."""
    return _bundled("cards")


def _bundled(name: str) -> Path:
    # Slow to import, and the window's first list waits for the decks.
    from importlib.resources import files

    package = Path(str(files("deckapp")))
    inside = package / name
    # An editable install leaves the decks where they lie in the checkout.
    return inside if os.path.isdir(inside) else package.parent / name


Tell = Callable[[Library], None]


class _Parcel(msgspec.Struct):
    deck: Deck
    origin: Origin
    path: str
    problems: tuple[Problem, ...]


class _Parcels(msgspec.Struct):
    decks: list[_Parcel]
    problems: tuple[Problem, ...]
    stamps: dict[str, Stamp]


def packed(library: Library) -> bytes:
    """The library as bytes, for `unpacked`; raises UnicodeEncodeError where a file's name is no text."""
    parcels = _Parcels(
        decks=[_Parcel(held.deck, held.origin, str(held.path), held.problems) for held in library.decks],
        problems=library.problems,
        stamps={str(path): seen for path, seen in library.stamps.items()},
    )
    return msgspec.msgpack.encode(parcels)


def unpacked(data: bytes) -> Library:
    """The library that was packed; raises msgspec.MsgspecError where it was not."""
    parcels = msgspec.msgpack.decode(data, type=_Parcels)
    decks = (
        LibraryDeck(deck=one.deck, origin=one.origin, path=Path(one.path), problems=one.problems)
        for one in parcels.decks
    )
    stamps = {Path(path): seen for path, seen in parcels.stamps.items()}
    return Library(decks=tuple(decks), problems=parcels.problems, stamps=stamps)


def _not_found(noun: str, name: str, names: Iterable[str], where: str = "") -> NotFoundError:
    from deckapp.deck.suggest import did_you_mean

    hint = did_you_mean(name, names)
    return NotFoundError(f"there is no {noun} `{name}`{where}" + (f"; {hint}" if hint else ""))


def stamps(library: Library) -> Mapping[Path, Stamp]:
    """How every file and folder that the library was read from looks now; see `Library.stamps`."""
    return {path: stamp(path) for path in library.stamps}
