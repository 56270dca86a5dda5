"""The library's store: reads away from the window, and follows the files."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.deck import gathering
from deckapp.deck.library import Library, Origin
from deckapp.deck.reading import Reading
from deckapp.ui.document import library_store
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.task import Task


def deck_ids(library: Library) -> set[str]:
    return {held.deck.id for held in library.decks}


def test_the_store_is_there_at_once_and_the_library_comes_later(
    garden: Path, make_store: Callable[[], LibraryStore], qtbot: QtBot
) -> None:
    store = make_store()
    assert store.library.decks == ()
    assert store.is_loading
    assert store.index.search("") == []
    with qtbot.waitSignal(store.changed) as heard:
        pass
    before, after = heard.args
    assert before.decks == ()
    assert deck_ids(after) >= {"garden", "change-management"}
    assert after is store.library
    assert store.index.search("edelweiss")[0].card_id == "plant-0"
    qtbot.waitUntil(lambda: not store.is_loading)


def test_a_large_library_is_shown_while_the_rest_is_read(
    garden: Path,
    write_deck: Callable[..., Path],
    make_store: Callable[[], LibraryStore],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gathering, "FIRST_TOLD", 1)
    write_deck("zoo", {"one": [{"id": f"a{number}", "title": f"Animal {number}"} for number in range(50)]})
    store = make_store()
    shown: list[tuple[set[str], bool, bool]] = []
    store.changed.connect(
        lambda _before, after: shown.append((deck_ids(after), store.is_loading, store.has_read))
    )
    begun: list[Library] = []
    store.begun.connect(begun.append)
    qtbot.waitUntil(lambda: not store.is_loading, timeout=20_000)
    (first, loading, _), *_, (last, _, whole) = shown
    assert begun
    assert loading
    assert whole
    assert first < last
    assert last >= {"garden", "zoo", "change-management"}
    assert store.index.search("animal")


def test_an_edited_file_is_read_again(library_store: LibraryStore, garden: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(library_store.changed):
        garden.write_text(garden.read_text().replace("Edelweiss", "Tulip"))
    assert library_store.library.card("garden", "plant-0").title == "Tulip"


def test_a_file_that_an_editor_replaced_is_still_followed(
    library_store: LibraryStore, garden: Path, qtbot: QtBot
) -> None:
    for name in ("Tulip", "Lily", "Iris"):
        fresh = garden.with_suffix(".tmp")
        fresh.write_text(
            garden.read_text().replace(library_store.library.card("garden", "plant-0").title, name)
        )
        with qtbot.waitSignal(library_store.changed):
            fresh.replace(garden)
        assert library_store.library.card("garden", "plant-0").title == name


def test_a_new_deck_and_a_removed_one_are_noticed(
    library_store: LibraryStore, garden: Path, write_deck: Callable[..., Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(library_store.changed):
        write_deck("second", {"one": [{"id": "a", "title": "A"}]})
    assert "second" in deck_ids(library_store.library)
    with qtbot.waitSignal(library_store.changed):
        garden.unlink()
    assert "garden" not in deck_ids(library_store.library)


def test_a_look_at_unchanged_files_announces_nothing(library_store: LibraryStore, qtbot: QtBot) -> None:
    held = library_store.library
    with qtbot.assertNotEmitted(library_store.changed, wait=400):
        library_store.look()
    assert library_store.library is held


def test_a_deck_opened_from_anywhere_joins_at_the_next_reading(
    library_store: LibraryStore, library_settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(
        "id: elsewhere\ntitle: Elsewhere\nsuits: [{id: s, title: S, cards: [{id: a, title: A}]}]\n"
    )
    library_settings.remember_deck(elsewhere)
    with qtbot.waitSignal(library_store.changed):
        library_store.reload()
    assert "elsewhere" in deck_ids(library_store.library)


def test_reading_wished_while_reading_happens_afterwards(
    library_store: LibraryStore, write_deck: Callable[..., Path], qtbot: QtBot
) -> None:
    library_store.reload()
    write_deck("late", {"one": [{"id": "a", "title": "A"}]})
    library_store.reload()
    qtbot.waitUntil(lambda: "late" in deck_ids(library_store.library))


@pytest.mark.parametrize("wishes", [("reload",), ("reload", "look"), ("look", "reload")])
def test_a_reload_asked_for_while_files_are_read_reads_all_again(
    library_store: LibraryStore, qtbot: QtBot, wishes: tuple[str, ...]
) -> None:
    read: list[Library] = []
    library_store.changed.connect(lambda _before, after: read.append(after))
    library_store.reload()
    for wish in wishes:
        getattr(library_store, wish)()
    qtbot.waitUntil(lambda: library_store._task is None, timeout=20_000)
    assert len(read) == 2


def test_a_look_asked_for_while_files_are_read_reads_nothing_twice(
    library_store: LibraryStore, qtbot: QtBot
) -> None:
    read: list[Library] = []
    library_store.changed.connect(lambda _before, after: read.append(after))
    library_store.reload()
    library_store.look()
    qtbot.waitUntil(lambda: library_store._task is None, timeout=20_000)
    assert len(read) == 1


def test_reading_is_announced_when_it_begins_and_ends_and_leaves_nothing_behind(
    library_store: LibraryStore, qtbot: QtBot
) -> None:
    told: list[bool] = []
    library_store.loading_changed.connect(told.append)
    for _ in range(2):
        library_store.reload()
        assert told[-1] is True
        qtbot.waitUntil(lambda: library_store._task is None, timeout=20_000)
    assert told == [True, False, True, False]
    qtbot.waitUntil(lambda: library_store.findChildren(Task) == [])


def test_stopping_waits_for_the_reading_and_says_nothing_more(
    garden: Path, make_store: Callable[[], LibraryStore], qtbot: QtBot
) -> None:
    store = make_store()
    store.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "task"]
    with qtbot.assertNotEmitted(store.changed, wait=100):
        store.reload()


def test_stopping_does_not_wait_for_all_files(
    garden: Path, make_store: Callable[[], LibraryStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "FIRST_TOLD", 1)
    store = make_store()
    monkeypatch.setattr(gathering.Gathering, "_take", lambda *_: store._first.wait(10))
    store.stop()
    assert not store.has_read


def test_a_deck_chosen_while_others_are_read_is_not_waited_for(
    garden: Path, make_store: Callable[[], LibraryStore], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    take = gathering.Gathering._take

    def slow(self: gathering.Gathering, origin: Origin, reading: Reading) -> None:
        if origin == "yours":
            self._next = 0
            self._count()
            go_on.wait(20)
        take(self, origin, reading)

    monkeypatch.setattr(gathering, "FIRST_TOLD", 1)
    monkeypatch.setattr(library_store, "MOMENT_SECONDS", 0.2)
    monkeypatch.setattr(gathering.Gathering, "_take", slow)
    store = make_store()
    qtbot.waitUntil(lambda: "change-management" in deck_ids(store.library))
    qtbot.waitUntil(lambda: "change-management" in deck_ids(store.latest()))
    assert "garden" not in deck_ids(store.latest())
    go_on.set()
    qtbot.waitUntil(lambda: "garden" in deck_ids(store.latest()))
