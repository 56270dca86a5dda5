"""A damaged journal: what is whole on both sides is recovered, what is missing is said, the file is kept.

DECKAPP_DAMAGE_STEP sets at which bytes a journal is cut and changed: at every one by 1 (default 23).
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from deckapp.plan import edits
from deckapp.plan.damage import HEADERS
from deckapp.plan.file import write_plan
from deckapp.plan.journal import Journal
from deckapp.plan.journal_lines import FIELDS
from deckapp.plan.plan import COLLECTIONS, Note, Plan, Risk
from deckapp.plan.recovery import claim, look, recover
from deckapp.problem import ProblemsError

STEP = int(os.environ.get("DECKAPP_DAMAGE_STEP", "23"))
NOTES = [f"n{number}" for number in range(1, 6)]


def noted(plan: Plan) -> list[Plan]:
    """A plan that gets one note after another."""
    plans = [plan]
    for key in NOTES:
        plans.append(edits.set_part(plans[-1], "notes", key, Note(text=f"Ask {key}")))
    return plans


def crashed(folder: Path, plans: list[Plan], plan_path: Path | None, unsaved: bool = False) -> Path:
    """The journal of a program that went from plan to plan and then ended."""
    journal = Journal(folder)
    journal.start(plans[0], plan_path, unsaved=unsaved)
    for number, after in enumerate(plans[1:], start=1):
        journal.append(plans[number - 1], after, f"Add note {number}")
    path = journal.path
    journal.close(discard=False)
    assert path is not None
    return path


def recovered(path: Path) -> tuple[list[str], list[str], Plan]:
    """The notes that come back, what is said of the rest, and the plan."""
    plan = recover(path)
    (found,) = look(path.parent).recoveries
    return [key for key in NOTES if key in plan.notes], [one.message for one in found.problems], plan


def says_it_once(path: Path) -> str:
    """What the words about a journal come to; they must not say two things at once."""
    (found,) = look(path.parent).recoveries
    nothing = [one for one in found.problems if "nothing is missing" in f"{one.message} {one.hint}"]
    look_for = [one for one in found.problems if "look " in one.hint]
    assert not {*nothing} & {*look_for}
    assert found.lacks == any(one not in nothing for one in found.problems)
    return "look for it" if look_for else "some is lost" if found.lacks else "nothing is missing"


@pytest.fixture
def saved(plan: Plan, tmp_path: Path) -> Path:
    """A plan in its file."""
    path = tmp_path / "merger.deckplan"
    write_plan(edits.set_part(plan, "risks", "r1", Risk(title="No time")), path)
    return path


@pytest.fixture
def journal(plan: Plan, saved: Path, tmp_path: Path) -> Path:
    """The journal of five notes added to the plan in the file."""
    return crashed(
        tmp_path / "journals",
        noted(edits.set_part(plan, "risks", "r1", Risk(title="No time"))),
        saved,
    )


def damage(path: Path, line: int, count: int = 1) -> None:
    """Change a letter in lines, counted from 1."""
    lines = path.read_bytes().splitlines(keepends=True)
    for number in range(line - 1, line - 1 + count):
        lines[number] = lines[number].replace(b"entry", b"enter")
    path.write_bytes(b"".join(lines))


def line_of(path: Path, seq: int) -> int:
    """The line of an edit, counted from 1; that of the first follows what a journal begins with."""
    lines = path.read_bytes().splitlines()
    return next(
        number for number, line in enumerate(lines, start=1) if b'"is":"edit","seq":%d,' % seq in line
    )


def test_edits_on_both_sides_of_the_damage_come_back_and_the_missing_ones_are_named(journal: Path) -> None:
    damage(journal, line_of(journal, 2), 2)
    notes, told, _plan = recovered(journal)
    assert notes == ["n1", "n4", "n5"]
    (message,) = told
    assert "edits 2 to 3 of 5 are missing" in message
    assert "“Add note 1”" in message


def test_a_damaged_last_edit_is_said_to_be_missing(journal: Path) -> None:
    damage(journal, line_of(journal, 5))
    notes, told, _plan = recovered(journal)
    assert notes == ["n1", "n2", "n3", "n4"]
    assert "one edit or more after edit 4" in told[0]


def test_a_damaged_first_line_is_told_and_takes_nothing(journal: Path, saved: Path) -> None:
    for lines in (1, 2):
        damage(journal, 1, lines)
        notes, told, _plan = recovered(journal)
        assert notes == NOTES
        assert told == ["a line of the journal is damaged here; nothing is missing"]
        assert look(journal.parent).recoveries[0].plan_path == saved


def test_what_is_damaged_of_the_plan_before_the_edits_comes_from_its_file(journal: Path, saved: Path) -> None:
    pieces = line_of(journal, 1) - 1 - HEADERS
    damage(journal, 3, pieces)
    notes, told, plan = recovered(journal)
    assert (notes, plan.risks["r1"].title, len(plan.phases)) == (NOTES, "No time", 4)
    assert told == [
        f"all of the {pieces} pieces of the plan as it was before these edits cannot be read here; "
        "all of it was taken from the plan's file, so nothing is missing"
    ]
    assert says_it_once(journal) == "nothing is missing"
    saved.unlink()
    notes, told, plan = recovered(journal)
    assert (notes, plan.phases) == (NOTES, {})
    assert "nor can the plan's file" in told[0]
    assert says_it_once(journal) == "look for it"


def test_without_any_beginning_the_edits_alone_come_back(journal: Path) -> None:
    damage(journal, 1, line_of(journal, 1) - 1)
    notes, told, _plan = recovered(journal)
    assert notes == NOTES
    assert "nor can the name of its file" in told[0]
    assert says_it_once(journal) == "look for it"


def test_a_bad_byte_costs_a_few_parts_of_the_plan_before_the_edits_or_one_field(
    full: Plan, tmp_path: Path
) -> None:
    before = edits.change_plan(full, title="Takeover", organisation="AAA", author="Ada")
    for number in range(30):
        before = edits.set_part(before, "risks", f"r{number}", Risk(title=f"Risk {number} " + "x" * 700))
    path = crashed(tmp_path, noted(before), None, unsaved=True)
    data, whole = path.read_bytes(), recover(path)
    assert 8_000 < len(data) < 64_000
    most = 0
    for at in range(0, len(data), 10 * STEP):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        found = recover(path)
        fields = [name for name in FIELDS if getattr(found, name) != getattr(whole, name)]
        parts = gone(whole, found)
        assert len(fields) + bool(parts) <= 1
        assert len(parts) <= 1 or sum(map(len, map(msgspec.json.encode, parts))) <= 2048
        most = max(most, len(parts))
    assert 1 < most <= 4


def gone(whole: Plan, found: Plan) -> list[Any]:
    """The parts of a plan that another one lacks."""
    return [
        part
        for name in COLLECTIONS
        for key, part in getattr(whole, name).items()
        if key not in getattr(found, name)
    ]


def recovered_and_crashed(path: Path) -> Path:
    """The journal of a program that recovered another's, renamed its plan and then ended too."""
    claimed = claim(path)
    goes_on = Journal(path.parent, claim=claimed)
    goes_on.start(claimed.plan, claimed.recovery.plan_path, unsaved=True)
    goes_on.append(claimed.plan, edits.change_plan(claimed.plan, title="Later"), "Rename")
    goes_on.close(discard=False)
    return path


