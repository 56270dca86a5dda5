"""What the start page lists."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from deckapp.plan.recovery import Recovery
from deckapp.ui.pictures import Pictures
from deckapp.ui.row_button import RowButton
from deckapp.ui.settings import Settings
from deckapp.ui.start_page import StartPage


@pytest.mark.skipif(os.name == "nt", reason="Windows has no short word for the user's folder")
def test_a_recent_plan_says_where_it_lies_as_people_name_it(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings()
    for folder in (tmp_path, Path.home() / "Plans"):
        folder.mkdir(exist_ok=True)
        (folder / "a.deckplan").touch()
        settings.remember_plan(folder / "a.deckplan")
    pictures = Pictures()
    page = StartPage(settings, pictures)
    qtbot.addWidget(page)
    rows = [row.accessibleDescription() for row in page.findChildren(RowButton)]
    assert rows == ["~/Plans", str(tmp_path)]
    pictures.stop()


def test_an_untitled_plan_that_can_be_recovered_is_called_as_its_file(qtbot: QtBot, tmp_path: Path) -> None:
    pictures = Pictures()
    page = StartPage(Settings(), pictures)
    qtbot.addWidget(page)
    moment = dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC)
    in_file = Recovery(
        path=tmp_path / "a", plan_path=tmp_path / "merger.deckplan", title="", last_edit=moment, edits=1
    )
    nowhere = Recovery(path=tmp_path / "b", plan_path=None, title="", last_edit=moment, edits=1)
    page.show_recoveries([in_file, nowhere])
    names = [button.accessibleName() for button in page.findChildren(QPushButton)]
    assert "Recover merger" in names
    assert "Recover Untitled plan" in names
    pictures.stop()
