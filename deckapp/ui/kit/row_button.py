"""A wide button with a title, a line below it and an icon, as the start page lists things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import tip, without_key
from deckapp.ui.kit.theme import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

ICON = 24


@guarded
class RowButton(QAbstractButton):
    """Shows what it leads to; Enter, Space or a click goes there."""

    def __init__(self, title: str, detail: str, picture: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        without_key(self)
        self.setIcon(picture)
        self._detail = detail
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setToolTip(tip(detail))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as two lines of text, as wide as the column."""
        return QSize(280, 2 * QFontMetrics(self.font()).lineSpacing() + 2 * SPACE + 4)

    def minimumSizeHint(self) -> QSize:
        """Narrow columns elide the text rather than push the others away."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        area = self.rect().adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown() or self.hasFocus():
            painter.setPen(
                colours.color(QPalette.ColorRole.Highlight) if self.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(
                colours.color(QPalette.ColorRole.Midlight if not self.isDown() else QPalette.ColorRole.Mid)
            )
            painter.drawRoundedRect(area, 6, 6)
        self.icon().paint(painter, QRect(SPACE, (self.height() - ICON) // 2, ICON, ICON))
        left = 2 * SPACE + ICON
        room = self.width() - left - SPACE
        bold = QFont(self.font())
        bold.setBold(True)
        line = QFontMetrics(self.font()).lineSpacing()
        top = (self.height() - 2 * line) // 2
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        painter.setFont(bold)
        title = QFontMetrics(bold).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(self.font())
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        detail = QFontMetrics(self.font()).elidedText(self._detail, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top + line, room, line), Qt.AlignmentFlag.AlignVCenter, detail)
        painter.end()
