"""The board's contents: however a plan came about, they are what they would be if it were opened."""

from __future__ import annotations

import itertools
import random

import pytest
from pytestqt.qtbot import QtBot

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Suit
from deckapp.plan import edits
from deckapp.plan.plan import Plan, Position
from deckapp.ui.board.contents import Contents

DECK = Deck(
    id="d", title="D", cards={"c": Card(id="c", title="C")},
    suits=(Suit(id="s", title="S", colour="pine", icon="star", cards=("c",)),),
)  # fmt: skip


def seen(contents: Contents) -> object:
    """All that is drawn, in its order, and where."""
    return (
        contents.layout,
        [(key, tile.rect, tile.activity, tile.near.key) for key, tile in contents.tiles.items()],
        [(key, note.rect, note.note) for key, note in contents.notes.items()],
        [(key, link.rect, link.ends) for key, link in contents.links.items()],
        contents.reading_order(),
        contents.counts(),
    )


def somehow(plan: Plan, chance: random.Random) -> Plan:
    """The plan after one of the edits that people make."""
    key = chance.choice(list(plan.activities))
    cell = Position(
        phase=chance.choice([*plan.phases, ""]), workstream=next(iter(plan.workstreams)),
        x=chance.choice((16.0, 216.0, 900.0)), y=chance.choice((16.0, 136.0, 700.0)),
    )  # fmt: skip
    kind = chance.randrange(8)
    if kind == 0:
        return edits.change_activities(plan, [key], status=chance.choice(("done", "planned")))
    if kind in (1, 2):
        return edits.move(plan, {key: cell})
    if kind == 3:
        return edits.place_cards(plan, DECK, [DECK.cards["c"]], cell)[0]
    if kind == 4 and len(plan.activities) > 3:
        return edits.remove(plan, [key])
    if kind == 5:
        return edits.add_note(plan, "Ask", cell)[0]
    if kind == 6:
        return edits.move_phase(plan, next(iter(plan.phases)), chance.randrange(4))
    return edits.change_activities(plan, list(plan.activities)[:2], owner=str(chance.random()))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_drawn_after_many_edits_is_what_a_fresh_board_draws(qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    plan, keys = edits.place_cards(edits.new_plan(), DECK, [DECK.cards["c"]] * 6)
    for source, target in itertools.pairwise(keys):
        plan, _ = edits.add_link(plan, source, target)
    contents, past = Contents(plan), [plan]
    for _ in range(60):
        plan = chance.choice(past) if chance.random() < 0.2 else somehow(plan, chance)
        past.append(plan)
        contents.show(plan)
        assert seen(contents) == seen(Contents(plan))


def test_an_edit_of_one_activity_leaves_all_other_tiles_and_links_alone(qtbot: QtBot) -> None:
    plan, keys = edits.place_cards(edits.new_plan(), DECK, [DECK.cards["c"]] * 50)
    for source, target in itertools.pairwise(keys):
        plan, _ = edits.add_link(plan, source, target)
    contents = Contents(plan)
    before = dict(contents.links)
    dirty = contents.show(edits.change_activities(plan, keys[:1], status="done"))
    assert len(dirty) == 2
    assert all(contents.links[key] is link for key, link in before.items())
    at = plan.activities[keys[0]].position
    near = Position(phase=at.phase, workstream=at.workstream, x=at.x + 8, y=at.y)
    contents.show(edits.move(contents.plan, {keys[0]: near}))
    assert sum(contents.links[key] is not link for key, link in before.items()) == 1
