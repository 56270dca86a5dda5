"""One field that makes no sense hides no other: the part is shown without it, and the file keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from deckapp.export.markdown import to_markdown
from deckapp.plan import edits
from deckapp.plan.bad_fields import MAX_ITEMS, Salvage, is_whole
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.journal import Journal
from deckapp.plan.plan import COLLECTIONS, Approval, Change, Decision, Impact, Measure, Plan, Position
from deckapp.plan.recovery import recover
from deckapp.report.options import ReportOptions
from deckapp.report.plan_pdf import plan_to_pdf
from tests.pdf import text_of

STRANGE: tuple[Any, ...] = (7, -1.5, "?!", "", None, True, [], {}, [7, "x"], {"a": 1}, 10**30)
HEAD = {"format": "deckapp-plan", "version": 1}


def everything(full: Plan) -> dict[str, Any]:
    """A plan's data with some part in every collection and many fields in each."""
    for name, part in {
        "impacts": Impact(group="s1", aspect="Shifts", severity=3),
        "measures": Measure(title="Rides", baseline="7", target="9", owner="Ada"),
        "decisions": Decision(title="Go", by="Board", reason="Time"),
        "approvals": Approval(name="Grace", role="Sponsor"),
        "history": Change(author="Ada", summary="Begun"),
    }.items():
        full = edits.set_part(full, name, "x1", part)
    raw: dict[str, Any] = msgspec.json.decode(plan_to_json(full))
    card = raw["activities"]["a1"]["card"]
    card.update(
        tips=["one", "two"], duration="20-40", component=["risk"], art={"front": "", "back": "sha256:0"}
    )
    card["steps"] = [{"text": "Walk", "minutes": 5}, {"text": "Talk", "minutes": None}]
    raw["activities"]["a1"]["position"] = {"phase": "p1", "workstream": "w1", "x": 8.0, "y": 8.0}
    raw["decks"]["change"]["style"] = {"corner": 2.0, "back": ["what", "why"]}
    return raw


def fields(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value within a part."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from fields(value, (*way, key))


def put_in(raw: dict[str, Any], way: tuple[Any, ...], value: Any) -> None:
    for key in way[:-1]:
        raw = raw[key]
    raw[way[-1]] = value


def read(raw: dict[str, Any]) -> tuple[Plan, list[str]]:
    plan, problems = plan_from_json(msgspec.json.encode(raw), "x")
    return plan, [problem.message for problem in problems if problem.level == "error"]


def plain(value: Any) -> Any:
    """Data without what a file need not say: None and what is empty, as a file leaves defaults away."""
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := plain(item)) not in (None, "", {}, [])}
    return [plain(item) for item in value] if isinstance(value, list) else value


def test_whatever_stands_in_a_field_the_part_is_shown_and_the_file_keeps_it(full: Plan) -> None:
    whole = msgspec.json.encode(everything(full))
    ways = [way for way in fields(msgspec.json.decode(whole)) if way[0] in COLLECTIONS and len(way) > 2]
    ways = [way for way in ways if way[0] != "images"]
    assert len(ways) > 80
    told = 0
    for way in ways:
        for value in STRANGE:
            if way[-1] in ("x", "y", "width", "height") and type(value) in (int, float):
                continue
            raw = msgspec.json.decode(whole)
            put_in(raw, way, value)
            plan, errors = read(raw)
            written = msgspec.json.decode(plan_to_json(plan))
            assert plain(written) == plain(raw), (way, value)
            assert read(written)[0] == plan, (way, value)
            # Without one of its ends a link is none.
            if way[-1] not in ("source", "target"):
                assert way[1] in getattr(plan, way[0]), (way, value)
                assert plan.unreadable == {}
            if errors:
                told += 1
                assert str(way[-1]) in errors[0] or f"[{way[-1]}]" in errors[0], (way, value, errors)
    assert told > len(ways)


def test_each_missing_field_is_told_where_it_is_needed_and_not_made_up(full: Plan) -> None:
    whole = everything(full)
    for way in [way for way in fields(whole) if way[-1] in ("title", "id", "card", "text") and len(way) > 2]:
        raw = msgspec.json.decode(msgspec.json.encode(whole))
        holder = raw
        for key in way[:-1]:
            holder = holder[key]
        del holder[way[-1]]
        plan, errors = read(raw)
        assert way[1] in getattr(plan, way[0]), way
        assert not errors or f"has no `{way[-1]}`" in errors[0]
        assert plain(msgspec.json.decode(plan_to_json(plan))) == plain(raw), way


def test_a_bad_field_of_a_card_is_named_with_its_line_and_all_else_is_shown(full: Plan) -> None:
    raw = everything(full)
    raw["activities"]["a1"]["card"]["steps"][0]["minutes"] = "long"
    raw["activities"]["a1"]["card"]["tips"] = ["one", ["two"], "three"]
    data = msgspec.json.format(msgspec.json.encode(raw), indent=1)
    plan, problems = plan_from_json(data, "x")
    card = plan.activities["a1"].card
    assert [(step.text, step.minutes) for step in card.steps] == [("Walk", None), ("Talk", None)]
    assert card.tips == ("one", "three")
    assert card.duration == "20-40"
    second, first = problems
    assert first.message == "activities.a1.card.tips[1]: is a list, not a text"
    assert second.message.startswith("activities.a1.card.steps[0].minutes: is a text, not ")
    assert first.hint == "all else of it is shown; this stays in the file as it is until it is changed here"
    lines = data.decode().splitlines()
    assert '"minutes": "long"' in lines[second.line - 1]
    assert "[" in lines[first.line - 1]


