"""Boxes of choice and number look and work as fields do, in light and dark."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deckapp.ui.kit import theme
from deckapp.ui.kit.boxes import ChoiceBox, CountBox, LengthBox, MenuBox

KINDS: list[Callable[[], QWidget]] = [ChoiceBox, MenuBox, CountBox, LengthBox]


def inked(box: QWidget, area: QRect) -> bool:
    """Whether anything is drawn there that is no ground."""
    seen = box.grab(area).toImage()
    colours = {seen.pixel(x, y) for x in range(seen.width()) for y in range(seen.height())}
    return len(colours) > 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("turned", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("kind", KINDS)
def test_its_arrow_is_at_the_end_of_reading(
    qtbot: QtBot, qapp: QApplication, kind: Callable[[], QWidget], turned: Qt.LayoutDirection, scheme: str
) -> None:
    theme.apply(qapp, scheme)
    box = kind()
    qtbot.addWidget(box)
    box.setLayoutDirection(turned)
    box.resize(240, 32)
    box.show()
    first, last = QRect(6, 4, 20, 24), QRect(box.width() - 26, 4, 20, 24)
    end = last if turned == Qt.LayoutDirection.LeftToRight else first
    assert inked(box, end)
    theme.apply(qapp, "light")


def test_clicks_on_the_arrows_count(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    box = CountBox()
    qtbot.addWidget(box)
    box.resize(90, 32)
    box.show()
    right = box.width() - 12
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(right, 9))
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(right, 9))
    assert box.value() == 2
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(right, 23))
    assert box.value() == 1


def test_a_menu_box_says_its_words_and_cuts_long_ones(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    box = MenuBox()
    qtbot.addWidget(box)
    box.resize(160, 32)
    box.show()
    words, arrow = QRect(8, 4, 100, 24), QRect(134, 4, 20, 24)
    assert not inked(box, words)
    plain = box.grab(arrow).toImage()
    box.setText("What, why, when, steps, output and everything else")
    assert inked(box, words)
    assert box.grab(arrow).toImage() == plain
    assert box.text().endswith("else")


def test_a_length_has_no_noughts_that_say_nothing(qtbot: QtBot) -> None:
    box = LengthBox()
    qtbot.addWidget(box)
    box.setDecimals(3)
    box.setValue(3.175)
    assert box.text() == box.locale().toString(3.175)
    box.setValue(5)
    assert box.text() == "5"
