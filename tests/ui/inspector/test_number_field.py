"""A whole number: typed, stepped, emptied, and shown where there are several."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT
from deckapp.ui.inspector.number_field import NumberField

KEYS = Qt.Key


class Seen:
    """A field of up to 400 and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.field = NumberField(400)
        qtbot.addWidget(self.field)
        self.told: list[object] = []
        self.field.edited.connect(self.told.append)
        self.field.set_hint("days")
        self.field.show_value(None)
        with qtbot.waitExposed(self.field):
            self.field.show()
        self.field.setFocus()


@pytest.fixture
def seen(qtbot: QtBot) -> Seen:
    return Seen(qtbot)


def test_none_and_several_are_empty_and_say_which(seen: Seen) -> None:
    assert (seen.field.text(), seen.field.placeholderText()) == ("", "days")
    seen.field.show_value(SEVERAL)
    assert (seen.field.text(), seen.field.placeholderText()) == ("", SEVERAL_TEXT)
    seen.field.show_value(7)
    assert (seen.field.text(), seen.field.placeholderText()) == ("7", "days")
    assert seen.told == []


def test_the_arrow_and_page_keys_step_between_one_and_the_highest(seen: Seen, qtbot: QtBot) -> None:
    for key in (KEYS.Key_Up, KEYS.Key_PageUp, KEYS.Key_Down, KEYS.Key_PageDown, KEYS.Key_PageDown):
        qtbot.keyClick(seen.field, key)
    assert seen.told == [1, 6, 5, 1, 1]
    seen.field.show_value(398)
    qtbot.keyClick(seen.field, KEYS.Key_PageUp)
    assert (seen.told[-1], seen.field.text()) == (400, "400")


def test_more_than_the_highest_is_the_highest_and_nothing_is_none(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClicks(seen.field, "401")
    assert seen.told == [4, 40, 400]
    assert seen.field.text() == "400"
    seen.field.selectAll()
    qtbot.keyClick(seen.field, KEYS.Key_Delete)
    assert seen.told[-1] is None


def test_what_is_no_number_from_one_on_cannot_be_typed(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClicks(seen.field, "0-x.")
    assert (seen.field.text(), seen.told) == ("", [])


def test_the_cursor_stays_where_it_was_when_the_plan_brings_another_number(seen: Seen) -> None:
    seen.field.show_value(123)
    seen.field.setCursorPosition(1)
    seen.field.show_value(124)
    assert seen.field.cursorPosition() == 1


def test_a_locked_number_stays(seen: Seen, qtbot: QtBot) -> None:
    seen.field.show_value(5)
    seen.field.set_locked(True)
    qtbot.keyClick(seen.field, KEYS.Key_Up)
    qtbot.keyClicks(seen.field, "1")
    assert (seen.field.text(), seen.told) == ("5", [])
