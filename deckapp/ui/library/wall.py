"""The wall of cards: real faces, of which only those that show are asked for."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import (
    QItemSelectionModel,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from deckapp.ui.document import card_art
from deckapp.ui.document.card_entries import CardEntry
from deckapp.ui.document.faces import Side
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.library.grid import CellGrid
from deckapp.ui.library.grid_view import GridView
from deckapp.ui.library.model import WallModel

WIDTHS = (92, 132, 184, 256)
"""The sizes of a card on the wall: pixels of width, which the wall stretches to fill its own."""
CAPTION_BELOW = 120
"""Narrower cards have their title below them: on the face it is too small to read."""
SETTLE_MS = 120
"""So long after the last change of width the faces are drawn anew at the new one."""
TALL = 120 / 70
GHOST_WIDTH = 96
_ROLES = QPalette.ColorRole


@guarded
class Wall(GridView):
    """Cards in a grid. Emits `typed` for letters, which begin a search."""

    typed = Signal(str)
    step_changed = Signal(int)

    def __init__(self, model: WallModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = model
        self._pictures = pictures
        self._step = 1
        self._sharp = 0
        self._small = QFont(self.font())
        self._small.setPointSizeF(self._small.pointSizeF() * 0.9)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._sharpen)
        self.side: Side = "front"
        self.setAccessibleName("Cards")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(_ROLES.Window)
        self.setModel(model)
        model.modelReset.connect(self.updateGeometries)
        # A bound method, unlike a lambda, is let go with the widget.
        pictures.ready.connect(self._redraw)

    @property
    def step(self) -> int:
        """Which of the sizes is shown."""
        return self._step

    def set_step(self, step: int) -> None:
        """Show the cards in one of the sizes; what stands at the top stays there."""
        step = max(0, min(len(WIDTHS) - 1, step))
        if step == self._step:
            return
        self._step = step
        self._sharpen()
        self.updateGeometries()
        self.step_changed.emit(step)

    def flip(self) -> None:
        """Turn all cards to the other side."""
        self.side = "back" if self.side == "front" else "front"
        self.viewport().update()

    def grid(self) -> CellGrid:
        """Where the cards stand at this width."""
        # The room of the scroll bar is kept free, or cards and bar would chase each other.
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        bare = CellGrid(
            count=self._cards.rowCount(), width=width, wanted=WIDTHS[self._step], ratio=TALL, below=0,
            gap=2 * SPACE, margin=SPACE + SPACE // 2,
        )  # fmt: skip
        if bare.cell_width >= CAPTION_BELOW:
            return bare
        caption = card_art.caption_height(self._small) + SPACE // 2
        return msgspec.structs.replace(bare, below=caption, gap=SPACE + SPACE // 2)

    def drag_pixmap(self, rows: list[int]) -> QPixmap:
        """The first card small and slightly see-through, with how many there are."""
        entry = self._cards.entry(rows[0])
        size = card_art.face_size(entry.deck.style, QSize(GHOST_WIDTH, round(GHOST_WIDTH * TALL)))
        pad, ratio = card_art.SHADOW + 4, self.devicePixelRatioF()
        made = QPixmap((size + QSize(2 * pad, 2 * pad)) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.85)
        face = self._pictures.stand_in(entry.request(self.side)[0])
        card_art.draw_face(painter, QRect(QPoint(pad, pad), size), entry, face, ratio)
        if len(rows) > 1:
            painter.setOpacity(1)
            at = QPoint(size.width() + 2 * pad, 0)
            card_art.draw_badge(painter, at.toPointF(), str(len(rows)), self.palette())
        painter.end()
        return made

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    # Qt's events.

    def startDrag(self, actions: Qt.DropAction) -> None:
        chosen = self.selectedIndexes()
        if not chosen:
            return
        drag = QDrag(self)
        drag.setMimeData(self._cards.mimeData(chosen))
        pixmap = self.drag_pixmap(sorted(index.row() for index in chosen))
        drag.setPixmap(pixmap)
        drag.setHotSpot(QPoint(card_art.SHADOW + 12, card_art.SHADOW + 12))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A bare space is an action's key, not the start of a search.
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_step(self._step + (1 if turned > 0 else -1))
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._cards.rowCount():
            self.selectionModel().setCurrentIndex(
                self._cards.index(self.top_row(), 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()
        if self._sharp:
            self._settle.start()
        else:
            self._sharpen()

    def paintEvent(self, event: QPaintEvent) -> None:
        grid, top = self.grid(), self.verticalOffset()
        asked = event.rect().translated(0, top).adjusted(0, -SPACE, 0, SPACE)
        shown = [
            (row, grid.cell(row).translated(0, -top), self._cards.entry(row))
            for row in grid.between(asked.top(), asked.bottom())
        ]
        # The cache makes what was asked for last first; so the card at the top left is asked for last.
        faces = {row: self._face(cell, grid.face_height, entry) for row, cell, entry in reversed(shown)}
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for row, cell, entry in shown:
            self._paint_card(painter, row, entry, *faces[row])
            if grid.below:
                below = cell.adjusted(-4, grid.face_height + SPACE // 2, 4, 0)
                ink = self.palette().color(_ROLES.WindowText)
                card_art.draw_caption(painter, below, entry.card.title, self._small, ink)
        painter.end()

    # Helpers.

    def _redraw(self, _keys: object) -> None:
        self.viewport().update()

    def _sharpen(self) -> None:
        self._sharp = self.grid().cell_width
        self.viewport().update()

    def _face(self, cell: QRect, tall: int, entry: CardEntry) -> tuple[QRect, QPixmap | None]:
        style, ratio = entry.deck.style, self.devicePixelRatioF()
        size = card_art.face_size(style, QSize(cell.width(), tall))
        area = QRect(cell.left() + (cell.width() - size.width()) // 2,
                     cell.top() + (tall - size.height()) // 2, size.width(), size.height())  # fmt: skip
        key, make = entry.request(self.side)
        sharp = card_art.face_size(style, QSize(self._sharp, round(self._sharp * TALL))).width()
        return area, self._pictures.picture(key, make, sharp, ratio) or self._pictures.stand_in(key)

    def _paint_card(
        self, painter: QPainter, row: int, entry: CardEntry, area: QRect, face: QPixmap | None
    ) -> None:
        card_art.draw_face(painter, area, entry, face, self.devicePixelRatioF())
        index, colours = self._cards.index(row, 0), self.palette()
        radius = card_art.corner(entry.deck.style, area.width())
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            role = _ROLES.Accent if self.hasFocus() else _ROLES.Dark
            card_art.draw_ring(painter, area, radius, colours.color(role))
        if self.hasFocus() and not chosen and index == self.currentIndex():
            card_art.draw_ring(painter, area, radius, colours.color(_ROLES.Accent), dashed=True)
