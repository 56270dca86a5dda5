"""A library on disk, read by the real store, and a whole program, for the tests of what shows them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.app import App
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from tests.hands import Hands, end

WriteDeck = Callable[..., Path]


@pytest.fixture
def deck_folder(tmp_path: Path) -> Path:
    """The user's folder of decks."""
    folder = tmp_path / "decks"
    folder.mkdir()
    return folder


@pytest.fixture
def write_deck(deck_folder: Path) -> WriteDeck:
    """Write a deck: its id, and a mapping of suit ids to lists of cards (dicts)."""

    def write(deck_id: str, suits: dict[str, list[dict[str, Any]]], **fields: Any) -> Path:
        path = deck_folder / f"{deck_id}.yaml"
        made = [
            {"id": suit, "title": suit.capitalize(), "colour": "plum", "cards": cards}
            for suit, cards in suits.items()
        ]
        path.write_text(json.dumps({"id": deck_id, "title": deck_id.capitalize(), "suits": made, **fields}))
        return path

    return write


@pytest.fixture
def library_settings(tmp_path: Path) -> Settings:
    """Settings in a file of the test's own."""
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def pictures(qapp: object) -> Iterator[Pictures]:
    """A raster cache that is stopped in the end."""
    made = Pictures()
    yield made
    made.stop()
    delete_here(made)


@pytest.fixture
def make_store(
    deck_folder: Path, library_settings: Settings, qapp: object
) -> Iterator[Callable[[], LibraryStore]]:
    """Make a store on the user's folder; all are stopped in the end."""
    made: list[LibraryStore] = []

    def make() -> LibraryStore:
        made.append(LibraryStore(library_settings, user=deck_folder))
        return made[-1]

    yield make
    for store in made:
        store.stop()
        delete_here(store)


def delete_here(thing: QObject) -> None:
    """Delete a QObject now: left to the garbage collector, it might be deleted in a worker's thread."""
    shiboken6.delete(thing)


@pytest.fixture
def garden(write_deck: WriteDeck) -> Path:
    """A deck of forty cards in two suits, with phases, times and groups to filter by."""
    people = [
        {"id": f"talk-{n}", "title": f"Talk {n}", "question": f"Who speaks {n}?", "phase": "Prepare",
         "duration": "15", "group": "4-8", "component": ["communications"]}
        for n in range(20)
    ]  # fmt: skip
    plants = [
        {"id": f"plant-{n}", "title": f"Plant {n}", "question": f"What grows {n}?", "phase": "Keep",
         "duration": "90", "group": "10-30", "component": ["risk"]}
        for n in range(20)
    ]  # fmt: skip
    plants[0].update(title="Edelweiss", before=["talk-1"], after=["talk-2", "nowhere"], related=["plant-3"],
                     invitation="Please *come* in", why="Because")  # fmt: skip
    return write_deck("garden", {"people": people, "plants": plants})


@pytest.fixture
def library_store(garden: Path, make_store: Callable[[], LibraryStore], qtbot: QtBot) -> LibraryStore:
    """A store that has read the bundled decks and the garden."""
    made = make_store()
    qtbot.waitUntil(lambda: not made.is_loading, timeout=20_000)
    return made


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    """A program with its first window; what is still unsaved in the end is saved."""
    app = App(qapp)
    app.start()
    hands = Hands(app, app.windows[0])
    hands.wait(lambda: app.services.store.library.decks)
    yield hands
    for number, window in enumerate(list(app.windows)):
        if window.document is not None:
            window.document.save(tmp_path / f"left-{number}.deckplan")
        window.close()
    end(app)
