"""What goes through the clipboard: pieces of a plan as JSON, with all that they need in another plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from deckapp.plan.board import Slots, places, reading_order, size_of
from deckapp.plan.edits.copies import pictures_of
from deckapp.plan.edits.parts import new_ids, put
from deckapp.plan.json_text import TooMuchError, decode, refuse_too_many
from deckapp.plan.limits import settled
from deckapp.plan.plan import COLLECTIONS, PARKING, Phase, Plan, Position, Workstream
from deckapp.plan.wire import PART_TYPES, part_from_data, part_to_data
from deckapp.problem import Problem, ProblemsError

FORMAT = "deckapp-fragment"
VERSION = 1
LANES = {"phases": Phase, "workstreams": Workstream}
"""What a fragment knows of the lanes its pieces lay in: their titles."""
CARRIED = ("activities", "notes", "links", "decks", "images")


def fragment(plan: Plan, keys: Collection[str]) -> bytes:
    """JSON of activities and notes, with the links between them and all that their cards need.

    Ids of anything else are passed over.
    """
    chosen = set(keys)
    activities = {key: part for key, part in plan.activities.items() if key in chosen}
    used = _used(replace(plan, activities=activities))
    parts: dict[str, Mapping[str, Any]] = {
        "activities": activities,
        "notes": {key: part for key, part in plan.notes.items() if key in chosen},
        "links": {
            key: link
            for key, link in plan.links.items()
            if link.source in activities and link.target in activities
        },
        "decks": {key: part for key, part in plan.decks.items() if key in used["decks"]},
        "images": {key: data for key, data in plan.images.items() if key in used["images"]},
    }
    carried = {
        name: {key: part_to_data(part) for key, part in mapping.items()} for name, mapping in parts.items()
    }
    lanes = {
        "phases": {key: phase.title for key, phase in plan.phases_in_order()},
        "workstreams": {key: workstream.title for key, workstream in plan.workstreams_in_order()},
    }
    return msgspec.json.encode({"format": FORMAT, "version": VERSION, **lanes, **carried})


def paste(plan: Plan, data: bytes, at: Position | None = None) -> tuple[Plan, tuple[str, ...]]:
    """The plan with a fragment's pieces in it, and the new ids in reading order.

    They go into free slots near `at`; without it into the cells of the same titles as those they came from,
    or into the parking lot. Raises ProblemsError where `data` is no fragment.
    """
    source = _read(data)
    _refuse_too_many(plan, source)
    keys = {
        **dict(zip(source.activities, new_ids(plan, "a"), strict=False)),
        **dict(zip(source.notes, new_ids(plan, "n"), strict=False)),
    }
    targets = _places(plan, source, _same_titles(plan, source) if at is None else lambda _: at)
    for name in ("activities", "notes"):
        parts = getattr(source, name)
        plan = put(
            plan, name, {keys[key]: replace(part, position=targets[key]) for key, part in parts.items()}
        )
    links = [link for link in source.links.values() if link.source in keys and link.target in keys]
    fresh = zip(new_ids(plan, "l"), links, strict=False)
    plan = put(
        plan,
        "links",
        {key: replace(link, source=keys[link.source], target=keys[link.target]) for key, link in fresh},
    )
    # The plan's own copy of a deck or a picture wins: other activities stand in it.
    for name, used in _used(source).items():
        own, carried = getattr(plan, name), getattr(source, name)
        plan = put(plan, name, {key: carried[key] for key in used if key in carried and key not in own})
    return plan, tuple(keys[key] for key in reading_order(source))


def _used(plan: Plan) -> dict[str, list[str]]:
    """The ids of the decks and pictures that a plan's activities stand on."""
    activities = plan.activities.values()
    return {
        "decks": sorted({activity.deck for activity in activities}),
        "images": sorted(pictures_of(activity.card for activity in activities)),
    }


def _read(data: bytes) -> Plan:
    """A fragment's pieces as a plan, with the lanes that they came from."""
    try:
        raw, _repeats = decode(data)
    except TooMuchError as error:
        raise _refusal(str(error)) from None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raw = None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise _refusal("there is nothing of a plan on the clipboard")
    if raw.get("version") != VERSION:
        raise _refusal("the clipboard was filled by another version of Deckapp")
    parts: dict[str, dict[str, Any]] = {}
    for name in CARRIED:
        mapping = raw.get(name, {})
        if not isinstance(mapping, dict):
            raise _refusal(f"{name} is not an object")
        try:
            parts[name] = {
                key: settled(part) if isinstance(part, msgspec.Struct) else part
                for key, item in mapping.items()
                for part, _faults in (part_from_data(item, PART_TYPES[name]),)
            }
        except ValueError as error:
            raise _refusal(f"{name}{error}") from None
    lanes = {name: _lanes(raw.get(name), kind) for name, kind in LANES.items()}
    return replace(Plan(), **lanes, **parts)


def _refuse_too_many(plan: Plan, source: Plan) -> None:
    """Before places are looked for, which takes long for very many."""
    pieces = len(source.activities) + len(source.notes) + len(source.links)
    try:
        refuse_too_many(pieces + sum(len(getattr(plan, name)) for name in COLLECTIONS))
    except TooMuchError as error:
        raise _refusal(f"the plan could not be saved with what is pasted: {error}") from None


def _lanes(titles: Any, kind: type[Any]) -> dict[str, Any]:
    try:
        named = msgspec.convert(titles or {}, dict[str, str])
    except msgspec.ValidationError as error:
        raise _refusal(str(error)) from None
    return {key: kind(title=title, order=at) for at, (key, title) in enumerate(named.items())}


def _refusal(message: str) -> ProblemsError:
    return ProblemsError([Problem(path="clipboard", message=message)])


def _same_titles(plan: Plan, source: Plan) -> Callable[[Position], Position]:
    """Where a position of a fragment lies in a plan: in the lanes of the same titles."""

    def lane(name: str, key: str) -> str:
        own: Mapping[str, Any] = getattr(plan, name)
        theirs: Mapping[str, Any] = getattr(source, name)
        if key not in theirs:
            return PARKING
        title = theirs[key].title
        same = [other for other, part in own.items() if part.title == title]
        return key if key in same else next(iter(same), PARKING)

    return lambda position: replace(
        position,
        phase=lane("phases", position.phase),
        workstream=lane("workstreams", position.workstream),
    )


def _places(plan: Plan, source: Plan, target_of: Callable[[Position], Position]) -> dict[str, Position]:
    slots: dict[tuple[str, str], Slots] = {}
    where, targets = places(source), {}
    for key in reading_order(source):
        place = target_of(where[key])
        cell = plan.cell_of(place)
        if cell not in slots:
            slots[cell] = Slots(plan, *cell)
        targets[key] = slots[cell].take((place.x, place.y), *size_of(source, key))
    return targets
