"""What stands in the place of the wall when it is empty, and the hint of the first run."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE


@guarded
class Sign(QWidget):
    """An icon that stands alone, in the palette's colour of the moment."""

    def __init__(self, name: str, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon(name)
        self.setFixedSize(size, size)

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = icon(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class HelpingLine(QWidget):
    """A sentence and a button that helps; `asked` is emitted when it is pressed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = Sign("cards", 40, self)
        self.text = plain_label("", self)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addStretch(2)
        box.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.text)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def say(self, sign: str, text: str, button: str = "") -> None:
        """Show this icon, sentence and button; without a button, only the sentence."""
        self.sign.show_icon(sign)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))


class HintLine(QFrame):
    """A line that says what can be done here, until it is closed for good."""

    dismissed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        sign = Sign("lightbulb", 20, self)
        label = plain_label(text, self)
        label.setWordWrap(True)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("x"))
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName("Close this hint")
        self.close_button.setToolTip("Close this hint")
        self.close_button.clicked.connect(self._dismiss)
        box = QHBoxLayout(self)
        box.setContentsMargins(SPACE + SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        box.setSpacing(SPACE)
        box.addWidget(sign)
        box.addWidget(label, 1)
        box.addWidget(self.close_button)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
