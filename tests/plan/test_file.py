"""The plan file: what goes in comes out, what is not understood stays, and nothing breaks the reader."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.plan import edits, file, json_text
from deckapp.plan.file import list_versions, plan_from_json, plan_to_json, read_newer, read_plan, write_plan
from deckapp.plan.plan import Change, Note, Plan, Position
from deckapp.problem import ChangedError, NewerFormatError, ProblemsError


def with_data(plan: Plan, change: Any) -> bytes:
    """The bytes of a plan's file after a change to its data."""
    raw = msgspec.json.decode(plan_to_json(plan))
    change(raw)
    return msgspec.json.format(msgspec.json.encode(raw), indent=2)


def test_a_saved_plan_is_the_same_when_it_is_read(full: Plan, tmp_path: Path) -> None:
    write_plan(full, tmp_path / "merger.deckplan")
    assert read_plan(tmp_path / "merger.deckplan") == (full, ())


def test_the_file_says_what_it_is_and_holds_activities_by_id(full: Plan) -> None:
    raw = msgspec.json.decode(plan_to_json(full))
    assert (raw["format"], raw["version"], raw["title"]) == ("deckapp-plan", 1, "Merger")
    assert raw["activities"]["a1"]["title"] == "The Case"
    assert raw["activities"]["a1"]["card"]["id"] == "case"
    assert raw["activities"]["a1"]["start"] == "2026-11-23"
    assert msgspec.json.decode(plan_to_json(Plan()))["activities"] == {}


def test_equal_plans_give_the_same_bytes_wherever_they_were_made(full: Plan) -> None:
    again, _ = plan_from_json(plan_to_json(full), "x")
    assert plan_to_json(again) == plan_to_json(full)


def test_one_edit_changes_few_lines_of_the_file(full: Plan) -> None:
    before = plan_to_json(full).splitlines()
    after = plan_to_json(edits.change_activities(full, ["a1"], owner="Grace")).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_rows_stay_in_the_order_in_which_they_were_made_whatever_their_ids(
    full: Plan, tmp_path: Path
) -> None:
    for key in ("n-zebra", "n10", "n2", "n-ape"):
        full = edits.set_part(full, "notes", key, Note(text="x"))
        full = edits.set_part(full, "history", key, Change(summary=key))
    write_plan(full, tmp_path / "rows.deckplan")
    again, _ = read_plan(tmp_path / "rows.deckplan")
    assert list(again.notes) == ["n1", "n-zebra", "n10", "n2", "n-ape"]
    assert list(again.history) == ["n-zebra", "n10", "n2", "n-ape"]


def test_lanes_of_one_order_stand_as_in_the_file() -> None:
    raw = b'{"format": "deckapp-plan", "version": 1, "phases": {"z": {"title": "1"}, "a": {"title": "2"}}}'
    plan, _ = plan_from_json(raw, "x")
    assert [key for key, _phase in plan.phases_in_order()] == ["z", "a"]


def test_unknown_keys_of_a_newer_deckapp_are_kept_at_every_level(full: Plan) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["budget"] = {"sum": 12.5, "lines": [1, {"a": None}]}
        raw["definition"]["motto"] = "Go"
        raw["phases"]["p1"]["icon"] = "flag"
        activity = raw["activities"]["a2"]
        activity["tint"] = "red"
        activity["position"]["z"] = 3
        activity["card"]["mood"] = "calm"
        activity["card"]["steps"][0]["tool"] = {"name": "pen"}
        raw["decks"]["change"]["suits"][1]["pattern"] = "waves"
        raw["decks"]["change"]["style"] = {"glow": True}
        raw["notes"]["n1"]["extra"] = {"mine": 1}
        raw["extra"] = "also a key"
        raw["unreadable"] = ["too"]

    data = with_data(full, change)
    plan, problems = plan_from_json(data, "x")
    assert problems == ()
    assert plan.activities["a2"].card == full.activities["a2"].card
    after = edits.change_activities(plan, ["a2"], owner="Ada")
    written = msgspec.json.decode(plan_to_json(after))
    expected = msgspec.json.decode(data)
    expected["activities"]["a2"]["owner"] = "Ada"
    assert written == expected


