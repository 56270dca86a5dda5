"""Reading decks and cards from a user's files: all that is good, and every problem in its place."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from deckapp.deck.building import Builder, astray, nowhere, with_pictures
from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.deck.files import yaml_files
from deckapp.deck.nodes import get, no_collecting, place_of
from deckapp.deck.places import Place, PlaceFinder, in_words
from deckapp.deck.shelf import ALL, File, Shelves, repeated
from deckapp.problem import Problem

__all__ = ["Place", "Reading", "check_paths", "read_card", "read_deck"]


AGAIN_SECONDS = 1.5
"""So long it may take to read a large deck's file a second time."""
HELD_VALUES = 400_000
"""So many values of decks are held as nodes while the others are looked at; what is beyond is read twice."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What reading one file gave; `deck` is None only where the file is no deck at all.

    `card` is the card of a file that no deck names; `id_place` is where the deck's id was written.
    """

    path: Path
    deck: Deck | None = None
    card: Card | None = None
    problems: tuple[Problem, ...] = ()
    places: PlaceFinder
    id_place: Place | None = None

    def place(self, card_id: str, field: str = "") -> Place:
        """Where a card's field was written, or with `card_id` "" the deck's (see `Places.find`)."""
        return self.places.find(card_id, field)


def read_deck(path: Path, shelves: Sequence[Path] = (), desk: Shelves | None = None) -> Reading:
    """Read a deck's file. Its cards are looked up in the file itself, in ``cards/`` beside it, in
    ``../cards``, and then in the folders `shelves`; `desk` lets many decks share what was read."""
    desk = desk or Shelves()
    file = desk.open(path)
    if file.kind == "deck":
        return _deck_reading(file, desk, shelves)
    problems = file.problems
    if file.kind == "card" and file.card:
        problems = (Problem(str(path), 1, 1, "this is a card, not a deck", "a deck has `suits`"), *problems)
    return Reading(path=file.path, problems=in_words(problems), places=PlaceFinder(file.path, {}))


def read_card(path: Path) -> tuple[Card | None, tuple[Problem, ...]]:
    """Read a card's file; its pictures may lie in its folder or beside the ``cards`` folder it lies in."""
    file = Shelves().open(path)
    if file.kind == "deck":
        return None, (Problem(str(path), 1, 1, "this is a deck, not a card", "name a card's file"),)
    card, faults = _pictured(file)
    return card, in_words(sorted((*file.problems, *faults)))


def check_paths(
    paths: Sequence[Path], shelves: Sequence[Path] = (), until: float = math.inf
) -> list[Reading]:
    """Read all decks and cards in files and folders; each problem stands in one Reading only.

    A card that no deck names is read too, and may point to any card that was seen. What is not read when the
    processor's time is `until` (seconds) is not read at all, which is a problem of the first such file, and
    no further deck is put together.
    """
    desk = Shelves(until=until)
    files, readings = _opened(paths, desk)
    decks = [file for file in files if file.kind == "deck"]
    readings += [_deck_reading(file, desk, shelves, until) for file in decks]
    used = {
        os.path.realpath(path)
        for path in {path for reading in readings for path in reading.places.cards.values()}
    }
    loose = [file for file in files if file.kind != "deck" and os.path.realpath(file.path) not in used]
    known = _known(files, desk, shelves)
    readings += [_loose_reading(file, known, desk) for file in loose]
    readings = _blamed(readings, in_words([*_repeated_cards(files), *_repeated_decks(readings)]))
    return _each_once(sorted(readings, key=lambda reading: str(reading.path)))


def _opened(paths: Sequence[Path], desk: Shelves) -> tuple[list[File], list[Reading]]:
    """The files in the paths, each once, and a Reading for each folder that could not be walked."""
    files: dict[str, File] = {}
    readings = []
    held = 0
    for path in paths:
        found: list[Path] = [path]
        problems: list[Problem] = []
        if os.path.isdir(path):
            found, _, problems = yaml_files(path)
        for one in found:
            before = desk.values.read
            file = desk.open(one, keep_node=held < HELD_VALUES)
            if file.node is not None:
                held += desk.values.read - before
            files.setdefault(os.path.realpath(one), file)
        if problems:
            readings.append(Reading(path=path, problems=tuple(problems), places=PlaceFinder(path, {})))
    return list(files.values()), readings


