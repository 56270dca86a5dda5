"""One of the plan's tables: its main columns, edited in place, and a form for all fields of the chosen row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from deckapp.counts import several
from deckapp.plan.columns import Column, PartTable
from deckapp.plan.edits import new_id, remove_part, set_part
from deckapp.plan.edits.parts import changed
from deckapp.plan.plan import Part, Plan
from deckapp.ui.document.document import Document
from deckapp.ui.document.step_words import short
from deckapp.ui.inspector.form import Form
from deckapp.ui.inspector.page import quiet
from deckapp.ui.inspector.parts_delegate import FieldDelegate
from deckapp.ui.inspector.parts_model import PartsModel
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.theme import SPACE

ROW = 4 * SPACE + 4
THREE_COLUMNS = 34 * SPACE
"""A narrower table shows two columns."""
MOST_ROWS = 10
"""A longer table scrolls in itself."""


@guarded
class PartsTable(QWidget):
    """Rows can be added, edited and deleted; each is a step of the document's history.

    `added` carries the first field of a new row, which lies below the table and is to be gone to.
    """

    added = Signal(QWidget)

    def __init__(self, table: PartTable, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._document = document
        self._seen: Plan | None = None
        locked = document.read_only
        self.model = PartsModel(table, None if locked else self._edit, self)
        self.view = QTableView(self)
        self.empty = quiet(self, table.empty)
        self.add_button = QPushButton(icon("plus"), f"Add {table.noun.split()[-1]}", self)
        self.delete_button = QPushButton(icon("trash"), "", self)
        self.form = Form(table, lambda: document.plan, self)
        self.form.set_locked(locked)
        self.add_button.setVisible(not locked)
        self._dress_view()
        self._lay_out()
        self._connect()
        self.follow(document.plan)

    def follow(self, plan: Plan) -> None:
        """Show the rows of this plan."""
        seen, self._seen = self._seen, plan
        collection = self.table.collection
        if (
            seen is not None
            and getattr(seen, collection) is getattr(plan, collection)
            and seen.stakeholders is plan.stakeholders
        ):
            return
        self.model.follow(plan)
        self._fit()
        self._show_row()

    def forget(self) -> None:
        """Fill the rows and their fields anew the next time."""
        self._seen = None

    def select(self, key: str) -> None:
        """Choose the row with this id."""
        if key in self.model.keys:
            self.view.selectRow(self.model.keys.index(key))

    def selected(self) -> list[str]:
        """The ids of the chosen rows."""
        return [self.model.keys[index.row()] for index in self.view.selectionModel().selectedRows()]

    def add_row(self) -> None:
        """Add an empty row, whose first field is then asked for."""
        plan, table = self._document.plan, self.table
        key = new_id(plan, table.prefix)
        self._document.seal()
        if not self._document.edit(f"add {table.noun}", set_part(plan, table.collection, key, table.part())):
            return
        self.select(key)
        first = self.form.field(table.columns[0].name)
        self.added.emit(first)

    def delete_rows(self) -> None:
        """Delete the chosen rows."""
        keys, after = self.selected(), self._document.plan
        if not keys or self._document.read_only:
            return
        for key in keys:
            after = remove_part(after, self.table.collection, key)
        noun = several(len(keys), self.table.noun, self.table.nouns)
        row = self.model.keys.index(keys[0])
        had_focus = self.view.hasFocus() or self.delete_button.hasFocus()
        self._document.edit(f"delete {noun}", after)
        if self.model.keys:
            self.view.selectRow(min(row, len(self.model.keys) - 1))
        elif had_focus:
            self.add_button.setFocus()

    # Qt's events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the last column stands in the form alone, so that names can be read."""
        super().resizeEvent(event)
        last = len(self.table.main) - 1
        self.view.setColumnHidden(last, last > 1 and self.width() < THREE_COLUMNS)

    # Helpers.

    def _dress_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(FieldDelegate(self._document, self))
        view.setAccessibleName(self.table.title)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(6 * SPACE)
        for column in range(len(self.table.main)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, what in enumerate(self.table.main):
            if column:
                view.setColumnWidth(column, 11 * SPACE if what.kind in ("date", "group") else 9 * SPACE + 4)

    def _lay_out(self) -> None:
        self.add_button.setAccessibleName(f"Add {self.table.noun}")
        self.delete_button.setAccessibleName(f"Delete {self.table.noun}")
        self.delete_button.setToolTip(f"Delete the chosen {self.table.nouns} (Del)")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        buttons.addWidget(self.delete_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.empty)
        box.addWidget(self.view)
        box.addLayout(buttons)
        box.addSpacing(SPACE // 2)
        box.addWidget(self.form)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_row)
        self.delete_button.clicked.connect(self.delete_rows)
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.form.edited.connect(self._edit_chosen)
        self.form.left.connect(self._document.seal)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view, self.delete_rows)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _choose(self, _chosen: QItemSelection, _left: QItemSelection) -> None:
        self._document.seal()
        self._show_row()

    def _show_row(self) -> None:
        """Fill the form from the chosen row; with none or many there is no form."""
        keys = self.selected()
        self.delete_button.setVisible(bool(keys) and not self._document.read_only)
        self.form.setVisible(len(keys) == 1)
        if len(keys) != 1:
            return
        plan = self._document.plan
        self.form.show_parts(plan, self._parts(plan)[keys[0]])

    def _fit(self) -> None:
        rows = len(self.model.keys)
        self.view.setVisible(rows > 0)
        self.empty.setVisible(rows == 0)
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(head + min(rows, MOST_ROWS) * ROW + 2 * self.view.frameWidth())

    def _edit_chosen(self, column: Column, value: Any) -> None:
        keys = self.selected()
        if len(keys) == 1:
            self._edit(keys[0], column, value)

    def _edit(self, key: str, column: Column, value: Any) -> None:
        collection, plan = self.table.collection, self._document.plan
        part = self._parts(plan)[key]
        after = set_part(plan, collection, key, changed(part, {column.name: value}))
        self._document.edit(self._step(part, column), after, merge=("part", collection, key, column.name))

    def _step(self, part: Part, column: Column) -> str:
        """What the edit is called; while a name is being typed, half of it is no name for the step."""
        table = self.table
        if column is table.columns[0]:
            return f"rename {table.noun}"
        return f"change {column.words} of {short(table.name_of(part)) or table.noun}"

    def _parts(self, plan: Plan) -> dict[str, Part]:
        parts: dict[str, Part] = getattr(plan, self.table.collection)
        return parts
