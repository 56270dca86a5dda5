"""What the actions ask of the board: one step each, with a name."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from deckapp.plan import edits
from deckapp.plan.board import CELL_PAD, PITCH_X, PITCH_Y
from deckapp.plan.plan import Plan, Position
from deckapp.ui.board.clipboard import MIME
from deckapp.ui.document.library_store import LibraryStore

from .conftest import Hand, OpenBoard


def test_copies_go_from_one_board_to_another_with_their_links(open_board: OpenBoard, plan: Plan) -> None:
    here, there = open_board(plan), open_board(edits.new_plan("Another"))
    here.board.link("a1", "a2")
    here.board.selection.set(["a1", "a2"])
    here.board.copy()
    assert there.board.can_paste()
    there.board.paste()
    assert sorted(activity.title for activity in there.plan.activities.values()) == ["Map", "Talk"]
    assert len(there.plan.links) == 1
    assert there.plan.decks["house"].suits[0].title == "People"
    assert there.chosen == set(there.plan.activities)
    assert there.steps == ["paste 2 activities"]


def test_what_is_copied_is_plain_text_for_other_programs(hand: Hand) -> None:
    hand.board.selection.set(["a1", "a3"])
    hand.board.copy()
    assert QGuiApplication.clipboard().text() == "Map\nStory"


def test_cut_and_paste_at_an_empty_place(hand: Hand) -> None:
    hand.board.selection.set(["a1"])
    hand.board.cut()
    assert "a1" not in hand.plan.activities
    hand.click(hand.cell(2))
    hand.board.paste()
    (key,) = hand.chosen
    assert hand.plan.activities[key].position.phase == hand.plan.phases_in_order()[2][0]
    assert hand.steps == ["cut Map", "paste Map"]


def test_junk_on_the_clipboard_is_said_and_harms_nothing(hand: Hand) -> None:
    data = QMimeData()
    data.setData(MIME, b"{]")
    QGuiApplication.clipboard().setMimeData(data)
    hand.board.paste()
    assert hand.steps == []
    assert len(hand.said) == 1


def test_nothing_to_paste_does_nothing(hand: Hand) -> None:
    QGuiApplication.clipboard().setText("just text")
    assert not hand.board.can_paste()
    hand.board.paste()
    assert hand.steps == []


def test_duplicates_are_chosen(hand: Hand) -> None:
    hand.board.selection.set(["a1", "a2"])
    hand.board.duplicate()
    assert len(hand.plan.activities) == 5
    assert hand.chosen == set(hand.plan.activities) - {"a1", "a2", "a3"}
    assert hand.steps == ["duplicate 2 activities"]


def test_deleting_takes_links_along_and_undo_brings_all_back(hand: Hand) -> None:
    hand.board.link("a1", "a3")
    before = hand.plan
    hand.board.selection.set(["a1"])
    hand.board.delete()
    assert list(hand.plan.activities) == ["a2", "a3"]
    assert hand.plan.links == {}
    stack = hand.board.document.undo_stack
    assert stack.undoText() == "delete Map"
    stack.undo()
    assert hand.plan is before
    assert set(hand.board.contents.tiles) == {"a1", "a2", "a3"}
    stack.redo()
    assert set(hand.board.contents.tiles) == {"a2", "a3"}


def test_a_link_alone_can_be_deleted(hand: Hand) -> None:
    hand.board.link("a1", "a3")
    hand.board.delete()
    assert hand.plan.links == {}
    assert hand.steps[-1] == "delete link"


def test_chosen_activities_are_linked_in_reading_order(hand: Hand) -> None:
    hand.board.select_all()
    hand.board.link_selected()
    assert [(link.source, link.target) for link in hand.plan.links.values()] == [("a1", "a2"), ("a2", "a3")]
    assert hand.steps == ["link 3 activities"]


def test_what_is_linked_already_is_passed_over(hand: Hand) -> None:
    hand.board.link("a1", "a2")
    hand.board.select_all()
    hand.board.link_selected()
    assert [(link.source, link.target) for link in hand.plan.links.values()] == [("a1", "a2"), ("a2", "a3")]


def test_a_link_is_not_cut_for_it_cannot_be_pasted(hand: Hand) -> None:
    hand.board.link("a1", "a2")
    hand.board.cut()
    assert len(hand.plan.links) == 1


def test_a_links_kind_is_changed(hand: Hand) -> None:
    hand.board.link("a1", "a3")
    (key,) = hand.plan.links
    hand.board.change_link(key, "informs")
    assert hand.plan.links[key].kind == "informs"


def test_keys_go_on_from_the_duplicates(hand: Hand) -> None:
    hand.click(hand.at("a1"))
    hand.click(hand.at("a2"), Qt.KeyboardModifier.ShiftModifier)
    hand.board.duplicate()
    assert hand.chosen.isdisjoint({"a1", "a2"})
    assert hand.board.current in hand.chosen


def test_parking_and_tidying(hand: Hand) -> None:
    hand.board.selection.set(["a1", "a3"])
    hand.board.park()
    assert {hand.plan.activities[key].position.phase for key in ("a1", "a3")} == {""}
    hand.board.selection.clear()
    hand.board.tidy()
    assert hand.plan.activities["a2"].position.x == CELL_PAD
    assert hand.steps == ["park 2 activities", "tidy up"]


def test_cards_are_placed_beside_what_is_chosen(
    open_board: OpenBoard, plan: Plan, library_store: LibraryStore
) -> None:
    hand = open_board(plan, store=library_store)
    hand.board.selection.set(["a3"])
    hand.board.place([("garden", "talk-1")])
    (key,) = hand.chosen
    position = hand.plan.activities[key].position
    assert position.phase == hand.plan.activities["a3"].position.phase
    assert (position.x, position.y) == (CELL_PAD + PITCH_X, CELL_PAD)
    hand.board.place([("garden", "talk-2"), ("garden", "talk-3")])
    assert hand.steps == ["place Talk 1", "place 2 cards"]
    assert hand.plan.activities[key].suit == "people"


def test_cards_placed_one_after_another_fill_lines_of_two(
    open_board: OpenBoard, library_store: LibraryStore
) -> None:
    hand = open_board(edits.new_plan("Empty"), store=library_store)
    for number in range(5):
        hand.board.place([("garden", f"talk-{number}")])
    places = [(each.position.x, each.position.y) for each in hand.plan.activities.values()]
    left, right = CELL_PAD, CELL_PAD + PITCH_X
    first, second, third = CELL_PAD, CELL_PAD + PITCH_Y, CELL_PAD + 2 * PITCH_Y
    assert places == [(left, first), (right, first), (left, second), (right, second), (left, third)]


def test_the_first_card_goes_to_the_first_cell(open_board: OpenBoard, library_store: LibraryStore) -> None:
    hand = open_board(edits.new_plan("Empty"), store=library_store)
    hand.board.place([("garden", "plant-0")])
    (activity,) = hand.plan.activities.values()
    assert activity.title == "Edelweiss"
    assert activity.position.phase == hand.plan.phases_in_order()[0][0]


def test_a_placed_card_can_be_linked_at_once(
    open_board: OpenBoard, plan: Plan, library_store: LibraryStore
) -> None:
    hand = open_board(plan, store=library_store)
    phase, workstream = hand.plan.phases_in_order()[2][0], next(iter(hand.plan.workstreams))
    hand.board.place([("garden", "talk-1")], Position(phase=phase, workstream=workstream), link_from="a1")
    (key,) = hand.chosen
    (link,) = hand.plan.links.values()
    assert (link.source, link.target) == ("a1", key)
    assert hand.steps == ["place Talk 1"]


def test_a_card_that_is_nowhere_is_said(
    open_board: OpenBoard, plan: Plan, library_store: LibraryStore
) -> None:
    hand = open_board(plan, store=library_store)
    hand.board.place([("garden", "no-such-card")])
    assert hand.steps == []
    assert "no-such-card" in hand.said[0]


def test_a_new_note_lies_where_one_pointed_and_can_be_written_at_once(hand: Hand) -> None:
    hand.click(hand.cell(2))
    hand.board.add_note()
    (note,) = hand.plan.notes.values()
    assert note.position.phase == hand.plan.phases_in_order()[2][0]
    assert hand.chosen == set(hand.plan.notes)
    assert hand.view.viewport().focusWidget() is not None


def test_a_message_stays_inside_the_board(hand: Hand) -> None:
    hand.board.say("A link goes from one activity to another, and never to itself, whatever one does.")
    shown = [child for child in hand.view.viewport().children() if child.inherits("QLabel")]
    assert hand.view.viewport().rect().contains(shown[0].geometry())


def test_nothing_is_pasted_where_the_mouse_never_was(hand: Hand) -> None:
    hand.board.selection.set(["a3"])
    hand.board.copy()
    hand.board.paste()
    (key,) = hand.chosen
    assert hand.plan.activities[key].position.phase == hand.plan.activities["a3"].position.phase
    place = hand.at(key) - hand.at("a3")
    assert place != QPoint(0, 0)


def test_what_is_chosen_can_be_fitted_into_view(hand: Hand) -> None:
    hand.view.zoom_at(0.2, QPointF())
    hand.board.selection.set(["a3"])
    hand.view.hide()
    hand.view.fit_selection()
    assert hand.view.zoom == 1.0
