"""What the start page lists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

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
