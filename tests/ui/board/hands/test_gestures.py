"""What a hand does with the mouse: choosing, dragging, linking, resizing, panning."""

from __future__ import annotations

from math import hypot

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from deckapp.plan import edits
from deckapp.plan.board import CELL_PAD, PITCH_Y, TILE_W
from deckapp.plan.plan import Plan, Position
from tests.ui.board.conftest import Hand, OpenBoard

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MIDDLE = Qt.MouseButton.MiddleButton
RIGHT = Qt.MouseButton.RightButton


def right_dot(hand: Hand, key: str) -> QPoint:
    """The dot at the right edge of an activity."""
    return hand.at(key) + QPoint(round(TILE_W / 2 * hand.view.zoom), 0)


def with_note(plan: Plan) -> Plan:
    phase, workstream = plan.phases_in_order()[1][0], next(iter(plan.workstreams))
    made, _key = edits.add_note(plan, "Ask first", Position(phase=phase, workstream=workstream, x=216, y=16))
    return made


def test_a_click_chooses_one_and_ctrl_and_shift_choose_more(hand: Hand) -> None:
    hand.click(hand.at("a1"))
    assert hand.chosen == {"a1"}
    hand.click(hand.at("a3"), SHIFT)
    assert hand.chosen == {"a1", "a3"}
    hand.click(hand.at("a1"), CTRL)
    assert hand.chosen == {"a3"}
    hand.click(hand.at("a2"))
    assert hand.chosen == {"a2"}


def test_a_click_on_one_of_many_leaves_only_that_one(hand: Hand) -> None:
    hand.board.select_all()
    hand.click(hand.at("a2"))
    assert hand.chosen == {"a2"}


def test_a_click_on_nothing_lets_go(hand: Hand) -> None:
    hand.board.select_all()
    hand.click(hand.cell(2))
    assert hand.chosen == set()


def test_a_right_click_chooses_what_is_under_it(hand: Hand) -> None:
    hand.click(hand.at("a1"))
    hand.press(hand.at("a2"), RIGHT)
    assert hand.chosen == {"a2"}
    assert hand.board.current == "a2"


def test_a_right_click_on_one_of_many_keeps_them_all(hand: Hand) -> None:
    hand.board.select_all()
    hand.press(hand.at("a2"), RIGHT)
    assert hand.chosen == {"a1", "a2", "a3"}


def test_a_right_click_on_nothing_lets_go_and_says_where_to_paste(hand: Hand) -> None:
    hand.board.select_all()
    hand.press(hand.cell(2), RIGHT)
    assert hand.chosen == set()
    assert hand.board.here == hand.view.point_at(hand.cell(2).toPointF())
    hand.press(hand.at("a1"), RIGHT)
    assert hand.board.here is None


def test_a_rubber_band_chooses_what_it_touches(hand: Hand) -> None:
    hand.drag(QPoint(4, 4), hand.at("a2"))
    assert hand.chosen == {"a1", "a2"}
    assert hand.steps == []


def test_a_rubber_band_with_shift_adds(hand: Hand) -> None:
    hand.click(hand.at("a3"))
    hand.drag(QPoint(4, 4), hand.at("a1"), keys=SHIFT)
    assert hand.chosen == {"a1", "a3"}


def test_a_rubber_band_that_is_called_off_gives_the_choice_back(hand: Hand) -> None:
    hand.click(hand.at("a3"))
    hand.hold(QPoint(4, 4), hand.at("a1"), keys=SHIFT)
    QTest.keyClick(hand.view, Qt.Key.Key_Escape)
    assert hand.chosen == {"a3"}


def test_dragging_moves_all_that_is_chosen_in_one_step(hand: Hand) -> None:
    phases = [key for key, _ in hand.plan.phases_in_order()]
    hand.board.select_all()
    before = hand.plan
    hand.drag(hand.at("a1"), hand.at("a1") + QPoint(0, 300))
    assert hand.steps == ["move 3 activities"]
    assert [hand.plan.activities[key].position.phase for key in ("a1", "a2", "a3")] == ["", "", ""]
    hand.board.document.undo_stack.undo()
    assert hand.plan is before
    assert hand.plan.activities["a3"].position.phase == phases[1]


