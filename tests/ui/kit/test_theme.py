"""The window's colours in light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deckapp.face.style import contrast
from deckapp.ui.kit import theme

ROLE = QPalette.ColorRole


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, "light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_row_of_a_menu_shows_its_icon_as_well_as_its_text(
    dressed: QApplication, qtbot: QtBot, scheme: str
) -> None:
    theme.apply(dressed, scheme)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.ensurePolished()
    colours = menu.palette()
    ground = colours.color(ROLE.Highlight).name()
    icons = dressed.palette().color(ROLE.ButtonText).name()
    assert contrast(colours.color(ROLE.HighlightedText).name(), ground) >= 4.5
    assert contrast(icons, ground) >= 4.5
    assert ground != colours.color(ROLE.Window).name()


class Decorating(QProxyStyle):
    """A desktop that wants pictures on the buttons of dialogs."""

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, option, widget, data)


def test_the_buttons_of_a_dialog_are_words_without_the_desktops_own_pictures(
    dressed: QApplication, qtbot: QtBot
) -> None:
    theme.apply(dressed, "light")
    desktop = Decorating("fusion")
    button = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(button.Save | button.Discard | button.Cancel)
    desktop.setParent(box)
    qtbot.addWidget(box)
    box.setStyle(desktop)
    with qtbot.waitExposed(box):
        box.show()
    hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
    assert box.style().styleHint(hint, None, box) == 0
    assert all(one.icon().isNull() for one in box.buttons())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tool_button_shows_the_focus_and_stays_as_large(
    dressed: QApplication, qtbot: QtBot, scheme: str
) -> None:
    theme.apply(dressed, scheme)
    window = QWidget()
    qtbot.addWidget(window)
    button, other = QToolButton(window), QToolButton(window)
    for one in (button, other):
        one.setAutoRaise(True)
        one.setText("Flip")
    other.move(100, 0)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    before, size = button.grab().toImage(), button.sizeHint()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.sizeHint() == size
    picture = button.grab().toImage()
    assert picture != before
    wanted = button.palette().color(ROLE.Highlight)
    assert picture.pixelColor(0, picture.height() // 2).rgb() == wanted.rgb()


def test_an_empty_box_to_tick_is_seen_in_the_dark(dressed: QApplication, qtbot: QtBot) -> None:
    theme.apply(dressed, "dark")
    window = QWidget()
    qtbot.addWidget(window)
    box = QCheckBox(window)
    box.resize(24, 24)
    window.show()
    picture = window.grab(box.geometry()).toImage()
    ground = dressed.palette().color(ROLE.Window).name()
    middle = picture.height() // 2
    best = max(contrast(picture.pixelColor(x, middle).name(), ground) for x in range(picture.width()))
    assert best >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_list_in_a_dialog_shows_that_it_has_the_focus(
    dressed: QApplication, qtbot: QtBot, scheme: str
) -> None:
    theme.apply(dressed, scheme)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    rows, field = QListWidget(dialog), QLineEdit(dialog)
    rows.addItems(["One", "Two"])
    box = QVBoxLayout(dialog)
    box.addWidget(rows)
    box.addWidget(field)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    def edge() -> str:
        return rows.grab().toImage().pixelColor(rows.width() // 2, 0).name()

    without = edge()
    rows.setFocus()
    assert edge() == dialog.palette().color(ROLE.Highlight).name() != without
