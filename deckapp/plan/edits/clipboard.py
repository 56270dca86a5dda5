"""What goes through the clipboard: pieces of a plan as JSON, with all that they need in another plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from deckapp.plan.board import Slots, places, reading_order, size_of
from deckapp.plan.edits.parts import new_ids, put
from deckapp.plan.limits import settled
from deckapp.plan.plan import Activity, Plan, Position
from deckapp.plan.wire import PART_TYPES, part_from_data, part_to_data
from deckapp.problem import Problem, ProblemsError

FORMAT = "deckapp-fragment"
VERSION = 1
CARRIED = ("activities", "notes", "links", "decks", "images")


def fragment(plan: Plan, keys: Collection[str]) -> bytes:
    """JSON of activities and notes, with the links between them and all that their cards need.

    Ids of anything else are passed over.
    """
    chosen = set(keys)
    activities = {key: part for key, part in plan.activities.items() if key in chosen}
    parts: dict[str, Mapping[str, Any]] = {
        "activities": activities,
        "notes": {key: part for key, part in plan.notes.items() if key in chosen},
        "links": {
            key: link
            for key, link in plan.links.items()
            if link.source in activities and link.target in activities
        },
        "decks": {key: part for key, part in plan.decks.items() if key in _decks(activities)},
        "images": {key: data for key, data in plan.images.items() if key in _images(activities)},
    }
    carried = {
        name: {key: part_to_data(part) for key, part in mapping.items()} for name, mapping in parts.items()
    }
    lanes = {
        "phases": {key: phase.title for key, phase in plan.phases.items()},
        "workstreams": {key: workstream.title for key, workstream in plan.workstreams.items()},
    }
    return msgspec.json.encode({"format": FORMAT, "version": VERSION, "lanes": lanes, **carried})


def paste(plan: Plan, data: bytes, at: Position | None = None) -> tuple[Plan, tuple[str, ...]]:
    """The plan with a fragment's pieces in it, and the new ids in reading order.

    They go into free slots near `at`; without it into the cells of the same titles as those they came from,
    or into the parking lot. Raises ProblemsError where `data` is no fragment.
    """
    raw, source = _read(data)
    keys = {
        **dict(zip(source.activities, new_ids(plan, "a"), strict=False)),
        **dict(zip(source.notes, new_ids(plan, "n"), strict=False)),
    }
    targets = _places(plan, source, _same_titles(plan, raw) if at is None else lambda _: at)
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
    for name in ("decks", "images"):
        own = getattr(plan, name)
        plan = put(plan, name, {key: part for key, part in getattr(source, name).items() if key not in own})
    return plan, tuple(keys[key] for key in reading_order(source))


def _read(data: bytes) -> tuple[dict[str, Any], Plan]:
    """A fragment's data, and its pieces as a plan."""
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
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
                for part in (part_from_data(item, PART_TYPES[name]),)
            }
        except ValueError as error:
            raise _refusal(f"{name}{error}") from None
    return raw, replace(Plan(), **parts)


def _refusal(message: str) -> ProblemsError:
    return ProblemsError([Problem(path="clipboard", message=message)])


def _same_titles(plan: Plan, raw: Mapping[str, Any]) -> Callable[[Position], Position]:
    """Where a position of a fragment lies in a plan: in the lanes of the same titles."""
    lanes = raw.get("lanes")
    titles = lanes if isinstance(lanes, dict) else {}

    def lane(name: str, key: str) -> str:
        own: Mapping[str, Any] = getattr(plan, name)
        theirs = titles.get(name)
        title = theirs.get(key) if isinstance(theirs, dict) else None
        if key in own and own[key].title == title:
            return key
        return next((other for other, part in own.items() if part.title == title), "")

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
        cell = place.phase, place.workstream
        if cell not in slots:
            slots[cell] = Slots(plan, *cell)
        targets[key] = slots[cell].take((place.x, place.y), *size_of(source, key))
    return targets


def _decks(activities: Mapping[str, Activity]) -> set[str]:
    return {activity.deck for activity in activities.values()}


def _images(activities: Mapping[str, Activity]) -> set[str]:
    cards = [activity.card for activity in activities.values()]
    art = [face for card in cards if card.art for face in (card.art.front, card.art.back)]
    return {card.image for card in cards} | set(art)
