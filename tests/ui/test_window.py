"""The window around a plan: what its status bar says, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel

from deckapp.app import App
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
