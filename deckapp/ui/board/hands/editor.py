"""Editors that open in place: one line for titles and labels, many for notes.

What is typed goes into the plan at every key, as one step that grows, so that a crash loses no letter.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from deckapp.plan.limits import MAX_TEXT
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.long_texts import for_editor, for_paste, tell_in_status
from deckapp.ui.kit.theme import SPACE

Change = Callable[[str], object]
_CHORDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@guarded
class LineEditor(QLineEdit):
    """One line; Enter keeps it, Esc takes back what was typed."""

    closed = Signal()

    def __init__(self, parent: QWidget, place: QRect, text: str, change: Change, *, name: str) -> None:
        shown, can_edit = for_editor(text)
        super().__init__(shown, parent)
        self.setMaxLength(MAX_TEXT)
        self.setReadOnly(not can_edit)
        self._before = text
        self._change = change
        self.is_closing = False
        self.setAccessibleName(name)
        self.setTextMargins(SPACE - 2, 0, SPACE - 2, 0)
        self.setGeometry(place)
        self.selectAll()
        self.textEdited.connect(change)
        self.returnPressed.connect(self.finish)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close, and give the focus back."""
        _finish(self)

    def event(self, event: QEvent) -> bool:
        return _keeps(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._change(self._before)
            self.finish()
        else:
            super().keyPressEvent(event)
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.finish()


@guarded
class NoteEditor(QPlainTextEdit):
    """Many lines on a note's paper; Esc, Ctrl+Enter or a click elsewhere closes it and keeps the text."""

    closed = Signal()

    def __init__(self, parent: QWidget, place: QRect, text: str, change: Change, *, name: str) -> None:
        shown, can_edit = for_editor(text)
        super().__init__(shown, parent)
        self.setReadOnly(not can_edit)
        self.is_closing = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setGeometry(place)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.textChanged.connect(lambda: change(self.toPlainText()))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def insertFromMimeData(self, source: QMimeData) -> None:
        held = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        text, told = for_paste(source.text(), MAX_TEXT - held)
        self.textCursor().insertText(text)
        self.ensureCursorVisible()
        tell_in_status(self, told)

    def dress(self, paper: str, ink: str, font_px: float, padding: int) -> None:
        """Look like the note that is being edited."""
        self.setStyleSheet(f"border: 0; border-radius: 0; padding: 0; background: {paper}; color: {ink};")
        font = QFont(self.font())
        font.setPixelSize(max(9, round(font_px)))
        self.setFont(font)
        self.document().setDocumentMargin(padding)

    def finish(self) -> None:
        """Close, and give the focus back."""
        _finish(self)

    def event(self, event: QEvent) -> bool:
        return _keeps(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finish()
        else:
            super().keyPressEvent(event)
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.finish()


def _finish(editor: LineEditor | NoteEditor) -> None:
    # Hiding takes the focus away, which would close it again.
    if editor.is_closing:
        return
    editor.is_closing = True
    parent = editor.parentWidget()
    had_focus = editor.hasFocus()
    editor.hide()
    if had_focus and parent is not None:
        # A key has closed it, so keys go on from here and have to be seen.
        parent.setFocus(Qt.FocusReason.ShortcutFocusReason)
    editor.closed.emit()
    editor.deleteLater()


def _keeps(event: QEvent) -> bool:
    """Whether a key is typed text that no shortcut of the board may take."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.modifiers() & _CHORDS:
        return False
    event.accept()
    return True