def test_what_may_be_lost_of_the_edits_before_a_recovery_is_counted(journal: Path, saved: Path) -> None:
    recovered_and_crashed(journal)
    lines = journal.read_bytes().splitlines()
    damage(journal, next(n for n, line in enumerate(lines, start=1) if b'"n5"' in line))
    notes, told, plan = recovered(journal)
    assert (notes, plan.title, plan.risks["r1"].title, len(plan.phases)) == (NOTES[:3], "Later", "No time", 4)
    pieces = journal.read_bytes().count(b'"is":"base"')
    unread = f"one of the {pieces} pieces of the plan as it was before these edits cannot be read here"
    lost = "; some of the 5 unsaved edits made earlier may be lost with it"
    assert told == [f"{unread}; it was taken from the plan's file as it was saved last: {saved}{lost}"]
    assert "the damaged journal is kept" in look(journal.parent).recoveries[0].problems[0].hint
    assert says_it_once(journal) == "look for it"
    write_plan(edits.change_plan(plan, title="Another's"), saved)
    assert recovered(journal)[1] == [
        f"{unread}; it was taken from the plan's file, which has changed since: {saved}{lost}"
    ]
    saved.unlink()
    assert recovered(journal)[1] == [f"{unread}, nor can the plan's file, {saved}{lost}"]
    damage(journal, 3, pieces)
    assert recovered(journal)[1][0].endswith(
        "; some of the 5 unsaved edits made earlier may be lost with them"
    )