def test_a_dragged_tile_lands_in_the_slot_that_the_ghost_shows(hand: Hand) -> None:
    hand.hold(hand.at("a1"), hand.cell(2))
    assert hand.plan.activities["a1"].position.phase == hand.plan.phases_in_order()[0][0], (
        "not before release"
    )
    assert hand.steps == []
    hand.release(hand.cell(2))
    position = hand.plan.activities["a1"].position
    assert position.phase == hand.plan.phases_in_order()[2][0]
    assert (position.x, position.y) == (CELL_PAD, CELL_PAD)
    assert hand.steps == ["move Map"]


def test_a_taken_slot_is_passed_over(hand: Hand) -> None:
    hand.drag(hand.at("a3"), hand.at("a1"))
    position = hand.plan.activities["a3"].position
    assert position.phase == hand.plan.phases_in_order()[0][0]
    assert (position.x, position.y) == (CELL_PAD, CELL_PAD + PITCH_Y)


def test_ctrl_places_freely_on_the_grid(hand: Hand) -> None:
    start = hand.at("a1")
    # Ctrl is pressed during the drag: at the press it would take the tile out of the choice.
    hand.hold(start, start + QPoint(5, 400))
    hand.move(start + QPoint(5, 405), keys=CTRL)
    hand.release(start + QPoint(5, 405), keys=CTRL)
    position = hand.plan.activities["a1"].position
    assert position.phase == ""
    assert position.x % 8 == 0
    assert position.y % 8 == 0
    assert (position.x - CELL_PAD) % 200 != 0 or (position.y - CELL_PAD) % 120 != 0


def test_esc_calls_a_drag_off_and_nothing_has_changed(hand: Hand) -> None:
    before = hand.plan
    hand.hold(hand.at("a1"), hand.cell(2))
    QTest.keyClick(hand.view, Qt.Key.Key_Escape)
    hand.release(hand.cell(2))
    assert hand.plan is before
    assert hand.steps == []
    assert hand.chosen == {"a1"}


def test_a_tile_dropped_where_it_lay_is_no_step(hand: Hand) -> None:
    hand.drag(hand.at("a1"), hand.at("a1") + QPoint(15, 10))
    assert hand.steps == []


def test_an_undo_during_a_drag_calls_it_off(hand: Hand) -> None:
    hand.drag(hand.at("a3"), hand.cell(2))
    hand.hold(hand.at("a1"), hand.cell(1))
    hand.board.document.undo_stack.undo()
    hand.release(hand.cell(1))
    assert hand.plan.activities["a1"].position.phase == hand.plan.phases_in_order()[0][0]


def test_a_drag_near_the_edge_scrolls(hand: Hand, qtbot: object) -> None:
    bar = hand.view.horizontalScrollBar()
    edge = QPoint(hand.view.viewport().width() - 4, hand.at("a1").y())
    hand.hold(hand.at("a1"), edge)
    qtbot.waitUntil(lambda: bar.value() > 60)  # type: ignore[attr-defined]
    QTest.keyClick(hand.view, Qt.Key.Key_Escape)


def test_a_link_is_pulled_from_an_edge_dot(hand: Hand) -> None:
    hand.hover(hand.at("a1"))
    hand.drag(right_dot(hand, "a1"), hand.at("a3"))
    (link,) = hand.plan.links.values()
    assert (link.source, link.target, link.kind) == ("a1", "a3", "finish-start")
    assert hand.steps == ["link activities"]
    assert hand.chosen == set(hand.plan.links)


def test_an_edge_dot_can_be_taken_hold_of_from_just_beside_the_tile(hand: Hand) -> None:
    viewport, beside = hand.view.viewport(), right_dot(hand, "a1") + QPoint(8, 0)
    hand.hover(beside)
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor, "no tile shows its dots yet"
    hand.hover(hand.at("a1"))
    hand.hover(beside)
    assert viewport.cursor().shape() == Qt.CursorShape.CrossCursor
    hand.drag(beside, hand.at("a3"))
    assert [(link.source, link.target) for link in hand.plan.links.values()] == [("a1", "a3")]


