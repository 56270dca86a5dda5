"""Shelves: folders of card files, each file read once however many decks name its card."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace
from yaml import MappingNode, Node

from deckapp.deck.card import Card
from deckapp.deck.files import read_text, yaml_files
from deckapp.deck.nodes import compose, get, inline_ids, no_collecting, place_of, scalar
from deckapp.deck.suggest import Guesses
from deckapp.deck.typed import Problems, typed
from deckapp.deck.value_count import ValueCount
from deckapp.files.stamps import Stamp, stamp
from deckapp.problem import Problem

MAX_PROBLEMS = 5_000
"""When so many were found in all files, of each further file only a few are told."""
FEW = 3


class File(msgspec.Struct, frozen=True, kw_only=True):
    """What one YAML file gave. `node` is kept for decks only, whose suits are read later; `inline` names the
    cards that stand in it.

    `card_id` is set even where the card itself is bad, so that whoever names it is not blamed; where
    the file cannot be read at all, the file's name stands in.
    """

    path: Path
    kind: Literal["card", "deck", "unreadable"]
    card: Card | None = None
    card_id: str = ""
    line: int = 0
    column: int = 0
    node: Node | None = None
    inline: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


ALL = "`deckapp check --all` reads all, however long it takes; or name a smaller folder"
"""What to do where time has run out."""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """The card files of a folder by id. `repeats` are the problems of ids that stand in several files."""

    folder: Path
    cards: dict[str, File]
    repeats: dict[str, list[Problem]]


class Shelves:
    """Opens files and folders of cards for one reading of one or many decks."""

    def __init__(self, told: Callable[[], None] | None = None, until: float = math.inf) -> None:
        """`told` is called after each file that was read; none is once the processor's time is `until` (seconds)."""
        self._until = until
        self.stamps: dict[Path, Stamp] = {}
        self.values = ValueCount()
        self._told = told
        self._problems = 0
        self.guesses = Guesses()
        self._files: dict[str, File] = {}
        self._real_folders: dict[Path, str] = {}
        self._shelves: dict[str, Shelf | None] = {}

    def open(self, path: Path, keep_node: bool = True) -> File:
        """What the file gives; the first name under which it was opened is the one that problems bear."""
        key = self._real(path)
        if key not in self._files:
            self.watch(path)
            self._files[key] = self._read(path)
            problems = self.bounded(self._files[key].problems)
            self._files[key] = replace(self._files[key], problems=problems)
            if not keep_node:
                self.release(path)
            if self._told is not None:
                self._told()
        return self._files[key]

    def _read(self, path: Path) -> File:
        if self.values.spent:
            return File(path=path, kind="unreadable", card_id=path.stem)
        if time.process_time() > self._until:
            self.values.give_up()
            message = "up to here the files took too long to read; the rest is not read"
            problem = Problem(str(path), message=message, hint=ALL)
            return File(path=path, kind="unreadable", card_id=path.stem, problems=(problem,))
        return read_file(path, self.guesses, self.values)

    def with_node(self, file: File) -> File:
        """A deck's file with its node, which is composed again where it was released."""
        return file if file.node is not None else read_file(file.path)

    def release(self, path: Path) -> None:
        """Let a deck's node go: the nodes of many decks would take gigabytes."""
        key = self._real(path)
        self._files[key] = replace(self._files[key], node=None)

    def bounded(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """The problems of one file, or the first few of them where all files together have very many."""
        most = max(FEW, MAX_PROBLEMS - self._problems)
        self._problems += min(len(problems), most)
        if len(problems) <= most:
            return tuple(problems)
        more = f"and {len(problems) - most:,} more problems in this file"
        last = problems[most - 1]
        return (*problems[:most], Problem(last.path, last.line, last.column, more, "mend the first ones"))

    def shelf(self, folder: Path) -> Shelf | None:
        """The cards in and below a folder, or None where there is no such folder."""
        key = self._real_folder(folder)
        if key not in self._shelves:
            self.watch(folder)
            shelf = Shelf(folder=folder, cards={}, repeats={}) if os.path.isdir(folder) else None
            # It is there before it is filled, for whoever is told how far it has come.
            self._shelves[key] = shelf
            if shelf is not None:
                self._fill(shelf)
        return self._shelves[key]

    def opened(self, folder: Path) -> Shelf | None:
        """The cards of a folder as far as they were read, or None where it was not asked for yet."""
        return self._shelves.get(self._real_folder(folder))

    def watch(self, path: Path) -> None:
        """Remember how a file or folder looks now, so that a change can be noticed later."""
        self.stamps.setdefault(path, stamp(path))

    def _real(self, path: Path) -> str:
        """The file's path with links followed; asks the system about each folder only once."""
        if os.path.islink(path) or path.name in ("", ".."):
            return os.path.realpath(path)
        return os.path.join(self._real_folder(path.parent), path.name)

    def _real_folder(self, folder: Path) -> str:
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder)
        return self._real_folders[folder]

    def _fill(self, shelf: Shelf) -> None:
        paths, folders, _ = yaml_files(shelf.folder)
        for below in folders:
            self.watch(below)
        with no_collecting():
            for path in paths:
                self._add(shelf, self.open(path, keep_node=False))

    def _add(self, shelf: Shelf, file: File) -> None:
        if file.kind != "deck" and file.card_id:
            first = shelf.cards.setdefault(file.card_id, file)
            if first.card is None:
                shelf.cards[file.card_id] = file
            elif first is not file and file.card:
                shelf.repeats.setdefault(file.card_id, []).append(repeated(file, first))


def repeated(file: File, first: File) -> Problem:
    """The problem of a card file whose id another file has taken."""
    message = f"the card id `{file.card_id}` is already used in {first.path}:{first.line}"
    return Problem(str(file.path), file.line, file.column, message, "give one of them another id")


def read_file(path: Path, guesses: Guesses | None = None, values: ValueCount | None = None) -> File:
    """Read one YAML file, whether it holds a card or a deck; problems never raise."""
    text = read_text(path)
    if isinstance(text, Problem):
        return File(path=path, kind="unreadable", card_id=path.stem, problems=(text,))
    with no_collecting():
        node = compose(text, str(path), values)
        if isinstance(node, Problem):
            return File(path=path, kind="unreadable", card_id=path.stem, problems=(node,))
        if isinstance(node, MappingNode) and any(get(node, key) for key in ("suits", "recipes", "cards")):
            return File(path=path, kind="deck", node=node, inline=tuple(inline_ids(node)))
        problems = Problems(str(path), guesses)
        card = typed(node, Card, problems)
        card_id = card.id if card else scalar(node, "id") or path.stem
        line, column = place_of(get(node, "id") or node)
    return File(
        path=path, kind="card", card=card, card_id=card_id, line=line, column=column,
        problems=tuple(problems.found),
    )  # fmt: skip
