"""One pass over all places where decks lie, told of as it goes where there is very much to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from deckapp.deck.building import Builder
from deckapp.deck.deck import Deck
from deckapp.deck.files import yaml_files
from deckapp.deck.library import (
    Library,
    LibraryDeck,
    Origin,
    Tell,
    bundled_cards_folder,
    bundled_folder,
    packed,
    unpacked,
)
from deckapp.deck.places import Place
from deckapp.deck.reading import Reading, read_deck
from deckapp.deck.shelf import Shelves
from deckapp.files.home import user_folder
from deckapp.problem import Cancelled, Problem

FIRST_TOLD = 100_000
"""So many values are read in about a second; nobody notices the half of a smaller library."""
GROWTH = 4
"""A library is told of again when it has grown so many times, so that telling costs less than reading."""
SKETCHED_BYTES = 256 * 1024
"""Larger deck files hold their cards themselves, and are not read twice."""
SKETCHED = 50
"""So many decks are looked ahead at; who tells of more reads for long and tells nothing."""

Wanted = Callable[[], bool]


def read_library(
    opened: Sequence[Path] = (),
    *,
    user: Path | None = None,
    tell: Tell | None = None,
    wanted: Callable[[], bool] | None = None,
) -> Library:
    """Read all decks; `opened` names files or folders, `user` another folder than `user_folder()`.

    Where there is very much to read, `tell` is given what there is by then, now and then: decks may still
    lack cards, and problems are not told. `wanted` is asked after each file: where it says False, Cancelled
    is raised. Touches nothing but the files, so it may run in any thread.
    """
    gathered = Gathering(opened, user or user_folder(), tell, wanted).library()
    try:
        # What was made among a file's nodes would keep ten times its size in memory.
        return unpacked(packed(gathered))
    except UnicodeEncodeError:
        # The name of a file is no text; nothing else is the worse for it.
        return gathered


class Gathering:
    """Reads the decks of a library, one after the other."""

    def __init__(
        self, opened: Sequence[Path], user: Path, tell: Tell | None, wanted: Wanted | None = None
    ) -> None:
        """`wanted` is asked after each file."""
        self._opened, self._user, self._tell, self._wanted = opened, user, tell, wanted
        self._desk = Shelves(self._count)
        self._shelves = (user.parent / "cards", bundled_cards_folder())
        self._decks: dict[str, LibraryDeck] = {}
        self._problems: list[Problem] = []
        self._waiting: list[tuple[Origin, Path]] = []
        self._next = FIRST_TOLD

    def library(self) -> Library:
        """All decks, and every problem of a file that gave none; raises Cancelled where it is not wanted."""
        seen: set[str] = set()
        self._waiting = list(self._files())
        while self._waiting:
            origin, path = self._waiting[0]
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                self._take(origin, read_deck(path, self._shelves, self._desk))
            del self._waiting[0]
            self._count()
        return self._made(())

    def _take(self, origin: Origin, reading: Reading) -> None:
        deck = reading.deck
        if deck is None:
            # A card among the decks is no fault, unless somebody asked to open it as a deck.
            if origin == "opened" or self._desk.open(reading.path).kind == "unreadable":
                self._problems += reading.problems
        elif deck.id in self._decks:
            place = reading.id_place or Place(str(reading.path))
            message = f"the deck id `{deck.id}` is already used in {self._decks[deck.id].path}"
            hint = "give this deck another id"
            self._problems.append(Problem(place.path, place.line, place.column, message, hint))
        else:
            self._decks[deck.id] = LibraryDeck(
                deck=deck, origin=origin, path=reading.path, problems=reading.problems
            )

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

    def _count(self) -> None:
        if self._wanted is not None and not self._wanted():
            raise Cancelled
        read = self._desk.values.read
        if read >= self._next and self._tell is not None:
            # Looking ahead reads files, too, which are told of the next time.
            self._next = sys.maxsize
            made = self._made(self._sketches())
            self._next = read * GROWTH
            self._tell(made)

    def _sketches(self) -> Iterator[LibraryDeck]:
        """The next of the decks that are not read yet, with the cards that were."""
        for origin, path in self._waiting[:SKETCHED]:
            deck = self._sketch(path)
            if deck is not None and deck.cards and deck.id not in self._decks:
                yield LibraryDeck(deck=deck, origin=origin, path=path, problems=(), whole=False)

    def _sketch(self, path: Path) -> Deck | None:
        try:
            if os.stat(path).st_size > SKETCHED_BYTES:
                return None
        except OSError:
            return None
        file = self._desk.open(path)
        if file.kind != "deck":
            return None
        return Builder(self._desk.with_node(file), self._desk, self._shelves, opening=False).sketch()

    def _made(self, more: Iterator[LibraryDeck] | tuple[()]) -> Library:
        decks = dict(self._decks)
        for entry in more:
            decks.setdefault(entry.deck.id, entry)
        return Library(
            decks=tuple(decks.values()), problems=tuple(self._problems), stamps=dict(self._desk.stamps)
        )
