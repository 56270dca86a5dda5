"""Cards and notes on the board."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.board import CELL_PAD, PITCH_Y, lay_board, rect_of
from deckapp.plan.plan import Plan, Position
from tests.rects import share_area


def test_a_placed_card_is_an_activity_with_a_copy_of_its_card_and_its_deck(plan: Plan, deck: Deck) -> None:
    cell = Position(phase="p1", workstream="w1", x=CELL_PAD, y=CELL_PAD)
    after, key = edits.place_card(plan, deck, deck.cards["walk"], cell)
    activity = after.activities[key]
    assert activity.title == "Impact Walk"
    assert activity.card == deck.cards["walk"]
    assert (activity.deck, activity.suit, activity.position) == ("change", "start", cell)
    assert after.decks["change"].suit("start").icon == "scales"
    assert all(suit.cards == () for suit in after.decks["change"].suits)


def test_a_second_card_of_the_deck_shares_the_decks_copy(full: Plan, deck: Deck) -> None:
    after, _ = edits.place_card(full, deck, deck.cards["walk"], Position())
    assert after.decks is full.decks


def test_many_cards_get_their_ids_in_order(plan: Plan, deck: Deck) -> None:
    after, keys = edits.place_cards(plan, deck, deck.cards.values())
    assert [after.activities[key].title for key in keys] == ["The Case", "Impact Walk", "Pledge"]
    assert edits.place_cards(plan, deck, []) == (plan, ())


def test_moving_is_exact_and_moves_notes_too(full: Plan) -> None:
    there = Position(phase="p3", workstream="w1", x=33.0, y=47.0)
    after = edits.move(full, {"a1": there, "n1": there})
    assert after.activities["a1"].position == after.notes["n1"].position == there
    with pytest.raises(KeyError):
        edits.move(full, {"l1": there})


def test_a_cell_that_does_not_exist_is_the_parking_lot(full: Plan) -> None:
    after = edits.move(full, {"a1": Position(phase="p1", workstream="w99", x=1.0, y=2.0)})
    assert after.activities["a1"].position == Position(x=1.0, y=2.0)


def test_a_removed_activity_takes_its_links_with_it(full: Plan) -> None:
    after = edits.remove(full, ["a1", "n1"])
    assert set(after.activities) == {"a2", "a3"}
    assert after.links == {}
    assert after.notes == {}
    assert edits.remove(full, ["l1"]).activities is full.activities


def test_duplicates_lie_beside_and_keep_their_links(full: Plan) -> None:
    after, keys = edits.duplicate(full, ["a2", "a1", "n1"])
    first, second, note = keys
    assert [after.activities[first].title, after.activities[second].title] == ["The Case", "Impact Walk"]
    assert after.activities[first].owner == "Ada"
    assert after.notes[note].text == "Ask finance"
    assert [(link.source, link.target, link.label) for link in after.links.values()] == [
        ("a1", "a2", "then"),
        (first, second, "then"),
    ]
    layout = lay_board(after)
    rects = [rect_of(after, layout, key) for key in ("a1", "a2", first, second)]
    assert not any(share_area(one, other) for one in rects for other in rects if one is not other)


def test_tidying_packs_a_cell_as_one_reads_and_leaves_the_others(full: Plan) -> None:
    untidy = edits.move(
        full,
        {
            "a2": Position(phase="p1", workstream="w1", x=3.0, y=9.0),
            "a1": Position(phase="p1", workstream="w1", x=60.0, y=190.0),
        },
    )
    tidy = edits.tidy(untidy, ["a1"])
    assert (tidy.activities["a2"].position.x, tidy.activities["a2"].position.y) == (CELL_PAD, CELL_PAD)
    assert (tidy.activities["a1"].position.x, tidy.activities["a1"].position.y) == (
        CELL_PAD,
        CELL_PAD + PITCH_Y,
    )
    assert tidy.notes is full.notes
    assert edits.tidy(tidy, ["a1"]) is tidy
    assert edits.tidy(tidy).notes["n1"].position.x == CELL_PAD


def test_a_tidy_cell_has_room_for_large_notes(full: Plan) -> None:
    plan = edits.edit_note(full, "n1", width=380.0, height=200.0)
    plan = edits.move(plan, {"a1": Position(phase="p2", workstream="w1", x=0.0, y=130.0)})
    plan = edits.tidy(plan)
    layout = lay_board(plan)
    assert not share_area(rect_of(plan, layout, "n1"), rect_of(plan, layout, "a1"))
    assert rect_of(plan, layout, "a1").y >= HEAD_AND_NOTE


HEAD_AND_NOTE = 56.0 + CELL_PAD + PITCH_Y


def test_what_is_duplicated_out_of_cells_that_are_gone_lies_side_by_side(full: Plan) -> None:
    activities = {
        key: replace(activity, position=Position(phase=f"gone {key}", workstream="w1", x=16.0, y=16.0))
        for key, activity in full.activities.items()
    }
    plan, twins = edits.duplicate(replace(full, activities=activities), activities)
    layout = lay_board(plan)
    rects = [rect_of(plan, layout, key) for key in twins]
    assert len(rects) == len(activities)
    assert not any(share_area(one, other) for one in rects for other in rects if one is not other)
