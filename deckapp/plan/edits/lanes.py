"""Edits of the board's lanes: phases across, workstreams down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from deckapp.plan.board import Slots, places, reading_order, size_of
from deckapp.plan.edits.parts import changed, clean_text, new_id, put
from deckapp.plan.edits.pieces import move
from deckapp.plan.plan import PARKING, Phase, Plan, Workstream

PHASE_COLOURS = ("ocean", "pine", "ochre", "plum", "teal", "brick", "indigo", "moss", "rust", "slate")
"""The colours that new phases take in turn."""


def add_phase(
    plan: Plan, title: str, colour: str | None = None, before: str | None = None
) -> tuple[Plan, str]:
    """The plan with one more phase, before another one or last, and the new id.

    Without a colour it takes the first that is used least.
    """
    if colour is None:
        used = [phase.colour for phase in plan.phases.values()]
        colour = min(PHASE_COLOURS, key=used.count)
    key = new_id(plan, "p")
    order = [other for other, _ in plan.phases_in_order()]
    order.insert(order.index(before) if before in order else len(order), key)
    phase = changed(Phase(title=clean_text(title)), {"colour": colour})
    return _ordered(put(plan, "phases", {key: phase}), "phases", order), key


def rename_phase(plan: Plan, key: str, title: str) -> Plan:
    """The plan with another title for a phase."""
    return put(plan, "phases", {key: changed(plan.phases[key], {"title": title})})


def recolour_phase(plan: Plan, key: str, colour: str) -> Plan:
    """The plan with another colour (by name or #RRGGBB) for a phase; raises ValueError for no colour."""
    return put(plan, "phases", {key: changed(plan.phases[key], {"colour": colour})})


def move_phase(plan: Plan, key: str, index: int) -> Plan:
    """The plan with a phase at another place, counted from 0 among all phases as they then stand."""
    order = [other for other, _ in plan.phases_in_order()]
    return _ordered(plan, "phases", _moved(order, key, index))


def remove_phase(plan: Plan, key: str) -> Plan:
    """The plan without a phase; its activities and notes go to the parking lot."""
    parked = _park(plan, {piece for piece, position in places(plan).items() if position.phase == key})
    return put(parked, "phases", {key: None})


def add_workstream(plan: Plan, title: str, before: str | None = None) -> tuple[Plan, str]:
    """The plan with one more workstream, before another one or last, and the new id."""
    key = new_id(plan, "w")
    order = [other for other, _ in plan.workstreams_in_order()]
    order.insert(order.index(before) if before in order else len(order), key)
    workstream = Workstream(title=clean_text(title))
    return _ordered(put(plan, "workstreams", {key: workstream}), "workstreams", order), key


def rename_workstream(plan: Plan, key: str, title: str) -> Plan:
    """The plan with another title for a workstream."""
    return put(plan, "workstreams", {key: changed(plan.workstreams[key], {"title": title})})


def move_workstream(plan: Plan, key: str, index: int) -> Plan:
    """The plan with a workstream at another place, counted from 0 among all as they then stand."""
    order = [other for other, _ in plan.workstreams_in_order()]
    return _ordered(plan, "workstreams", _moved(order, key, index))


def remove_workstream(plan: Plan, key: str) -> Plan:
    """The plan without a workstream; its activities and notes go to the parking lot.

    Raises ValueError for the last one.
    """
    if len(plan.workstreams) == 1 and key in plan.workstreams:
        raise ValueError("A plan needs at least one workstream.")
    parked = _park(plan, {piece for piece, position in places(plan).items() if position.workstream == key})
    return put(parked, "workstreams", {key: None})


def _moved(order: list[str], key: str, index: int) -> list[str]:
    order.remove(key)
    order.insert(min(max(index, 0), len(order)), key)
    return order


def _ordered(plan: Plan, collection: str, order: Sequence[str]) -> Plan:
    lanes: Mapping[str, Phase | Workstream] = getattr(plan, collection)
    return put(plan, collection, {key: replace(lanes[key], order=at) for at, key in enumerate(order)})


def _park(plan: Plan, pieces: Collection[str]) -> Plan:
    if not pieces:
        return plan
    slots = Slots(plan, PARKING, PARKING, ignore=pieces)
    return move(
        plan,
        {piece: slots.take(None, *size_of(plan, piece)) for piece in reading_order(plan) if piece in pieces},
    )
