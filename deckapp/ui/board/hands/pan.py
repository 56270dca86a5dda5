"""Moving the board under the viewport, with the middle button or with the space bar held."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from deckapp.ui.board.hands.gesture import Gesture, Modifiers


class Pan(Gesture):
    """The point that was taken hold of stays under the pointer."""

    scrolls_at_edges = False
    cursor = Qt.CursorShape.ClosedHandCursor

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        moved = (point - self.start) * self.canvas.zoom
        self.canvas.pan(moved.x(), moved.y())
        self.canvas.stir()
