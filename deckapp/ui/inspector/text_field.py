"""A text of several lines that is always as high as what is written in it."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QTextEdit, QWidget

from deckapp.plan.limits import MAX_TEXT
from deckapp.ui.inspector.field import SEVERAL, SEVERAL_TEXT, PlanUndo
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.long_texts import for_editor, for_paste, tell_in_status
from deckapp.ui.kit.theme import SPACE

MARGIN = 6


@guarded
class TextField(QTextEdit):
    """Plain text that grows; `lines` is the least height, in lines."""

    edited = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, lines: int = 2) -> None:
        super().__init__(parent)
        self._lines = lines
        self._shown = ""
        self._hint = ""
        self._shown_hint = ""
        self._showing = False
        self._locked, self._can_edit = False, True
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(MARGIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.installEventFilter(PlanUndo(self))
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.textChanged.connect(self._tell)
        self.cursorPositionChanged.connect(self._follow_cursor)
        self._grow()

    def text(self) -> str:
        """What is written, hard spaces included, which `toPlainText` would lose."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_value(self, value: Any) -> None:
        """Show a text or `SEVERAL`; the cursor stays where the text is the same."""
        several = value is SEVERAL
        self._show_hint(SEVERAL_TEXT if several else self._hint)
        text = "" if several else str(value)
        if text == self._shown:
            return
        self._showing = True
        place = self.textCursor().position()
        shown, self._can_edit = for_editor(text)
        self.setPlainText(shown)
        self.setReadOnly(self._locked or not self._can_edit)
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self._shown = text
        self._showing = False

    def set_locked(self, locked: bool) -> None:
        """Whether the text may only be read."""
        self._locked = locked
        self.setReadOnly(locked or not self._can_edit)

    def set_hint(self, hint: str) -> None:
        """What to show while there is no text."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self._show_hint(hint)

    def shown_hint(self) -> str:
        """What stands in the field while there is no text."""
        return self._shown_hint

    # Qt's events.

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()
        self._follow_cursor()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own placeholder is cut after its first line: ours wraps."""
        super().paintEvent(event)
        if self._shown_hint and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            room = self._hint_room(self.viewport().height())
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self._shown_hint)
            painter.end()

    def insertFromMimeData(self, source: QMimeData) -> None:
        held = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        text, told = for_paste(source.text(), MAX_TEXT - held)
        self.textCursor().insertText(text)
        self.ensureCursorVisible()
        tell_in_status(self, told)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """All text is in sight: the wheel is for the page."""
        event.ignore()

    # Helpers.

    def selectAll(self) -> None:  # noqa: N802  (Qt's name)
        """Choose all text."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        self.setTextCursor(cursor)

    def _tell(self) -> None:
        if self._showing or not self._can_edit:
            return
        text = self.text()
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)

    def _show_hint(self, hint: str) -> None:
        if hint != self._shown_hint:
            self._shown_hint = hint
            self._grow()
            self.viewport().update()

    def _grow(self) -> None:
        frame = self.height() - self.viewport().height() if self.isVisible() else 2 * self.frameWidth()
        margin = 2 * self.document().documentMargin()
        least = self._lines * self.fontMetrics().lineSpacing() + margin
        wanted = max(least, self.document().size().height(), self._hint_height() + margin)
        height = math.ceil(wanted) + max(0, frame)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _hint_height(self) -> int:
        if not self.document().isEmpty():
            return 0
        flags = Qt.TextFlag.TextWordWrap
        return self.fontMetrics().boundingRect(self._hint_room(10_000), flags, self._shown_hint).height()

    def _hint_room(self, height: int) -> QRect:
        margin = int(self.document().documentMargin())
        return QRect(margin, margin, self.viewport().width() - 2 * margin, height)

    def _follow_cursor(self) -> None:
        if not self.hasFocus():
            return
        area = self._page()
        if area is not None and (content := area.widget()) is not None:
            place = self.viewport().mapTo(content, self.cursorRect().center())
            area.ensureVisible(place.x(), place.y(), 0, 3 * SPACE)

    def _page(self) -> QScrollArea | None:
        widget = self.parentWidget()
        while widget is not None and not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        return widget
