"""Phases and workstreams."""

from __future__ import annotations

import pytest

from deckapp.plan import edits
from deckapp.plan.board import lay_board, rect_of
from deckapp.plan.plan import Plan, Position
from tests.rects import share_area


def titles(plan: Plan) -> list[str]:
    return [phase.title for _, phase in plan.phases_in_order()]


def test_a_new_plan_has_four_phases_of_different_colours_and_one_workstream() -> None:
    plan = edits.new_plan("Merger")
    assert plan.title == "Merger"
    assert len({phase.colour for phase in plan.phases.values()}) == len(plan.phases) == 4
    assert len(plan.workstreams) == 1


def test_a_phase_is_added_last_or_before_another(plan: Plan) -> None:
    last, _ = edits.add_phase(plan, "Celebrate")
    assert titles(last)[-1] == "Celebrate"
    first, key = edits.add_phase(plan, "Dream", colour="#123456", before="p1")
    assert titles(first)[0] == "Dream"
    assert first.phases[key].colour == "#123456"


def test_a_phase_is_renamed_recoloured_and_moved(plan: Plan) -> None:
    plan = edits.recolour_phase(edits.rename_phase(plan, "p1", "Listen"), "p1", "plum")
    assert (plan.phases["p1"].title, plan.phases["p1"].colour) == ("Listen", "plum")
    assert titles(edits.move_phase(plan, "p1", 99))[-1] == "Listen"
    moved = edits.move_phase(plan, "p4", 1)
    assert [key for key, _ in moved.phases_in_order()] == ["p1", "p4", "p2", "p3"]
    assert moved.phases["p1"] is plan.phases["p1"]


def test_a_colour_that_is_none_is_refused(plan: Plan) -> None:
    with pytest.raises(ValueError, match="colour"):
        edits.recolour_phase(plan, "p1", "reddish")


def test_what_lay_in_a_removed_phase_goes_to_the_parking_lot_side_by_side(full: Plan) -> None:
    after = edits.remove_phase(full, "p1")
    assert "p1" not in after.phases
    assert {activity.position.phase for activity in after.activities.values()} == {""}
    assert after.links == full.links
    layout = lay_board(after)
    rects = [rect_of(after, layout, key) for key in after.activities]
    assert not any(share_area(one, other) for one in rects for other in rects if one is not other)


def test_removing_an_empty_phase_moves_nothing(full: Plan) -> None:
    assert edits.remove_phase(full, "p4").activities is full.activities


def test_workstreams_are_added_renamed_moved_and_removed(full: Plan) -> None:
    plan, key = edits.add_workstream(full, "Training", before="w1")
    assert [stream for stream, _ in plan.workstreams_in_order()] == [key, "w1"]
    plan = edits.move_workstream(edits.rename_workstream(plan, key, "Learning"), key, 1)
    assert [stream.title for _, stream in plan.workstreams_in_order()] == ["Main", "Learning"]
    plan = edits.move(plan, {"n1": Position(phase="p2", workstream=key)})
    plan = edits.remove_workstream(plan, key)
    assert plan.notes["n1"].position.phase == ""
    assert plan.activities["a1"].position == full.activities["a1"].position


def test_the_last_workstream_cannot_go(plan: Plan) -> None:
    with pytest.raises(ValueError, match="at least one workstream"):
        edits.remove_workstream(plan, "w1")
