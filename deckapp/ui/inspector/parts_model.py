"""One of the plan's tables as an item model that follows the plan row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from deckapp.plan.columns import Column, PartTable
from deckapp.plan.plan import Part, Plan
from deckapp.ui.inspector.fields import words_of
from deckapp.ui.inspector.rows import difference
from deckapp.ui.kit.guard import guarded

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Roles = Qt.ItemDataRole
Edit = Callable[[str, Column, Any], None]
"""Asks for an edit: the row's id, the field's column, the new value."""


@guarded
class PartsModel(QAbstractTableModel):
    """The main columns of a table; what is set goes to `edit`, and comes back with the plan."""

    def __init__(self, table: PartTable, edit: Edit | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._columns = table.main
        self._collection = table.collection
        self._edit = edit
        self._plan = Plan()
        self.keys: list[str] = []

    def follow(self, plan: Plan) -> None:
        """Show the rows of this plan; rows that are the same stay untouched."""
        before, after = self._parts(self._plan), self._parts(plan)
        names_changed = self._plan.stakeholders is not plan.stakeholders
        self._plan = plan
        wanted = list(after)
        start, old_end, new_end = difference(self.keys, wanted)
        if old_end > start:
            self.beginRemoveRows(_ROOT, start, old_end - 1)
            del self.keys[start:old_end]
            self.endRemoveRows()
        if new_end > start:
            self.beginInsertRows(_ROOT, start, new_end - 1)
            self.keys[start:start] = wanted[start:new_end]
            self.endInsertRows()
        for row, key in enumerate(self.keys):
            if names_changed or before.get(key) is not after[key]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def column(self, index: Index) -> Column:
        """The column of a cell."""
        return self._columns[index.column()]

    def plan(self) -> Plan:
        """The plan whose rows are shown."""
        return self._plan

    # Qt's own.

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Roles.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (_Roles.DisplayRole, _Roles.ToolTipRole, _Roles.AccessibleTextRole):
            return self._columns[section].label
        if role == _Roles.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _Roles.DisplayRole) -> Any:
        column = self._columns[index.column()]
        value = getattr(self._parts(self._plan)[self.keys[index.row()]], column.name)
        if role == _Roles.EditRole:
            return value
        if role == _Roles.DisplayRole:
            return words_of(column, value, self._plan)
        if role == _Roles.AccessibleTextRole:
            return f"{column.label}: {words_of(column, value, self._plan) or 'not said'}"
        return None

    def setData(self, index: Index, value: Any, role: int = _Roles.EditRole) -> bool:
        if role != _Roles.EditRole or self._edit is None or not index.isValid():
            return False
        self._edit(self.keys[index.row()], self._columns[index.column()], value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._edit else flags

    def _parts(self, plan: Plan) -> Mapping[str, Part]:
        parts: Mapping[str, Part] = getattr(plan, self._collection)
        return parts