def _deck_reading(file: File, desk: Shelves, shelves: Sequence[Path], until: float = math.inf) -> Reading:
    if time.process_time() > until - (AGAIN_SECONDS if file.node is None else 0.0):
        problem = Problem(
            str(file.path), message="this deck was not checked: there is too much to read", hint=ALL
        )
        return Reading(path=file.path, problems=(problem,), places=PlaceFinder(file.path, {}))
    with no_collecting():
        builder = Builder(desk.with_node(file), desk, shelves)
        deck = builder.build()
        id_place = Place(str(file.path), *place_of(get(builder.node, "id") or builder.node))
    desk.release(file.path)
    builder.places.forget()
    problems = in_words(desk.bounded(builder.problems))
    return Reading(path=file.path, deck=deck, problems=problems, places=builder.places, id_place=id_place)


def _home(path: Path) -> Path:
    """The ``cards`` folder that a card file lies in, else the file's own folder."""
    return next((parent for parent in path.parents if parent.name == "cards"), path.parent)


def _pictured(file: File) -> tuple[Card | None, list[Problem]]:
    if file.card is None:
        return None, []
    home = _home(file.path)
    root = home.parent if home.name == "cards" else home
    card, faults, _ = with_pictures(file.card, file.path.parent, (root,))
    places = PlaceFinder(file.path, {card.id: file.path})
    return card, [_problem(places, card.id, field, *words) for field, words in faults.items()]


def _problem(places: PlaceFinder, card_id: str, field: str, message: str, hint: str) -> Problem:
    place = places.find("", field)
    return Problem(place.path, place.line, place.column, message, hint)


def _loose_reading(file: File, known: set[str], desk: Shelves) -> Reading:
    """A card that no deck names, or a file that is neither card nor deck."""
    card, problems = _pictured(file)
    places = PlaceFinder(file.path, {})
    if card and not desk.values.spent:
        problems += [
            _problem(places, card.id, f"{field}/{card_id}", *nowhere(card_id, known, desk.guesses))
            for field, card_id in astray(card, known)
        ]
    found = in_words(sorted((*file.problems, *problems)))
    return Reading(path=file.path, card=card, problems=found, places=places)


def _known(files: Iterable[File], desk: Shelves, shelves: Sequence[Path]) -> set[str]:
    """The ids of all cards that were seen or lie on the same shelf as one that was."""
    known: set[str] = set()
    homes = dict.fromkeys(shelves)
    for file in files:
        if file.kind == "deck":
            known.update(file.inline)
        else:
            known.add(file.card_id)
            home = _home(file.path)
            if home.name == "cards":
                homes[home] = None
    for shelf in filter(None, map(desk.shelf, homes)):
        known.update(shelf.cards)
    return known


def _repeated_cards(files: Iterable[File]) -> Iterable[Problem]:
    first: dict[tuple[Path, str], File] = {}
    for file in files:
        key = _home(file.path), file.card_id
        if file.card and first.setdefault(key, file) is not file:
            yield repeated(file, first[key])


def _repeated_decks(readings: Iterable[Reading]) -> Iterable[Problem]:
    """Decks of one folder that share an id; elsewhere a copy of a deck is nobody's mistake."""
    first: dict[tuple[Path, str], Place] = {}
    for reading in readings:
        if reading.deck and (place := reading.id_place):
            key = reading.path.parent, reading.deck.id
            if first.setdefault(key, place) is not place:
                message = f"the deck id `{reading.deck.id}` is already used in {first[key].path}"
                yield Problem(place.path, place.line, place.column, message, "give one of them another id")


def _blamed(readings: list[Reading], problems: Iterable[Problem]) -> list[Reading]:
    """The readings with each problem in that of its file, or in one more where a deck took the file's card."""
    told = {problem for reading in readings for problem in reading.problems}
    fresh: dict[Path, list[Problem]] = {}
    for problem in problems:
        if problem not in told:
            fresh.setdefault(Path(problem.path), []).append(problem)
    whole = []
    for reading in readings:
        more = fresh.pop(reading.path, ())
        found = tuple(sorted((*reading.problems, *more))) if more else reading.problems
        whole.append(msgspec.structs.replace(reading, problems=found))
    left = (
        Reading(path=path, problems=tuple(more), places=PlaceFinder(path, {})) for path, more in fresh.items()
    )
    return [*whole, *left]


def _each_once(readings: Iterable[Reading]) -> list[Reading]:
    seen: set[Problem] = set()
    once = []
    for reading in readings:
        fresh = tuple(problem for problem in reading.problems if problem not in seen)
        seen.update(fresh)
        once.append(msgspec.structs.replace(reading, problems=fresh))
    return once
