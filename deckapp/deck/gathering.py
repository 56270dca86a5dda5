"""One pass over all places where decks lie, told of as it goes where there is very much to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from deckapp.deck.building import Builder
from deckapp.deck.deck import Deck
from deckapp.deck.files import yaml_files
from deckapp.deck.library import Library, LibraryDeck, Origin, Tell, bundled_cards_folder, bundled_folder
from deckapp.deck.reading import Reading, read_deck
from deckapp.deck.shelf import Shelves
from deckapp.problem import Problem

FIRST_TOLD = 1_500
"""So many cards are read in about a second; nobody notices the half of a smaller library."""
GROWTH = 4
"""A library is told of again when it has grown so many times, so that telling costs less than reading."""
SKETCHED_BYTES = 256 * 1024
"""Larger deck files hold their cards themselves, and are not read twice."""


class Gathering:
    """Reads the decks of a library, one after the other."""

    def __init__(self, opened: Sequence[Path], user: Path, tell: Tell | None) -> None:
        self._opened, self._user, self._tell = opened, user, tell
        self._desk = Shelves(self._count if tell else None)
        self._shelves = (user.parent / "cards", bundled_cards_folder())
        self._decks: dict[str, LibraryDeck] = {}
        self._problems: list[Problem] = []
        self._waiting: list[tuple[Origin, Path]] = []
        self._cards, self._next = 0, FIRST_TOLD

    def library(self) -> Library:
        """All decks, and every problem of a file that gave none."""
        seen: set[str] = set()
        self._waiting = list(self._files())
        while self._waiting:
            origin, path = self._waiting[0]
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                self._take(origin, read_deck(path, self._shelves, self._desk))
            del self._waiting[0]
        return self._made(())

    def _take(self, origin: Origin, reading: Reading) -> None:
        deck = reading.deck
        if deck is None:
            # A card among the decks is no fault, unless somebody asked to open it as a deck.
            if origin == "opened" or self._desk.open(reading.path).kind == "unreadable":
                self._problems += reading.problems
        elif deck.id in self._decks:
            place = reading.place("", "id")
            message = f"the deck id `{deck.id}` is already used in {self._decks[deck.id].path}"
            hint = "give this deck another id"
            self._problems.append(Problem(place.path, place.line, place.column, message, hint))
        else:
            self._decks[deck.id] = LibraryDeck(
                deck=deck, origin=origin, path=reading.path, problems=reading.problems
            )
            if self._tell is not None:
                own = len(self._desk.open(reading.path).inline)
                if own:
                    self._count(own)

    def _files(self) -> Iterator[tuple[Origin, Path]]:
        """Each file that may hold a deck; those in folders called ``cards`` hold cards."""
        places: list[tuple[Origin, Path]] = [("bundled", bundled_folder()), ("yours", self._user)]
        places += [("opened", path) for path in self._opened]
        for origin, place in places:
            self._desk.watch(place)
            if not os.path.isdir(place):
                if origin == "opened":
                    yield origin, place
                continue
            found, folders, faults = yaml_files(place)
            self._problems += faults
            for folder in folders:
                self._desk.watch(folder)
            for path in found:
                if "cards" not in path.relative_to(place).parts[:-1]:
                    yield origin, path

    def _count(self, cards: int = 1) -> None:
        self._cards += cards
        if self._cards >= self._next and self._tell is not None:
            self._next = self._cards * GROWTH
            self._tell(self._made(self._sketches()))

    def _sketches(self) -> Iterator[LibraryDeck]:
        """The decks that are not read yet, with the cards that were."""
        for origin, path in self._waiting:
            deck = self._sketch(path)
            if deck is not None and deck.cards and deck.id not in self._decks:
                yield LibraryDeck(deck=deck, origin=origin, path=path, problems=())

    def _sketch(self, path: Path) -> Deck | None:
        try:
            if os.stat(path).st_size > SKETCHED_BYTES:
                return None
        except OSError:
            return None
        file = self._desk.open(path)
        if file.kind != "deck":
            return None
        return Builder(self._desk.with_node(file), self._desk, self._shelves).sketch()

    def _made(self, more: Iterator[LibraryDeck] | tuple[()]) -> Library:
        decks = dict(self._decks)
        for entry in more:
            decks.setdefault(entry.deck.id, entry)
        return Library(
            decks=tuple(decks.values()), problems=tuple(self._problems), stamps=dict(self._desk.stamps)
        )
