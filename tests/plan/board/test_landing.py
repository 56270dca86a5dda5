"""Where things land."""

from __future__ import annotations

import pytest

from deckapp.plan import edits
from deckapp.plan.board import CELL_PAD, PITCH_X, PITCH_Y, TILE_H, TILE_W, lay_board
from deckapp.plan.board.landing import free_place, ghost_place, land, land_new
from deckapp.plan.plan import Plan, Position
from tests.little_plan import little_plan


@pytest.fixture
def plan() -> Plan:
    return little_plan()


def corner(plan: Plan, phase: int, x: float, y: float) -> tuple[float, float]:
    """Board coordinates of an offset in a cell of the first workstream."""
    layout = lay_board(plan)
    cell = layout.cell(plan.phases_in_order()[phase][0], next(iter(plan.workstreams)))
    return cell.x + x, cell.y + y


def test_many_land_in_slots_of_their_own(plan: Plan) -> None:
    there = corner(plan, 2, 20, 20)
    landed = land(plan, lay_board(plan), {"a1": there, "a2": there, "a3": there}, free=False)
    places = {(position.x, position.y) for position in landed.values()}
    assert len(places) == 3
    assert (CELL_PAD, CELL_PAD) in places
    assert all((x - CELL_PAD) % PITCH_X == 0 and (y - CELL_PAD) % PITCH_Y == 0 for x, y in places)
    assert {position.phase for position in landed.values()} == {plan.phases_in_order()[2][0]}


def test_what_moves_is_not_in_its_own_way(plan: Plan) -> None:
    landed = land(plan, lay_board(plan), {"a1": corner(plan, 0, 30, 20)}, free=False)
    assert landed["a1"] == plan.activities["a1"].position


def test_free_things_land_on_the_grid(plan: Plan) -> None:
    position = free_place(lay_board(plan), corner(plan, 1, 43, 61))
    assert (position.x, position.y) == (40, 64)
    assert position.phase == plan.phases_in_order()[1][0]


def test_notes_lie_where_they_are_put(plan: Plan) -> None:
    made, key = edits.add_note(plan, "", Position())
    landed = land(made, lay_board(made), {key: corner(made, 1, 43, 61)}, free=False)
    assert (landed[key].x, landed[key].y) == (40, 64)


def test_new_tiles_never_land_on_each_other(plan: Plan) -> None:
    first, second = land_new(plan, lay_board(plan), corner(plan, 2, 10, 10), 2)
    assert (first.x, first.y) == (CELL_PAD, CELL_PAD)
    assert (first.x, first.y) != (second.x, second.y)
    assert first.phase == second.phase == plan.phases_in_order()[2][0]


def test_outside_the_board_counts_for_the_nearest_cell(plan: Plan) -> None:
    (place,) = land_new(plan, lay_board(plan), (-5000.0, -5000.0), 1)
    assert place.phase == plan.phases_in_order()[0][0]


def test_a_ghost_shows_the_place_itself_where_it_is_in_its_cell(plan: Plan) -> None:
    layout = lay_board(plan)
    ghost = ghost_place(layout, plan.activities["a3"].position, TILE_W, TILE_H)
    assert (ghost.w, ghost.h) == (TILE_W, TILE_H)
    assert (ghost.x, ghost.y) == corner(plan, 1, CELL_PAD, CELL_PAD)


def test_a_ghost_that_makes_its_cell_grow_is_a_strip_at_the_cells_edge(plan: Plan) -> None:
    layout = lay_board(plan)
    phase, row = plan.phases_in_order()[0][0], next(iter(plan.workstreams))
    below = Position(phase=phase, workstream=row, x=CELL_PAD, y=CELL_PAD + PITCH_Y)
    ghost = ghost_place(layout, below, TILE_W, TILE_H)
    assert ghost.bottom == layout.cell(phase, row).bottom
    assert 0 < ghost.h < CELL_PAD
    assert ghost.w == TILE_W
