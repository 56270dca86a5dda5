"""The keys of the board that are no actions: nudging, going about, stepping out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from deckapp.plan.board import GRID, Direction, neighbour

if TYPE_CHECKING:
    from deckapp.ui.board.view import BoardView

_ALT = Qt.KeyboardModifier.AltModifier
LEAP = 10
"""Shift makes a nudge this much longer."""
_ARROWS: dict[int, tuple[Direction, int, int]] = {
    Qt.Key.Key_Left: ("left", -1, 0),
    Qt.Key.Key_Right: ("right", 1, 0),
    Qt.Key.Key_Up: ("up", 0, -1),
    Qt.Key.Key_Down: ("down", 0, 1),
}


def press(view: BoardView, event: QKeyEvent) -> bool:
    """Do what the key stands for; False where it stands for nothing."""
    key = event.key()
    if key in (Qt.Key.Key_Control, Qt.Key.Key_Shift):
        view.pointer.modifiers_changed(event.modifiers())
        return False
    if key == Qt.Key.Key_Escape:
        step_out(view)
    elif key == Qt.Key.Key_Space:
        if not event.isAutoRepeat():
            view.pointer.pans = True
            view.pointer.update_cursor()
    elif key in _ARROWS:
        return _arrow(view, event)
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        order = view.contents.reading_order()
        if order:
            view.choose(order[0 if key == Qt.Key.Key_Home else -1])
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
        view.edit_chosen()
    else:
        return False
    return True


def release(view: BoardView, event: QKeyEvent) -> bool:
    """The key comes up; False where that means nothing."""
    if event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Shift):
        view.pointer.modifiers_changed(event.modifiers())
        return False
    if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
        view.pointer.pans = False
        view.pointer.update_cursor()
        return True
    return False


def step(view: BoardView, *, ahead: bool) -> bool:
    """Choose the next tile or note as one reads; False at the ends, so that the focus moves on."""
    order = view.contents.reading_order()
    chosen = [index for index, key in enumerate(order) if key in view.selection.ids]
    if not order or (not chosen and view.stepped_out):
        return False
    if not chosen and view.current in order:
        index = order.index(view.current)
    elif not chosen:
        index = 0 if ahead else len(order) - 1
    elif view.current in view.selection.ids and view.current in order:
        index = order.index(view.current) + (1 if ahead else -1)
    else:
        index = chosen[-1] + 1 if ahead else chosen[0] - 1
    if not 0 <= index < len(order):
        return False
    view.choose(order[index])
    return True


def step_out(view: BoardView) -> None:
    """Esc: out of the gesture, then out of the choice; then Tab leads out of the board."""
    if view.pointer.cancel():
        return
    view.stepped_out = True
    view.selection.clear()


def _go(view: BoardView, direction: Direction, *, adding: bool) -> None:
    """Go to the neighbour, and choose it alone or with what is chosen already."""
    order, chosen = view.contents.reading_order(), view.selection.ids
    current = view.current if view.current in order else next(iter(order), "")
    if not current:
        return
    if chosen:
        current = neighbour(view.document.plan, view.contents.layout, current, direction) or current
    view.choose(current, besides=chosen if adding else ())


def _arrow(view: BoardView, event: QKeyEvent) -> bool:
    direction, dx, dy = _ARROWS[event.key()]
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers in (_ALT, _ALT | Qt.KeyboardModifier.ShiftModifier):
        _go(view, direction, adding=modifiers != _ALT)
        return True
    if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return False
    if not view.contents.pieces(view.selection.ids) or view.is_locked:
        return False
    far = GRID * (LEAP if modifiers == Qt.KeyboardModifier.ShiftModifier else 1)
    view.nudge(dx * far, dy * far)
    return True
