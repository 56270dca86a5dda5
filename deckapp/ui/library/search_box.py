"""The search box: answers at every key, and hands over to the wall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@guarded
class SearchBox(QLineEdit):
    """`wall_wanted` is emitted when Down or Enter leads on to the hits."""

    wall_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText("Search the cards")
        self.setAccessibleName("Search the cards")
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Down):
            self.wall_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
