"""A little plan that tests of the board and of its words work on."""

from __future__ import annotations

import msgspec

from deckapp.deck.card import Card
from deckapp.deck.deck import Suit
from deckapp.plan import edits
from deckapp.plan.board import CELL_PAD, PITCH_X
from deckapp.plan.plan import Activity, DeckCopy, Plan, Position


def little_plan() -> Plan:
    """Two activities in the first cell (a1, a2), one in the second phase (a3); four phases, one workstream."""
    start = edits.new_plan("Move house")
    first, second, *_rest = (key for key, _ in start.phases_in_order())
    (row,) = start.workstreams
    suit = Suit(id="people", title="People", colour="plum", icon="users")

    def activity(title: str, phase: str, slot: int) -> Activity:
        position = Position(phase=phase, workstream=row, x=CELL_PAD + slot * PITCH_X, y=CELL_PAD)
        card = Card(id=title.lower(), title=title)
        return Activity(title=title, card=card, deck="house", suit="people", position=position)

    return msgspec.structs.replace(
        start,
        activities={
            "a1": activity("Map", first, 0),
            "a2": activity("Talk", first, 1),
            "a3": activity("Story", second, 0),
        },
        decks={"house": DeckCopy(title="House", suits=(suit,))},
    )
