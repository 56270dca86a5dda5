"""The one table of actions: complete, free of clashes, and what menus and sheet are made from."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from deckapp.face.icons import icon_names
from deckapp.ui.dialogs.palette import rank
from deckapp.ui.dialogs.shortcuts import ShortcutSheet, sheet_html
from deckapp.ui.window.action_set import ActionSet
from deckapp.ui.window.action_table import MENUS, RECENT, SEPARATOR, TABLE, TOOLBAR, key_groups, listed
from deckapp.ui.window.actions import Situation


def test_every_action_stands_once_in_the_menus() -> None:
    listed_ids = Counter(action.id for _menu, action in listed())
    assert listed_ids == Counter(action.id for action in TABLE)
    named = {name for _title, ids in MENUS for name in ids} | set(TOOLBAR)
    assert named - {action.id for action in TABLE} == {SEPARATOR, RECENT}


@pytest.mark.parametrize("scope", ["board", "library"])
def test_no_two_actions_that_can_meet_share_a_key(scope: str) -> None:
    keys = Counter(
        QKeySequence(key).toString()
        for action in TABLE
        if action.scope in ("window", scope)
        for key in action.keys
    )
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


def test_plain_letters_work_only_within_a_part_so_that_typing_is_safe() -> None:
    loose = [a.id for a in TABLE for key in a.keys if a.scope == "window" and len(key) == 1 and key != "?"]
    assert loose == []


def test_no_action_is_shown_with_a_key_that_text_fields_keep_for_themselves_on_linux() -> None:
    kept = {"Ctrl+E", "Ctrl+U", "Ctrl+Shift+E"}
    assert [action.id for action in TABLE if action.keys and action.keys[0] in kept] == []


def test_what_can_be_checked_has_an_icon_for_a_bare_check_box_is_not_seen_in_the_dark() -> None:
    assert [action.id for action in TABLE if action.checkable and not action.icon] == []


def test_every_icon_exists() -> None:
    assert {action.icon for action in TABLE if action.icon} <= set(icon_names())


def test_nothing_that_needs_a_plan_is_enabled_without_one(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = ActionSet(window)
    made.update(Situation())
    enabled = {name for name, action in made.by_id.items() if action.isEnabled()}
    assert "file.open" in enabled
    assert not enabled & {"file.save", "file.export", "edit.undo", "board.tidy", "view.fit-all", "card.place"}
    made.update(Situation(has_plan=True, undo="move 3 activities"))
    assert made["edit.undo"].isEnabled()
    assert made["edit.undo"].text() == "&Undo move 3 activities"
    assert not made["edit.redo"].isEnabled()
    made.update(Situation(has_plan=True, redo="move 3 activities"))
    assert made["edit.redo"].isEnabled()
    assert not made["edit.undo"].isEnabled()
    made.update(Situation(has_plan=True, read_only=True, undo="x", selected=1, activities=1))
    assert not made["edit.undo"].isEnabled()
    made.update(Situation(has_plan=True, read_only=True, undo="x", redo="y", selected=1, activities=1))
    assert not made["edit.undo"].isEnabled()
    assert not made["edit.redo"].isEnabled()
    assert not made["edit.delete"].isEnabled()
    assert made["edit.copy"].isEnabled()


def test_menus_are_made_from_the_table(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = ActionSet(window)
    made.fill_menus(window.menuBar())
    held = [action for menu in window.menuBar().actions() for action in menu.menu().actions()]  # type: ignore[union-attr]
    assert set(made.by_id.values()) <= set(held)


def test_the_shortcut_sheet_names_every_key(qtbot: QtBot) -> None:
    sheet = ShortcutSheet(key_groups())
    qtbot.addWidget(sheet)
    text = sheet.page.toPlainText()
    for action in TABLE:
        for key in action.keys:
            if key not in ("Enter",):
                native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                assert native.replace("Return", "Enter") in text, action.id
    assert "Alt+arrows" in text
    assert "&amp;" not in sheet_html(key_groups()).replace("&amp;amp;", "")


def test_the_whole_shortcut_sheet_is_seen_at_once_on_a_small_screen(qtbot: QtBot) -> None:
    sheet = ShortcutSheet(key_groups())
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    assert sheet.width() <= 1280
    assert sheet.height() <= 680
    assert sheet.page.verticalScrollBar().maximum() == 0
    assert sheet.page.horizontalScrollBar().maximum() == 0


def test_the_palette_ranks_a_word_start_over_letters_that_merely_occur() -> None:
    assert rank("exp", "Export PDF") == 0
    assert rank("pdf", "Export PDF") == 7
    assert rank("ept", "Export PDF") is not None
    assert rank("zzz", "Export PDF") is None
    best, other = rank("plan", "Plan"), rank("plan", "Explain")
    assert best is not None
    assert other is not None
    assert best < other
