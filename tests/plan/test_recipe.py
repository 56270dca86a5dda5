"""A plan from a recipe."""

from __future__ import annotations

from msgspec.structs import replace

from deckapp.deck.deck import Deck, RecipeStep
from deckapp.plan.board import CELL_PAD, PITCH_X, reading_order
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.recipe import plan_from_recipe


def test_phases_and_workstreams_come_in_the_order_in_which_they_are_named(deck: Deck) -> None:
    plan = plan_from_recipe(deck, deck.recipes[0])
    assert plan.title == "A short plan"
    assert [phase.title for _, phase in plan.phases_in_order()] == ["Prepare", "Sustain"]
    assert len({phase.colour for phase in plan.phases.values()}) == 2
    assert [stream.title for _, stream in plan.workstreams_in_order()] == ["Main", "People"]


def test_each_step_is_an_activity_in_a_slot_with_its_note(deck: Deck) -> None:
    plan = plan_from_recipe(deck, deck.recipes[0])
    assert list(plan.activities) == ["a1", "a2", "a3"]
    first, second, third = plan.activities.values()
    assert (first.title, first.note, first.position.phase) == ("The Case", "Ten minutes", "p1")
    # Without a phase of its own or of its card, a step stays in the phase of the one before.
    assert (second.position.phase, second.position.workstream) == ("p1", "w2")
    assert third.position.phase == "p2"
    assert plan.decks["change"].title == "Change"


def test_steps_of_one_cell_stand_as_one_reads(deck: Deck) -> None:
    for count in (1, 2, 3, 7):
        cards = [list(deck.cards)[number % len(deck.cards)] for number in range(count)]
        steps = tuple(RecipeStep(card=card, phase="One") for card in cards)
        plan = plan_from_recipe(deck, replace(deck.recipes[0], steps=steps))
        keys = list(plan.activities)
        assert reading_order(plan) == keys
        places = {(activity.position.x, activity.position.y) for activity in plan.activities.values()}
        assert len(places) == count
        assert max(x for x, _y in places) <= CELL_PAD + PITCH_X * (0 if count < 3 else 1)


def test_links_stand_where_the_cards_say_that_one_follows_the_other(deck: Deck) -> None:
    plan = plan_from_recipe(deck, deck.recipes[0])
    assert [(link.source, link.target, link.kind) for link in plan.links.values()] == [
        ("a1", "a2", "finish-start")
    ]


def test_the_same_recipe_gives_the_same_plan_and_file(deck: Deck) -> None:
    one, other = (plan_from_recipe(deck, deck.recipes[0]) for _ in range(2))
    assert one == other
    assert plan_from_json(plan_to_json(one), "x") == (one, ())


def test_a_step_whose_card_is_missing_is_left_out(deck: Deck) -> None:
    steps = (RecipeStep(card="nowhere", phase="Never"), *deck.recipes[0].steps)
    plan = plan_from_recipe(deck, replace(deck.recipes[0], steps=steps))
    assert len(plan.activities) == 3
    assert "Never" not in {phase.title for phase in plan.phases.values()}


def test_a_recipe_without_phases_or_steps_still_gives_a_board(deck: Deck) -> None:
    plan = plan_from_recipe(deck, replace(deck.recipes[0], steps=(RecipeStep(card="walk"),)))
    assert [phase.title for phase in plan.phases.values()] == ["Steps"]
    empty = plan_from_recipe(deck, replace(deck.recipes[0], steps=()))
    assert empty.phases
    assert empty.workstreams
    assert empty.title == "A short plan"
