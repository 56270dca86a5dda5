"""Cards dragged from the library."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from deckapp.plan.board import CELL_PAD, PITCH_X, PITCH_Y, TILE_H, TILE_W
from deckapp.plan.board.landing import land_new
from deckapp.plan.plan import Plan, Position
from deckapp.ui.board.hands.drops import cards_in
from deckapp.ui.document.card_entries import CARDS_MIME
from deckapp.ui.document.library_store import LibraryStore
from tests.ui.board.conftest import Hand, OpenBoard

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier


def dragged(*cards: tuple[str, str]) -> QMimeData:
    data = QMimeData()
    data.setData(CARDS_MIME, json.dumps(cards).encode())
    return data


class Drag:
    """Something dragged over a board."""

    def __init__(self, hand: Hand, data: QMimeData) -> None:
        self.data = data
        self.target = hand.view.viewport()

    def enter(self, place: QPoint) -> bool:
        event = QDragEnterEvent(place, COPY, self.data, LEFT, NOTHING)
        QApplication.sendEvent(self.target, event)
        return event.isAccepted()

    def move(self, place: QPoint) -> bool:
        event = QDragMoveEvent(place, COPY, self.data, LEFT, NOTHING)
        QApplication.sendEvent(self.target, event)
        return event.isAccepted()

    def leave(self) -> None:
        QApplication.sendEvent(self.target, QDragLeaveEvent())

    def drop(self, place: QPoint) -> bool:
        event = QDropEvent(place.toPointF(), COPY, self.data, LEFT, NOTHING)
        QApplication.sendEvent(self.target, event)
        return event.isAccepted()


@pytest.fixture
def stocked(open_board: OpenBoard, plan: Plan, library_store: LibraryStore) -> Hand:
    """A board with a library to drag from."""
    return open_board(plan, store=library_store)


def test_dropped_cards_become_activities_in_the_slots_where_they_fall(stocked: Hand) -> None:
    drag = Drag(stocked, dragged(("garden", "talk-1"), ("garden", "plant-0")))
    assert drag.enter(stocked.cell(2))
    assert drag.move(stocked.cell(2))
    assert drag.drop(stocked.cell(2))
    placed = [stocked.plan.activities[key] for key in stocked.plan.activities if key in stocked.chosen]
    third = stocked.plan.phases_in_order()[2][0]
    assert [activity.title for activity in placed] == ["Talk 1", "Edelweiss"]
    assert {activity.position.phase for activity in placed} == {third}
    assert placed[0].position.x == CELL_PAD
    assert stocked.steps == ["place 2 cards"]
    assert stocked.view.hasFocus()


def test_cards_land_where_their_ghosts_were(stocked: Hand) -> None:
    drag = Drag(stocked, dragged(*((("garden", f"talk-{number}")) for number in range(5))))
    drag.enter(stocked.cell(0))
    drag.move(stocked.cell(0))
    point = stocked.view.point_at(stocked.cell(0).toPointF())
    corner = point.x() - TILE_W / 2, point.y() - TILE_H / 2
    shown = land_new(stocked.plan, stocked.board.contents.layout, corner, 5)
    drag.drop(stocked.cell(0))
    placed = [part.position for key, part in stocked.plan.activities.items() if key in stocked.chosen]
    assert placed == shown


def test_a_card_lands_where_it_is_let_go_though_the_last_move_was_elsewhere(stocked: Hand) -> None:
    drag = Drag(stocked, dragged(("garden", "talk-1")))
    drag.enter(stocked.cell(0))
    drag.move(stocked.cell(0))
    assert drag.drop(stocked.cell(2))
    (placed,) = [part for key, part in stocked.plan.activities.items() if key in stocked.chosen]
    assert placed.position.phase == stocked.plan.phases_in_order()[2][0]


@pytest.mark.parametrize("way", [QPoint(0, round(PITCH_Y)), QPoint(round(PITCH_X), 0), QPoint(0, 300)])
def test_a_card_lands_where_it_is_let_go_however_little_that_differs(stocked: Hand, way: QPoint) -> None:
    def landing(place: QPoint) -> Position:
        point = stocked.view.point_at(place.toPointF())
        corner = point.x() - TILE_W / 2, point.y() - TILE_H / 2
        (found,) = land_new(stocked.plan, stocked.board.contents.layout, corner, 1)
        return found

    start, expected = stocked.cell(1), landing(stocked.cell(1) + way)
    assert expected != landing(start)
    drag = Drag(stocked, dragged(("garden", "talk-1")))
    drag.enter(start)
    drag.move(start)
    drag.move(start + way)
    drag.drop(start + way)
    (placed,) = [part.position for key, part in stocked.plan.activities.items() if key in stocked.chosen]
    assert placed == expected


def test_a_card_that_is_let_go_at_once_lands_all_the_same(stocked: Hand) -> None:
    drag = Drag(stocked, dragged(("garden", "talk-1")))
    drag.enter(stocked.cell(1))
    assert drag.drop(stocked.cell(1))
    assert stocked.steps == ["place Talk 1"]


def test_the_ghost_goes_with_the_drag(stocked: Hand) -> None:
    def picture() -> bytes:
        image = stocked.view.viewport().grab(stocked.view.viewport().rect()).toImage()
        return bytes(image.constBits())

    before = picture()
    drag = Drag(stocked, dragged(("garden", "talk-1")))
    drag.enter(stocked.cell(1))
    drag.move(stocked.cell(1) + QPoint(100, 0))
    assert picture() != before
    drag.leave()
    assert picture() == before
    assert stocked.steps == []


def test_other_things_are_not_taken(stocked: Hand) -> None:
    data = QMimeData()
    data.setText("a text")
    assert not Drag(stocked, data).enter(stocked.cell(1))


def test_a_plan_that_can_only_be_read_takes_nothing(
    open_board: OpenBoard, plan: Plan, library_store: LibraryStore
) -> None:
    hand = open_board(plan, store=library_store, read_only=True)
    assert not Drag(hand, dragged(("garden", "talk-1"))).enter(hand.cell(1))


def test_a_card_that_the_library_lost_is_said(stocked: Hand) -> None:
    drag = Drag(stocked, dragged(("garden", "gone")))
    drag.enter(stocked.cell(1))
    drag.move(stocked.cell(1))
    drag.drop(stocked.cell(1))
    assert stocked.steps == []
    assert "gone" in stocked.said[0]


@pytest.mark.parametrize("junk", [b"", b"{]", b"[1, 2]", b'[["a"]]', b"\xff\xfe"])
def test_junk_holds_no_cards(junk: bytes) -> None:
    data = QMimeData()
    data.setData(CARDS_MIME, junk)
    assert cards_in(data) == []
