"""The board for those who listen."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from deckapp.plan import edits
from deckapp.plan.plan import Plan
from deckapp.ui.board.accessible import is_safe
from deckapp.ui.board.board import Board
from deckapp.ui.board.view import BoardView
from deckapp.ui.document.document import Document
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings

from .conftest import Hand

NAME = QAccessible.Text.Name
pytestmark = pytest.mark.skipif(not is_safe(), reason="this PySide cannot be given interfaces of our own")


def test_the_board_is_a_list_of_named_tiles(hand: Hand) -> None:
    board = QAccessible.queryAccessibleInterface(hand.view)
    assert board.role() == QAccessible.Role.List
    assert board.text(NAME) == "Board"
    first, last = (phase.title for _key, phase in hand.plan.phases_in_order()[:2])
    stream = next(iter(hand.plan.workstreams.values())).title
    said = [board.child(index).text(NAME) for index in range(3)]
    assert said == [
        f"Map, {first}, {stream}, planned, no owner",
        f"Talk, {first}, {stream}, planned, no owner",
        f"Story, {last}, {stream}, planned, no owner",
    ]


def test_a_tile_tells_where_it_is_and_whether_it_is_chosen(hand: Hand) -> None:
    hand.click(hand.at("a2"))
    board = QAccessible.queryAccessibleInterface(hand.view)
    child = board.child(1)
    assert child.rect().contains(hand.view.viewport().mapToGlobal(hand.at("a2")))
    assert child.state().selected
    assert child.state().focused
    assert not board.child(0).state().selected
    assert board.indexOfChild(child) == 1
    place = hand.view.viewport().mapToGlobal(hand.at("a3"))
    assert board.childAt(place.x(), place.y()).text(NAME).startswith("Story")


def test_the_heads_are_lists_of_their_own(hand: Hand) -> None:
    board = QAccessible.queryAccessibleInterface(hand.view)
    said = [board.child(index).text(NAME) for index in range(board.childCount())]
    assert "Phases" in said
    assert "Workstreams" in said
    heads = QAccessible.queryAccessibleInterface(hand.view.phase_heads)
    assert heads.child(0).text(NAME).endswith(", 2 activities")
    assert "Add phase" in [heads.child(index).text(NAME) for index in range(heads.childCount())]


def test_the_tile_that_keys_go_on_from_has_the_focus_not_the_first_that_is_chosen(hand: Hand) -> None:
    board = QAccessible.queryAccessibleInterface(hand.view)
    hand.board.select_all()
    hand.board.set_current("a2")
    focused = board.focusChild()
    assert focused is not None
    assert focused.text(NAME).startswith("Talk,")
    hand.board.selection.clear()
    focused = board.focusChild()
    assert focused is not None
    assert focused.text(NAME).startswith("Talk,")


def test_a_tile_that_is_gone_is_no_longer_valid(hand: Hand) -> None:
    child = QAccessible.queryAccessibleInterface(hand.view).child(0)
    hand.board.document.edit("remove", edits.remove(hand.plan, ["a1"]))
    assert not child.isValid()
    assert child.state().invalid
    assert child.text(NAME) == ""


def test_boards_come_and_go(
    plan: Plan, pictures: Pictures, library_settings: Settings, make_store: Callable[[], LibraryStore]
) -> None:
    store = make_store()
    for _ in range(20):
        document = Document(plan)
        board = Board(document, store, document)
        view = BoardView(board, pictures, library_settings)
        view.show()
        listed = QAccessible.queryAccessibleInterface(view)
        assert [listed.child(index).isValid() for index in range(3)] == [True] * 3
        assert QAccessible.uniqueId(listed.child(0)) != 0
        board.choose("a2")
        shiboken6.delete(view)
        shiboken6.delete(document)
        del listed, view, board, document
        gc.collect()
    QApplication.processEvents()
