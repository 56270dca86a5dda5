"""What all gestures have in common: they move, and then they finish or are called off."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing.frame import Scene

Modifiers = Qt.KeyboardModifier


class Gesture:
    """One gesture. Nothing of the plan changes before `finish`, and nothing at all if it is called off."""

    scrolls_at_edges = True
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, board: Board, canvas: Canvas, start: QPointF) -> None:
        self.board = board
        self.canvas = canvas
        self.start = start
        self._touched = QRectF()

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """The hand is at this point of the board."""

    def finish(self) -> None:
        """The hand lets go: do it."""

    def cancel(self) -> None:
        """The hand changes its mind: leave all as it was."""

    def draw(self, painter: QPainter, frame: Scene) -> None:
        """Draw the gesture above the board."""

    def touch(self, rect: QRectF, reach: float = 8.0) -> None:
        """Draw this part of the board anew, and the part that was touched before."""
        self.canvas.refresh([self._touched, rect], reach)
        self._touched = rect
