"""Phosphor icons for buttons and menus, tinted with the palette's text colour."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from deckapp.face.icons import icon_svg
from deckapp.ui.kit.guard import guarded

_GROUPS = {
    QIcon.Mode.Normal: QPalette.ColorGroup.Active,
    QIcon.Mode.Active: QPalette.ColorGroup.Active,
    QIcon.Mode.Selected: QPalette.ColorGroup.Active,
    QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled,
}


@guarded
class _TintedEngine(QIconEngine):
    """Draws the icon in the palette's colour of the moment, so that light and dark need no two sets."""

    def __init__(self, name: str, colour: str = "") -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        drawn = _drawn(
            self._name, self._tint(mode), round(rect.width() * ratio), round(rect.height() * ratio)
        )
        painter.drawPixmap(rect, drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self._name, self._tint(mode), size.width(), size.height())

    def _tint(self, mode: QIcon.Mode) -> str:
        if self._colour:
            return self._colour
        chosen = mode == QIcon.Mode.Selected
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.ButtonText
        return QGuiApplication.palette().color(_GROUPS[mode], role).name()


@functools.lru_cache(512)
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    """The icon in so many device pixels."""
    made = QPixmap(max(1, width), max(1, height))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    data = icon_svg(name).replace(b"currentColor", colour.encode())
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(made.rect()))
    painter.end()
    return made


@functools.cache
def icon(name: str, colour: str = "") -> QIcon:
    """The icon of this name (see face/icons); without a `colour` it takes the palette's."""
    return QIcon(_TintedEngine(name, colour))
