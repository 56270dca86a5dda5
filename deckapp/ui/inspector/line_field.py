"""A line of text that offers what was written elsewhere in the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from deckapp.plan.limits import MAX_TEXT
from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT, PlanUndo
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.long_texts import for_editor

Suggest = Callable[[], Sequence[str]]


@guarded
class ListCompleter(QCompleter):
    """Completes the last of several names between commas."""

    def splitPath(self, path: str) -> list[str]:  # noqa: N802  (Qt's name)
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802  (Qt's name)
        chosen = str(index.data(self.completionRole()))
        widget = self.widget()
        before = widget.text().rpartition(",")[0] if isinstance(widget, QLineEdit) else ""
        return f"{before.rstrip()}, {chosen}" if before.strip() else chosen


@guarded
class LineField(QLineEdit):
    """One line. `suggest` gives what may be meant; with `several_names`, names stand between commas."""

    edited = Signal(object)
    left = Signal()

    def __init__(
        self, parent: QWidget | None = None, suggest: Suggest | None = None, *, several_names: bool = False
    ) -> None:
        super().__init__(parent)
        self._showing = False
        self._locked, self._can_edit = False, True
        self._hint = ""
        self._suggest = suggest
        self._names = QStringListModel(self)
        self.setMaxLength(MAX_TEXT)
        self.installEventFilter(PlanUndo(self))
        if suggest is not None:
            self._offer(ListCompleter(self) if several_names else QCompleter(self))
        # Completion and drag and drop change the text too: whatever is on screen is in the plan.
        self.textChanged.connect(self._tell)

    def show_value(self, value: Any) -> None:
        """Show a text or `SEVERAL`; the cursor stays where the text is the same."""
        several = value is SEVERAL
        self.setPlaceholderText(SEVERAL_TEXT if several else self._hint)
        text, self._can_edit = for_editor("" if several else str(value))
        self.setReadOnly(self._locked or not self._can_edit)
        if text == self.text():
            return
        self._showing = True
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)
        self._showing = False

    def set_locked(self, locked: bool) -> None:
        """Whether the text may only be read."""
        self._locked = locked
        self.setReadOnly(locked or not self._can_edit)

    def set_hint(self, hint: str) -> None:
        """What to show while there is no text."""
        self._hint = hint
        self.setPlaceholderText(hint)

    # Qt's events.

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._suggest is not None:
            self._names.setStringList(list(self._suggest()))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() in {"edit-undo", "edit-redo"}:
                menu.removeAction(action)
        menu.popup(event.globalPos())

    # Helpers.

    def _offer(self, completer: QCompleter) -> None:
        completer.setModel(self._names)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def _tell(self, text: str) -> None:
        if not self._showing and self._can_edit:
            self.edited.emit(text)
