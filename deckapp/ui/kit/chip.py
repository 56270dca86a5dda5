"""The pill that the library's choices are made with."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import without_key
from deckapp.ui.kit.theme import SPACE

HEIGHT = 28
WIDEST = 240
SIGN = 16
_ROLES = QPalette.ColorRole


@guarded
class Chip(QAbstractButton):
    """A pill that is on or off; `before` and `behind` name icons that stand beside its text."""

    def __init__(self, text: str, parent: QWidget, *, before: str = "", behind: str = "") -> None:
        super().__init__(parent)
        self.say(text)
        self._before, self._behind = before, behind
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Bear another text."""
        self.setText(text)
        without_key(self)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * self._pad() + 1
        return QSize(min(WIDEST, width + sum(self._signs())), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * SPACE, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(self._edge(), 2 if self.hasFocus() else 1))
        painter.setBrush(self._ground())
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        left, right = self._signs()
        text = self.rect().adjusted(self._pad() + left, 0, -self._pad() - right, 0)
        top = (self.height() - SIGN) // 2
        ink = self._ink()
        if self._before:
            icon(self._before, ink.name()).paint(painter, QRect(self._pad(), top, SIGN, SIGN))
        if self._behind:
            icon(self._behind, ink.name()).paint(painter, QRect(text.right() + SPACE // 2, top, SIGN, SIGN))
        painter.setPen(ink)
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _pad(self) -> int:
        return SPACE + SPACE // 2

    def _signs(self) -> tuple[int, int]:
        wide = SIGN + SPACE // 2
        return wide if self._before else 0, SIGN if self._behind else 0

    def _ink(self) -> QColor:
        return self.palette().color(_ROLES.HighlightedText if self.isChecked() else _ROLES.WindowText)

    def _ground(self) -> QColor:
        colours = self.palette()
        if self.isChecked():
            return colours.color(_ROLES.Highlight)
        return colours.color(
            _ROLES.Midlight if self.isEnabled() and (self.underMouse() or self.isDown()) else _ROLES.Base
        )

    def _edge(self) -> QColor:
        colours = self.palette()
        if self.hasFocus():
            return colours.color(_ROLES.WindowText if self.isChecked() else _ROLES.Accent)
        return colours.color(_ROLES.Highlight if self.isChecked() else _ROLES.Mid)
