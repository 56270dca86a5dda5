"""Changing a note's size by its corner."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from deckapp.plan import edits
from deckapp.plan.board import GRID
from deckapp.plan.limits import NOTE_SIZES
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing.frame import Scene
from deckapp.ui.board.drawing.overlay import draw_ghosts
from deckapp.ui.board.hands.gesture import Gesture, Modifiers
from deckapp.ui.board.pieces import NotePiece


class Resize(Gesture):
    """The corner follows the hand from grid line to grid line."""

    cursor = Qt.CursorShape.SizeFDiagCursor

    def __init__(self, board: Board, canvas: Canvas, start: QPointF, note: NotePiece) -> None:
        super().__init__(board, canvas, start)
        self._note = note
        self._size = note.rect.size()

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        size = self._note.rect.size()
        moved = point - self.start
        self._size = QSizeF(_fitting(size.width() + moved.x()), _fitting(size.height() + moved.y()))
        self.touch(self._place())

    def finish(self) -> None:
        self.touch(QRectF())
        document = self.board.document
        width, height = self._size.width(), self._size.height()
        document.edit(
            "resize note", edits.edit_note(document.plan, self._note.id, width=width, height=height)
        )

    def cancel(self) -> None:
        self.touch(QRectF())

    def draw(self, painter: QPainter, frame: Scene) -> None:
        draw_ghosts(painter, frame, [(self._place(), self._note.colour)])

    def _place(self) -> QRectF:
        return QRectF(self._note.rect.topLeft(), self._size)


def _fitting(length: float) -> float:
    least, most = NOTE_SIZES
    return min(max(round(length / GRID) * GRID, least), most)