def test_a_dot_is_let_go_of_further_away(hand: Hand) -> None:
    hand.hover(hand.at("a1"))
    hand.hover(right_dot(hand, "a1") + QPoint(14, 0))
    assert hand.view.pointer.hovered is None
    hand.hover(right_dot(hand, "a1") + QPoint(8, 0))
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_circle_is_refused_with_a_sentence(hand: Hand) -> None:
    hand.board.link("a1", "a3")
    hand.hover(hand.at("a3"))
    hand.drag(right_dot(hand, "a3"), hand.at("a1"))
    assert len(hand.plan.links) == 1
    assert "circle" in hand.said[0]


def test_a_link_dropped_on_nothing_asks_for_a_card(hand: Hand) -> None:
    hand.hover(hand.at("a1"))
    hand.drag(right_dot(hand, "a1"), hand.cell(2))
    ((source, position),) = hand.wanted
    assert source == "a1"
    assert position.phase == hand.plan.phases_in_order()[2][0]
    assert hand.plan.links == {}


def test_a_link_cannot_end_at_a_note(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan))
    hand.hover(hand.at("a1"))
    hand.drag(right_dot(hand, "a1"), hand.at("n1"))
    assert hand.said == ["A link goes from one activity to another."]


def test_a_link_called_off_leaves_nothing(hand: Hand) -> None:
    hand.hover(hand.at("a1"))
    hand.hold(right_dot(hand, "a1"), hand.at("a3"))
    QTest.keyClick(hand.view, Qt.Key.Key_Escape)
    hand.release(hand.at("a3"))
    assert hand.plan.links == {}


def test_a_click_on_a_link_chooses_it(hand: Hand) -> None:
    hand.board.link("a2", "a3")
    hand.board.selection.clear()
    (link,) = hand.board.contents.links.values()
    x, y = link.route.at(0.5)
    hand.click(hand.view.mapFromScene(QPointF(x, y + 2)))
    assert hand.chosen == set(hand.plan.links)


def test_a_note_is_resized_by_its_corner_in_one_step(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan))
    hand.click(hand.at("n1"))
    corner = hand.view.seen(hand.board.contents.notes["n1"].rect).bottomRight()
    hand.drag(corner, corner + QPoint(41, 22))
    note = hand.plan.notes["n1"]
    assert (note.width, note.height) == (200, 120)
    assert hand.steps == ["resize note"]


def test_a_note_lands_where_it_is_put(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan))
    hand.drag(hand.at("n1"), hand.at("n1") + QPoint(16, 40))
    assert (hand.plan.notes["n1"].position.x, hand.plan.notes["n1"].position.y) == (232, 56)
    assert hand.steps == ["move note"]


@pytest.mark.parametrize("with_space", [True, False])
def test_space_or_the_middle_button_pans(hand: Hand, with_space: bool) -> None:
    hand.view.resize(600, 400)
    before = hand.at("a3")
    if with_space:
        QTest.keyPress(hand.view, Qt.Key.Key_Space)
        hand.drag(QPoint(300, 200), QPoint(200, 200))
        QTest.keyRelease(hand.view, Qt.Key.Key_Space)
    else:
        hand.drag(QPoint(300, 200), QPoint(200, 200), MIDDLE)
    moved = hand.at("a3") - before
    assert hypot(moved.x() + 100, moved.y()) <= 2
    assert hand.chosen == set()


def test_a_double_click_opens_an_activity(hand: Hand) -> None:
    hand.double_click(hand.at("a3"))
    assert hand.opened == ["a3"]


def test_a_plan_that_can_only_be_read_stays_as_it_is(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan), read_only=True)
    hand.drag(hand.at("a1"), hand.cell(2))
    hand.hover(hand.at("a2"))
    hand.drag(right_dot(hand, "a2"), hand.at("a3"))
    hand.double_click(hand.at("n1"))
    QTest.keyClick(hand.view, Qt.Key.Key_Right)
    hand.board.delete()
    assert hand.plan.activities is hand.board.contents.plan.activities
    assert hand.steps == []
    assert hand.plan.links == {}
    hand.click(hand.at("a1"))
    assert hand.chosen == {"a1"}
