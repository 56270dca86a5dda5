"""Phosphor icons for buttons and menus, tinted with the palette's text colour."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

_GROUPS = {
    QIcon.Mode.Normal: QPalette.ColorGroup.Active,
    QIcon.Mode.Active: QPalette.ColorGroup.Active,
    QIcon.Mode.Selected: QPalette.ColorGroup.Active,
    QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled,
}


_FOLDER = Path(__file__).parent.parent / "face" / "icons"


@functools.cache
def _svg(name: str) -> bytes:
    return (_FOLDER / f"{name}.svg").read_bytes()


class _TintedEngine(QIconEngine):
    """Draws the icon in the palette's colour of the moment, so that light and dark need no two sets."""

    def __init__(self, name: str, colour: str = "") -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, state: QIcon.State) -> None:
        group = _GROUPS[mode]
        colour = (
            QColor(self._colour)
            if self._colour
            else QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText)
        )
        data = _svg(self._name).replace(b"currentColor", colour.name().encode())
        QSvgRenderer(QByteArray(data)).render(painter, QRectF(rect))  # type: ignore[call-overload]

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, made.rect(), mode, state)
        painter.end()
        return made


@functools.cache
def icon(name: str, colour: str = "") -> QIcon:
    """The icon of this name (see face/icons); without a `colour` it takes the palette's."""
    return QIcon(_TintedEngine(name, colour))
