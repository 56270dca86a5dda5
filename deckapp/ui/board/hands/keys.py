"""The keys of the board that are no actions: nudging, going about, stepping out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from deckapp.plan.board import GRID, Direction, neighbour
from deckapp.ui.board.board import Board
from deckapp.ui.board.hands.pointer import Pointer

_ALT = Qt.KeyboardModifier.AltModifier
LEAP = 10
"""Shift makes a nudge this much longer."""
_ARROWS: dict[int, tuple[Direction, int, int]] = {
    Qt.Key.Key_Left: ("left", -1, 0),
    Qt.Key.Key_Right: ("right", 1, 0),
    Qt.Key.Key_Up: ("up", 0, -1),
    Qt.Key.Key_Down: ("down", 0, 1),
}


class Keys:
    """What keys do while the board has the focus.

    `stepped_out` tells that Esc has let go of everything, so that Tab leads on.
    """

    def __init__(self, board: Board, pointer: Pointer) -> None:
        self._board = board
        self._pointer = pointer
        self.stepped_out = False
        board.current_changed.connect(self._step_in)

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key stands for; False where it stands for nothing."""
        key = event.key()
        if key in (Qt.Key.Key_Control, Qt.Key.Key_Shift):
            self._pointer.modifiers_changed(event.modifiers())
            return False
        if key == Qt.Key.Key_Escape:
            self._step_out()
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._let_pan(True)
        elif key in _ARROWS:
            return self._arrow(event)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            order = self._board.contents.reading_order()
            if order:
                self._board.choose(order[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._board.edit_chosen()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        """The key comes up; False where that means nothing."""
        if event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Shift):
            self._pointer.modifiers_changed(event.modifiers())
            return False
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._let_pan(False)
            return True
        return False

    def step(self, *, ahead: bool) -> bool:
        """Choose the next tile or note as one reads; False at the ends, so that the focus moves on."""
        board, order = self._board, self._board.contents.reading_order()
        chosen = [index for index, key in enumerate(order) if key in board.selection.ids]
        if not order or (not chosen and self.stepped_out):
            return False
        if not chosen and board.current in order:
            index = order.index(board.current)
        elif not chosen:
            index = 0 if ahead else len(order) - 1
        elif board.current in board.selection.ids and board.current in order:
            index = order.index(board.current) + (1 if ahead else -1)
        else:
            index = chosen[-1] + 1 if ahead else chosen[0] - 1
        if not 0 <= index < len(order):
            return False
        board.choose(order[index])
        return True

    def _step_out(self) -> None:
        """Esc: out of the gesture, then out of the choice; then Tab leads out of the board."""
        if not self._pointer.cancel():
            self.stepped_out = True
            self._board.selection.clear()

    def _step_in(self, _key: str) -> None:
        self.stepped_out = False

    def _let_pan(self, pans: bool) -> None:
        self._pointer.pans = pans
        self._pointer.update_cursor()

    def _go(self, direction: Direction, *, adding: bool) -> None:
        """Go to the neighbour, and choose it alone or with what is chosen already."""
        board, contents, chosen = self._board, self._board.contents, self._board.selection.ids
        current = board.current
        if contents.piece(current) is None:
            current = next(iter(contents.reading_order()), "")
        if not current:
            return
        if chosen:
            current = neighbour(contents.plan, contents.layout, current, direction) or current
        board.choose(current, besides=chosen if adding else ())

    def _arrow(self, event: QKeyEvent) -> bool:
        board = self._board
        direction, dx, dy = _ARROWS[event.key()]
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers in (_ALT, _ALT | Qt.KeyboardModifier.ShiftModifier):
            self._go(direction, adding=modifiers != _ALT)
            return True
        if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if not board.contents.pieces(board.selection.ids) or board.is_locked:
            return False
        far = GRID * (LEAP if modifiers == Qt.KeyboardModifier.ShiftModifier else 1)
        board.nudge(dx * far, dy * far)
        return True
