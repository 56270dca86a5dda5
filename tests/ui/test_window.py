"""The window around a plan: what its status bar says, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton

from deckapp.app import App
from deckapp.plan.edits import new_plan
from deckapp.plan.file import list_versions, write_plan
from deckapp.ui.dialogs.problems import ProblemsDialog
from deckapp.ui.dialogs.versions import VersionsDialog
from tests.hands import Hands


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
    app.services.store.stop()
    app.services.pictures.stop()
    shiboken6.delete(app)


def test_the_zoom_is_told_from_the_first_moment_on(hands: Hands) -> None:
    hands.app.new_plan(hands.window)
    zoom = hands.field("Zoom", QLabel)
    assert zoom.text() == f"{hands.board.zoom * 100:.0f} %"
    hands.board.zoom_at(0.5, hands.board.rect().center())
    assert zoom.text() == "50 %"


def test_saving_says_where_the_plan_now_lies(hands: Hands, tmp_path: Path) -> None:
    hands.app.new_plan(hands.window)
    path = tmp_path / "kept.deckplan"
    hands.window.document.path = path  # type: ignore[union-attr]
    hands.window.actions_by_id["file.save"].trigger()
    assert path.exists()
    assert str(path) in hands.window.statusBar().currentMessage()


def test_a_damaged_plan_leads_to_its_earlier_versions(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "plan.deckplan"
    for title in ("One", "Two"):
        write_plan(new_plan(title), path)
    path.write_bytes(path.read_bytes()[:100])
    hands.window.path_wanted.emit(path)
    told = hands.window.findChild(ProblemsDialog)
    assert told is not None
    [offer] = [one for one in told.findChildren(QPushButton) if one.text() == "Earlier versions…"]
    offer.click()
    assert not told.isVisible()
    kept = list_versions(path)[0].path
    before = kept.read_bytes()
    versions = hands.window.findChild(VersionsDialog)
    assert versions is not None
    versions.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Open).click()
    assert hands.plan.title == "One"
    assert hands.work.document.path is None, "saving asks where to, and leaves what is kept alone"
    assert hands.window.isWindowModified()
    assert kept.read_bytes() == before


def test_enter_closes_what_tells_of_problems_and_copies_nothing(hands: Hands, tmp_path: Path) -> None:
    QApplication.clipboard().setText("mine")
    (tmp_path / "torn.deckplan").write_text("{")
    hands.window.path_wanted.emit(tmp_path / "torn.deckplan")
    told = hands.window.findChild(ProblemsDialog)
    assert told is not None
    told.activateWindow()
    hands.wait(told.isActiveWindow)
    hands.key(Qt.Key.Key_Return, on=told.focusWidget() or told)
    assert not told.isVisible()
    assert QApplication.clipboard().text() == "mine"
