"""The plan that one starts with when there is no recipe."""

from __future__ import annotations

from deckapp.plan.edits.lanes import add_phase, add_workstream
from deckapp.plan.edits.parts import change_plan
from deckapp.plan.plan import Plan

FIRST_PHASES = ("Understand", "Prepare", "Carry out", "Sustain")
FIRST_WORKSTREAM = "Main"


def new_plan(title: str = "") -> Plan:
    """An empty plan with four plain phases and one workstream."""
    plan = change_plan(Plan(), title=title)
    for name in FIRST_PHASES:
        plan, _ = add_phase(plan, name)
    return add_workstream(plan, FIRST_WORKSTREAM)[0]
