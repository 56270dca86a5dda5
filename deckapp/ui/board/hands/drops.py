"""Cards dragged from the library: where they would land is shown, and letting go places them."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent

from deckapp.face.style import colour
from deckapp.plan.board import PITCH_X, PITCH_Y, TILE_H, TILE_W
from deckapp.plan.board.landing import ghost_place, land_new
from deckapp.plan.plan import Position
from deckapp.problem import NotFoundError
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.document.card_entries import CARDS_MIME, CardRef

MOST_CARDS = 200
TICK_MS = 16
STEPS = 4
"""The slots are looked for anew each time the hand has gone a quarter of the way to the next one."""


class Drops:
    """Follows cards over the board."""

    def __init__(self, board: Board, canvas: Canvas) -> None:
        self._board = board
        self._canvas = canvas
        self._cards: list[CardRef] = []
        self._places: list[Position] = []
        self._known: tuple[int, int] | None = None
        self._place = QPointF()
        self._tick = QTimer(canvas)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._scroll)

    def enter(self, event: QDragEnterEvent) -> None:
        """Something is dragged in."""
        self._cards = [] if self._board.is_locked else cards_in(event.mimeData())
        if self._cards:
            self._tick.start()
            self._accept(event)
        else:
            event.ignore()

    def move(self, event: QDragMoveEvent) -> None:
        """It is moved."""
        if self._cards:
            self._place = event.position()
            self._follow()
            self._accept(event)
        else:
            event.ignore()

    def leave(self) -> None:
        """It is dragged out again, or called off."""
        self._tick.stop()
        self._canvas.show_ghosts([])
        self._cards, self._places, self._known = [], [], None

    def drop(self, event: QDropEvent) -> None:
        """It is let go."""
        self._place = event.position()
        self._follow()
        cards, places = self._cards, self._places
        self.leave()
        if not places:
            event.ignore()
            return
        self._accept(event)
        self._board.place(cards, places)
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)

    def _accept(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _follow(self) -> None:
        layout = self._board.contents.layout
        point = self._canvas.point_at(self._place)
        corner = point.x() - TILE_W / 2, point.y() - TILE_H / 2
        where = round(corner[0] / PITCH_X * STEPS), round(corner[1] / PITCH_Y * STEPS)
        if where == self._known:
            return
        self._known = where
        self._places = land_new(self._board.document.plan, layout, corner, len(self._cards))
        rects = [ghost_place(layout, place, TILE_W, TILE_H) for place in self._places]
        self._canvas.show_ghosts(
            [
                (QRectF(rect.x, rect.y, rect.w, rect.h), self._colour(*card))
                for rect, card in zip(rects, self._cards, strict=True)
            ]
        )

    def _scroll(self) -> None:
        if self._canvas.scroll_at_edge(self._place):
            self._follow()

    def _colour(self, deck_id: str, card_id: str) -> QColor:
        try:
            return QColor(colour(self._board.store.library.deck(deck_id).suit_of(card_id).colour))
        except (NotFoundError, KeyError):
            return QColor(colour("slate"))


def cards_in(data: QMimeData) -> list[CardRef]:
    """The (deck id, card id) pairs that are dragged; none where it is something else."""
    if not data.hasFormat(CARDS_MIME):
        return []
    try:
        pairs = msgspec.json.decode(bytes(data.data(CARDS_MIME).data()), type=list[CardRef])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return []
    return pairs[:MOST_CARDS]
