"""What is wrong with a user's file, every problem with its place and its remedy, ready to copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from deckapp.problem import Problem
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE

SIZE = (680, 320)
MIN_WIDTH = 400


class ProblemsDialog(QDialog):
    """Lists problems below a sentence that says what they mean for the user; or that sentence alone."""

    def __init__(
        self, title: str, sentence: str, problems: Sequence[Problem], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        label = plain_label(sentence, self)
        label.setWordWrap(True)
        self.page = QPlainTextEdit("\n".join(map(str, problems)), self)
        self.page.setReadOnly(True)
        # With a cursor, who comes by keys sees where he is, and can choose what to copy.
        reading = Qt.TextInteractionFlag
        self.page.setTextInteractionFlags(reading.TextSelectableByMouse | reading.TextSelectableByKeyboard)
        self.page.setAccessibleName("Problems")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._copy = copy = self.buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.page.toPlainText()))
        copy.setAutoDefault(False)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(label)
        box.addWidget(self.page, 1)
        box.addWidget(self.buttons)
        self.page.setVisible(bool(problems))
        self._copy.setVisible(bool(problems))
        # What wraps tells its height only for a width, and a window asks for none.
        self.ensurePolished()
        width, height = SIZE if problems else (SIZE[0], 0)
        self.setMinimumWidth(MIN_WIDTH)
        self.resize(width, max(height, box.totalHeightForWidth(width)))

    def add(self, problems: Sequence[Problem]) -> None:
        """List these too, which were found later."""
        bar = self.page.verticalScrollBar()
        place = bar.value()
        self.page.appendPlainText("\n".join(map(str, problems)))
        bar.setValue(place)

    def offer(self, text: str, do: Callable[[], object]) -> None:
        """Offer a way on as a button; the dialog closes with it."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
        button.setAutoDefault(False)
        button.clicked.connect(self.accept)
        button.clicked.connect(lambda _checked=False: do())
