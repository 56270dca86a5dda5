"""What stands in the library's place where there is nothing to show."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.ui.library.notices import HelpingLine, Sign


def test_a_sign_is_seen_and_another_where_another_is_meant(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    sign, bare = Sign("cards", 40, owner), QWidget(owner)
    bare.setFixedSize(40, 40)
    empty, first = bare.grab().toImage(), sign.grab().toImage()
    assert first != empty
    sign.show_icon("flag")
    assert sign.grab().toImage() not in (first, empty)


def test_the_button_of_a_notice_asks(qtbot: QtBot) -> None:
    notice = HelpingLine()
    qtbot.addWidget(notice)
    with qtbot.waitSignal(notice.asked):
        notice.button.click()
    assert notice.text.wordWrap()
