"""The context menus of the board, made of the window's own actions and of what only one thing knows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from deckapp.plan import edits
from deckapp.plan.plan import LinkKind
from deckapp.ui.board.hands.inline import edit_label
from deckapp.ui.colours import fill_colours
from deckapp.ui.icons import icon

if TYPE_CHECKING:
    from deckapp.ui.board.view import BoardView

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


def context_menu(view: BoardView) -> QMenu:
    """The menu for what is chosen, or for the empty board."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen, plan = view.selection.ids, view.document.plan
    alone = next(iter(chosen)) if len(chosen) == 1 else ""
    if alone in plan.links:
        _fill_link(view, menu, alone)
        return menu
    if alone in plan.notes and not view.is_locked:
        colours = menu.addMenu(icon("palette"), "Colour")
        fill_colours(colours, plan.notes[alone].colour, partial(_colour_note, view, alone))
        menu.addSeparator()
    _fill(view, menu, PIECES if chosen else EMPTY)
    return menu


def _fill(view: BoardView, menu: QMenu, ids: tuple[str, ...]) -> None:
    by_id = {action.objectName(): action for action in view.actions()}
    for action_id in ids:
        if action_id == SEPARATOR:
            menu.addSeparator()
        elif action_id in by_id:
            menu.addAction(by_id[action_id])


def _fill_link(view: BoardView, menu: QMenu, key: str) -> None:
    if not view.is_locked:
        group = QActionGroup(menu)
        for kind, text in KINDS:
            action = menu.addAction(text, partial(view.change_link, key, kind))
            action.setCheckable(True)
            action.setChecked(view.document.plan.links[key].kind == kind)
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(icon("pencil-simple"), "Edit label", partial(edit_label, view, key))
    _fill(view, menu, ("edit.delete",))


def _colour_note(view: BoardView, key: str, name: str) -> None:
    view.document.edit("colour note", edits.edit_note(view.document.plan, key, colour=name))
