"""What is asked before unsaved edits go for good."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from deckapp.plan.recovery import Recovery
from deckapp.ui.window.recovery_questions import ask_to_throw_away


def test_enter_twice_throws_nothing_away(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    moment = dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC)
    found = Recovery(path=tmp_path / "a", plan_path=None, title="Merger", last_edit=moment, edits=1)
    gone: list[Recovery] = []
    ask_to_throw_away(found, window, lambda: gone.append(found))
    box = window.findChild(QMessageBox, "throw-away")
    assert box is not None
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box.focusWidget() or box, Qt.Key.Key_Return)
    assert gone == []
