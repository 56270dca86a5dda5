"""A page of the inspector: a column that scrolls up and down, under a heading."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from deckapp.ui.inspector.form import title_font
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE

MARGIN = 2 * SPACE


class FieldPage(QScrollArea):
    """Widgets below each other; as wide as the pane, as high as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        self.box = QVBoxLayout(content)
        self.box.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * MARGIN)
        self.box.setSpacing(MARGIN)
        self.box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(content)
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self.box.addWidget(widget)

    def go_to(self, widget: QWidget) -> None:
        """Give the focus to a widget of the page, and show it."""
        widget.setFocus()
        # The place of what has just unfolded is known only when the layout has been made anew.
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget))


def heading(parent: QWidget) -> QLabel:
    """A page's title, to be filled."""
    made = plain_label("", parent)
    made.setFont(title_font(made.font()))
    made.setWordWrap(True)
    return made


def quiet(parent: QWidget, text: str = "") -> QLabel:
    """A line that explains and steps back."""
    made = plain_label(text, parent)
    made.setWordWrap(True)
    made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return made