def test_a_damaged_line_of_what_the_file_held_takes_nothing_but_the_knowledge_of_it(journal: Path) -> None:
    recovered_and_crashed(journal)
    whole, lines = recover(journal), journal.read_bytes().splitlines()
    damage(journal, next(n for n, line in enumerate(lines, start=1) if b'"is":"saved"' in line))
    _notes, told, plan = recovered(journal)
    assert (plan, told) == (whole, ["a line of the journal is damaged here; nothing is missing"])
    claimed = claim(journal)
    claimed.held.close()
    assert claimed.saved is None


def test_one_edit_before_a_recovery_is_told_as_one_and_none_as_none(plan: Plan, tmp_path: Path) -> None:
    once = crashed(tmp_path / "once", noted(plan)[:2], None)
    damage(recovered_and_crashed(once), 3)
    (message,) = recovered(once)[1]
    assert message.endswith(
        "and the plan has no file yet; the one unsaved edit made earlier may be lost with it"
    )
    never = crashed(tmp_path / "never", noted(plan), None, unsaved=True)
    damage(never, 3)
    (message,) = recovered(never)[1]
    assert message.endswith("and the plan has no file yet")


def test_each_line_of_the_plan_before_the_edits_is_short(plan: Plan, tmp_path: Path) -> None:
    for number in range(1000):
        plan = edits.set_part(plan, "risks", f"r{number}", Risk(title="x" * 500))
    path = crashed(tmp_path, noted(plan), None, unsaved=True)
    assert max(map(len, path.read_bytes().splitlines())) < 4096
    damage(path, line_of(path, 1) - 10)
    notes, told, found = recovered(path)
    assert notes == NOTES
    assert 995 < len(found.risks) < 1000
    assert "and the plan has no file yet" in told[0]
    assert says_it_once(path) == "look for it"


def large(title: str = "") -> Plan:
    """A plan that is too large to be journalled in one moment."""
    risks = {f"r{number}": Risk(title="x" * 5000) for number in range(1000)}
    return edits.change_plan(replace(edits.new_plan(), risks=risks), title=title)


def test_of_a_large_plan_an_edit_writes_the_edit_and_the_rest_follows_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "p.deckplan"
    plans = noted(large())
    write_plan(plans[0], path)
    journal = Journal(tmp_path / "journals")
    journal.start(plans[0], path)
    journal.append(plans[0], plans[1], "Add")
    assert journal.path is not None
    sizes = [journal.path.stat().st_size]
    for number in range(1, 5):
        assert recover(journal.path) == plans[number]
        assert journal.is_behind
        journal.append(plans[number], plans[number + 1], "Add")
        journal.check()
        sizes.append(journal.path.stat().st_size)
    assert all(0 < after - before < 700_000 for before, after in itertools.pairwise([0, *sizes]))
    journal.close(discard=False)
    notes, told, plan = recovered(journal_in(tmp_path))
    assert (notes, told, plan) == (NOTES, [], plans[-1])
    write_plan(edits.change_plan(plans[0], title="Another"), path)
    _notes, told, _plan = recovered(journal_in(tmp_path))
    assert "it was taken from the plan's file, which has changed since" in told[0]
    assert says_it_once(journal_in(tmp_path)) == "look for it"


