"""The context menus of the board."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from deckapp.ui.board.hands.menus import EMPTY, PIECES, SEPARATOR, context_menu
from deckapp.ui.window.action_set import ActionSet
from tests.ui.board.conftest import Hand


@pytest.fixture
def dressed(hand: Hand) -> Hand:
    """A board with the window's actions."""
    ActionSet(hand.view).attach("board", hand.view)
    return hand


def names(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if action.objectName()]


def test_the_menu_of_a_tile_is_made_of_the_windows_actions(dressed: Hand) -> None:
    dressed.click(dressed.at("a1"))
    assert names(context_menu(dressed.board, dressed.view)) == [name for name in PIECES if name != SEPARATOR]


def test_the_menu_of_the_empty_board_offers_what_fits_there(dressed: Hand) -> None:
    assert names(context_menu(dressed.board, dressed.view)) == [name for name in EMPTY if name != SEPARATOR]


def test_the_menu_of_a_link_switches_its_kind(dressed: Hand) -> None:
    dressed.board.link("a1", "a3")
    menu = context_menu(dressed.board, dressed.view)
    kinds = [action for action in menu.actions() if action.isCheckable()]
    assert [action.isChecked() for action in kinds] == [True, False]
    kinds[1].trigger()
    assert [link.kind for link in dressed.plan.links.values()] == ["informs"]


def test_the_menu_of_a_note_colours_it(dressed: Hand, qtbot: QtBot) -> None:
    dressed.board.add_note()
    menu = context_menu(dressed.board, dressed.view)
    (colours,) = menu.findChildren(QMenu)
    next(action for action in colours.actions() if action.text() == "Teal").trigger()
    assert [note.colour for note in dressed.plan.notes.values()] == ["teal"]
