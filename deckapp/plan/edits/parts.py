"""What all edits stand on: new ids, and putting parts into a plan so that all else stays shared."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec.structs import replace

from deckapp.plan.bad_fields import without_edited
from deckapp.plan.columns import PLAN
from deckapp.plan.limits import inside, settled
from deckapp.plan.plan import COLLECTIONS, Part, Plan, Position

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's letters: none looks like another, and all are of one case."""
LETTERS = 10
PLAN_FIELDS = frozenset(column.name for column in PLAN.fields)

Value = TypeVar("Value", bound=msgspec.Struct)


def new_ids(plan: Plan, prefix: str) -> Iterator[str]:
    """Ids that no part of the plan has, readable or not: the prefix and random letters. Never ends.

    They are random so that what two people add to copies of one plan never has the same id; a part's
    place among the others is that in its mapping, never its id's.
    """
    holders: list[Mapping[str, Any]] = [getattr(plan, name) for name in COLLECTIONS]
    holders += plan.unreadable.values()
    for key in candidates(prefix):
        if not any(key in holder for holder in holders):
            yield key


def new_id(plan: Plan, prefix: str) -> str:
    """An id that no part of the plan has: the prefix and random letters."""
    return next(new_ids(plan, prefix))


def candidates(prefix: str) -> Iterator[str]:
    """Ids of 50 random bits: among a million made in copies of a plan, two are alike once in 2,000 times."""
    while True:
        bits = secrets.randbits(5 * LETTERS)
        yield prefix + "".join(ALPHABET[bits >> 5 * at & 31] for at in range(LETTERS))


def put(plan: Plan, collection: str, changes: Mapping[str, Any]) -> Plan:
    """The plan with these parts of a collection set, or removed where the value is None.

    Nothing is copied but the collection's mapping; the same plan comes back where nothing changes.
    """
    old: Mapping[str, Any] = getattr(plan, collection)
    changed = {
        key: without_edited(old.get(key), part) for key, part in changes.items() if old.get(key) != part
    }
    if not changed:
        return plan
    mapping = dict(old)
    for key, part in changed.items():
        if part is None:
            del mapping[key]
        else:
            mapping[key] = part
    return replace(plan, **{collection: mapping})


def set_part(plan: Plan, collection: str, key: str, part: Part) -> Plan:
    """The plan with one part added or replaced; raises ValueError where a value of it is not allowed."""
    try:
        msgspec.convert(msgspec.to_builtins(part), type(part))
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    return put(plan, collection, {key: settled(part)})


def remove_part(plan: Plan, collection: str, key: str) -> Plan:
    """The plan without one part; the same plan where there is none of that id.

    Activities, notes and links go through `remove`, phases and workstreams through functions of their own.
    """
    return put(plan, collection, {key: None})


def change_plan(plan: Plan, **fields: Any) -> Plan:
    """The plan with another title, organisation, author or language; raises ValueError or TypeError."""
    if unknown := fields.keys() - PLAN_FIELDS:
        raise TypeError(f"not a field that change_plan changes: {', '.join(sorted(unknown))}")
    return changed(plan, fields)


def change_definition(plan: Plan, **fields: Any) -> Plan:
    """The plan with other texts in its definition; raises ValueError or TypeError."""
    definition = without_edited(plan.definition, changed(plan.definition, fields))
    return plan if definition is plan.definition else replace(plan, definition=definition)


def changed(value: Value, fields: Mapping[str, Any]) -> Value:
    """The value with these fields, or the very same where they already are so.

    Raises ValueError where a field's value is not allowed, TypeError where there is no such field.
    """
    checked = {name: checked_field(type(value), name, new) for name, new in fields.items()}
    if all(getattr(value, name) == new for name, new in checked.items()):
        return value
    return settled(replace(value, **checked))


def checked_field(kind: type[msgspec.Struct], name: str, value: Any) -> Any:
    """A field's value as its struct wants it, so that a plan never holds what its file cannot.

    Raises ValueError where it is not allowed, TypeError where there is no such field.
    """
    hints = _hints(kind)
    if name not in hints:
        raise TypeError(f"{kind.__name__} has no field {name!r}")
    if isinstance(value, str):
        value = clean_text(value)
    try:
        value = msgspec.convert(value, hints[name])
    except msgspec.ValidationError as error:
        raise ValueError(f"{name}: {error}") from None
    return inside(value) if isinstance(value, Position) else value


def clean_text(text: str) -> str:
    """The text without halves of surrogate pairs, which a clipboard may hold and no file can."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@cache
def _hints(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)