def journal_in(folder: Path) -> Path:
    (path,) = (folder / "journals").iterdir()
    return path


def test_a_large_plan_that_is_journalled_to_the_end_needs_its_file_no_more(tmp_path: Path) -> None:
    path = tmp_path / "p.deckplan"
    plans = noted(large())
    write_plan(plans[0], path)
    journal = Journal(tmp_path / "journals")
    journal.start(plans[0], path)
    journal.append(plans[0], plans[1], "Add")
    while journal.is_behind:
        journal.check()
    path.unlink()
    journal.append(plans[1], edits.remove(plans[1], ["n1"]), "Remove")
    journal.close(discard=False)
    _notes, told, plan = recovered(journal_in(tmp_path))
    assert (told, plan) == ([], plans[0])


def test_a_line_twice_is_told_and_applied_once(journal: Path) -> None:
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines, lines[line_of(journal, 2) - 1]]))
    notes, told, _plan = recovered(journal)
    assert (notes, told) == (NOTES, ["this line tells edit 2 again; it is passed over"])


def test_a_lost_line_end_loses_nothing(journal: Path) -> None:
    data = journal.read_bytes()
    at = data.index(b"\n", data.index(b'"seq":2'))
    journal.write_bytes(data[:at] + b"#" + data[at + 1 :])
    notes, told, _plan = recovered(journal)
    assert (notes, told) == (NOTES, ["a line of the journal is damaged here; nothing is missing"])


def changed_at(data: bytes, at: int) -> list[bytes]:
    """The bytes with one of them another one: nearly the same, and the end of a line."""
    return [data[:at] + bytes([new]) + data[at + 1 :] for new in {data[at] ^ 1, 10} - {data[at]}]


def test_wherever_one_byte_is_changed_all_but_its_edit_comes_back(journal: Path) -> None:
    data = journal.read_bytes()
    plan, lines = recover(journal), data.splitlines(keepends=True)
    beginning = sum(map(len, lines[: line_of(journal, 1) - 1]))
    for at in range(0, len(data), STEP):
        for changed in changed_at(data, at):
            journal.write_bytes(changed)
            notes, told, found = recovered(journal)
            lost = [key for key in NOTES if key not in notes]
            assert told or at == len(data) - 1
            assert says_it_once(journal) == ("some is lost" if lost else "nothing is missing")
            assert found.risks == plan.risks
            assert found.phases == plan.phases
            if at < beginning:
                assert not lost
            else:
                assert len(lost) <= 1
                assert bool(lost) == any("nothing is missing" not in message for message in told)
                assert not lost or f'"{lost[0]}"'.encode() in data[data.rindex(b"\n", 0, at) :][:250]
            assert journal.read_bytes() == changed


def test_wherever_a_journal_is_cut_all_that_is_whole_comes_back(journal: Path) -> None:
    data = journal.read_bytes()
    first, begun = data.index(b"\n") + 1, line_of(journal, 1) - 1
    for at in range(0, len(data), STEP):
        journal.write_bytes(data[:at])
        if at < first - 1:
            found = look(journal.parent)
            assert found.recoveries == ()
            assert [problem.path for problem in found.problems] == ([str(journal)] if at else [])
            continue
        notes, _told, plan = recovered(journal)
        assert notes == NOTES[: max(0, data[: at + 1].count(b"\n") - begun)]
        assert len(plan.phases) == 4
        assert journal.read_bytes() == data[:at]


