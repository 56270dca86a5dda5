"""A deck and plans that the tests of this room share."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from deckapp.deck.card import Card, Step
from deckapp.deck.deck import Deck, Recipe, RecipeStep, Suit
from deckapp.plan import edits
from deckapp.plan.plan import Plan, Position, Risk, Stakeholder


@pytest.fixture
def deck() -> Deck:
    """Three cards in two suits, the first to come before the second, and a recipe."""
    cards = {
        "case": Card(id="case", title="The Case", after=("walk",), component=("communications",)),
        "walk": Card(id="walk", title="Impact Walk", steps=(Step(text="Walk", minutes=20),)),
        "pledge": Card(id="pledge", title="Pledge", phase="Sustain"),
    }
    return Deck(
        id="change",
        title="Change",
        suits=(
            Suit(id="start", title="Start", colour="pine", icon="scales", cards=("case", "walk")),
            Suit(id="end", title="End", colour="moss", icon="tree", cards=("pledge",)),
        ),
        recipes=(
            Recipe(
                id="short",
                title="A short plan",
                steps=(
                    RecipeStep(card="case", phase="Prepare", note="Ten minutes"),
                    RecipeStep(card="walk", workstream="People"),
                    RecipeStep(card="pledge"),
                ),
            ),
        ),
        cards=cards,
    )


@pytest.fixture
def plan() -> Plan:
    """Four phases and one workstream, with nothing in them."""
    return edits.new_plan("Merger")


@pytest.fixture
def full(plan: Plan, deck: Deck) -> Plan:
    """a1 → a2 in the first cell, a3 in the parking lot, a note, and some of everything else."""
    cell = Position(phase="p1", workstream="w1")
    full, _ = edits.place_cards(plan, deck, [deck.cards["case"], deck.cards["walk"]], cell)
    full, _ = edits.place_cards(full, deck, [deck.cards["pledge"]])
    full, _ = edits.add_note(full, "Ask finance", Position(phase="p2", workstream="w1", x=40.0, y=24.0))
    full, _ = edits.add_link(full, "a1", "a2", label="then")
    full = edits.change_activities(full, ["a1"], owner="Ada", start=dt.date(2026, 11, 23), duration_days=3)
    full = edits.change_definition(full, case="We lose customers.", sponsor="Grace")
    full = edits.set_part(full, "stakeholders", "s1", Stakeholder(name="Drivers", headcount=40, impact=4))
    full = edits.set_part(full, "risks", "r1", Risk(title="No time", likelihood=4, severity=3))
    return replace(full, images={"sha256:00": b"\x89PNG"}, extra={"mood": {"calm": [1, 2.5, None]}})
