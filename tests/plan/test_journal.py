"""The journal: what was appended is there after any end of the program."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.file import plan_from_json, plan_to_json, write_plan
from deckapp.plan.journal import Journal, discard, recover, recoverable
from deckapp.plan.plan import Plan, Position, Risk
from deckapp.plan.recovery import claim, look
from deckapp.problem import NewerFormatError

ROUNDS = int(os.environ.get("DECKAPP_FAULT_ROUNDS", "10"))
DECK = Deck(id="d", title="D", cards={"c": Card(id="c", title="C", image="sha256:0")})


def renamed(plan: Plan, *titles: str) -> list[Plan]:
    """The plan and what becomes of it as it is renamed again and again."""
    plans = [plan]
    for title in titles:
        plans.append(edits.change_plan(plans[-1], title=title))
    return plans


def journalled(folder: Path, plans: list[Plan], plan_path: Path | None = None) -> Path:
    """The journal of a program that went from plan to plan and then ended."""
    journal = Journal(folder)
    journal.start(plans[0], plan_path)
    for number, (before, after) in enumerate(itertools.pairwise(plans)):
        journal.append(before, after, f"edit {number}")
    path = journal.path
    journal.close(discard=False)
    assert path is not None
    return path


def test_a_plan_that_is_only_looked_at_leaves_nothing(plan: Plan, tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.start(plan, None)
    journal.append(plan, plan, "nothing")
    assert recoverable(tmp_path) == []
    journal.close()
    assert os.listdir(tmp_path) == []


def test_what_was_edited_is_recovered_and_told(full: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(full, path)
    plans = renamed(full, "A", "B")
    plans.append(edits.remove(plans[-1], ["a1"]))
    plans.append(plans[-2])
    journalled(tmp_path / "journals", plans, path)
    (found,) = recoverable(tmp_path / "journals")
    assert (found.title, found.edits, found.plan_path, found.problems) == ("B", 4, path, ())
    assert not found.file_changed
    assert abs(dt.datetime.now(dt.UTC) - found.last_edit) < dt.timedelta(minutes=1)
    assert recover(found.path) == plans[-1]
    write_plan(plans[1], path)
    assert recoverable(tmp_path / "journals")[0].file_changed


@pytest.mark.parametrize("gone", [["a1"], ["a2"], ["a1", "a2"], ["a1", "a3"], ["a1", "a2", "a3"]])
def test_what_an_undo_brought_back_stands_in_its_old_place(
    full: Plan, tmp_path: Path, gone: list[str]
) -> None:
    placed, _ = edits.duplicate(full, ["a1", "a2"])
    plans = [placed, edits.remove(placed, gone), placed, edits.duplicate(placed, ["a3"])[0]]
    recovered = recover(journalled(tmp_path, plans))
    assert list(recovered.activities) == ["a1", "a2", "a3", "a4", "a5", "a6"]
    assert plan_to_json(recovered) == plan_to_json(plans[-1])


def test_recovering_changes_nothing_and_discarding_removes(plan: Plan, tmp_path: Path) -> None:
    path = journalled(tmp_path, renamed(plan, "A"))
    before = path.read_bytes()
    recoverable(tmp_path)
    recover(path)
    assert path.read_bytes() == before
    discard(path)
    assert recoverable(tmp_path) == []


def test_each_line_is_json_and_holds_only_what_changed(full: Plan, tmp_path: Path) -> None:
    after = edits.change_definition(edits.change_activities(full, ["a1"], owner="Grace"), vision="Calm")
    path = journalled(tmp_path, [full, after, edits.remove(after, ["n1"])])
    entries = [json.loads(line)["entry"] for line in path.read_text().splitlines()]
    header, edit, removal = entries[0], *entries[-2:]
    kinds = [kind for kind, _entries in itertools.groupby(entry["is"] for entry in entries)]
    assert kinds == ["header", "base", "header", "edit"]
    assert (header["format"], header["title"]) == ("deckapp-journal", "Merger")
    assert set(edit["parts"]) == {"activities"}
    assert set(edit["parts"]["activities"]) == {"a1"}
    assert set(edit["fields"]) == {"definition"}
    assert edit["label"] == "edit 0"
    assert removal["parts"] == {"notes": {"n1": None}}


def test_an_edit_is_in_the_file_when_append_returns(plan: Plan, tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    plans = renamed(plan, "A", "B")
    journal.start(plan, None)
    for before, after in itertools.pairwise(plans):
        journal.append(before, after, "rename")
        assert journal.path is not None
        assert recover(journal.path) == after
    journal.close()


def test_the_journal_of_a_living_program_is_not_offered(plan: Plan, tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.start(plan, None)
    journal.append(*renamed(plan, "A"), "rename")
    assert recoverable(tmp_path) == []
    journal.close(discard=False)
    assert len(recoverable(tmp_path)) == 1


def test_saving_makes_the_journal_begin_anew_with_the_next_edit(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "p.deckplan"
    journal = Journal(tmp_path / "journals")
    plans = renamed(plan, "A", "B")
    journal.start(plans[0], None)
    journal.append(plans[0], plans[1], "rename")
    write_plan(plans[1], path)
    journal.saved(plans[1], path)
    assert os.listdir(tmp_path / "journals") == []
    journal.append(plans[1], plans[2], "rename")
    journal.close(discard=False)
    (found,) = recoverable(tmp_path / "journals")
    assert (found.edits, found.plan_path, recover(found.path)) == (1, path, plans[2])


def test_a_program_that_ended_right_after_saving_has_nothing_to_recover(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "p.deckplan"
    plans = renamed(plan, "A", "B")
    write_plan(plans[0], path)
    journalled(tmp_path / "journals", plans, path)
    write_plan(plans[1], path)
    assert len(recoverable(tmp_path / "journals")) == 1
    write_plan(plans[2], path)
    assert recoverable(tmp_path / "journals") == []


def test_a_plan_that_no_file_holds_is_safe_from_the_start(full: Plan, tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.start(full, None, unsaved=True)
    journal.close(discard=False)
    (found,) = recoverable(tmp_path)
    assert (found.edits, found.plan_path) == (0, None)
    assert recover(found.path) == full


def test_what_could_not_be_read_survives_the_journal_too(full: Plan, tmp_path: Path) -> None:
    data = plan_to_json(full).replace(b'"likelihood": 4', b'"likelihood": "often"')
    damaged, _ = plan_from_json(data, "x")
    path = journalled(tmp_path, renamed(damaged, "A"))
    assert plan_to_json(recover(path)) == plan_to_json(edits.change_plan(damaged, title="A"))


def test_a_journal_of_a_newer_deckapp_is_named_and_left_alone(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = journalled(tmp_path, renamed(plan, "A"))
    monkeypatch.setattr("deckapp.plan.journal_lines.VERSION", 0)
    with pytest.raises(NewerFormatError):
        recover(path)
    found = look(tmp_path)
    assert found.recoveries == ()
    assert [(problem.path, "newer" in problem.message) for problem in found.problems] == [(str(path), True)]
    assert path.exists()


def test_a_journal_that_has_grown_too_long_begins_anew(full: Plan, tmp_path: Path) -> None:
    journal = Journal(tmp_path, max_bytes=20_000)
    journal.start(full, None)
    plan, largest = full, 0
    for number in range(300):
        after = edits.change_activities(plan, ["a1"], note=f"{number} " + "x" * 500)
        journal.append(plan, after, "note")
        plan = after
        (name,) = os.listdir(tmp_path)
        largest = max(largest, (tmp_path / name).stat().st_size)
    journal.close(discard=False)
    assert largest < 30_000
    (found,) = recoverable(tmp_path)
    assert found.edits == 300
    assert recover(found.path) == plan


def test_a_large_plan_does_not_begin_anew_at_every_edit(full: Plan, tmp_path: Path) -> None:
    full = replace(full, images={"sha256:0": b"x" * 50_000})
    journal = Journal(tmp_path, max_bytes=1000)
    journal.start(full, None)
    plans = renamed(full, *"abcdefgh")
    names = set()
    for before, after in itertools.pairwise(plans):
        journal.append(before, after, "rename")
        names.update(os.listdir(tmp_path))
    journal.close()
    assert len(names) == 1


@pytest.mark.skipif(os.name != "posix", reason="limits are set with resource")
def test_a_full_disk_is_told_and_the_next_edit_catches_up(plan: Plan, tmp_path: Path) -> None:
    import resource

    plans = renamed(plan, "A", "B" * 5000, "B" * 5000)
    plans.append(edits.change_definition(plans[-1], case="why"))
    journal = Journal(tmp_path)
    journal.start(plans[0], None)
    journal.append(plans[0], plans[1], "rename")
    assert journal.path is not None
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.path.stat().st_size + 100, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            journal.append(plans[1], plans[2], "rename")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert recover(journal.path) == plans[1]
    journal.append(plans[2], plans[4], "case")
    assert recover(journal.path) == plans[4]
    journal.close()


def test_a_folder_that_cannot_be_made_is_told(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "journals")
    journal.start(plan, None)
    with pytest.raises(OSError, match="file"):
        journal.append(*renamed(plan, "A"), "rename")
    journal.close()


Edit = Callable[[Plan, random.Random], Plan]


def cell(plan: Plan, chance: random.Random) -> Position:
    return Position(
        phase=chance.choice([*plan.phases, ""]),
        workstream=chance.choice([*plan.workstreams, ""]),
        x=chance.uniform(0, 900),
        y=chance.uniform(0, 900),
    )


def some(parts: dict[str, object], chance: random.Random) -> list[str]:
    return chance.sample(sorted(parts), k=min(len(parts), chance.randint(0, 3)))


def linked(plan: Plan, chance: random.Random) -> Plan:
    if len(plan.activities) < 2:
        return plan
    source, target = chance.sample(sorted(plan.activities), k=2)
    return edits.add_link(plan, source, target, "informs", "é")[0] if not plan.links else plan


EDITS: tuple[Edit, ...] = (
    lambda plan, chance: edits.place_card(plan, DECK, DECK.cards["c"], cell(plan, chance))[0],
    lambda plan, chance: edits.add_note(plan, chance.choice(["", "ü\n\u2028", "x" * 50]), cell(plan, chance))[
        0
    ],
    lambda plan, chance: edits.move(
        plan, {key: cell(plan, chance) for key in some({**plan.activities}, chance)}
    ),
    lambda plan, chance: edits.change_activities(
        plan, some({**plan.activities}, chance), start=dt.date(2026, 1, chance.randint(1, 28)), outcome="✓"
    ),
    lambda plan, chance: edits.remove(plan, some({**plan.activities, **plan.notes, **plan.links}, chance)),
    lambda plan, chance: edits.duplicate(plan, some({**plan.activities, **plan.notes}, chance))[0],
    linked,
    lambda plan, chance: edits.add_phase(plan, chance.choice(["A", "B"]))[0],
    lambda plan, chance: (
        edits.remove_phase(plan, chance.choice(sorted(plan.phases))) if plan.phases else plan
    ),
    lambda plan, chance: edits.change_definition(plan, case=str(chance.random())),
    lambda plan, chance: edits.set_part(
        plan, "risks", edits.new_id(plan, "r"), Risk(title="R", extra={"k": [1.5, None]})
    ),
    lambda plan, chance: replace(plan, extra={"newer": {"x": chance.random()}}),
    lambda plan, chance: replace(plan, unreadable={"risks": {"r0": chance.random()}}),
    lambda plan, chance: replace(plan, images={f"sha256:{chance.randint(0, 3)}": chance.randbytes(9)}),
    lambda plan, chance: edits.tidy(plan),
)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.lists(st.sampled_from(range(len(EDITS))), max_size=15))
def test_replay_gives_the_very_plan_and_of_a_torn_journal_one_that_was(seed: int, steps: list[int]) -> None:
    chance = random.Random(seed)
    plans = [edits.new_plan()]
    for step in steps:
        after = EDITS[step](plans[-1], chance)
        # Now and then an undo.
        plans.append(after if chance.random() < 0.8 else chance.choice(plans))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = Journal(folder)
        journal.start(plans[0], None, unsaved=True)
        for before, after in itertools.pairwise(plans):
            journal.append(before, after, "edit")
        path = journal.path
        assert path is not None
        journal.close(discard=False)
        assert recover(path) == plans[-1]
        data = path.read_bytes()
        start = data.rindex(b'{"crc"', 0, data.rindex(b'"is":"header"'))
        start = data.index(b"\n", start) + 1
        states = [plans[0], *(after for before, after in itertools.pairwise(plans) if after != before)]
        beginning = data[:start].count(b"\n")
        for cut in {start, max(start, len(data) - 1), *(chance.randint(start, len(data)) for _ in range(12))}:
            path.write_bytes(data[:cut])
            # A line that lacks its end alone is whole.
            lines = data[: cut + 1].count(b"\n") - beginning
            assert recover(path) == states[lines]
            assert recoverable(folder)[0].edits == lines
            assert recoverable(folder)[0].problems == ()


EDITOR = """
import sys
from pathlib import Path
from deckapp.plan.edits import change_plan, new_plan
from deckapp.plan.journal import Journal
journal, plan = Journal(Path(sys.argv[1])), new_plan()
journal.start(plan, None)
for number in range(1_000_000):
    after = change_plan(plan, title=str(number))
    journal.append(plan, after, "rename")
    plan = after
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_program_killed_at_any_moment_loses_no_edit_that_it_showed(tmp_path: Path) -> None:
    chance = random.Random(2)
    for _ in range(ROUNDS):
        with subprocess.Popen(
            [sys.executable, "-c", EDITOR, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as editor:
            assert editor.stdout is not None
            editor.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            assert recoverable(tmp_path) == []
            editor.send_signal(signal.SIGKILL)
            shown = [int(line) for line in editor.stdout.read().splitlines() if line] or [0]
        (found,) = recoverable(tmp_path)
        assert int(recover(found.path).title) in (shown[-1], shown[-1] + 1)
        discard(found.path)


def test_what_an_undo_brings_back_into_the_middle_stands_there_after_a_crash(tmp_path: Path) -> None:
    full = Plan(risks={key: Risk(title=key) for key in ("r1", "r2", "r3", "r4")})
    without = replace(full, risks={key: risk for key, risk in full.risks.items() if key not in ("r2", "r3")})
    journal = Journal(tmp_path)
    journal.start(without, None, unsaved=True)
    journal.append(without, full, "undo remove 2 risks")
    assert journal.path is not None
    journal.close(discard=False)
    (found,) = recoverable(tmp_path)
    assert [*recover(found.path).risks] == ["r1", "r2", "r3", "r4"]


def test_what_the_file_held_is_known_after_each_recovery_whatever_became_of_the_file(
    full: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(full, path)
    lost = edits.remove(edits.set_part(full, "risks", "new", Risk(title="Strike")), ["a1"])
    held = journalled(tmp_path / "journals", [*renamed(full, "AAA"), replace(lost, title="AAA")], path)
    write_plan(Plan(title="Another's"), path)
    for number in range(3):
        claimed = claim(held)
        assert claimed.saved == full
        assert claimed.plan == replace(lost, title=f"again {number - 1}" if number else "AAA")
        journal = Journal(held.parent, claim=claimed)
        journal.start(claimed.plan, path, unsaved=True)
        after = edits.change_plan(claimed.plan, title=f"again {number}")
        journal.append(claimed.plan, after, "rename")
        journal.close(discard=False)


def test_what_the_file_held_is_not_claimed_to_be_known_where_it_is_not(full: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(full, path)
    without = journalled(tmp_path / "without", renamed(full, "A"))
    held = journalled(tmp_path / "held", renamed(full, "A"), path)
    data = held.read_bytes().replace(b'"fields":{"language":', b'"fields":{"languagf":')
    held.write_bytes(data)
    same = claim(held)
    same.held.close()
    write_plan(renamed(full, "B")[-1], path)
    for unknown in (without, held):
        claimed = claim(unknown)
        claimed.held.close()
        assert claimed.saved is None
    assert same.saved == full


def test_what_the_file_held_is_still_known_where_a_journal_grew_too_long(full: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(full, path)
    journal = Journal(tmp_path / "journals", max_bytes=20_000)
    journal.start(full, path)
    plans = [full]
    for number in range(100):
        plans.append(edits.change_activities(plans[-1], ["a1"], note=f"{number} " + "x" * 500))
        journal.append(*plans[-2:], "note")
    held = journal.path
    journal.close(discard=False)
    assert held is not None
    assert held.stat().st_size < 45_000
    claimed = claim(held)
    claimed.held.close()
    assert (claimed.plan, claimed.saved) == (plans[-1], full)


def test_a_plan_that_is_recovered_again_is_as_old_as_its_last_edit(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
    monkeypatch.setattr("deckapp.plan.journal._now", lambda: noon)
    path = journalled(tmp_path, renamed(plan, "a", "b"))
    for hour in (1, 2, 3):
        monkeypatch.setattr("deckapp.plan.journal._now", lambda hour=hour: noon + dt.timedelta(hours=hour))
        journal = Journal(tmp_path, claim=claim(path))
        journal.start(renamed(plan, "b")[-1], None, unsaved=True)
        journal.close(discard=False)
        [found] = recoverable(tmp_path)
        assert found.last_edit == noon
    journal = Journal(tmp_path, claim=claim(path))
    latest = renamed(plan, "b", "c")
    journal.start(latest[-2], None, unsaved=True)
    journal.append(latest[-2], latest[-1], "rename")
    journal.close(discard=False)
    [found] = recoverable(tmp_path)
    assert found.last_edit == noon + dt.timedelta(hours=3)
