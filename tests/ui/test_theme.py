"""The window's colours in light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from deckapp.face.style import contrast
from deckapp.ui import theme

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
