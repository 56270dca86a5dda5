"""The inspector: what is chosen with its fields, what the plan lacks, and the plan as an outline."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from deckapp.counts import several
from deckapp.plan.checks import Finding
from deckapp.plan.columns import DEFINITION
from deckapp.ui.document.document import Document
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.inspector.activity_page import ActivityPage
from deckapp.ui.inspector.checks_tab import ChecksTab
from deckapp.ui.inspector.finding_row import DEFINITION_CHECKS
from deckapp.ui.inspector.link_page import LinkPage
from deckapp.ui.inspector.note_page import NotePage
from deckapp.ui.inspector.outline_tab import OutlineTab
from deckapp.ui.inspector.page import FieldPage
from deckapp.ui.inspector.plan_page import PlanPage
from deckapp.ui.kit.guard import guarded

NARROWEST = 240
SHEET = """
QTabWidget::pane { border: 0; border-top: 1px solid palette(mid); }
QTabBar { font-weight: 600; }
QTabBar::tab { padding: 8px 12px 6px 12px; border: 0; border-bottom: 2px solid transparent;
    color: palette(placeholder-text); background: transparent; }
QTabBar::tab:selected { color: palette(window-text); border-bottom-color: palette(highlight); }
QTabBar::tab:hover { color: palette(window-text); }
QTabBar::tab:focus { color: palette(highlight); }
QLineEdit, QTextEdit { border: 1px solid palette(mid); border-radius: 4px; background: palette(base); }
QLineEdit { min-height: 30px; padding: 0 4px; }
QToolButton:hover { background: palette(midlight); }
QToolButton:focus { border: 1px solid palette(highlight); padding: 3px 5px; }
QTableView { border: 1px solid palette(mid); border-radius: 4px; }
QTableView:focus { border-color: palette(highlight); }
QHeaderView, QHeaderView::section { background: palette(base); }
QHeaderView::section { border: 0; border-bottom: 1px solid palette(mid); padding: 6px;
    color: palette(placeholder-text); }
QTableView::item { padding: 0 4px; }
QTableView QLineEdit, QTableView ChoiceBox { border-radius: 0; }
QLineEdit:focus, QTextEdit:focus { border-color: palette(highlight); }
QLineEdit:read-only, QTextEdit[readOnly="true"] { background: palette(window); }
"""
"""Room to breathe in all fields, and tabs that are no boxes; sizes in pixels of the 8-pixel grid."""


@guarded
class InspectorPane(QWidget):
    """The right part of the window.

    `reveal_requested` carries ids that are to be chosen and shown on the board, `card_requested` the
    activity whose card is to be seen large.
    """

    reveal_requested = Signal(object)
    card_requested = Signal(str)

    def __init__(self, document: Document, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._selection = document.selection
        self.setMinimumWidth(NARROWEST)
        self.setAccessibleName("Inspector")
        self._dressed_for = 0
        self._dress()
        self.plan_page = PlanPage(document, self)
        self.activity_page = ActivityPage(document, pictures, self)
        self.note_page = NotePage(document, self)
        self.link_page = LinkPage(document, self)
        self.checks = ChecksTab(document, self)
        self.outline = OutlineTab(document, self)
        self.fields = QStackedWidget(self)
        for page in (self.plan_page, self.activity_page, self.note_page, self.link_page):
            self.fields.addWidget(page)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName("Inspector")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Inspector")
        self.tabs.addTab(self.fields, "Plan")
        self.tabs.addTab(self.checks, "Checks")
        self.tabs.addTab(self.outline, "Outline")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self._connect()
        self._show_chosen()

    def focus_fields(self) -> None:
        """Go to the first field of what is chosen."""
        self.tabs.setCurrentWidget(self.fields)
        page = self.fields.currentWidget()
        assert isinstance(page, PlanPage | ActivityPage | NotePage | LinkPage)
        page.focus_fields()

    def show_checks(self) -> None:
        """Go to the checks."""
        self.tabs.setCurrentWidget(self.checks)
        (self.checks.first_button() or self.tabs.tabBar()).setFocus()

    def show_outline(self) -> None:
        """Go to the outline."""
        self.tabs.setCurrentWidget(self.outline)
        self.outline.view.setFocus()

    def show_part(self, collection: str, key: str) -> None:
        """Go to a row of one of the tables, or to a field of the definition."""
        self._selection.clear()
        self.tabs.setCurrentWidget(self.fields)
        if collection == DEFINITION.collection:
            self.plan_page.show_definition(key)
        else:
            self.plan_page.show_part(collection, key)

    # Qt's events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo keys that no action took: the fields have no history of their own."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._document.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._document.undo_stack.redo()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    # Helpers.

    def _dress(self) -> None:
        """A sheet takes the palette's colours when it is set, and is set anew for light or dark."""
        key = QGuiApplication.palette().cacheKey()
        if key != self._dressed_for:
            self._dressed_for = key
            self.setStyleSheet(SHEET)

    def _connect(self) -> None:
        self._document.changed.connect(lambda _before, _after: self._show_chosen())
        # Not within the field that asked: it is still busy with what was typed.
        self._document.refused.connect(self._show_again, Qt.ConnectionType.QueuedConnection)
        self._selection.changed.connect(lambda _ids: self._show_chosen())
        for page in (self.activity_page, self.link_page, self.outline):
            page.reveal_requested.connect(self.reveal_requested)
        self.activity_page.card_requested.connect(self.card_requested)
        self.activity_page.link_requested.connect(self._edit_link)
        self.outline.open_requested.connect(self.focus_fields)
        self.checks.show_requested.connect(self._show_finding)
        self.checks.counted.connect(self._count)

    def _show_again(self) -> None:
        """Fields that show what was refused go back to what the plan holds."""
        self.activity_page.forget()
        self.plan_page.forget()
        self._show_chosen()

    def _show_chosen(self) -> None:
        plan, ids = self._document.plan, self._selection.ids
        activities = self._selection.activities(plan)
        notes = [key for key in plan.notes if key in ids]
        links = [key for key in plan.links if key in ids]
        page: FieldPage
        if activities:
            self.activity_page.show_activities(activities)
            page, title = self.activity_page, several(len(activities), "Activity", "activities")
        elif notes:
            self.note_page.show_notes(notes)
            page, title = self.note_page, several(len(notes), "Note", "notes")
        elif len(links) == 1:
            self.link_page.show_link(links[0])
            page, title = self.link_page, "Link"
        else:
            self.plan_page.refresh()
            page, title = self.plan_page, "Plan"
        self.fields.setCurrentWidget(page)
        if self.tabs.tabText(0) != title:
            self.tabs.setTabText(0, title)

    def _edit_link(self, key: str) -> None:
        self.reveal_requested.emit([key])
        self.focus_fields()

    def _count(self, count: int) -> None:
        index = self.tabs.indexOf(self.checks)
        self.tabs.setTabText(index, f"Checks ({count})" if count else "Checks")
        self.tabs.setTabToolTip(index, f"{count} things are missing" if count else "Nothing is missing")

    def _show_finding(self, finding: Finding) -> None:
        """Go to where a finding can be mended: on the board, in the definition, or in a table."""
        plan = self._document.plan
        for collection in self.plan_page.sections:
            first = next((key for key in finding.ids if key in getattr(plan, collection)), None)
            if first is not None:
                self.show_part(collection, first)
                return
        if finding.id in DEFINITION_CHECKS:
            self.show_part(DEFINITION.collection, DEFINITION_CHECKS[finding.id])
        else:
            self.reveal_requested.emit(list(finding.ids))
