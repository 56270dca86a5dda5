"""Ways over a board: reading order and neighbours."""

from __future__ import annotations

import pytest

from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.board import CELL_PAD, PITCH_X, PITCH_Y, lay_board, neighbour, reading_order
from deckapp.plan.plan import Plan, Position


@pytest.fixture
def grid(plan: Plan, deck: Deck) -> Plan:
    """a1 a2 over a3 in the first phase, a4 in the second, a5 parked."""
    spots = [("p1", 0, 0), ("p1", 1, 0), ("p1", 0, 1), ("p2", 0, 0), ("", 0, 0)]
    plan, keys = edits.place_cards(plan, deck, [deck.cards["case"]] * 5)
    return edits.move(
        plan,
        {
            key: Position(
                phase=phase,
                workstream="w1" if phase else "",
                x=CELL_PAD + column * PITCH_X,
                y=CELL_PAD + line * PITCH_Y,
            )
            for key, (phase, column, line) in zip(keys, spots, strict=True)
        },
    )


def test_the_reading_order_goes_cell_by_cell_and_ends_in_the_parking_lot(grid: Plan) -> None:
    assert reading_order(grid) == ["a1", "a2", "a3", "a4", "a5"]


def test_a_tile_that_lies_a_little_lower_is_still_on_its_line(grid: Plan) -> None:
    askew = edits.move(grid, {"a1": Position(phase="p1", workstream="w1", x=CELL_PAD, y=CELL_PAD + 20)})
    assert reading_order(askew)[:2] == ["a1", "a2"]


def test_the_order_of_phases_is_the_order_of_reading(grid: Plan) -> None:
    assert reading_order(edits.move_phase(grid, "p2", 0))[0] == "a4"


def test_notes_are_read_with_the_activities(grid: Plan) -> None:
    noted, note = edits.add_note(grid, "!", Position(phase="p2", workstream="w1", x=230.0, y=16.0))
    assert reading_order(noted) == ["a1", "a2", "a3", "a4", note, "a5"]


def test_neighbours_are_where_one_looks_for_them(grid: Plan) -> None:
    layout = lay_board(grid)
    assert neighbour(grid, layout, "a1", "right") == "a2"
    assert neighbour(grid, layout, "a1", "down") == "a3"
    assert neighbour(grid, layout, "a2", "right") == "a4"
    assert neighbour(grid, layout, "a4", "left") == "a2"
    assert neighbour(grid, layout, "a3", "up") == "a1"
    assert neighbour(grid, layout, "a3", "down") == "a5"
    assert neighbour(grid, layout, "a1", "left") is None
    assert neighbour(grid, layout, "a1", "up") is None


def test_something_that_is_not_on_the_board_has_no_neighbours(grid: Plan) -> None:
    with pytest.raises(KeyError):
        neighbour(grid, lay_board(grid), "p1", "left")
