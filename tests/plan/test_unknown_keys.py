"""Keys that were most likely mistyped: told with their place and what was meant, and kept all the same."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.plan import Plan
from deckapp.plan.understand import MAX_SLIPS
from deckapp.problem import Problem

HEAD = {"format": "deckapp-plan", "version": 1}


def told(raw: dict[str, Any]) -> tuple[Problem, ...]:
    """What is said of a plan with this data, all of which is kept."""
    data = msgspec.json.format(msgspec.json.encode(raw), indent=1)
    plan, problems = plan_from_json(data, "x")
    again, _ = plan_from_json(plan_to_json(plan), "x")
    assert again == plan
    return problems


@pytest.mark.parametrize(
    ("way", "wrong", "right", "named"),
    [
        ((), "organization", "organisation", ""),
        ((), "activites", "activities", ""),
        (("definition",), "visoin", "vision", "definition: "),
        (("phases", "p1"), "titel", "title", "phases.p1: "),
        (("activities", "a2"), "duration", "duration_days", "activities.a2: "),
        (("activities", "a2"), "durationDays", "duration_days", "activities.a2: "),
        (("activities", "a2"), "Owner", "owner", "activities.a2: "),
        (("activities", "a2", "card"), "qestion", "question", "activities.a2.card: "),
        (("activities", "a2", "card", "steps", 0), "minuts", "minutes", "activities.a2.card.steps[0]: "),
        (("activities", "a2", "position"), "workstraem", "workstream", "activities.a2.position: "),
        (("notes", "n1"), "color", "colour", "notes.n1: "),
        (("decks", "change", "suits", 1), "colr", "colour", "decks.change.suits[1]: "),
    ],
)
def test_a_mistyped_key_is_a_warning_with_its_line_and_what_was_meant(
    full: Plan, way: tuple[Any, ...], wrong: str, right: str, named: str
) -> None:
    raw = msgspec.json.decode(plan_to_json(full))
    part = raw
    for key in way:
        part = part.setdefault(key, {}) if isinstance(part, dict) else part[key]
    part[wrong] = "soon"
    (problem,) = told(raw)
    assert problem.message == f"{named}unknown key `{wrong}`, kept but not used"
    assert (problem.hint, problem.level) == (f"did you mean `{right}`?", "warning")
    lines = msgspec.json.format(msgspec.json.encode(raw), indent=1).decode().splitlines()
    assert lines[problem.line - 1].strip().startswith(f'"{wrong}": "soon"')


def test_a_part_with_a_bad_field_as_well_tells_both(full: Plan) -> None:
    raw = msgspec.json.decode(plan_to_json(full))
    raw["activities"]["a2"] |= {"duration": "soon", "status": 7}
    levels = {problem.level: str(problem) for problem in told(raw)}
    assert set(levels) == {"error", "warning"}
    assert "unknown key `duration`" in levels["warning"]


def test_in_a_file_of_one_line_the_part_is_named(full: Plan) -> None:
    raw = msgspec.json.decode(plan_to_json(full))
    raw["activities"]["a2"]["duration"] = "soon"
    (problem,) = plan_from_json(msgspec.json.encode(raw), "x")[1]
    assert problem.message.startswith(
        f"in the activity “{full.activities['a2'].title}”: activities.a2: unknown"
    )


def test_keys_that_resemble_none_and_what_was_set_aside_are_kept_without_a_word() -> None:
    note = {
        "text": "a" * 1_100_000,
        "mood": "calm",
        "budget": {"texts": 1},
        "": 1,
        "x" * 5000: 2,
        "text (repeated)": 3,
    }
    problems = told({**HEAD, "notes": {"n": note}, "title (unreadable)": 3})
    assert ["longer than" in problem.message for problem in problems] == [True]


def test_of_very_many_only_some_are_told_and_the_others_counted() -> None:
    notes = {f"n{number}": {"text": "x", "textt": "y", "colur": "z"} for number in range(200)}
    problems = told({**HEAD, "notes": notes})
    assert len(problems) == MAX_SLIPS + 1
    assert {problem.level for problem in problems} == {"warning"}
    assert problems[-1].message == f"and {400 - MAX_SLIPS} more unknown keys that are near to known ones"


def test_not_every_one_of_a_hundred_thousand_keys_is_compared() -> None:
    note = {"text": "x"} | {f"tex{number}": 1 for number in range(100_000)}
    assert len(told({**HEAD, "notes": {"n": note}})) <= MAX_SLIPS + 1
