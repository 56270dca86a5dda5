"""The mouse on the board: what a press takes hold of, what hovers, and which gesture begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from deckapp.ui.board.drawing.overlay import DOT_REACH_PX, edge_dots, shows_dots
from deckapp.ui.board.hands.gesture import Gesture, Modifiers
from deckapp.ui.board.hands.inline import edit_label, edit_note
from deckapp.ui.board.hands.lasso import Lasso
from deckapp.ui.board.hands.linking import Linking
from deckapp.ui.board.hands.move import Move
from deckapp.ui.board.hands.pan import Pan
from deckapp.ui.board.hands.resize import Resize
from deckapp.ui.board.pieces import NotePiece, Piece, Tile

if TYPE_CHECKING:
    from deckapp.ui.board.view import BoardView

TICK_MS = 16
ADDING = Modifiers.ControlModifier | Modifiers.ShiftModifier
Begin = Callable[[], Gesture]


class Pointer:
    """Turns presses, moves and releases into gestures and choices."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self.gesture: Gesture | None = None
        self.hovered: Piece | None = None
        self.pans = False
        """Whether the space bar is held."""
        self._begin: Begin | None = None
        self._alone = ""
        self._pressed = self._place = QPointF()
        self._modifiers = Modifiers.NoModifier
        self._tick = QTimer(view)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._scroll)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        if self.gesture is not None:
            return
        self._pressed = self._place = event.position()
        self._modifiers = event.modifiers()
        point = self._view.point_at(event.position())
        button = event.button()
        if button == Qt.MouseButton.MiddleButton or (self.pans and button == Qt.MouseButton.LeftButton):
            self._start(Pan(self._view, point))
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
            self._view.selection.set([self._alone])
        self._alone = ""

    def double_click(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        self._begin, view = None, self._view
        point = view.point_at(event.position())
        piece = view.contents.piece_at(point.x(), point.y())
        link = None if piece else view.contents.link_at(point.x(), point.y(), view.grasp)
        if isinstance(piece, Tile):
            view.open_requested.emit(piece.id)
        elif piece is not None:
            edit_note(view, piece.id, "edit note")
        elif link is not None:
            edit_label(view, link.id)

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
        view = self._view
        point = view.point_at(place)
        piece = view.contents.piece_at(point.x(), point.y())
        if (
            piece is None
            and self.hovered is not None
            and _is_about(self.hovered, point, DOT_REACH_PX / view.zoom)
        ):
            piece = self.hovered
        self._hover_over(piece)
        view.viewport().setCursor(self._cursor(point))

    def leave(self) -> None:
        """The pointer has left the board."""
        self._hover_over(None)

    def update_cursor(self) -> None:
        """Show the cursor that fits what a press would do now."""
        self._view.viewport().setCursor(self._cursor(self._view.point_at(self._place)))

    # Helpers.

    def _grasp(self, point: QPointF, modifiers: Modifiers) -> Begin:
        """Choose what is under the pointer; what gesture begins if it is dragged."""
        view = self._view
        handle = self._handle_at(point)
        if isinstance(handle, Tile):
            return lambda: Linking(view, point, handle)
        if isinstance(handle, NotePiece):
            return lambda: Resize(view, point, handle)
        piece = view.contents.piece_at(point.x(), point.y())
        found = piece or view.contents.link_at(point.x(), point.y(), view.grasp)
        if found is None:
            view.here = point
            if not modifiers & ADDING:
                view.selection.clear()
            return lambda: Lasso(view, point, adds=bool(modifiers & ADDING))
        view.here = None
        self._choose(found.id, modifiers)
        if piece is None or view.is_locked or piece.id not in view.selection.ids:
            return lambda: Lasso(view, point, adds=True)
        return lambda: Move(view, point)

    def _choose(self, key: str, modifiers: Modifiers) -> None:
        view = self._view
        chosen = view.selection.ids
        if modifiers & Modifiers.ControlModifier:
            view.selection.set(chosen ^ {key})
        elif modifiers & Modifiers.ShiftModifier:
            view.selection.set(chosen | {key})
        elif key not in chosen:
            view.selection.set([key])
        else:
            # It may be the beginning of a drag of them all; if it is only a click, this one stays.
            self._alone = key
        view.set_current(key)

    def _choose_for_menu(self, point: QPointF) -> None:
        view = self._view
        piece = view.contents.piece_at(point.x(), point.y())
        found = piece or view.contents.link_at(point.x(), point.y(), view.grasp)
        view.here = point if found is None else None
        if found is None:
            view.selection.clear()
        elif found.id not in view.selection.ids:
            view.selection.set([found.id])
            view.set_current(found.id)

    def _handle_at(self, point: QPointF) -> Piece | None:
        """The tile whose edge dot, or the note whose corner, is under the pointer."""
        view = self._view
        if view.is_locked:
            return None
        reach = DOT_REACH_PX / view.zoom
        for piece in view.with_handles():
            spots = edge_dots(piece.box) if isinstance(piece, Tile) else [(piece.right, piece.bottom)]
            if isinstance(piece, Tile) and not shows_dots(piece, view.zoom):
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
            self._view.refresh([each.rect for each in (before, piece) if each is not None], DOT_REACH_PX)

    def _start(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self._hover_over(None)
        self._view.viewport().setCursor(gesture.cursor)
        if gesture.scrolls_at_edges:
            self._tick.start()

    def _stop(self) -> None:
        self.gesture = None
        self._tick.stop()
        self.update_cursor()

    def _follow(self) -> None:
        if self.gesture is not None:
            self._view.stir()
            self.gesture.move(self._view.point_at(self._place), self._modifiers)

    def _scroll(self) -> None:
        if self._view.scroll_at_edge(self._place):
            self._follow()


def _is_far(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() >= QApplication.startDragDistance()


def _is_about(piece: Piece, point: QPointF, reach: float) -> bool:
    return piece.rect.adjusted(-reach, -reach, reach, reach).contains(point)
