"""Dragging what is chosen: it follows the hand, its landing is shown, and letting go is one step."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter

from deckapp.plan import edits
from deckapp.plan.board import PITCH_X, PITCH_Y
from deckapp.plan.board.landing import ghost_place, land
from deckapp.plan.plan import Position
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing.frame import Scene
from deckapp.ui.board.drawing.overlay import draw_ghosts
from deckapp.ui.board.hands.gesture import Gesture, Modifiers
from deckapp.ui.board.pieces import NotePiece
from deckapp.ui.document.step_words import counted_pieces

STEPS = 4
"""The slots to land in are looked for anew each time the hand has gone a quarter of the way to the next one."""
DEAR_MS = 6.0
REST_MS = 60
"""Where finding the slots takes longer than this on a full board, they are looked for when the hand rests."""
FREELY = Modifiers.ControlModifier


class Move(Gesture):
    """Moves activities and notes; with Ctrl held they land off the slots."""

    def __init__(self, board: Board, canvas: Canvas, start: QPointF) -> None:
        super().__init__(board, canvas, start)
        self._pieces = board.contents.pieces(board.selection.ids)
        self._delta = QPointF()
        self._known: tuple[int, int, bool] | None = None
        self._free = False
        self._cost_ms = 0.0
        self._later = QTimer(canvas)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(self._land_now)
        self._landing: dict[str, Position] = {}
        self._ghosts: list[tuple[QRectF, QColor]] = []
        canvas.lifted = frozenset(piece.id for piece in self._pieces)
        canvas.refresh(piece.rect for piece in self._pieces)

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        self._delta = point - self.start
        free = bool(modifiers & FREELY)
        on_grid = free or any(isinstance(piece, NotePiece) for piece in self._pieces)
        step_x, step_y = (1.0, 1.0) if on_grid else (PITCH_X / STEPS, PITCH_Y / STEPS)
        where = round(self._delta.x() / step_x), round(self._delta.y() / step_y), free
        if where != self._known:
            self._known, self._free = where, free
            if self._cost_ms > DEAR_MS:
                self._later.start()
            else:
                self._land()
        self._touch()

    def finish(self) -> None:
        if self._later.isActive():
            self._land()
        self._let_go()
        document = self.board.document
        label = f"move {counted_pieces(document.plan, self._landing)}"
        document.edit(label, edits.move(document.plan, self._landing))

    def cancel(self) -> None:
        self._let_go()

    def draw(self, painter: QPainter, frame: Scene) -> None:
        draw_ghosts(painter, frame, self._ghosts)
        self.canvas.tiles.draw_pieces(painter, frame, self._pieces, self._delta.x(), self._delta.y())

    def _land_now(self) -> None:
        self._land()
        self._touch()

    def _land(self) -> None:
        began = perf_counter()
        plan, layout = self.board.document.plan, self.board.contents.layout
        dx, dy = self._delta.x(), self._delta.y()
        corners = {piece.id: (piece.left + dx, piece.top + dy) for piece in self._pieces}
        self._landing = land(plan, layout, corners, free=self._free)
        self._ghosts = []
        for piece in self._pieces:
            size = piece.right - piece.left, piece.bottom - piece.top
            place = ghost_place(layout, self._landing[piece.id], *size)
            self._ghosts.append((QRectF(place.x, place.y, place.w, place.h), piece.colour))
        self._cost_ms = (perf_counter() - began) * 1000

    def _touch(self) -> None:
        union = QRectF()
        for piece in self._pieces:
            union = union.united(piece.rect.translated(self._delta))
        for place, _colour in self._ghosts:
            union = union.united(place)
        self.touch(union)

    def _let_go(self) -> None:
        self._later.stop()
        self._later.deleteLater()
        self.canvas.lifted = frozenset()
        self.canvas.refresh(piece.rect for piece in self._pieces)
        self.touch(QRectF())
