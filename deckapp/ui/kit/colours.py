"""The ten suit colours as a menu: each with a swatch and its name, for colour is never the only sign."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from deckapp.face.style import SUIT_COLOURS

SWATCH_PX = 16


def fill_colours(menu: QMenu, current: str, choose: Callable[[str], object]) -> None:
    """Fill a menu with the suit colours; the present one is checked."""
    group = QActionGroup(menu)
    for name, value in SUIT_COLOURS.items():
        action = menu.addAction(swatch(value), name.capitalize())
        action.setCheckable(True)
        action.setChecked(name == current)
        action.triggered.connect(partial(_chosen, choose, name))
        group.addAction(action)


def swatch(value: str) -> QIcon:
    """A round spot of a colour."""
    made = QPixmap(SWATCH_PX, SWATCH_PX)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(value))
    painter.drawEllipse(1, 1, SWATCH_PX - 2, SWATCH_PX - 2)
    painter.end()
    return QIcon(made)


def _chosen(choose: Callable[[str], object], name: str, _checked: bool = False) -> None:
    choose(name)