def test_parts_that_make_no_sense_are_told_with_their_line_and_written_back(full: Plan) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["activities"]["a1"]["duration_days"] = 0
        raw["activities"]["a2"]["card"]["title"] = ""
        raw["risks"]["r1"]["likelihood"] = "often"
        raw["measures"] = ["no", "object"]
        raw["notes"]["n2"] = 7
        raw["definition"]["vision"] = 3
        raw["organisation"] = None

    data = with_data(full, change)
    plan, problems = plan_from_json(data, "merger.deckplan")
    errors = {problem.message.partition(":")[0]: problem for problem in problems if problem.level == "error"}
    assert set(errors) == {
        "activities.a1.duration_days",
        "activities.a2.card.title",
        "risks.r1.likelihood",
        "measures",
        "notes.n2",
        "definition.vision",
        "organisation",
    }
    lines = data.decode().splitlines()
    for path, problem in errors.items():
        assert f'"{path.rpartition(".")[2]}":' in lines[problem.line - 1]
        assert lines[problem.line - 1][problem.column - 1] == '"'
    assert plan.activities.keys() == full.activities.keys()
    assert plan.activities["a2"].card.steps == full.activities["a2"].card.steps
    assert set(plan.notes) == {"n1"}
    assert msgspec.json.decode(plan_to_json(plan)) == msgspec.json.decode(data)


def test_what_is_written_anew_does_not_push_out_what_was_unreadable(full: Plan) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["risks"] = ["a", "b"]
        raw["organisation"] = 9

    plan, _ = plan_from_json(with_data(full, change), "x")
    plan = edits.set_part(edits.change_plan(plan, organisation="Acme"), "risks", "r1", full.risks["r1"])
    written = msgspec.json.decode(plan_to_json(plan))
    assert written["organisation"] == "Acme"
    assert set(written["risks"]) == {"r1"}
    assert written["organisation (unreadable)"] == 9
    assert written["risks (unreadable)"] == ["a", "b"]
    again, problems = plan_from_json(plan_to_json(plan), "x")
    assert problems == ()
    assert msgspec.json.decode(plan_to_json(again)) == written


def test_a_text_that_is_too_long_is_shortened_on_screen_and_whole_in_the_file(full: Plan) -> None:
    long = "é" * 20_500

    def change(raw: dict[str, Any]) -> None:
        raw["activities"]["a1"]["note"] = raw["title"] = raw["definition"]["scope"] = long

    plan, problems = plan_from_json(with_data(full, change), "x")
    assert len(plan.activities["a1"].note) == len(plan.title) == len(plan.definition.scope) == 20_000
    assert {problem.level for problem in problems} == {"warning"}
    assert len(problems) == 3
    written = msgspec.json.decode(plan_to_json(plan))
    assert written["activities"]["a1"]["note"] == written["title"] == written["definition"]["scope"] == long
    assert "(continued)" not in plan_to_json(plan).decode()


def test_links_and_places_that_lead_nowhere_are_kept_and_told(full: Plan) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["links"]["l2"] = {"source": "a1", "target": "gone"}
        raw["activities"]["a1"]["position"]["phase"] = "p99"
        raw["activities"]["a2"]["position"]["workstream"] = "w99"

    plan, problems = plan_from_json(with_data(full, change), "x")
    assert plan.links["l2"].target == "gone"
    assert [problem.message for problem in problems] == [
        "links.l2.target: there is no activity 'gone'",
        "activities.a1.position: there is no phase 'p99'",
        "activities.a2.position: there is no workstream 'w99'",
    ]
    assert all(problem.level == "warning" and problem.line for problem in problems)


def test_a_tile_flung_off_the_board_is_brought_back(full: Plan) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["activities"]["a1"]["position"].update(x=-50, y=1e300)

    plan, problems = plan_from_json(with_data(full, change), "x")
    assert plan.activities["a1"].position.x == 0
    assert plan.activities["a1"].position.y <= 100_000
    assert [problem.level for problem in problems] == ["warning"]


