"""Edits of what lies on the board: placing cards and notes, moving, changing, duplicating, removing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from msgspec.structs import replace

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.plan.board import Slots, places, reading_order, size_of
from deckapp.plan.edits.copies import copy_card, copy_deck, suit_id, without_unused
from deckapp.plan.edits.parts import changed, checked_field, new_id, new_ids, put
from deckapp.plan.limits import inside
from deckapp.plan.plan import Activity, Note, Plan, Position


def place_card(plan: Plan, deck: Deck, card: Card, position: Position) -> tuple[Plan, str]:
    """The plan with a card on the board, in the free slot nearest to a position, and the new activity's id.

    The plan takes copies of the card, of its pictures and of its deck's look.
    """
    placed, keys = place_cards(plan, deck, [card], position)
    return placed, keys[0]


def place_cards(
    plan: Plan, deck: Deck, cards: Iterable[Card], position: Position | None = None
) -> tuple[Plan, tuple[str, ...]]:
    """The plan with cards on the board, in free slots nearest to a position, and the new ids in order.

    Without a position they go to the parking lot, in reading order.
    """
    cards = list(cards)
    if not cards:
        return plan, ()
    cell = position or Position()
    slots = Slots(plan, cell.phase, cell.workstream)
    near = None if position is None else (position.x, position.y)
    keys = tuple(islice(new_ids(plan, "a"), len(cards)))
    activities, images = {}, {}
    for key, card in zip(keys, cards, strict=True):
        copy, pictures = copy_card(card)
        images.update(pictures)
        activities[key] = Activity(
            title=card.title, card=copy, deck=deck.id, suit=suit_id(deck, card), position=slots.take(near)
        )
    plan = put(plan, "decks", {deck.id: copy_deck(deck, plan.decks.get(deck.id))})
    return put(put(plan, "images", images), "activities", activities), keys


def add_note(plan: Plan, text: str, position: Position, colour: str = "ochre") -> tuple[Plan, str]:
    """The plan with a note where it was put, and the new id."""
    key = new_id(plan, "n")
    note = changed(Note(), {"text": text, "colour": colour, "position": _in_cell(plan, position)})
    return put(plan, "notes", {key: note}), key


def edit_note(plan: Plan, key: str, **fields: Any) -> Plan:
    """The plan with another text, colour, width or height of a note; raises ValueError or TypeError."""
    return put(plan, "notes", {key: changed(plan.notes[key], fields)})


def move(plan: Plan, positions: Mapping[str, Position]) -> Plan:
    """The plan with activities and notes at other positions, exactly there; raises KeyError for other ids.

    A cell that does not exist is the parking lot.
    """
    activities: dict[str, Activity] = {}
    notes: dict[str, Note] = {}
    for key, position in positions.items():
        place = _in_cell(plan, position)
        if key in plan.notes:
            notes[key] = replace(plan.notes[key], position=place)
        else:
            activities[key] = replace(plan.activities[key], position=place)
    return put(put(plan, "activities", activities), "notes", notes)


def change_activities(plan: Plan, keys: Iterable[str], **fields: Any) -> Plan:
    """The plan with the same fields set in many activities; raises ValueError, TypeError or KeyError."""
    checked = {name: checked_field(Activity, name, value) for name, value in fields.items()}
    return put(plan, "activities", {key: replace(plan.activities[key], **checked) for key in keys})


def remove(plan: Plan, keys: Iterable[str]) -> Plan:
    """The plan without these activities, notes and links.

    Links of removed activities go too, and the copies that only they used. Ids of nothing are passed over.
    """
    gone = set(keys)
    without = put(plan, "activities", dict.fromkeys(gone & plan.activities.keys()))
    without = put(without, "notes", dict.fromkeys(gone & plan.notes.keys()))
    ends = gone & plan.activities.keys()
    links = {
        key for key, link in plan.links.items() if key in gone or link.source in ends or link.target in ends
    }
    without = put(without, "links", dict.fromkeys(links))
    return without_unused(without, [plan.activities[key] for key in ends]) if ends else without


def duplicate(plan: Plan, keys: Collection[str]) -> tuple[Plan, tuple[str, ...]]:
    """The plan with a second one of each activity and note, in free slots near by, and the new ids in order.

    Links between the duplicated activities are duplicated with them. Ids of nothing are passed over.
    """
    chosen = set(keys)
    wanted = [key for key in reading_order(plan) if key in chosen]
    where = places(plan)
    slots: dict[tuple[str, str], Slots] = {}
    fresh = {"a": new_ids(plan, "a"), "n": new_ids(plan, "n"), "l": new_ids(plan, "l")}
    twins: dict[str, str] = {}
    activities, notes = {}, {}
    for key in wanted:
        at = where[key]
        cell = plan.cell_of(at)
        if cell not in slots:
            slots[cell] = Slots(plan, *cell)
        place = slots[cell].take((at.x, at.y), *size_of(plan, key))
        if key in plan.notes:
            twins[key] = next(fresh["n"])
            notes[twins[key]] = replace(plan.notes[key], position=place)
        else:
            twins[key] = next(fresh["a"])
            activities[twins[key]] = replace(plan.activities[key], position=place)
    links = {
        next(fresh["l"]): replace(link, source=twins[link.source], target=twins[link.target])
        for link in plan.links.values()
        if link.source in twins and link.target in twins
    }
    plan = put(put(put(plan, "activities", activities), "notes", notes), "links", links)
    return plan, tuple(twins.values())


def tidy(plan: Plan, keys: Collection[str] | None = None) -> Plan:
    """The plan with the cells of these activities and notes, or all cells, packed into slots as one reads."""
    where = places(plan)
    chosen = where.keys() if keys is None else set(keys) & where.keys()
    cells = {plan.cell_of(where[key]) for key in chosen}
    pieces = [key for key in reading_order(plan) if plan.cell_of(where[key]) in cells]
    slots = {cell: Slots(plan, *cell, ignore=where.keys()) for cell in cells}
    return move(
        plan, {key: slots[plan.cell_of(where[key])].take(None, *size_of(plan, key)) for key in pieces}
    )


def _in_cell(plan: Plan, position: Position) -> Position:
    phase, workstream = plan.cell_of(position)
    return inside(replace(position, phase=phase, workstream=workstream))
