"""A date that may be empty: written as one likes, stepped with the arrows, or chosen in a calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from deckapp.ui.document.step_words import short
from deckapp.ui.inspector.calendar import CalendarPopup
from deckapp.ui.inspector.dates import complete, parse, shown
from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT, PlanUndo
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.long_texts import tell_in_status

EXAMPLE = "Such as 2 Mar 2026, 2.3.26 or 2026-03-02. Alt+Down opens a calendar, the arrow keys step by a day."
_KEYS = Qt.Key
STEPS = {_KEYS.Key_Up: 1, _KEYS.Key_Down: -1, _KEYS.Key_PageUp: 28, _KEYS.Key_PageDown: -28}


@guarded
class DateField(QLineEdit):
    """A date or None. While what is written is no date, the plan keeps the one before."""

    edited = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: dt.date | None = None
        self._several = False
        self._hint = ""
        self.popup: CalendarPopup | None = None
        self.setToolTip(EXAMPLE)
        self.setAccessibleDescription(EXAMPLE)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.installEventFilter(PlanUndo(self))
        trailing = QLineEdit.ActionPosition.TrailingPosition
        self.calendar_action = self._action("calendar-blank", "Open the calendar", trailing)
        self.clear_action = self._action("x", "Clear the date", trailing)
        self.calendar_action.triggered.connect(self.open_calendar)
        self.clear_action.triggered.connect(lambda: self._take(None))
        self.textEdited.connect(self._read)
        self._dress()

    def show_value(self, value: Any) -> None:
        """Show a date, None or `SEVERAL`; what is being written stays where it means that date."""
        self._several = value is SEVERAL
        day = None if self._several else value
        self.setPlaceholderText(SEVERAL_TEXT if self._several else self._hint)
        if day != self._value or parse(self.text()) != day:
            self._value = day
            self.setText(shown(day) if day else "")
        self._dress()

    def set_locked(self, locked: bool) -> None:
        """Whether the date may only be read."""
        self.setReadOnly(locked)
        self.calendar_action.setVisible(not locked)
        self._dress()

    def set_hint(self, hint: str) -> None:
        """What to show while there is no date."""
        self._hint = hint
        self.setPlaceholderText(hint)

    def open_calendar(self) -> None:
        """Show a calendar below the field."""
        if self.isReadOnly():
            return
        if self.popup is None:
            self.popup = CalendarPopup(self)
            self.popup.chosen.connect(self._take)
        self.popup.show_at(self.mapToGlobal(QPoint(0, self.height())), self._value or dt.date.today())

    # Qt's events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in STEPS and not self.isReadOnly():
            self._step(STEPS[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            if self.isModified() and parse(self.text()) is None:
                self._complete()
            if self.isModified() and self._is_wrong():
                stays = f"it stays {shown(self._value)}" if self._value else "there is none"
                tell_in_status(self, f"“{short(self.text())}” is no date: {stays}.")
            self.setText(shown(self._value) if self._value else "")
            self._dress()
            self.left.emit()

    # Helpers.

    def _complete(self) -> None:
        """Take what is written without its century or year; only on leaving, more might still be typed."""
        day = complete(self.text(), dt.date.today())
        if day is not None:
            self._read(shown(day))

    def _action(self, name: str, text: str, where: QLineEdit.ActionPosition) -> QAction:
        made = QAction(icon(name), text, self)
        made.setToolTip(text)
        self.addAction(made, where)
        return made

    def _read(self, text: str) -> None:
        day = parse(text)
        if (day is not None or not text.strip()) and (day != self._value or self._several):
            self._value, self._several = day, False
            self.edited.emit(day)
        self._dress()

    def _take(self, day: dt.date | None) -> None:
        self.setText(shown(day) if day else "")
        self._read(self.text())
        self.setFocus()

    def _step(self, days: int) -> None:
        try:
            self._take(self._value + dt.timedelta(days=days) if self._value else dt.date.today())
        except OverflowError:
            return

    def _is_wrong(self) -> bool:
        return bool(self.text().strip()) and parse(self.text()) is None

    def _dress(self) -> None:
        """Let what is no date be seen as such, and offer to clear only what is there."""
        palette = QPalette()
        if self._is_wrong():
            palette.setColor(QPalette.ColorRole.Text, palette.color(QPalette.ColorRole.BrightText))
        self.setPalette(palette)
        self.clear_action.setVisible(bool(self.text()) and not self.isReadOnly())
