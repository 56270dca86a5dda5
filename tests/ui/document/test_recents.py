"""Recent plans: listed at once, looked up by threads, and a share that never answers holds nothing up."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.app import App
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.recents import Recents
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.row_button import RowButton
from deckapp.ui.window.start_page import StartPage
from tests.hands import end

NEVER = Path("/never/answers")


@pytest.fixture
def dead_share(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder that hangs whoever asks for anything in it, until the test is over; the window's thread is caught."""
    over, real = threading.Event(), os.stat

    def stat(path: object, **named: object) -> os.stat_result:
        if str(path).startswith(str(NEVER)):
            assert threading.current_thread() is not threading.main_thread(), f"{path} holds the window up"
            over.wait(60)
        return real(path, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", stat)
    yield
    over.set()


def recent(*paths: Path) -> Settings:
    settings = Settings()
    settings._values.set("recent_plans", [str(path) for path in paths])
    return settings


def rows(page: StartPage) -> list[str]:
    return [row.accessibleName() for row in page.findChildren(RowButton) if not row.isHidden()]


def test_what_is_gone_leaves_the_list_and_what_may_come_back_stays(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there.deckplan").touch()
    (tmp_path / "loop.deckplan").symlink_to("loop.deckplan")
    secret, real = tmp_path / "secret.deckplan", os.stat

    def refused(path: object, **named: object) -> os.stat_result:
        if str(path) == str(secret):
            raise PermissionError(13, "Permission denied")
        return real(path, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", refused)
    names = ("gone", "there", "loop", "secret")
    recents = Recents(recent(*(tmp_path / f"{name}.deckplan" for name in names)))
    assert [path.stem for path in recents.paths] == list(names), "all are listed at once"
    recents.look()
    qtbot.waitUntil(lambda: [path.stem for path in recents.paths] == ["there", "secret"])
    assert recents.folder == tmp_path


def test_a_plan_that_comes_back_is_listed_again(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.deckplan"
    recents = Recents(recent(path))
    recents.look()
    qtbot.waitUntil(lambda: recents.paths == [])
    path.touch()
    recents.look()
    qtbot.waitUntil(lambda: recents.paths == [path])


@pytest.mark.usefixtures("dead_share")
def test_the_start_page_lists_a_plan_on_a_dead_share_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    pictures = Pictures()
    page = StartPage(recent(NEVER / "a.deckplan", tmp_path / "gone.deckplan"), pictures)
    qtbot.addWidget(page)
    assert rows(page) == ["a", "gone"]
    qtbot.waitUntil(lambda: rows(page) == ["a"])
    page.refresh()
    assert page.recents.folder != NEVER, "nobody is asked for a file there"
    pictures.stop()


@pytest.mark.usefixtures("dead_share")
def test_a_deck_on_a_dead_share_does_not_hold_the_library_up(
    make_store: Callable[[], LibraryStore], library_settings: Settings
) -> None:
    library_settings._values.set("opened_decks", [str(NEVER / "deck.yaml")])
    store = make_store()
    assert store.listing is None
    assert store.is_loading
    store._task = None  # It waits for the share; the end of the program does not.


@pytest.mark.usefixtures("dead_share")
def test_the_program_starts_and_ends_beside_a_plan_on_a_dead_share(qapp: QApplication, qtbot: QtBot) -> None:
    recent(NEVER / "a.deckplan")
    app = App(qapp)
    app.start()
    [window] = app.windows
    assert "a" in rows(window.start_page)
    qtbot.waitUntil(lambda: not app.services.store.is_loading)
    window._fill_recent()
    assert [action.text() for action in window.actions_by_id.recent_menu.actions()] == ["a"]
    window.close()
    end(app)
