"""Slots: a card never lands on another."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.board import (
    CELL_PAD,
    PITCH_X,
    PITCH_Y,
    Slots,
    lay_board,
    rect_of,
    snap,
)
from deckapp.plan.plan import Plan, Position
from tests.rects import share_area

DECK = Deck(id="d", title="D", cards={"c": Card(id="c", title="C")})


def test_slots_are_given_as_one_reads(plan: Plan) -> None:
    slots = Slots(plan, "p1", "w1")
    places = [slots.take() for _ in range(3)]
    assert [(place.x, place.y) for place in places] == [
        (CELL_PAD, CELL_PAD),
        (CELL_PAD, CELL_PAD + PITCH_Y),
        (CELL_PAD + PITCH_X, CELL_PAD),
    ]


def test_a_full_cell_stays_about_as_wide_as_high(plan: Plan) -> None:
    slots = Slots(plan, "p1", "w1")
    places = [slots.take() for _ in range(50)]
    assert max(place.x for place in places) == CELL_PAD + 4 * PITCH_X
    assert max(place.y for place in places) == CELL_PAD + 9 * PITCH_Y


def test_a_drop_at_the_right_edge_opens_another_column(plan: Plan) -> None:
    assert Slots(plan, "p1", "w1").take((130.0, 10.0)).x == CELL_PAD + PITCH_X
    assert Slots(plan, "p1", "w1").take((900.0, 10.0)).x == CELL_PAD + PITCH_X
    assert Slots(plan, "p1", "w1").take((60.0, 10.0)).x == CELL_PAD


def test_the_nearest_free_slot_is_taken(full: Plan) -> None:
    assert Slots(full, "p2", "w1").take((210.0, 130.0)).x == CELL_PAD + PITCH_X
    # a1 lies in the first slot; the one below it is nearer than the one beside it would be, which a2 has.
    place = Slots(full, "p1", "w1").take((CELL_PAD, CELL_PAD))
    assert (place.x, place.y) not in {
        (full.activities[key].position.x, full.activities[key].position.y) for key in ("a1", "a2")
    }


def test_what_is_ignored_leaves_its_slot_free(full: Plan) -> None:
    at = full.activities["a1"].position
    assert Slots(full, "p1", "w1", ignore={"a1"}).take((at.x, at.y)) == at


def test_a_cell_that_does_not_exist_is_the_parking_lot(full: Plan) -> None:
    place = Slots(full, "p99", "w1").take()
    assert (place.phase, place.workstream) == ("", "")
    assert (place.x, place.y) != (full.activities["a3"].position.x, full.activities["a3"].position.y)


def test_a_wide_note_takes_as_many_slots_as_it_covers(plan: Plan) -> None:
    slots = Slots(plan, "p1", "w1")
    slots.take(w=300.0, h=90.0)
    assert slots.take().y == CELL_PAD + PITCH_Y


@given(
    drops=st.lists(st.tuples(st.floats(0, 450), st.floats(0, 500)), max_size=25),
    stray=st.tuples(st.floats(0, 230), st.floats(0, 300)),
)
def test_dropped_cards_never_cover_each_other(
    drops: list[tuple[float, float]], stray: tuple[float, float]
) -> None:
    plan = edits.new_plan()
    plan, first = edits.place_card(plan, DECK, DECK.cards["c"], Position(phase="p1", workstream="w1"))
    plan = edits.move(plan, {first: Position(phase="p1", workstream="w1", x=stray[0], y=stray[1])})
    for x, y in drops:
        plan, _ = edits.place_card(
            plan, DECK, DECK.cards["c"], Position(phase="p1", workstream="w1", x=x, y=y)
        )
    layout = lay_board(plan)
    rects = [rect_of(plan, layout, key) for key in plan.activities]
    assert not any(share_area(one, other) for one, other in combinations(rects, 2))


@given(
    taken=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 8)), max_size=14),
    near=st.tuples(st.floats(-50, 900), st.floats(-50, 1500)),
)
def test_no_free_slot_is_nearer_than_the_one_taken(
    taken: list[tuple[int, int]], near: tuple[float, float]
) -> None:
    plan = edits.new_plan()
    places = {(CELL_PAD + column * PITCH_X, CELL_PAD + line * PITCH_Y) for column, line in taken}
    plan, keys = edits.place_cards(plan, DECK, [DECK.cards["c"]] * len(places))
    cells = (Position(phase="p1", workstream="w1", x=x, y=y) for x, y in places)
    plan = edits.move(plan, dict(zip(keys, cells, strict=True)))
    chosen = Slots(plan, "p1", "w1").take(near)
    columns = 1 + max([math.ceil(math.sqrt((len(places) + 1) / 2)), *(column + 1 for column, _line in taken)])
    free = {
        (CELL_PAD + column * PITCH_X, CELL_PAD + line * PITCH_Y)
        for column in range(columns)
        for line in range(20)
    } - places
    assert (chosen.x, chosen.y) in free
    assert math.dist((chosen.x, chosen.y), near) == min(math.dist(slot, near) for slot in free)


def test_snapping_goes_to_the_grid_and_never_out_of_the_cell() -> None:
    assert snap(13.0, 19.9) == (16.0, 16.0)
    assert snap(-40.0, -3.0) == (0.0, 0.0)
    assert snap(CELL_PAD + PITCH_X, CELL_PAD + PITCH_Y) == (CELL_PAD + PITCH_X, CELL_PAD + PITCH_Y)
