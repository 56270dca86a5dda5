"""What is told about a user's file: a sentence, and its problems where there are any."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.problem import Problem
from deckapp.ui.kit.problems import ProblemsDialog


def buttons(dialog: ProblemsDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QPushButton) if one.isVisible()]


def test_a_sentence_alone_has_no_empty_list_below_it(qtbot: QtBot) -> None:
    dialog = ProblemsDialog("Deckapp", "It is being recovered in another window.", [])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.page.isVisible()
    assert buttons(dialog) == ["Close"]
    [label] = dialog.findChildren(QLabel)
    assert label.text() == "It is being recovered in another window."
    assert dialog.height() < 140


def test_problems_are_listed_and_what_is_found_later_joins_them(qtbot: QtBot) -> None:
    dialog = ProblemsDialog("Deckapp", "It is open.", [Problem("a", 1, 2, "odd")])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.add([Problem("a", 3, 4, "odder")])
    assert dialog.page.isVisible()
    assert dialog.page.toPlainText() == "a:1:2: odd\na:3:4: odder"
    assert sorted(buttons(dialog)) == ["Close", "Copy"]
