"""A plan made from a deck's recipe: its phases, its workstreams, and an activity for each of its steps."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Recipe, RecipeStep
from deckapp.plan.board import reading_slot
from deckapp.plan.edits import (
    add_link,
    add_phase,
    add_workstream,
    change_activities,
    change_plan,
    new_plan,
    place_card,
)
from deckapp.plan.plan import Plan
from deckapp.problem import Problem, ProblemsError

MAX_STEPS = 1_000
"""More steps take more time than anybody waits for, and no board shows them."""
ONLY_PHASE = "Steps"
"""What the phase is called where neither the recipe nor its cards name one."""
ONLY_WORKSTREAM = "Main"


def plan_from_recipe(deck: Deck, recipe: Recipe) -> Plan:
    """The plan that a recipe describes; the same recipe gives the same plan but for its ids.

    A step without a phase takes its card's, or else that of the step before. Steps whose card the deck
    lacks are left out: the reading of the deck has said so. Raises ProblemsError for a recipe without end.
    """
    if len(recipe.steps) > MAX_STEPS:
        message = f"the recipe {recipe.id} has {len(recipe.steps):,} steps; a plan starts from {MAX_STEPS:,} at most"
        raise ProblemsError([Problem(deck.path, message=message, hint="split it into several recipes")])
    plan = change_plan(Plan(), title=recipe.title, language=deck.language)
    phases: dict[str, str] = {}
    workstreams: dict[str, str] = {}
    cells: list[tuple[str, str, RecipeStep]] = []
    title = ""
    for step in recipe.steps:
        card = deck.cards.get(step.card)
        if card is None:
            continue
        title = step.phase.strip() or card.phase.strip() or title or ONLY_PHASE
        if title not in phases:
            plan, phases[title] = add_phase(plan, title)
        stream = step.workstream.strip() or ONLY_WORKSTREAM
        if stream not in workstreams:
            plan, workstreams[stream] = add_workstream(plan, stream)
        cells.append((phases[title], workstreams[stream], step))
    placed: list[tuple[str, Card]] = []
    most = Counter((phase, stream) for phase, stream, _step in cells)
    there: Counter[tuple[str, str]] = Counter()
    for phase, stream, step in cells:
        cell = phase, stream
        slot = reading_slot(*cell, there[cell], most[cell])
        there[cell] += 1
        plan, key = place_card(plan, deck, deck.cards[step.card], slot)
        plan = change_activities(plan, [key], note=step.note)
        placed.append((key, deck.cards[step.card]))
    if not placed:
        return change_plan(new_plan(recipe.title), language=deck.language)
    return _linked(plan, placed)


def _linked(plan: Plan, placed: list[tuple[str, Card]]) -> Plan:
    """The plan with an arrow from each step to the next where their cards say that one follows the other."""
    for (source, first), (target, second) in pairwise(placed):
        if second.id in first.after or first.id in second.before:
            plan, _ = add_link(plan, source, target)
    return plan