def test_a_damaged_journal_is_kept_aside_and_the_plan_goes_on_under_its_name(journal: Path) -> None:
    damage(journal, line_of(journal, 2))
    data = journal.read_bytes()
    claimed = claim(journal)
    goes_on = Journal(journal.parent, claim=claimed)
    goes_on.start(claimed.plan, claimed.recovery.plan_path, unsaved=True)
    assert goes_on.kept == journal.parent / "damaged" / journal.name
    assert goes_on.kept.read_bytes() == data
    assert goes_on.path == journal
    goes_on.close(discard=False)
    notes, told, _plan = recovered(journal)
    assert (notes, told) == (["n1", "n3", "n4", "n5"], [])
    again = claim(journal)
    goes_on = Journal(journal.parent, claim=again)
    goes_on.start(again.plan, None, unsaved=True)
    goes_on.close()
    assert os.listdir(journal.parent) == ["damaged"]
    assert (journal.parent / "damaged" / journal.name).read_bytes() == data


def test_a_damaged_journal_is_kept_too_where_the_plan_could_not_be_journalled_anew(journal: Path) -> None:
    damage(journal, line_of(journal, 2))
    data = journal.read_bytes()
    (journal.parent / "damaged").touch()
    claimed = claim(journal)
    goes_on = Journal(journal.parent, claim=claimed)
    with pytest.raises(OSError, match="exists"):
        goes_on.start(claimed.plan, None, unsaved=True)
    goes_on.close()
    assert journal.read_bytes() == data


def test_what_was_damaged_twice_is_kept_twice(journal: Path) -> None:
    for line in (line_of(journal, 2), 5):
        damage(journal, line)
        claimed = claim(journal)
        goes_on = Journal(journal.parent, claim=claimed)
        goes_on.start(claimed.plan, None, unsaved=True)
        goes_on.append(claimed.plan, edits.change_plan(claimed.plan, title=str(line)), "Rename")
        goes_on.close(discard=False)
    assert sorted(os.listdir(journal.parent / "damaged")) == [
        journal.name.replace(".journal", "-2.journal"), journal.name,
    ]  # fmt: skip


@pytest.mark.parametrize("nonsense", [
    b'{"is":"edit","seq":-1,"time":"2026-01-01T00:00:00Z"}',
    b'{"is":"edit","seq":1e400,"time":"2026-01-01T00:00:00Z"}',
    b'{"is":"edit","seq":9007199254740992,"time":"0001-01-01T00:00:00"}',
    b'{"is":"edit","seq":6,"time":"9999-12-31T23:59:59Z","parts":{"risks":{"r":{"severity":"x"}},"moods":{"a":1}}}',
    b'{"is":"edit","seq":6,"time":"2026-01-01T00:00:00+23:00","fields":{"title":5,"mood":1,"unreadable":[]}}',
    b'{"is":"edit","seq":6,"time":"2026-01-01T00:00:00Z","fields":{"extra":{"a":' + b"[" * 500 + b"]" * 500 + b"}}}",
    b'{"is":"edit","seq":6,"time":"2026-01-01T00:00:00Z","parts":{"notes":{"z":{"position":{"x":1e300}}}}}',
    b'{"is":"header","format":"other","version":1,"time":"2026-01-01T00:00:00Z"}',
    b'{"is":"header","format":"deckapp-journal","version":1,"time":"2026-01-01T00:00:00Z","place":"%00","base":9}',
    b'{"is":"base","number":7}', b'{"is":"mood"}', b"[]", b"null", b"[" * 5000, b"\xff",
])  # fmt: skip
def test_whole_lines_that_make_no_sense_are_told_and_never_raise(journal: Path, nonsense: bytes) -> None:
    import zlib

    line = b'{"crc":"%08x","entry":%b}\n' % (zlib.crc32(nonsense), nonsense)
    data = journal.read_bytes()
    for changed in (data + line, line + data):
        journal.write_bytes(changed)
        notes, told, plan = recovered(journal)
        assert set(notes) == set(NOTES) or changed.startswith(line)
        assert told or nonsense.startswith((b'{"is":"header"', b'{"is":"base"', b'{"is":"edit","seq":6'))
        write_plan(plan, journal.parent.parent / "again.deckplan")
    journal.write_bytes(line)
    with contextlib.suppress(ProblemsError):
        recover(journal)
    look(journal.parent)
