"""Decks and plans of any size for the bench, the same at every run."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import msgspec

from deckapp.deck.card import Card, Step
from deckapp.deck.deck import Deck, Style, Suit
from deckapp.plan.edits import add_workstream, new_plan, place_cards
from deckapp.plan.plan import Activity, Link, Plan, Position

WORDS = [
    "sponsor",
    "team",
    "change",
    "plan",
    "board",
    "meeting",
    "question",
    "answer",
    "barrier",
    "vision",
    "people",
    "message",
    "learning",
    "pilot",
    "measure",
    "habit",
    "story",
    "feedback",
    "conflict",
    "trust",
    "leader",
    "workshop",
    "room",
    "decision",
    "owner",
    "benefit",
    "risk",
    "deadline",
]
COLOURS = ("pine", "ocean", "plum", "brick", "ochre", "slate", "teal", "indigo", "moss", "rust")


def words(rng: random.Random, count: int) -> str:
    """So many words, with a capital and a full stop."""
    return " ".join(rng.choices(WORDS, k=count)).capitalize() + "."


def make_card(number: int) -> Card:
    """A card with texts as long as a real one's."""
    rng = random.Random(number)
    return Card(
        id=f"card-{number}",
        title=f"{rng.choice(WORDS).title()} {rng.choice(WORDS)} {number}",
        question=words(rng, 8)[:-1] + "?",
        what=words(rng, 16),
        why=words(rng, 16),
        steps=tuple(Step(text=words(rng, 9), minutes=10) for _ in range(5)),
        output=words(rng, 8),
        pitfalls=(words(rng, 10), words(rng, 10)),
        duration="50",
        group="6-20",
        difficulty="medium",
        phase=rng.choice(("Prepare", "Design", "Deliver", "Sustain")),
        tags=(rng.choice(WORDS), rng.choice(WORDS)),
    )


def make_deck(count: int) -> Deck:
    """A deck of ten suits."""
    cards = {card.id: card for card in map(make_card, range(count))}
    ids = list(cards)
    suits = tuple(
        Suit(id=f"s{n}", title=f"Suit {n}", colour=COLOURS[n], icon="star", cards=tuple(ids[n::10]))
        for n in range(10)
    )
    return Deck(id="bench", title="Bench", suits=suits, cards=cards, style=Style())


def make_plan(count: int) -> Plan:
    """A plan of so many activities in four phases and eight workstreams, every third linked to the next."""
    deck = make_deck(min(count, 200))
    plan, _ = place_cards(new_plan("Bench"), deck, list(deck.cards.values())[:1], Position())
    for number in range(7):
        plan, _ = add_workstream(plan, f"Workstream {number}")
    phases = [key for key, _ in plan.phases_in_order()]
    streams = [key for key, _ in plan.workstreams_in_order()]
    cards = list(deck.cards.values())
    activities = {}
    for number in range(count):
        card, cell, slot = cards[number % len(cards)], number % 32, number // 32
        place = Position(
            phase=phases[cell % 4], workstream=streams[cell // 4],
            x=16 + 200.0 * (slot % 6), y=16 + 120.0 * (slot // 6),
        )  # fmt: skip
        activities[f"b{number}"] = Activity(
            title=card.title, card=card, deck=deck.id, suit=deck.suit_of(card.id).id, position=place,
            owner=f"Owner {number % 12}", start=dt.date(2027, 1, 4) + dt.timedelta(days=number % 200),
            duration_days=5, audience="All staff",
        )  # fmt: skip
    links = {f"k{n}": Link(source=f"b{n}", target=f"b{n + 1}") for n in range(0, count - 1, 3)}
    return msgspec.structs.replace(plan, activities=activities, links=links)


def yaml_of(card: Card) -> str:
    """The card as its author would write it."""
    steps = "".join(f"  - text: {step.text}\n    minutes: {step.minutes}\n" for step in card.steps)
    pitfalls = "".join(f"  - {text}\n" for text in card.pitfalls)
    return (
        f"id: {card.id}\ntitle: {card.title}\nquestion: {card.question}\nwhat: >\n  {card.what}\n"
        f"why: >\n  {card.why}\nsteps:\n{steps}output: {card.output}\nduration: {card.duration}\n"
        f"group: {card.group}\ndifficulty: {card.difficulty}\npitfalls:\n{pitfalls}phase: {card.phase}\n"
        f"tags: [{', '.join(card.tags)}]\n"
    )


def write_deck(folder: Path, count: int, deck_id: str = "bench") -> Path:
    """A deck file with `count` inline cards."""
    indent = "      "
    cards = "".join(
        "    - " + yaml_of(make_card(number)).replace("\n", "\n" + indent).rstrip() + "\n"
        for number in range(count)
    )
    path = folder / f"{deck_id}.yaml"
    head = f"id: {deck_id}\ntitle: Bench\nsuits:\n- id: s\n  title: Suit\n  colour: pine\n  cards:\n"
    path.write_text(head + cards, encoding="utf-8")
    return path
