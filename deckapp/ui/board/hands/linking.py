"""Pulling a link out of an activity's edge, to another one or to an empty place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from deckapp.plan.board import TILE_H
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing.arrows import draw_arrow
from deckapp.ui.board.drawing.frame import Scene
from deckapp.ui.board.drawing.overlay import draw_dots
from deckapp.ui.board.hands.gesture import Gesture, Modifiers
from deckapp.ui.board.pieces import Piece, Tile
from deckapp.ui.board.route import Route, route, route_to_point


class Linking(Gesture):
    """A live arrow from an activity to the pointer."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, board: Board, canvas: Canvas, start: QPointF, source: Tile) -> None:
        super().__init__(board, canvas, start)
        self._source = source
        self._point = start
        self._target: Piece | None = None

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        self._point = point
        target = self.canvas.piece_at(point)
        self._target = target if target is not self._source else None
        left, top, right, bottom = self._way().box
        area = QRectF(left, top, right - left, bottom - top).united(self._source.rect)
        self.touch(area.united(self._target.rect) if self._target else area, reach=24.0)

    def finish(self) -> None:
        self.touch(QRectF())
        if isinstance(self._target, Tile):
            self.board.link(self._source.id, self._target.id)
        elif self._target is None and not self._source.holds(self._point.x(), self._point.y()):
            corner = self._point.x(), self._point.y() - TILE_H / 2
            self.board.card_wanted.emit(self._source.id, self.board.contents.layout.position_at(*corner))
        elif self._target is not None:
            self.board.say("A link goes from one activity to another.")

    def cancel(self) -> None:
        self.touch(QRectF())

    def draw(self, painter: QPainter, frame: Scene) -> None:
        draw_dots(painter, frame, self._source)
        if isinstance(self._target, Tile):
            draw_dots(painter, frame, self._target)
        draw_arrow(painter, frame, self._way(), "finish-start", frame.look.accent, extra=0.5)

    def _way(self) -> Route:
        if isinstance(self._target, Tile):
            return route(self._source.box, self._target.box)
        return route_to_point(self._source.box, self._point.x(), self._point.y())
