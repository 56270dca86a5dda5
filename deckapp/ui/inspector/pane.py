"""The inspector: what is chosen with its fields, what the plan lacks, and the plan as an outline."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from deckapp.ui.document import Document
from deckapp.ui.inspector.activity_page import ActivityPage
from deckapp.ui.inspector.plan_page import PlanPage
from deckapp.ui.pictures import Pictures
from deckapp.ui.selection import Selection

NARROWEST = 240
SHEET = """
QTabWidget::pane { border: 0; border-top: 1px solid palette(mid); }
QTabBar { font-weight: 600; }
QTabBar::tab { padding: 8px 12px 6px 12px; border: 0; border-bottom: 2px solid transparent;
    color: palette(placeholder-text); background: transparent; }
QTabBar::tab:selected { color: palette(window-text); border-bottom-color: palette(accent); }
QTabBar::tab:hover { color: palette(window-text); }
QTabBar::tab:focus { color: palette(accent); }
QLineEdit, QTextEdit, QComboBox { border: 1px solid palette(mid); border-radius: 4px; background: palette(base); }
QLineEdit, QComboBox { min-height: 30px; padding: 0 4px; }
QComboBox { padding: 0 28px 0 6px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: none; }
QLineEdit:focus, QTextEdit:focus, QComboBox:focus, QComboBox:on { border-color: palette(accent); }
QLineEdit:read-only, QTextEdit[readOnly="true"], QComboBox:disabled { background: palette(window); }
"""
"""Room to breathe in all fields, and tabs that are no boxes; sizes in pixels of the 8-pixel grid."""


class InspectorPane(QWidget):
    """The right part of the window.

    `reveal_requested` carries ids that are to be chosen and shown on the board, `card_requested` the
    activity whose card is to be seen large.
    """

    reveal_requested = Signal(object)
    card_requested = Signal(str)

    def __init__(
        self, document: Document, selection: Selection, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._selection = selection
        self.setMinimumWidth(NARROWEST)
        self.setAccessibleName("Inspector")
        self.setStyleSheet(SHEET)
        self.plan_page = PlanPage(document, self)
        self.activity_page = ActivityPage(document, pictures, self)
        self.fields = QStackedWidget(self)
        for page in (self.plan_page, self.activity_page):
            self.fields.addWidget(page)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.fields, "Plan")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self._connect()
        self._show_chosen()

    def focus_fields(self) -> None:
        """Go to the first field of what is chosen."""
        self.tabs.setCurrentIndex(0)
        page = self.fields.currentWidget()
        assert isinstance(page, PlanPage | ActivityPage)
        page.focus_fields()

    # Qt's events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo keys that no action took: the fields have no history of their own."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._document.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._document.undo_stack.redo()
        else:
            super().keyPressEvent(event)

    # Helpers.

    def _connect(self) -> None:
        self._document.changed.connect(lambda _before, _after: self._show_chosen())
        self._selection.changed.connect(lambda _ids: self._show_chosen())
        self.activity_page.reveal_requested.connect(self.reveal_requested)
        self.activity_page.card_requested.connect(self.card_requested)

    def _show_chosen(self) -> None:
        activities = self._selection.activities(self._document.plan)
        if activities:
            self.activity_page.show_activities(activities)
            self.fields.setCurrentWidget(self.activity_page)
            self.tabs.setTabText(0, "Activity" if len(activities) == 1 else f"{len(activities)} activities")
        else:
            self.plan_page.refresh()
            self.fields.setCurrentWidget(self.plan_page)
            self.tabs.setTabText(0, "Plan")
