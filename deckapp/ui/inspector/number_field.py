"""A whole number that may be missing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT, PlanUndo
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.long_texts import tell_in_status

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}


@guarded
class NumberField(QLineEdit):
    """A whole number from 1 to `highest`, or None where nothing is written; the arrow keys step."""

    edited = Signal(object)
    left = Signal()

    def __init__(self, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._highest = highest
        self._hint = ""
        self._several = False
        self.setValidator(QRegularExpressionValidator(f"[1-9][0-9]{{0,{len(str(highest)) - 1}}}", self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.installEventFilter(PlanUndo(self))
        self.textEdited.connect(self._read)

    def show_value(self, value: Any) -> None:
        """Show a number, None or `SEVERAL`."""
        self._several = value is SEVERAL
        self.setPlaceholderText(SEVERAL_TEXT if self._several else self._hint)
        text = "" if self._several or value is None else str(value)
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(place)

    def set_locked(self, locked: bool) -> None:
        """Whether the number may only be read."""
        self.setReadOnly(locked)

    def set_hint(self, hint: str) -> None:
        """What to show while there is no number."""
        self._hint = hint
        self.setPlaceholderText(hint)

    # Qt's events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and not self.isReadOnly():
            number = max(1, int(self.text() or "0") + STEPS[key])
            self.setText(str(min(self._highest, number)))
            self._read(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _read(self, text: str) -> None:
        number = int(text) if text else None
        if number is not None and number > self._highest:
            self.setText(str(self._highest))
            number = self._highest
            tell_in_status(self, f"It can be {number:,} at most.")
        self.edited.emit(number)
