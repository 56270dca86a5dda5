"""What a part of a plan is called where a problem's line leads nobody to it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from deckapp.plan.called import LONGEST, called
from deckapp.plan.plan import Plan, Risk, Stakeholder


@pytest.fixture
def named() -> Plan:
    """A plan with a few named parts and one that nobody could understand."""
    return Plan(
        stakeholders={"s1": Stakeholder(name="Billing\n office")},
        risks={"r1": Risk(title="x" * 200), "r2": Risk(title=" ")},
        unreadable={
            "notes": {"n9": {"text": "Ask first", "colour": 7}},
            "activities": {"a9": {"card": {"title": "Map"}}},
        },
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (("stakeholders", "s1"), "in the stakeholder group “Billing office”: "),
        (("stakeholders", "s1", "impact"), "in the stakeholder group “Billing office”: "),
        (("risks", "r1"), f"in the risk “{'x' * (LONGEST - 1)}…”: "),
        (("notes", "n9", "colour"), "in the note “Ask first”: "),
        (("activities", "a9"), "in the activity “Map”: "),
        (("risks", "r2"), ""),
        (("risks", "gone"), ""),
        (("risks",), ""),
        ((), ""),
        (("title", "a"), ""),
    ],
)
def test_a_part_is_called_by_its_noun_and_name(named: Plan, key: tuple[str, ...], words: str) -> None:
    assert called(named, key) == words


def test_a_name_as_long_as_may_be_is_said_whole(named: Plan) -> None:
    plan = replace(named, risks={"r1": Risk(title="y" * LONGEST)})
    assert called(plan, ("risks", "r1")) == f"in the risk “{'y' * LONGEST}”: "