def test_what_a_bad_field_held_stays_until_that_field_is_edited(full: Plan) -> None:
    raw = everything(full)
    raw["activities"]["a1"].update(duration_days="long", owner=7, position={"phase": "p1", "x": "far"})
    raw["definition"].update(case=7, vision=8)
    plan, errors = read(raw)
    assert len(errors) == 5

    def written(plan: Plan) -> tuple[Any, ...]:
        data = msgspec.json.decode(plan_to_json(plan))
        one, definition = data["activities"]["a1"], data["definition"]
        return (
            one["duration_days"],
            one["owner"],
            one["position"].get("x"),
            definition["case"],
            definition["vision"],
        )

    plan = edits.change_activities(plan, ["a1"], purpose="Other")
    assert written(plan) == ("long", 7, "far", 7, 8)
    plan = edits.change_activities(plan, ["a1"], duration_days=4)
    assert written(plan) == (4, 7, "far", 7, 8)
    plan = edits.change_activities(plan, ["a1"], duration_days=None)
    assert "duration_days" not in msgspec.json.decode(plan_to_json(plan))["activities"]["a1"]
    plan = edits.change_activities(plan, ["a1"], owner="Ada", duration_days=1)
    plan = edits.move(plan, {"a1": Position(phase="p1", workstream="w1", x=16.0)})
    plan = edits.change_definition(plan, vision="Calm")
    assert written(plan) == (1, "Ada", 16.0, 7, "Calm")


def test_twins_and_copies_keep_it_and_a_crash_too(full: Plan, tmp_path: Path) -> None:
    raw = everything(full)
    raw["activities"]["a1"]["card"]["duration"] = ["long"]
    plan, _ = read(raw)
    plan, (twin,) = edits.duplicate(plan, ["a1"])
    plan, (copy,) = edits.paste(plan, edits.fragment(plan, ["a1"]))
    data = msgspec.json.decode(plan_to_json(plan))
    assert [data["activities"][key]["card"]["duration"] for key in ("a1", twin, copy)] == [["long"]] * 3
    journal = Journal(tmp_path)
    journal.start(full, None, unsaved=True)
    journal.append(full, plan, "Open")
    journal.close(discard=False)
    (path,) = tmp_path.glob("*.journal")
    assert recover(path) == plan


def test_a_long_list_with_one_bad_entry_is_set_aside_whole(full: Plan) -> None:
    raw = everything(full)
    raw["activities"]["a1"]["card"]["tips"] = ["tip"] * MAX_ITEMS + [7]
    plan, errors = read(raw)
    assert plan.activities["a1"].card.tips == ()
    (error,) = errors
    assert error.endswith(f"activities.a1.card.tips[{MAX_ITEMS}]: is a whole number, not a text")
    assert plain(msgspec.json.decode(plan_to_json(plan))) == plain(raw)


@pytest.mark.parametrize("title", [None, 7, "", "x" * 300])
def test_a_card_without_a_title_stands_under_a_sign(full: Plan, title: Any) -> None:
    raw = everything(full)
    raw["activities"]["a1"]["card"]["title"] = title
    plan, errors = read(raw)
    assert plan.activities["a1"].card.title == "?"
    assert plan.activities["a1"].title == full.activities["a1"].title
    assert len(errors) == 1


def test_of_very_many_bad_fields_not_all_are_looked_for_but_all_are_kept(
    full: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = everything(full)
    for key, activity in raw["activities"].items():
        activity["card"]["tips"] = [7] * 100
        activity["owner"] = key == "a1" or []
    monkeypatch.setattr(Salvage.__init__, "__defaults__", (200,))
    plan, errors = read(raw)
    assert list(plan.activities) == ["a1"]
    assert plan.unreadable["activities"].keys() == {"a2", "a3"}
    assert len(errors) == 101 + 2
    assert plain(msgspec.json.decode(plan_to_json(plan))) == plain(raw)


def test_what_cannot_be_read_is_no_fact_on_paper_or_on_the_board(full: Plan, qapp: object) -> None:
    raw = msgspec.json.decode(plan_to_json(full))
    raw["activities"]["a1"].update(status="flying", owner=["x"], start="2026-02-31")
    plan, _problems = read(raw)
    assert not is_whole(plan)
    assert is_whole(full)
    said = to_markdown(plan)
    assert "(Owner: ?; ?; ?)" in said
    words = text_of(plan_to_pdf(plan, ReportOptions(parts=("board", "activities"))))
    assert words.count("?") >= 6
    edited = edits.change_activities(plan, ["a1"], owner="Ada")
    assert "(Owner: Ada; ?; ?)" in to_markdown(edited)
