"""The outline: the whole plan as a list that one can read, walk with the keys, and go from to the board."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QVBoxLayout, QWidget

from deckapp.ui.document.document import Document
from deckapp.ui.inspector.outline_model import KEY, OutlineModel
from deckapp.ui.inspector.outline_rows import OutlineRows
from deckapp.ui.inspector.page import quiet
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.theme import SPACE

_FLAGS = QItemSelectionModel.SelectionFlag


@guarded
class OutlineTab(QWidget):
    """Follows the plan while it is in sight.

    `reveal_requested` carries the activities that were chosen here; `open_requested` says that the fields
    of what is chosen are wanted.
    """

    reveal_requested = Signal(object)
    open_requested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._selection = document.selection
        self._following = False
        self._is_stale = True
        self.model = OutlineModel(self)
        self.view = QTreeView(self)
        self.empty = quiet(self, "Nothing is planned yet. Drag a card from the library onto the board.")
        self._dress_view()
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, 0, 0)
        box.addWidget(self.empty)
        box.addWidget(self.view, 1)
        document.changed.connect(lambda _before, _after: self._mark())
        document.selection.changed.connect(lambda _ids: self._follow_selection())
        self.view.selectionModel().selectionChanged.connect(self._reveal)
        self.view.activated.connect(lambda _index: self.open_requested.emit())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._follow_selection()

    # Helpers.

    def _dress_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(OutlineRows(self))
        view.setAccessibleName("Outline of the plan")
        view.setHeaderHidden(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.viewport().setAutoFillBackground(False)
        view.setIndentation(2 * SPACE)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _mark(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        plan = self._document.plan
        self._following = True
        for phase in self.model.follow(plan):
            if (item := self.model.item_of(phase)) is not None:
                self.view.expand(item.index())
        self._following = False
        self.empty.setVisible(not plan.activities)
        self._follow_selection()

    def _follow_selection(self) -> None:
        """Choose here what is chosen on the board, without telling the board so."""
        if not self.isVisible() or self._chosen() == self._shown_selection():
            return
        self._following = True
        items = [self.model.item_of(key) for key in self._shown_selection()]
        rows = [item.index() for item in items if item is not None]
        first = rows[0] if rows else None
        self.view.selectionModel().select(_in_stretches(rows), _FLAGS.ClearAndSelect)
        if first is not None:
            self.view.selectionModel().setCurrentIndex(first, _FLAGS.NoUpdate)
            self.view.scrollTo(first)
        self._following = False

    def _shown_selection(self) -> list[str]:
        return self._selection.activities(self._document.plan)

    def _chosen(self) -> list[str]:
        plan = self._document.plan
        keys = {index.data(KEY) for index in self.view.selectionModel().selectedIndexes()}
        return [key for key in plan.activities if key in keys] if keys else []

    def _reveal(self, _chosen: QItemSelection, _left: QItemSelection) -> None:
        if not self._following and (keys := self._chosen()):
            self.reveal_requested.emit(keys)


def _in_stretches(rows: Iterable[QModelIndex]) -> QItemSelection:
    """These rows as few stretches: Qt's work grows with the square of their number."""
    chosen = QItemSelection()
    first = last = None
    for row in sorted(rows, key=_path):
        if first is None or last is None:
            first = row
        elif row.parent() != last.parent() or row.row() != last.row() + 1:
            chosen.select(first, last)
            first = row
        last = row
    if first is not None and last is not None:
        chosen.select(first, last)
    return chosen


def _path(row: QModelIndex) -> list[int]:
    """The rows from the top of the tree down to this one."""
    return [*(_path(row.parent()) if row.parent().isValid() else []), row.row()]
