"""What all edits promise: sharing, no change without a difference, and nothing that a file cannot hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from deckapp.plan import edits
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.plan import Note, Plan, Position, Risk


def test_an_edit_shares_all_that_it_does_not_change(full: Plan) -> None:
    after = edits.change_activities(full, ["a1"], owner="Grace")
    assert after.activities["a1"].owner == "Grace"
    assert after.activities["a1"].card is full.activities["a1"].card
    assert after.activities["a2"] is full.activities["a2"]
    assert after.notes is full.notes
    assert after.links is full.links
    assert after.definition is full.definition
    assert full.activities["a1"].owner == "Ada"


def test_an_edit_that_changes_nothing_gives_back_the_same_plan(full: Plan) -> None:
    same = [
        edits.change_activities(full, ["a1"], owner="Ada"),
        edits.change_definition(full, sponsor="Grace"),
        edits.change_plan(full, title="Merger"),
        edits.move(full, {"a1": full.activities["a1"].position}),
        edits.rename_phase(full, "p1", full.phases["p1"].title),
        edits.move_phase(full, "p2", 1),
        edits.change_link(full, "l1", label="then"),
        edits.edit_note(full, "n1", text="Ask finance"),
        edits.set_part(full, "risks", "r1", Risk(title="No time", likelihood=4, severity=3)),
        edits.remove_part(full, "risks", "r9"),
        edits.remove(full, ["nothing"]),
        edits.duplicate(full, [])[0],
    ]
    assert all(after is full for after in same)


def test_new_ids_are_free_in_the_whole_plan_and_among_what_could_not_be_read(full: Plan) -> None:
    assert edits.new_id(full, "a") == "a4"
    assert edits.new_id(full, "r") == "r2"
    raw = msgspec.json.decode(plan_to_json(full))
    raw["risks"]["r1"] = "often"
    data = msgspec.json.encode(raw)
    damaged, _ = plan_from_json(data, "x")
    assert damaged.risks == {}
    assert edits.new_id(damaged, "r") == "r2"


def test_parts_are_set_and_removed(full: Plan) -> None:
    key = edits.new_id(full, "r")
    after = edits.set_part(full, "risks", key, Risk(title="Strike"))
    assert [risk.title for risk in after.risks.values()] == ["No time", "Strike"]
    assert edits.remove_part(after, "risks", key).risks == full.risks


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"duration_days": 0}, "duration_days"),
        ({"status": "forgotten"}, "status"),
        ({"start": "soon"}, "start"),
        ({"owner": None}, "owner"),
    ],
)
def test_a_value_that_no_file_could_hold_is_refused(full: Plan, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        edits.change_activities(full, ["a1"], **fields)


def test_a_field_that_does_not_exist_is_refused(full: Plan) -> None:
    with pytest.raises(TypeError, match="colour"):
        edits.change_activities(full, ["a1"], colour="pine")
    with pytest.raises(TypeError, match="activities"):
        edits.change_plan(full, activities={})
    with pytest.raises(ValueError, match="severity"):
        edits.set_part(full, "risks", "r1", Risk(severity=7))


def test_many_fields_of_many_activities_are_set_at_once(full: Plan) -> None:
    day = dt.date(2027, 1, 4)
    after = edits.change_activities(full, ["a1", "a2"], start=day, status="done")
    assert {(after.activities[key].start, after.activities[key].status) for key in ("a1", "a2")} == {
        (day, "done")
    }
    assert after.activities["a3"] is full.activities["a3"]


def test_half_a_surrogate_pair_from_a_clipboard_does_not_spoil_the_file(full: Plan) -> None:
    after = edits.change_plan(full, title="Plan \ud83d for \U0001f600")
    assert after.title == "Plan \ufffd for \U0001f600"
    assert plan_from_json(plan_to_json(after), "x")[0].title == after.title


def test_positions_and_sizes_stay_within_bounds(full: Plan) -> None:
    wild = Position(phase="p1", workstream="w1", x=float("nan"), y=-3.0)
    after = edits.move(full, {"a1": wild})
    assert (after.activities["a1"].position.x, after.activities["a1"].position.y) == (0.0, 0.0)
    vast = edits.edit_note(full, "n1", width=float("inf")).notes["n1"]
    assert vast.width < 10_000
    assert edits.set_part(full, "notes", "n2", Note(width=-4.0)).notes["n2"].width > 0
