"""The mouse on the board: what a press takes hold of, what hovers, and which gesture begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.drawing.overlay import DOT_REACH_PX, edge_dots, shows_dots
from deckapp.ui.board.hands.gesture import Gesture, Modifiers
from deckapp.ui.board.hands.lasso import Lasso
from deckapp.ui.board.hands.linking import Linking
from deckapp.ui.board.hands.move import Move
from deckapp.ui.board.hands.pan import Pan
from deckapp.ui.board.hands.resize import Resize
from deckapp.ui.board.pieces import LinkPiece, NotePiece, Piece, Tile

TICK_MS = 16
ADDING = Modifiers.ControlModifier | Modifiers.ShiftModifier
Begin = Callable[[], Gesture]


class Pointer:
    """Turns presses, moves and releases into gestures and choices."""

    def __init__(self, board: Board, canvas: Canvas) -> None:
        self._board = board
        self._canvas = canvas
        self.gesture: Gesture | None = None
        self.hovered: Piece | None = None
        self.pans = False
        """Whether the space bar is held."""
        self._begin: Begin | None = None
        self._alone = ""
        self._pressed = self._place = QPointF()
        self._modifiers = Modifiers.NoModifier
        self._tick = QTimer(canvas)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._scroll)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        if self.gesture is not None:
            return
        self._pressed = self._place = event.position()
        self._modifiers = event.modifiers()
        point = self._canvas.point_at(event.position())
        button = event.button()
        if button == Qt.MouseButton.MiddleButton or (self.pans and button == Qt.MouseButton.LeftButton):
            self._start(Pan(self._board, self._canvas, point))
        elif button == Qt.MouseButton.LeftButton:
            self._begin = self._grasp(point, event.modifiers())
        elif button == Qt.MouseButton.RightButton:
            self._choose_for_menu(point)

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves, with or without a button down."""
        self._place, self._modifiers = event.position(), event.modifiers()
        if self._begin is not None and _is_far(self._pressed, self._place):
            begin, self._begin, self._alone = self._begin, None, ""
            self._start(begin())
        if self.gesture is not None:
            self._follow()
        elif event.buttons() == Qt.MouseButton.NoButton:
            self.hover(self._place)

    def release(self, event: QMouseEvent) -> None:
        """A button comes up."""
        gesture, self._begin = self.gesture, None
        if gesture is not None:
            self._stop()
            gesture.finish()
            self.hover(event.position())
        elif self._alone and event.button() == Qt.MouseButton.LeftButton:
            self._board.selection.set([self._alone])
        self._alone = ""

    def double_click(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        self._begin = None
        found = self._canvas.found_at(self._canvas.point_at(event.position()))
        if isinstance(found, Tile):
            self._board.open_requested.emit(found.id)
        elif found is not None:
            self._board.write(found.id)

    def cancel(self) -> bool:
        """Call off the gesture that lasts; False where there is none."""
        gesture, self._begin = self.gesture, None
        if gesture is None:
            return False
        self._stop()
        gesture.cancel()
        return True

    def modifiers_changed(self, modifiers: Modifiers) -> None:
        """Ctrl went down or came up during a gesture: what it would do is shown at once."""
        if self.gesture is not None and modifiers != self._modifiers:
            self._modifiers = modifiers
            self._follow()

    def hover(self, place: QPointF) -> None:
        """Show what can be taken hold of here."""
        point = self._canvas.point_at(place)
        piece = self._canvas.piece_at(point)
        if (
            piece is None
            and self.hovered is not None
            and _is_about(self.hovered, point, DOT_REACH_PX / self._canvas.zoom)
        ):
            piece = self.hovered
        self._hover_over(piece)
        self._canvas.viewport().setCursor(self._cursor(point))

    def leave(self) -> None:
        """The pointer has left the board."""
        self._hover_over(None)

    def update_cursor(self) -> None:
        """Show the cursor that fits what a press would do now."""
        self._canvas.viewport().setCursor(self._cursor(self._canvas.point_at(self._place)))

    def with_handles(self) -> list[Piece]:
        """The pieces whose dots or corners can be taken hold of: the one under the pointer, the one chosen."""
        contents, ids = self._board.contents, self._board.selection.ids
        hovered = self.hovered
        chosen = contents.pieces(ids) if len(ids) == 1 else []
        return [*([hovered] if hovered and contents.piece(hovered.id) is hovered else []), *chosen]

    # Helpers.

    def _grasp(self, point: QPointF, modifiers: Modifiers) -> Begin:
        """Choose what is under the pointer; what gesture begins if it is dragged."""
        board, canvas = self._board, self._canvas
        handle = self._handle_at(point)
        if isinstance(handle, Tile):
            return lambda: Linking(board, canvas, point, handle)
        if isinstance(handle, NotePiece):
            return lambda: Resize(board, canvas, point, handle)
        found = canvas.found_at(point)
        if found is None:
            board.here = point
            if not modifiers & ADDING:
                board.selection.clear()
            return lambda: Lasso(board, canvas, point, adds=bool(modifiers & ADDING))
        board.here = None
        self._choose(found.id, modifiers)
        if isinstance(found, LinkPiece) or board.is_locked or found.id not in board.selection.ids:
            return lambda: Lasso(board, canvas, point, adds=True)
        return lambda: Move(board, canvas, point)

    def _choose(self, key: str, modifiers: Modifiers) -> None:
        board = self._board
        chosen = board.selection.ids
        if modifiers & Modifiers.ControlModifier:
            board.selection.set(chosen ^ {key})
        elif modifiers & Modifiers.ShiftModifier:
            board.selection.set(chosen | {key})
        elif key not in chosen:
            board.selection.set([key])
        else:
            # It may be the beginning of a drag of them all; if it is only a click, this one stays.
            self._alone = key
        board.set_current(key)

    def _choose_for_menu(self, point: QPointF) -> None:
        board, found = self._board, self._canvas.found_at(point)
        board.here = point if found is None else None
        if found is None:
            board.selection.clear()
        elif found.id not in board.selection.ids:
            board.selection.set([found.id])
            board.set_current(found.id)

    def _handle_at(self, point: QPointF) -> Piece | None:
        """The tile whose edge dot, or the note whose corner, is under the pointer."""
        zoom = self._canvas.zoom
        if self._board.is_locked:
            return None
        reach = DOT_REACH_PX / zoom
        for piece in self.with_handles():
            spots = edge_dots(piece.box) if isinstance(piece, Tile) else [(piece.right, piece.bottom)]
            if isinstance(piece, Tile) and not shows_dots(piece, zoom):
                continue
            if any(abs(point.x() - x) <= reach and abs(point.y() - y) <= reach for x, y in spots):
                return piece
        return None

    def _cursor(self, point: QPointF) -> Qt.CursorShape:
        if self.gesture is not None:
            return self.gesture.cursor
        if self.pans:
            return Qt.CursorShape.OpenHandCursor
        handle = self._handle_at(point)
        if handle is None:
            return Qt.CursorShape.ArrowCursor
        return Linking.cursor if isinstance(handle, Tile) else Resize.cursor

    def _hover_over(self, piece: Piece | None) -> None:
        if piece is not self.hovered:
            before, self.hovered = self.hovered, piece
            self._canvas.refresh([each.rect for each in (before, piece) if each is not None], DOT_REACH_PX)

    def _start(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self._hover_over(None)
        self._canvas.viewport().setCursor(gesture.cursor)
        if gesture.scrolls_at_edges:
            self._tick.start()

    def _stop(self) -> None:
        self.gesture = None
        self._tick.stop()
        self.update_cursor()

    def _follow(self) -> None:
        if self.gesture is not None:
            self._canvas.stir()
            self.gesture.move(self._canvas.point_at(self._place), self._modifiers)

    def _scroll(self) -> None:
        if self._canvas.scroll_at_edge(self._place):
            self._follow()


def _is_far(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() >= QApplication.startDragDistance()


def _is_about(piece: Piece, point: QPointF, reach: float) -> bool:
    return piece.rect.adjusted(-reach, -reach, reach, reach).contains(point)
