"""What two plans differ in, in short sentences for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from deckapp.plan.checks import END, ISOLATE
from deckapp.plan.columns import BY_COLLECTION, DEFINITION, NAMES, PLAN, PartTable
from deckapp.plan.plan import Plan, Position

MOST = 12
"""So many sentences are said; the others are counted."""
LONGEST = 40
"""Of a text so many letters are shown."""
NOUNS: Mapping[str, str] = {
    **{collection: table.noun for collection, table in BY_COLLECTION.items()},
    "history": "change in the history",
    "decks": "copy of the deck",
}
_WORDS: Mapping[str, str] = {"extra": "something this version does not know", "order": "place in the order"}
"""What is called where it is no field for people."""


def differences(before: Plan, after: Plan, most: int = MOST) -> tuple[str, ...]:
    """What is different in the plan `after`; nothing where both are equal, and the last counts what is too much."""
    if before is after:
        return ()
    return _bounded(_all(before, after, _CHANGED), most)


def differences_apart(mine: Plan, theirs: Plan, most: int = MOST) -> tuple[str, ...]:
    """As `differences`, of the plan in this window and the one in its file, of which neither is the earlier one."""
    return () if mine is theirs else _bounded(_all(mine, theirs, _APART), most)


class _Words(NamedTuple):
    """How it is told what became of a thing or of pictures, of a field, of a link's end and of a place on the board."""

    added: tuple[str, str]
    removed: tuple[str, str]
    changed: str
    changed_pictures: tuple[str, str]
    field: Callable[[str, Any, Any], str]
    end: Callable[[str, Any, Any], str]
    moved: Callable[[Position, Plan, Position, Plan], str]


def _bounded(sentences: Iterator[str], most: int) -> tuple[str, ...]:
    said = list(sentences)
    more = len(said) - most
    return (*said[:most], f"and {more:,} more") if more > 0 else tuple(said)


def _all(before: Plan, after: Plan, words: _Words) -> Iterator[str]:
    changed = words.changed
    for column in PLAN.fields:
        if told := words.field(column.words, column.value(before, before), column.value(after, after)):
            yield f"The plan: {told}."
    for name in before.definition.__struct_fields__:
        if getattr(before.definition, name) != getattr(after.definition, name):
            yield f"The definition’s {_words(DEFINITION, name)} {changed}."
    for name, noun in NOUNS.items():
        yield from _collection(name, noun, before, after, words)
    yield from _pictures(before, after, words)
    if (before.extra, before.unreadable) != (after.extra, after.unreadable):
        yield f"Something that this version does not know {changed}."


def _collection(collection: str, noun: str, before: Plan, after: Plan, words: _Words) -> Iterator[str]:
    """Added first, then removed, then changed."""
    old: Mapping[str, Any] = getattr(before, collection)
    new: Mapping[str, Any] = getattr(after, collection)
    if old is new:
        return
    title = noun[:1].upper() + noun[1:]
    for key in new:
        if key not in old:
            yield f"{title} {_called(new[key], after)} {words.added[0]}."
    for key in old:
        if key not in new:
            yield f"{title} {_called(old[key], before)} {words.removed[0]}."
    for key, part in old.items():
        other = new.get(key)
        if other is not None and other is not part and other != part:
            told = "; ".join(_fields(collection, part, before, other, after, words))
            yield f"{title} {_called(part, before)}: {told}."


def _fields(
    collection: str, part: Any, before: Plan, other: Any, after: Plan, words: _Words
) -> Iterator[str]:
    """What is different in a part, field by field."""
    table = BY_COLLECTION.get(collection)
    for name in part.__struct_fields__:
        old, new = getattr(part, name), getattr(other, name)
        if old == new:
            continue
        called = _words(table, name)
        if isinstance(new, Position):
            yield words.moved(old, before, new, after)
        elif name == "group":
            titles = _title(before.stakeholders.get(old)), _title(after.stakeholders.get(new))
            yield words.field(called, *titles) or f"{called} {words.changed}"
        elif name in ("source", "target"):
            yield words.end(name, before.activities.get(old), after.activities.get(new))
        else:
            yield words.field(called, old, new)


