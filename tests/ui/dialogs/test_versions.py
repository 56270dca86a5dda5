"""Earlier versions: what saving kept can be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from deckapp.plan.edits import new_plan
from deckapp.plan.file import list_versions, read_plan, write_plan
from deckapp.plan.plan import Plan
from deckapp.plan.version_told import tell_version
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


def told(dialog: VersionsDialog) -> str:
    return dialog.page.toPlainText().replace("\u2068", "").replace("\u2069", "")


def test_each_version_says_its_day_what_it_holds_and_what_has_changed_since(
    tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "plan.deckplan"
    for title in ("One", "Two", "Three"):
        write_plan(new_plan(title), path)
    versions = list_versions(path)
    dialog = VersionsDialog(versions, now=read_plan(path)[0])
    qtbot.addWidget(dialog)
    when = versions[0].replaced
    assert f"{when.day} {when:%b %Y, %H:%M:%S}" in dialog.list.item(0).text()
    qtbot.waitUntil(lambda: "Two" in told(dialog))
    assert "It holds 0 activities." in told(dialog)
    assert "title now “Three”, before “Two”" in told(dialog)
    dialog.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: "before “One”" in told(dialog))
    dialog.list.setCurrentRow(0)
    assert "before “Two”" in told(dialog), "what was told once is not read again"


def test_one_version_is_read_at_a_time_and_only_those_that_were_looked_at(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.deckplan"
    for number in range(9):
        write_plan(new_plan(str(number)), path)
    read: list[Path] = []

    def counted(version: Path, now: Plan | None) -> str:
        read.append(version)
        return tell_version(version, now)

    monkeypatch.setattr("deckapp.ui.dialogs.versions.tell_version", counted)
    dialog = VersionsDialog(list_versions(path))
    qtbot.addWidget(dialog)
    for row in range(8):
        dialog.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: "It holds" in told(dialog))
    assert len(read) == 2, "the first, and the one on which it was left"


def test_a_version_that_cannot_be_read_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "plan.deckplan"
    for title in ("One", "Two"):
        write_plan(new_plan(title), path)
    list_versions(path)[0].path.write_text("{")
    dialog = VersionsDialog(list_versions(path))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "cannot be read" in told(dialog))
