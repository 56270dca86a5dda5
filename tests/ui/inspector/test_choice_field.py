"""A choice of a few values: shown, chosen, and left alone by the wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.ui.inspector.choice_field import ChoiceField
from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT
from deckapp.ui.kit.icons import icon

OPTIONS = ((1, "Low", None), (3, "Middling", None), (5, "High", icon("flag")))


@pytest.fixture
def level(qtbot: QtBot) -> ChoiceField:
    made = ChoiceField(OPTIONS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_value_is_shown_by_its_word_and_what_is_none_by_nothing(level: ChoiceField) -> None:
    told: list[object] = []
    level.edited.connect(told.append)
    level.show_value(3)
    assert (level.value(), level.currentText()) == (3, "Middling")
    level.show_value(SEVERAL)
    assert (level.value(), level.placeholderText()) == (None, SEVERAL_TEXT)
    level.show_value(2)
    assert (level.value(), level.placeholderText()) == (None, "")
    assert told == []


def test_the_value_that_one_of_several_has_can_be_chosen_for_all(level: ChoiceField, qtbot: QtBot) -> None:
    level.show_value(SEVERAL)
    with qtbot.waitSignal(level.edited) as told:
        qtbot.keyClick(level, Qt.Key.Key_Down)
    assert told.args == [1]


def test_other_options_keep_what_was_chosen_where_they_have_it(level: ChoiceField) -> None:
    level.show_value(5)
    level.set_options(((5, "Most", None), (9, "Beyond", None)))
    assert (level.count(), level.value(), level.currentText()) == (2, 5, "Most")
    level.set_options(OPTIONS[:2])
    assert level.value() is None


def test_the_wheel_changes_nothing(level: ChoiceField) -> None:
    level.show_value(3)
    level.setFocus()
    middle = QPointF(level.rect().center())
    for turned in (120, -120):
        event = QWheelEvent(
            middle, QPointF(level.mapToGlobal(middle)), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(level, event)
        assert level.value() == 3
        assert not event.isAccepted()


def test_a_locked_choice_cannot_be_changed(level: ChoiceField) -> None:
    level.set_locked(True)
    assert not level.isEnabled()
    level.set_locked(False)
    assert level.isEnabled()