def _end(name: str, _old: Any, new: Any) -> str:
    return f"{name} now {_quoted(_title(new))}"


def _apart_ends(name: str, old: Any, new: Any) -> str:
    return f"{name} in this window {_quoted(_title(old))}, in the file {_quoted(_title(new))}"


def _moved(old: Position, _before: Plan, new: Position, plan: Plan) -> str:
    if (old.phase, old.workstream) == (new.phase, new.workstream):
        return "moved within its cell"
    return f"moved to {_cell(new, plan)}"


def _apart_places(old: Position, before: Plan, new: Position, after: Plan) -> str:
    if (old.phase, old.workstream) == (new.phase, new.workstream):
        return "not at the same place within its cell"
    return f"in this window in {_cell(old, before)}, in the file in {_cell(new, after)}"


def _cell(position: Position, plan: Plan) -> str:
    """What a place on the board is called."""
    if not position.phase:
        return "the parking lot"
    cell = " and ".join(
        _quoted(_title(part))
        for part in (plan.phases.get(position.phase), plan.workstreams.get(position.workstream))
        if part is not None
    )
    return cell or "another cell"


def _field(called: str, old: Any, new: Any) -> str:
    """How a field changed; the values are said where they are short. Nothing where it did not."""
    if old == new:
        return ""
    if not (_is_short(old) and _is_short(new)):
        return f"{called} changed"
    if new in ("", None):
        return f"{called} taken away, before {_quoted(old)}"
    before = "" if old in ("", None) else f", before {_quoted(old)}"
    return f"{called} now {_quoted(new)}{before}"


def _apart_fields(called: str, mine: Any, theirs: Any) -> str:
    """What a field holds here and there, where that is short. Nothing where it is the same."""
    if mine == theirs:
        return ""
    if not (_is_short(mine) and _is_short(theirs)):
        return f"{called} is not the same"
    here, there = ("nothing" if value in ("", None) else _quoted(value) for value in (mine, theirs))
    return f"{called} in this window {here}, in the file {there}"


def _is_short(value: Any) -> bool:
    return value is None or (isinstance(value, str | int | float | dt.date) and len(str(value)) <= LONGEST)


def _words(table: PartTable | None, name: str) -> str:
    """What a field is called in a sentence."""
    columns = table.fields if table is not None else ()
    found = (column.words for column in columns if column.name == name)
    return next(found, _WORDS.get(name, name.replace("_", " ")))


def _called(part: Any, plan: Plan) -> str:
    """How a part is called in a sentence."""
    if part is not None and hasattr(part, "source") and hasattr(part, "target"):
        ends = (_quoted(_title(plan.activities.get(end))) for end in (part.source, part.target))
        return "from {} to {}".format(*ends)
    return _quoted(_title(part))


def _title(part: Any) -> str:
    return next((text for name in NAMES if (text := getattr(part, name, ""))), "") if part else ""


def _quoted(value: Any) -> str:
    """A value between quotes, on one line and short; one in Arabic does not drag the signs beside it along."""
    text = " ".join(str(value).split())
    if not text:
        return "without a name"
    text = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    return f"“{ISOLATE}{text}{END}”"


def _pictures(before: Plan, after: Plan, words: _Words) -> Iterator[str]:
    if before.images is after.images:
        return
    for count, (one, several) in (
        (len(after.images.keys() - before.images.keys()), words.added),
        (len(before.images.keys() - after.images.keys()), words.removed),
        (
            sum(data != after.images.get(key, data) for key, data in before.images.items()),
            words.changed_pictures,
        ),
    ):
        if count:
            yield f"One picture {one}." if count == 1 else f"{count:,} pictures {several}."


_CHANGED = _Words(
    ("was added", "were added"), ("was removed", "were removed"), "changed", ("was changed", "were changed"),
    _field, _end, _moved,
)  # fmt: skip
_APART = _Words(
    ("is only in the file", "are only in the file"), ("is only in this window", "are only in this window"),
    "is not the same", ("is not the same", "are not the same"), _apart_fields, _apart_ends, _apart_places,
)  # fmt: skip
