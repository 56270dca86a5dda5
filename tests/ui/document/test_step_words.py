"""How steps and things are named."""

from __future__ import annotations

import pytest

from deckapp.plan import edits
from deckapp.plan.plan import Plan, Position
from deckapp.ui.document.step_words import counted_pieces, described, short
from tests.little_plan import little_plan


@pytest.fixture
def plan() -> Plan:
    return little_plan()


@pytest.fixture
def full(plan: Plan) -> Plan:
    for text in ("One", "Two"):
        plan, _key = edits.add_note(plan, text, Position())
    for target in ("a2", "a3"):
        plan, _key = edits.add_link(plan, "a1", target)
    return plan


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["a1"], "Map"),
        (["a1", "a2", "a3"], "3 activities"),
        (["a1", "n1"], "1 activity and 1 note"),
        (["a1", "a2", "n1", "n2"], "2 activities and 2 notes"),
        (["n1"], "note"),
        (["l1"], "link"),
        (["a1", "a2", "l1"], "2 activities"),
        (["a1", "l1"], "Map"),
        (["n1", "l1"], "1 note"),
        (["l1", "l2"], "2 links"),
        (["n1", "n2", "l1", "l2"], "2 notes"),
        (["a1", "n1", "l1"], "1 activity and 1 note"),
        ([], ""),
    ],
)
def test_pieces_are_counted_in_words(full: Plan, ids: list[str], words: str) -> None:
    assert counted_pieces(full, ids) == words


def test_long_titles_are_cut() -> None:
    assert short("x" * 40) == "x" * 40
    assert len(short("x" * 41)) == 40
    assert short("x" * 41).endswith("…")


def test_a_tile_and_a_note_are_told_in_words(full: Plan) -> None:
    full = edits.change_activities(full, ["a1"], owner="Ada", status="done")
    phase = full.phases_in_order()[0][1].title
    stream = next(iter(full.workstreams.values())).title
    assert described(full, "a1") == f"Map, {phase}, {stream}, done, owner Ada"
    assert described(full, "n1") == "Note, One, parking lot"
