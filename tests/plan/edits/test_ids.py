"""Ids: what two people make in copies of one plan never has the same one."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.edits import parts
from deckapp.plan.plan import Plan, Position
from deckapp.plan.recipe import plan_from_recipe


@pytest.fixture
def _counted_ids() -> None:
    """In this file ids are what they are for a user."""


def made(plan: Plan, deck: Deck) -> set[str]:
    """The ids of all that one person adds to a copy of a plan, in every way there is."""
    cell = Position(phase=next(iter(plan.phases)), workstream=next(iter(plan.workstreams)))
    after, (one, two) = edits.place_cards(plan, deck, [deck.cards["case"], deck.cards["walk"]], cell)
    after, link = edits.add_link(after, one, two)
    after, note = edits.add_note(after, "Ask", cell)
    after, copies = edits.duplicate(after, [one, two, note])
    after, pasted = edits.paste(after, edits.fragment(after, [one, two, note]), cell)
    after, phase = edits.add_phase(after, "Late")
    after, stream = edits.add_workstream(after, "Support")
    found = {one, two, link, note, phase, stream, *copies, *pasted, edits.new_id(after, "r")}
    return found | (after.links.keys() - plan.links.keys())


def test_nothing_that_two_people_add_to_copies_of_one_plan_has_the_same_id(plan: Plan, deck: Deck) -> None:
    first, second = made(plan, deck), made(plan, deck)
    assert len(first) == len(second) == 15
    assert not first & second


def test_two_plans_of_one_recipe_or_of_none_can_be_merged_too(deck: Deck) -> None:
    for one, other in (
        (plan_from_recipe(deck, deck.recipes[0]), plan_from_recipe(deck, deck.recipes[0])),
        (edits.new_plan(), edits.new_plan()),
    ):
        for name in ("phases", "workstreams", "activities", "links"):
            assert not getattr(one, name).keys() & getattr(other, name).keys()
        assert list(one.phases.values()) == list(other.phases.values())


def test_a_hundred_thousand_ids_are_all_different_and_cannot_be_misread() -> None:
    ids = parts.candidates("a")
    found = {next(ids) for _ in range(100_000)}
    assert len(found) == 100_000
    assert all(re.fullmatch(r"a[0-9a-hjkmnp-tv-z]{10}", key) for key in found)
    # Every place takes every letter: no place is wasted on what is the same in all.
    assert all(len({key[at] for key in found}) == 32 for at in range(1, 11))


def test_an_id_that_is_taken_is_not_given_again(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = replace(plan, unreadable={"activities": {"a1": {}}}, images={"a2": b""})
    monkeypatch.setattr(parts, "candidates", lambda prefix: iter([f"{prefix}1", f"{prefix}2", f"{prefix}3"]))
    assert edits.new_id(taken, "a") == "a3"


def test_what_is_made_stands_behind_what_was_there(plan: Plan, deck: Deck) -> None:
    keys: list[str] = []
    for _ in range(20):
        plan, (key,) = edits.place_cards(plan, deck, [deck.cards["case"]])
        keys.append(key)
    assert list(plan.activities) == keys
    assert keys != sorted(keys)
    assert [key for key, _ in plan.phases_in_order()] == list(plan.phases)
