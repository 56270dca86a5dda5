"""The context menus of the board, made of the window's own actions and of what only one thing knows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from deckapp.plan import edits
from deckapp.plan.plan import LinkKind
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.kit.colours import fill_colours
from deckapp.ui.kit.icons import icon

SEPARATOR = "-"
PIECES = (
    "edit.open", SEPARATOR, "edit.cut", "edit.copy", "edit.duplicate", "edit.delete", SEPARATOR,
    "board.link", "board.park", "board.tidy", SEPARATOR, "view.fit-selection",
)  # fmt: skip
EMPTY = (
    "board.add-note", "edit.paste", SEPARATOR, "edit.select-all", "board.tidy", SEPARATOR, "view.fit-all",
)  # fmt: skip
KINDS: tuple[tuple[LinkKind, str], ...] = (
    ("finish-start", "Must finish before the next starts"),
    ("informs", "Informs the next"),
)


def context_menu(board: Board, canvas: Canvas) -> QMenu:
    """The menu for what is chosen, or for the empty board."""
    menu = QMenu(canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen, plan = board.selection.ids, board.document.plan
    alone = next(iter(chosen)) if len(chosen) == 1 else ""
    if alone in plan.links:
        _fill_link(board, canvas, menu, alone)
        return menu
    if alone in plan.notes and not board.is_locked:
        colours = menu.addMenu(icon("palette"), "Colour")
        fill_colours(colours, plan.notes[alone].colour, partial(_colour_note, board, alone))
        menu.addSeparator()
    _fill(canvas, menu, PIECES if chosen else EMPTY)
    return menu


def _fill(canvas: Canvas, menu: QMenu, ids: tuple[str, ...]) -> None:
    by_id = {action.objectName(): action for action in canvas.actions()}
    for action_id in ids:
        if action_id == SEPARATOR:
            menu.addSeparator()
        elif action_id in by_id:
            menu.addAction(by_id[action_id])


def _fill_link(board: Board, canvas: Canvas, menu: QMenu, key: str) -> None:
    if not board.is_locked:
        group = QActionGroup(menu)
        for kind, text in KINDS:
            action = menu.addAction(text, partial(board.change_link, key, kind))
            action.setCheckable(True)
            action.setChecked(board.document.plan.links[key].kind == kind)
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(icon("pencil-simple"), "Edit label", partial(board.write, key))
    _fill(canvas, menu, ("edit.delete",))


def _colour_note(board: Board, key: str, name: str) -> None:
    board.document.edit("colour note", edits.edit_note(board.document.plan, key, colour=name))