def test_an_id_names_one_thing_on_the_board(full: Plan) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["notes"]["a1"] = {"text": "twin"}
        raw["phases"][""] = {"title": "no id"}

    data = with_data(full, change)
    plan, problems = plan_from_json(data, "x")
    assert set(plan.notes) == {"n1"}
    assert "" not in plan.phases
    assert len(problems) == 2
    assert msgspec.json.decode(plan_to_json(plan)) == msgspec.json.decode(data)


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"", (0, 0), "empty"),
        (b'{"format":\n  ?}', (2, 3), "no JSON"),
        (b'{"a": "\xc3\xa9\n", "b": NaN}', (1, 9), "no JSON"),
        (b'{"a": NaN}', (1, 7), "no JSON"),
        (b'{"a": 1', (1, 8), "truncated"),
        (b"\x89PNG\r\n", (1, 1), "not text in UTF-8"),
        (b"[1, 2]", (0, 0), "not a Deckapp plan"),
        (b'{"format": "excalidraw"}', (0, 0), "not a Deckapp plan"),
        (b'{"format": "deckapp-plan"}', (0, 0), "version"),
        (b'{"format": "deckapp-plan", "version": true}', (0, 0), "version"),
        (b'{"format": "deckapp-plan", "version": 0}', (0, 0), "format 0"),
        (b"[" * 200_000, (0, 0), "64 levels"),
        (b'{"format": "deckapp-plan", "x": ' + b"[" * 64 + b"]" * 64 + b"}", (0, 0), "64 levels"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_its_place(
    data: bytes, place: tuple[int, int], said: str
) -> None:
    with pytest.raises(ProblemsError) as caught:
        plan_from_json(data, "x.deckplan")
    (problem,) = caught.value.problems
    assert said in problem.message
    assert (problem.line, problem.column) == place


def test_a_plan_of_64_levels_is_read() -> None:
    data = b'{"format": "deckapp-plan", "version": 1, "x": ' + b"[" * 63 + b"]" * 63 + b"}"
    assert plan_from_json(data, "x")[1] == ()


def test_a_newer_plan_is_refused_but_can_be_looked_at(full: Plan, tmp_path: Path) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["version"] = 7
        raw["phases"]["p1"]["title"] = {"en": "Prepare", "de": "Vorbereiten"}

    path = tmp_path / "newer.deckplan"
    path.write_bytes(with_data(full, change))
    with pytest.raises(NewerFormatError, match="newer Deckapp"):
        read_plan(path)
    plan, problems = read_newer(path)
    assert plan.activities == full.activities
    assert "phases.p1.title" in problems[0].message


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "vast.deckplan"
    with path.open("wb") as vast:
        vast.truncate(1024 * 1024 + 1)
    with pytest.raises(ProblemsError, match="larger than 1 MiB"):
        read_plan(path)


def test_a_plan_too_large_to_be_read_again_is_not_written(
    full: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(full, path)
    monkeypatch.setattr(json_text, "MAX_BYTES", 10_000)
    with pytest.raises(OSError, match="smaller pictures"):
        write_plan(edits.change_plan(full, author="x" * 10_000), path)
    assert read_plan(path)[0] == full


def test_a_byte_order_mark_does_no_harm(full: Plan) -> None:
    assert plan_from_json(b"\xef\xbb\xbf" + plan_to_json(full), "x") == (full, ())


@settings(max_examples=200)
@given(seed=st.integers(0, 2**32))
def test_a_file_with_random_damage_is_read_or_refused_but_never_breaks(seed: int) -> None:
    chance = random.Random(seed)
    plan, _ = edits.add_workstream(edits.new_plan("Ünïcode"), "x")
    data = bytearray(plan_to_json(plan))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[at] = chance.randrange(256)
        else:
            del data[at : at + chance.randint(1, 30)]
    with contextlib.suppress(ProblemsError):
        read, _ = plan_from_json(bytes(data), "x")
        assert plan_from_json(plan_to_json(read), "x")[0] == read


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=4) | st.sampled_from(["a1", "p1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300)
@given(data=st.data())
def test_any_value_anywhere_is_kept(data: st.DataObject) -> None:
    plan, _ = edits.add_note(edits.new_plan("x"), "y", Position(phase="p1", workstream="w1"))
    raw = msgspec.json.decode(plan_to_json(plan))
    keys = [key for key in raw if key not in ("format", "version")]
    place, path = raw, [data.draw(st.sampled_from([*keys, "new"]))]
    while isinstance(place.get(path[-1]), dict) and data.draw(st.booleans()):
        place = place[path[-1]]
        path.append(data.draw(st.sampled_from([*place, "new"])))
    value = place[path[-1]] = data.draw(VALUES)
    read, problems = plan_from_json(msgspec.json.encode(raw), "x")
    written: Any = msgspec.json.decode(plan_to_json(read))
    for key in path:
        written = written.get(key, {})
    # What is a field's default is not written, and what lies too far out is brought back.
    assert written == value or not value or any("too far out" in problem.message for problem in problems)
    assert plan_from_json(plan_to_json(read), "x")[0] == read


def test_permissions_of_a_saved_file_stay(full: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(full, path)
    path.chmod(0o640)
    write_plan(edits.change_plan(full, title="B"), path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["merger.deckplan"]


COUNTER = """
import sys
from pathlib import Path
from deckapp.plan.edits import change_plan
from deckapp.plan.file import plan_bytes, plan_from_json, seen_in, write_plan
from deckapp.problem import ChangedError
path = Path(sys.argv[1])
sys.stdin.readline()
for _ in range(10):
    while True:
        data = plan_bytes(path)
        plan = plan_from_json(data, "x")[0]
        try:
            write_plan(change_plan(plan, title=str(int(plan.title) + 1)), path, seen=seen_in(data))
            break
        except ChangedError:
            pass
"""


def test_programs_that_save_one_plan_at_once_overwrite_nothing_unseen(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "counted.deckplan"
    write_plan(edits.change_plan(plan, title="0"), path)
    running = [
        subprocess.Popen([sys.executable, "-c", COUNTER, str(path)], stdin=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        one.communicate(timeout=120)
        assert one.returncode == 0
    assert read_plan(path)[0].title == "30"


def test_a_file_that_is_not_as_it_was_seen_is_not_written(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(plan, path)
    seen = file.seen_now(path)
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedError):
        write_plan(plan, path, seen=seen)
    assert path.read_bytes() == b"theirs"
    write_plan(plan, path, seen=file.seen_now(path))
    path.unlink()
    with pytest.raises(ChangedError):
        write_plan(plan, path, seen=file.seen_in(b"theirs"))
    write_plan(plan, path, seen=file.NOTHING)
    assert read_plan(path)[0] == plan


def test_a_plan_that_lines_would_make_too_large_is_saved_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep.deckplan"
    path.write_text('{"format": "deckapp-plan", "version": 1, "x": [' + "[[[[[]]]]]," * 200 + "0]}")
    monkeypatch.setattr(json_text, "MAX_TEXT_BYTES", path.stat().st_size + 100)
    monkeypatch.setattr(json_text, "MAX_BESIDE_BYTES", 0)
    plan, _ = read_plan(path)
    write_plan(plan, path)
    assert path.read_bytes().count(b"\n") == 1
    assert read_plan(path)[0] == plan


@pytest.mark.parametrize("written", ["-5", "1e308", "9" * 4000])
def test_a_headcount_that_is_none_is_told_of_and_kept(written: str) -> None:
    group = f'{{"g": {{"name": "G", "headcount": {written}}}}}'
    text = f'{{"format": "deckapp-plan", "version": 1, "stakeholders": {group}}}'
    plan, (problem,) = plan_from_json(text.encode(), "p.deckplan")
    assert "headcount" in problem.message
    assert all(group.headcount is None for group in plan.stakeholders.values())
    assert plan_from_json(plan_to_json(plan), "p.deckplan")[0] == plan


@pytest.mark.skipif(os.name != "posix", reason="links of this kind are posix")
def test_a_file_with_two_names_loses_nothing_and_that_they_part_is_said_once(
    plan: Plan, tmp_path: Path
) -> None:
    path, other = tmp_path / "merger.deckplan", tmp_path / "snapshot.deckplan"
    write_plan(plan, path)
    other.hardlink_to(path)
    before = other.read_bytes()
    [said] = write_plan(edits.change_plan(plan, title="New"), path)
    assert "another name as well" in said.message
    assert said.level == "warning"
    assert read_plan(path)[0].title == "New"
    assert other.read_bytes() == before
    assert list_versions(path)[0].path.read_bytes() == before
    assert write_plan(edits.change_plan(plan, title="Newer"), path) == ()


@pytest.mark.parametrize("number", ["1e400", "-2E+999", "9" * 5_000])
def test_a_number_beyond_all_is_told_where_it_stands(tmp_path: Path, number: str) -> None:
    path = tmp_path / "a.deckplan"
    path.write_text(
        f'{{"format": "deckapp-plan", "title": "1e999",\n "version": {number}, "language": "en"}}'
    )
    with pytest.raises(ProblemsError) as caught:
        read_plan(path)
    [problem] = caught.value.problems
    assert (problem.line, problem.column) == (2, 13)
    assert "`$" not in problem.message
