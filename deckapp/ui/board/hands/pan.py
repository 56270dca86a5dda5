"""Moving the board under the viewport, with the middle button or with the space bar held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from deckapp.ui.board.hands.gesture import Gesture, Modifiers

if TYPE_CHECKING:
    from deckapp.ui.board.view import BoardView


class Pan(Gesture):
    """The point that was taken hold of stays under the pointer."""

    scrolls_at_edges = False
    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, view: BoardView, start: QPointF) -> None:
        super().__init__(view, start)

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        moved = (point - self.start) * self.view.zoom
        self.view.pan(moved.x(), moved.y())
        self.view.stir()
