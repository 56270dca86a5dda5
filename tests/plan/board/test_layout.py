"""Where everything of a board lies."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.board import (
    CELL_PAD,
    HEAD_H,
    HEAD_W,
    TILE_H,
    TILE_W,
    Rect,
    lay_again,
    lay_board,
    rect_of,
)
from deckapp.plan.plan import Activity, Plan, Position


def test_an_empty_board_has_room_for_one_tile_a_column_and_a_row(plan: Plan) -> None:
    layout = lay_board(plan)
    assert list(layout.columns) == ["p1", "p2", "p3", "p4"]
    assert {column.w for column in layout.columns.values()} == {2 * CELL_PAD + TILE_W}
    assert layout.rows["w1"] == Rect(HEAD_W, HEAD_H, 4 * (2 * CELL_PAD + TILE_W), 2 * CELL_PAD + TILE_H)


def test_columns_and_rows_adjoin_without_gaps(plan: Plan) -> None:
    plan, _ = edits.add_workstream(plan, "Training")
    layout = lay_board(plan)
    columns, rows = list(layout.columns.values()), list(layout.rows.values())
    assert columns[0].x == HEAD_W
    assert all(left.right == right.x for left, right in itertools.pairwise(columns))
    assert all(upper.bottom == lower.y for upper, lower in itertools.pairwise(rows))


def test_a_column_and_a_row_grow_with_what_lies_in_them(full: Plan) -> None:
    moved = edits.move(full, {"a1": Position(phase="p1", workstream="w1", x=700.0, y=300.0)})
    layout = lay_board(moved)
    assert layout.columns["p1"].w == 700.0 + TILE_W + CELL_PAD
    assert layout.rows["w1"].h == 300.0 + TILE_H + CELL_PAD
    assert layout.columns["p2"].w == lay_board(full).columns["p2"].w


def test_a_large_note_makes_its_cell_grow(full: Plan) -> None:
    layout = lay_board(edits.edit_note(full, "n1", width=600.0, height=400.0))
    assert layout.columns["p2"].w == 40.0 + 600.0 + CELL_PAD
    assert layout.rows["w1"].h == 24.0 + 400.0 + CELL_PAD


def test_the_parking_lot_lies_under_the_rows_over_the_full_width(full: Plan) -> None:
    layout = lay_board(full)
    assert layout.parking.y > max(row.bottom for row in layout.rows.values())
    assert (layout.parking.x, layout.parking.w) == (0.0, layout.bounds.w)
    assert layout.parking.bottom == layout.bounds.bottom
    assert layout.cell_at(*rect_of(full, layout, "a3").centre) == ("", "")


def test_what_lies_in_a_cell_that_is_gone_is_shown_in_the_parking_lot(full: Plan) -> None:
    lost = full.activities["a1"].position
    layout = lay_board(full)
    gone = Position(phase="p99", workstream=lost.workstream, x=lost.x, y=lost.y)
    assert layout.parking.contains(*layout.origin(gone))


def test_a_point_over_a_head_or_outside_is_in_no_cell(plan: Plan) -> None:
    layout = lay_board(plan)
    for x, y in ((10.0, HEAD_H + 10), (HEAD_W + 10, 10.0), (-5.0, -5.0), (10.0, layout.parking.y + 10)):
        assert layout.cell_at(x, y) is None
    assert layout.cell_at(HEAD_W, HEAD_H) == ("p1", "w1")


@given(x=st.floats(-500, 4000), y=st.floats(-500, 2000))
def test_every_point_has_a_position_and_a_position_inside_a_cell_leads_back(x: float, y: float) -> None:
    plan, _ = edits.add_workstream(edits.new_plan(), "Training")
    layout = lay_board(plan)
    position = layout.position_at(x, y)
    assert position.x >= 0
    assert position.y >= 0
    if layout.cell_at(x, y) is not None:
        assert (position.phase, position.workstream) == layout.cell_at(x, y)
        assert layout.origin(position) == pytest.approx((x, y))


_EMPTY = edits.new_plan()
_PHASES, _STREAM = list(_EMPTY.phases)[:2], next(iter(_EMPTY.workstreams))
_IN_CELLS = st.builds(
    Position,
    phase=st.sampled_from(_PHASES),
    workstream=st.just(_STREAM),
    x=st.sampled_from([16.0, 700.0]),
    y=st.sampled_from([16.0, 500.0]),
)
_NEAR = Position(phase=_PHASES[0], workstream=_STREAM, x=16.0, y=16.0)
_SPOTS = st.one_of(_IN_CELLS, _IN_CELLS, st.just(Position(phase="gone", x=900.0)))


@example(first=[replace(_NEAR, x=700.0), _NEAR, _NEAR], then={0: _NEAR})
@example(first=[replace(_NEAR, y=500.0), _NEAR, _NEAR], then={0: _NEAR})
@example(first=[_NEAR] * 3, then={0: replace(_NEAR, x=700.0)})
@example(first=[_NEAR] * 3, then={0: replace(_NEAR, y=500.0)})
@given(first=st.lists(_SPOTS, min_size=3, max_size=3), then=st.dictionaries(st.integers(0, 2), _SPOTS))
def test_a_board_laid_again_is_what_it_would_be_if_laid_anew(
    first: list[Position], then: dict[int, Position]
) -> None:
    keys = ["a", "b", "c"]
    talk = Activity(title="Talk", card=Card(id="talk", title="Talk"))
    activities = {key: replace(talk, position=at) for key, at in zip(keys, first, strict=True)}
    before = replace(_EMPTY, activities=activities)
    after = edits.move(before, {keys[place]: position for place, position in then.items()})
    moves = [(activities[key].position, after.activities[key].position) for key in keys]
    assert lay_again(lay_board(before), after, moves) == lay_board(after)


def test_a_board_without_lanes_is_a_parking_lot(deck: Deck) -> None:
    plan, _ = edits.place_cards(Plan(), deck, deck.cards.values())
    layout = lay_board(plan)
    assert layout.columns == {}
    assert layout.position_at(300.0, 10.0).phase == ""
    assert all(layout.parking.contains(*rect_of(plan, layout, key).centre) for key in plan.activities)


def test_the_rectangle_of_an_unknown_thing_is_an_error(full: Plan) -> None:
    with pytest.raises(KeyError):
        rect_of(full, lay_board(full), "l1")
