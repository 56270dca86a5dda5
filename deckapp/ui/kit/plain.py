"""Texts of files in widgets: always shown letter by letter, never read as rich text, and no letter swallowed.

Qt takes any text that looks like HTML for HTML: it would show a link to any file, and open whatever a picture in
it names. So labels and message boxes are made here, and tool tips, which the theme's sheet makes plain, are wrapped.
"""

from __future__ import annotations

from textwrap import wrap

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QMessageBox, QWidget

from deckapp.names import readable
from deckapp.ui.kit.guard import guarded

TIP_WIDTH = 68
TIP_LETTERS = 2000
"""Nobody reads more in a tool tip, and it would be larger than the screen."""


def tip(*lines: str) -> str:
    """A tool tip of these lines, wrapped, the empty ones left out."""
    shown = [part for line in lines if line for part in _cut(line).splitlines()]
    return "\n".join(piece for part in shown for piece in wrap(part, TIP_WIDTH) or [""])


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows any text as it is."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(readable(text))
    return made


def bold_label(text: str, parent: QWidget | None = None) -> QLabel:
    """A plain label in bold."""
    made = plain_label(text, parent)
    font = made.font()
    font.setBold(True)
    made.setFont(font)
    return made


def message_box(parent: QWidget | None, name: str, text: str, more: str = "") -> QMessageBox:
    """A message box of this object name that shows any text as it is; `more` says what follows from it.

    It is freed when it is closed.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setObjectName(name)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(readable(text))
    box.setInformativeText(readable(more))
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box


def without_mnemonic(menu_text: str) -> str:
    """A menu text without its mnemonic mark, as the palette and the shortcut sheet show it."""
    return menu_text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def unmarked(text: str) -> str:
    """A text for a button, a menu or a form's label, whose "&" is no mark of a key."""
    return text.replace("&", "&&")


def titled(text: str) -> str:
    """A text for a window's title: on one line, and "[*]" in it is not Qt's place for the sign of unsaved edits."""
    return " ".join(readable(text).split()).replace("[*]", "[*][*]")


def without_key(button: QAbstractButton) -> None:
    """Take the key away that Qt read from an "&" in the text of a button that draws its text itself."""
    button.setShortcut(QKeySequence())


def file_dialog(parent: QWidget, caption: str, start: str, kinds: str = "") -> QFileDialog:
    """A dialog that asks for a file; what it asks of its own about a file's name is plain text too.

    It is freed when it is closed.
    """
    made = QFileDialog(parent, caption, start, kinds)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.installEventFilter(_PlainQuestions(made))
    return made


@guarded
class _PlainQuestions(QObject):
    """Makes the message boxes plain that Qt opens over its own file dialog ("… already exists")."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ChildPolished:
            for box in watched.findChildren(QMessageBox):
                box.setTextFormat(Qt.TextFormat.PlainText)
        return False


def _cut(line: str) -> str:
    return line if len(line) <= TIP_LETTERS else line[:TIP_LETTERS] + "…"
