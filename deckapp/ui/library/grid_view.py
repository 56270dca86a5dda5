"""A view of items in a grid that lays nothing out: every place is reckoned when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView

from deckapp.ui.kit.guard import guarded
from deckapp.ui.library.grid import CellGrid

Index = QModelIndex | QPersistentModelIndex


@guarded
class GridView(QListView):
    """What a view of items must answer; `left_top` is emitted when the cursor leaves upwards.

    It is a list only for screen readers, to which Qt shows the items of nothing more general.
    What stands at the top stays there when the width or the size of the cells changes.
    """

    left_top = Signal()
    _laid: CellGrid | None = None

    def grid(self) -> CellGrid:
        """Where the items stand at this width."""
        raise NotImplementedError

    def top_row(self) -> int:
        """The first row that shows wholly or mostly."""
        return self._top_row(self.grid())

    def scroll_to_row(self, row: int) -> None:
        """Bring a row of cards to the top."""
        grid = self.grid()
        self.verticalScrollBar().setValue(row // grid.columns * grid.pitch)

    def visualRect(self, index: Index) -> QRect:
        return self._place(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.grid().at(point.x(), point.y() + self.verticalOffset())
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        area, bar = self._place(index.row()), self.verticalScrollBar()
        room = self.viewport().height()
        edge = self.grid().margin
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + area.center().y() - room // 2)
        elif area.top() < edge:
            bar.setValue(bar.value() + area.top() - edge)
        elif area.bottom() > room - edge:
            bar.setValue(bar.value() + min(area.bottom() - room + edge, area.top() - edge))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count, grid = self.model().rowCount(), self.grid()
        current = self.currentIndex()
        if not current.isValid():
            return self.model().index(0, 0)
        actions = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // grid.pitch) * grid.columns
        row = current.row()
        steps = {
            actions.MoveLeft: -1, actions.MovePrevious: -1, actions.MoveRight: 1, actions.MoveNext: 1,
            actions.MoveUp: -grid.columns, actions.MoveDown: grid.columns,
            actions.MovePageUp: -page, actions.MovePageDown: page,
            actions.MoveHome: -count, actions.MoveEnd: count,
        }  # fmt: skip
        wanted = row + steps[action]
        if action == actions.MoveUp and wanted < 0:
            self.left_top.emit()
            return current
        if action == actions.MoveDown and wanted >= count and row // grid.columns == grid.lines - 1:
            return current
        return self.model().index(max(0, min(count - 1, wanted)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        scrolled = rect.translated(0, self.verticalOffset())
        is_drawn = self.state() == QAbstractItemView.State.DragSelectingState
        chosen = QItemSelection()
        for row in self._within(scrolled) if is_drawn else self._from_to(scrolled):
            index = self.model().index(row, 0)
            chosen.merge(QItemSelection(index, index), QItemSelectionModel.SelectionFlag.Select)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        # A region of ten thousand cards costs more than painting those that show.
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        self.updateGeometries()

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        grid, room, bar = self.grid(), self.viewport().height(), self.verticalScrollBar()
        before, self._laid = self._laid or grid, grid
        top = self._top_row(before)
        bar.setRange(0, max(0, grid.height - room))
        bar.setPageStep(room)
        bar.setSingleStep(max(24, grid.pitch // 4))
        if (before.columns, before.pitch) != (grid.columns, grid.pitch):
            self.scroll_to_row(top)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def _within(self, area: QRect) -> list[int]:
        grid, area = self.grid(), area.normalized()
        return [row for row in grid.between(area.top(), area.bottom()) if grid.cell(row).intersects(area)]

    def _from_to(self, corners: QRect) -> Iterable[int]:
        """From one corner's item to the other's, as they follow one another: Shift goes on over the line's end."""
        grid = self.grid()
        ends = [grid.at(corner.x(), corner.y()) for corner in (corners.topLeft(), corners.bottomRight())]
        return range(min(ends), max(ends) + 1) if min(ends) >= 0 else self._within(corners)

    def _place(self, row: int) -> QRect:
        return self.grid().cell(row).translated(0, -self.verticalOffset())

    def _top_row(self, grid: CellGrid) -> int:
        return max(0, (self.verticalOffset() + grid.pitch // 2 - grid.margin) // grid.pitch) * grid.columns
