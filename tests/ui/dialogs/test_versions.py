"""Earlier versions: what saving kept can be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from deckapp.plan.edits import new_plan
from deckapp.plan.file import list_versions, read_plan, write_plan
from deckapp.ui.dialogs.versions import VersionsDialog

OPEN = QDialogButtonBox.StandardButton.Open


def test_the_latest_kept_version_is_offered_first(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "plan.deckplan"
    for title in ("One", "Two", "Three"):
        write_plan(new_plan(title), path)
    dialog = VersionsDialog(list_versions(path))
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 2
    with qtbot.waitSignal(dialog.chosen) as blocker:
        dialog.findChild(QDialogButtonBox).button(OPEN).click()
    assert read_plan(blocker.args[0])[0].title == "Two"


def test_without_versions_there_is_nothing_to_open(qtbot: QtBot) -> None:
    dialog = VersionsDialog([])
    qtbot.addWidget(dialog)
    assert not dialog.findChild(QDialogButtonBox).button(OPEN).isEnabled()
