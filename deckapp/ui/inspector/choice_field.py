"""A choice of a few values, each a word and where it helps a sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QWheelEvent
from PySide6.QtWidgets import QWidget

from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT
from deckapp.ui.kit.boxes import ChoiceBox
from deckapp.ui.kit.guard import guarded

Option = tuple[Any, str, QIcon | None]
"""A value, its word, and its sign or None."""


@guarded
class ChoiceField(ChoiceBox):
    """One of a few values."""

    edited = Signal(object)
    left = Signal()

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent, letters=4)
        self._options: list[Option] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(lambda row: self.edited.emit(self._options[row][0]))

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these from now on; what was chosen stays so where it is among them."""
        if list(options) == self._options:
            return
        value = self.value()
        self._options = list(options)
        self.clear()
        for _value, text, sign in options:
            self.addItem(text) if sign is None else self.addItem(sign, text)
        self.show_value(value)

    def value(self) -> Any:
        """The value that is shown; None where there is none."""
        row = self.currentIndex()
        return self._options[row][0] if 0 <= row < len(self._options) else None

    def show_value(self, value: Any) -> None:
        """Show a value or `SEVERAL`."""
        row = -1 if value is SEVERAL else self._row(value)
        self.setPlaceholderText(SEVERAL_TEXT if value is SEVERAL else "")
        if row != self.currentIndex():
            self.setCurrentIndex(row)

    def set_locked(self, locked: bool) -> None:
        """Whether the value may only be read."""
        self.setEnabled(not locked)

    def set_hint(self, hint: str) -> None:
        """What to show while nothing is chosen."""
        self.setPlaceholderText(hint)

    # Qt's events.

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is for the page: nobody means to change a value while scrolling."""
        event.ignore()

    def _row(self, value: Any) -> int:
        return next((row for row, option in enumerate(self._options) if option[0] == value), -1)
