"""Choosing many with a rubber band; with Ctrl or Shift held they are added to what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing.frame import Scene
from deckapp.ui.board.drawing.overlay import draw_lasso
from deckapp.ui.board.hands.gesture import Gesture, Modifiers


class Lasso(Gesture):
    """Chooses all that the band touches, while it is drawn."""

    def __init__(self, board: Board, canvas: Canvas, start: QPointF, *, adds: bool) -> None:
        super().__init__(board, canvas, start)
        self._before = board.selection.ids
        self._kept = self._before if adds else frozenset()
        self._rect = QRectF(start, start)

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        self._rect = QRectF(self.start, point).normalized()
        self.touch(self._rect)
        self.board.selection.set(self._kept | set(self.board.contents.touched(self._rect)))

    def finish(self) -> None:
        self.touch(QRectF())

    def cancel(self) -> None:
        self.touch(QRectF())
        self.board.selection.set(self._before)

    def draw(self, painter: QPainter, frame: Scene) -> None:
        draw_lasso(painter, frame, self._rect)
