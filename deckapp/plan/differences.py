"""What two plans differ in, in short sentences for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from deckapp.plan.checks import END, ISOLATE
from deckapp.plan.plan import Plan, Position

MOST = 12
"""So many sentences are said; the others are counted."""
LONGEST = 40
"""Of a text so many letters are shown."""
NOUNS: Mapping[str, str] = {
    "phases": "phase",
    "workstreams": "workstream",
    "activities": "activity",
    "notes": "note",
    "links": "link",
    "stakeholders": "stakeholder group",
    "impacts": "impact",
    "risks": "risk",
    "measures": "measure",
    "decisions": "decision",
    "approvals": "approval",
    "history": "change in the history",
    "decks": "copy of the deck",
}
_NAMES = ("title", "name", "aspect", "summary", "text")
"""The fields after which a part is called, the first that says something."""
_WORDS: Mapping[str, str] = {
    "duration_days": "duration in days",
    "extra": "something this version does not know",
    "order": "place in the order",
    "group": "stakeholder group",
    "by": "who decided",
    "kind": "kind of link",
}


def differences(before: Plan, after: Plan, most: int = MOST) -> tuple[str, ...]:
    """What is different in the plan `after`; nothing where both are equal, and the last counts what is too much."""
    if before is after:
        return ()
    said = list(_all(before, after))
    more = len(said) - most
    return (*said[:most], f"and {more:,} more") if more > 0 else tuple(said)


def _all(before: Plan, after: Plan) -> Iterator[str]:
    for name in ("title", "organisation", "author", "language"):
        if told := _field(name, getattr(before, name), getattr(after, name)):
            yield f"The plan: {told}."
    for name in before.definition.__struct_fields__:
        if getattr(before.definition, name) != getattr(after.definition, name):
            yield f"The definition’s {_words(name)} changed."
    for name, noun in NOUNS.items():
        yield from _collection(name, noun, before, after)
    yield from _pictures(before, after)
    if (before.extra, before.unreadable) != (after.extra, after.unreadable):
        yield "Something that this version does not know changed."


def _collection(collection: str, noun: str, before: Plan, after: Plan) -> Iterator[str]:
    """Added first, then removed, then changed."""
    old: Mapping[str, Any] = getattr(before, collection)
    new: Mapping[str, Any] = getattr(after, collection)
    if old is new:
        return
    title = noun[:1].upper() + noun[1:]
    for key in new:
        if key not in old:
            yield f"{title} {_called(new[key], after)} was added."
    for key in old:
        if key not in new:
            yield f"{title} {_called(old[key], before)} was removed."
    for key, part in old.items():
        other = new.get(key)
        if other is not None and other is not part and other != part:
            told = "; ".join(_fields(part, other, after))
            yield f"{title} {_called(part, before)}: {told}."


def _fields(part: Any, other: Any, plan: Plan) -> Iterator[str]:
    """What is different in a part, field by field."""
    for name in part.__struct_fields__:
        old, new = getattr(part, name), getattr(other, name)
        if old == new:
            continue
        if isinstance(new, Position):
            yield _moved(old, new, plan)
        elif name == "group":
            yield _field(name, _title(plan.stakeholders.get(old)), _title(plan.stakeholders.get(new)))
        elif name in ("source", "target"):
            yield f"{name} now {_called(plan.activities.get(new), plan)}"
        else:
            yield _field(name, old, new)


def _moved(old: Position, new: Position, plan: Plan) -> str:
    if (old.phase, old.workstream) == (new.phase, new.workstream):
        return "moved within its cell"
    if not new.phase:
        return "moved to the parking lot"
    cell = " and ".join(
        _quoted(_title(part))
        for part in (plan.phases.get(new.phase), plan.workstreams.get(new.workstream))
        if part is not None
    )
    return f"moved to {cell or 'another cell'}"


def _field(name: str, old: Any, new: Any) -> str:
    """How a field changed; the values are said where they are short. Nothing where it did not."""
    if old == new:
        return ""
    if not (_is_short(old) and _is_short(new)):
        return f"{_words(name)} changed"
    if new in ("", None):
        return f"{_words(name)} taken away, before {_quoted(old)}"
    before = "" if old in ("", None) else f", before {_quoted(old)}"
    return f"{_words(name)} now {_quoted(new)}{before}"


def _is_short(value: Any) -> bool:
    return value is None or (isinstance(value, str | int | float | dt.date) and len(str(value)) <= LONGEST)


def _words(name: str) -> str:
    return _WORDS.get(name, name.replace("_", " "))


def _called(part: Any, plan: Plan) -> str:
    """How a part is called in a sentence."""
    if part is not None and hasattr(part, "source") and hasattr(part, "target"):
        ends = (_quoted(_title(plan.activities.get(end))) for end in (part.source, part.target))
        return "from {} to {}".format(*ends)
    return _quoted(_title(part))


def _title(part: Any) -> str:
    return next((text for name in _NAMES if (text := getattr(part, name, ""))), "") if part else ""


def _quoted(value: Any) -> str:
    """A value between quotes, on one line and short; one in Arabic does not drag the signs beside it along."""
    text = " ".join(str(value).split())
    if not text:
        return "without a name"
    text = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    return f"“{ISOLATE}{text}{END}”"


def _pictures(before: Plan, after: Plan) -> Iterator[str]:
    if before.images is after.images:
        return
    for count, verb in (
        (len(after.images.keys() - before.images.keys()), "added"),
        (len(before.images.keys() - after.images.keys()), "removed"),
        (sum(data != after.images.get(key, data) for key, data in before.images.items()), "changed"),
    ):
        if count:
            yield f"One picture was {verb}." if count == 1 else f"{count:,} pictures were {verb}."
