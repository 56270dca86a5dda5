"""A short message near the pointer that goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from deckapp.ui.kit.theme import SPACE

SHOWN_MS = 4000
WIDEST_PX = 320


class Hint(QLabel):
    """One message over a widget; a new one takes the place of the old."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(SPACE)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)

    def say(self, text: str) -> None:
        """Show a message near the pointer, wholly inside the widget."""
        room = self._over.rect()
        self.setText(text)
        wide = min(WIDEST_PX, room.width(), self.fontMetrics().horizontalAdvance(text) + 3 * SPACE)
        self.resize(wide, self.heightForWidth(wide))
        place = self._over.mapFromGlobal(QCursor.pos()) + QPoint(2 * SPACE, 2 * SPACE)
        if not room.contains(place):
            place = QPoint((room.width() - wide) // 2, room.height() - self.height() - 3 * SPACE)
        place.setX(max(0, min(place.x(), room.width() - wide)))
        place.setY(max(0, min(place.y(), room.height() - self.height())))
        self.move(place)
        self.show()
        self.raise_()
        self._timer.start()
