"""A part some of whose fields make no sense: it is made without these, and what they held is kept beside it.

What could not be understood stands in the part's `extra` under the field's own name, in the shape of `wire`, and
goes back into the file in the place of the field's value until the field is edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from deckapp.deck.card import Card
from deckapp.deck.deck import Suit
from deckapp.plan.decode_errors import in_words
from deckapp.plan.plan import COLLECTIONS, Link, Part, Plan
from deckapp.plan.shapes import CONTINUED, MISSING, OWN_FIELDS, item_of, shape

MAX_ITEMS = 1_000
"""In a longer list nobody looks for what can be understood: the whole of it is set aside."""
_NEEDED: Mapping[Any, tuple[str, ...]] = {Link: ("source", "target")}
"""Without these there is nothing to be shown."""
MAX_LOOKS = 150_000
"""So many values of a plan are looked at alone, which takes some two seconds; then parts are set aside whole."""
MAX_TITLE = 200
"""The longest title of a card."""

UNREADABLE = "?"

Understood = tuple[Any, list[str]]
"""A value, UNSET where there is none, and what is wrong: each right behind the value's path."""


class _BadField(NamedTuple):
    name: str
    required: bool
    type: Any
    struct: Any
    """The struct that it holds, if it does."""
    item: Any
    """What a list holds, and of which struct that is; None where the field is no list of these."""
    item_struct: Any


class SpentError(Exception):
    """Too much was looked at already."""


class Salvage:
    """Makes parts of what is good in them, as long as not too much has to be looked at."""

    def __init__(self, looks: int = MAX_LOOKS) -> None:
        self._looks = looks

    def struct(
        self, written: Mapping[str, Any], known: Mapping[str, Any], rest: dict[str, Any], kind: Any
    ) -> Understood:
        """A struct of what is good in `written`, which `known` and `rest` were split from; `rest` takes what is not.

        Raises ValueError where nothing of use is left, which says what is wrong in the same way; SpentError.
        """
        values: dict[str, Any] = {}
        faults: list[str] = []
        missing: list[str] = []
        for field in _fields(kind):
            name, value = field.name, msgspec.UNSET
            if name in known:
                value, found = self._field(written[name], known[name], rest, field)
                faults += (f".{name}{fault}" for fault in found)
            elif field.required:
                missing.append(name)
                faults.append(f": has no `{name}`")
            if value is not msgspec.UNSET:
                values[name] = value
            elif field.required:
                if name in _NEEDED.get(kind, ()):
                    raise ValueError(faults[-1])
                values[name] = _stand_in(kind, name, str(values.get("title") or "?"))
        if missing:
            rest[MISSING] = missing
        if issubclass(kind, Part):
            values["extra"] = rest
        return kind(**values), faults

    def _field(self, written: Any, known: Any, rest: dict[str, Any], field: _BadField) -> Understood:
        name = field.name
        value, faults = self._converted(known, field.type)
        if value is not msgspec.UNSET:
            return value, faults
        if field.struct is not None and isinstance(known, dict):
            return self._inside(written, known, rest, name, field.struct)
        if field.item is not None and isinstance(known, list) and len(known) <= MAX_ITEMS:
            items = [
                self._item(one, part, rest, f"{name}[{at}]", field)
                for at, (one, part) in enumerate(zip(written, known, strict=True))
            ]
            value = tuple(item for item, _ in items if item is not msgspec.UNSET)
            faults = [f"[{at}]{fault}" for at, (_, found) in enumerate(items) for fault in found]
            if len(value) == len(known):
                return value, faults
        # What was split from it is in it.
        if isinstance(known, str) and len(known) < len(written):
            del rest[name + CONTINUED]
        for at in range(len(known) if isinstance(known, list) else 0):
            rest.pop(f"{name}[{at}]", None)
        rest[name] = written
        return value, faults

    def _item(self, written: Any, known: Any, rest: dict[str, Any], key: str, field: _BadField) -> Understood:
        found = self._converted(known, field.item)
        if found[1] and field.item_struct is not None and isinstance(known, dict):
            return self._inside(written, known, rest, key, field.item_struct)
        return found

    def _inside(self, written: Any, known: Any, rest: dict[str, Any], key: str, kind: Any) -> Understood:
        """A struct within a struct; what of it is kept stands under its key."""
        more = dict(rest.pop(key, {}))
        found = self.struct(written, known, more, kind)
        if more:
            rest[key] = more
        return found

    def _converted(self, known: Any, kind: Any) -> Understood:
        self._looks -= 1
        if self._looks < 0:
            raise SpentError
        try:
            return msgspec.convert(known, kind), []
        except msgspec.ValidationError as error:
            return msgspec.UNSET, [in_words(str(error))]


def _stand_in(kind: Any, name: str, title: str) -> Any:
    """What stands for a required value until it is edited; a card that is missing has its activity's title."""
    struct = shape(kind).structs.get(name)
    if struct is not None:
        return struct(
            **{one.name: _stand_in(struct, one.name, title) for one in _fields(struct) if one.required}
        )
    if name == "id":
        return "unreadable"
    return title[:MAX_TITLE] if kind in (Card, Suit) else ""


def _fields(kind: Any) -> tuple[_BadField, ...]:
    return _fields_of(kind)


@cache
def _fields_of(kind: Any) -> tuple[_BadField, ...]:
    hints, form = get_type_hints(kind, include_extras=True), shape(kind)
    found = []
    for name, required in ((one.name, one.required) for one in msgspec.structs.fields(kind)):
        if name not in OWN_FIELDS:
            of = hints[name]
            item = get_args(of)[0] if get_origin(of) is tuple else None
            found.append(_BadField(name, required, of, form.structs.get(name), item, form.lists.get(name)))
    return tuple(found)


def without_edited(old: Any, new: Any) -> Any:
    """The part `new`, which was `old`, without what is kept of fields that are other ones now."""
    if not isinstance(new, Part) or not new.extra or type(old) is not type(new):
        return new
    kept = _still(new.extra, old, new)
    return new if kept == new.extra else msgspec.structs.replace(new, extra=kept)


def _still(rest: Mapping[str, Any], old: Any, new: Any) -> dict[str, Any]:
    form = shape(type(new))
    kept: dict[str, Any] = {}
    for key, value in rest.items():
        name, at = item_of(key)
        pair: tuple[Any, Any] | None = None
        if key in form.structs:
            pair = getattr(old, key), getattr(new, key)
        elif name in form.lists and at >= 0:
            lists = getattr(old, name), getattr(new, name)
            pair = (lists[0][at], lists[1][at]) if at < min(map(len, lists)) else None
        if key == MISSING:
            value = [one for one in value if getattr(old, one, None) == getattr(new, one, None)]
            if value:
                kept[key] = value
        elif pair and isinstance(value, Mapping) and None not in pair:
            if more := _still(value, *pair):
                kept[key] = more
        elif key not in form.keys or getattr(old, key) == getattr(new, key):
            kept[key] = value
    return kept


def bad_fields(part: Any, extra: Any = None) -> list[str]:
    """The paths of a part's fields that could not be understood when it was read, and are not edited since."""
    found: list[str] = []
    for name, kept in (part.extra if extra is None else extra).items():
        if name not in part.__struct_fields__:
            continue
        held = getattr(part, name)
        if isinstance(kept, Mapping) and isinstance(held, msgspec.Struct):
            found += (f"{name}.{inner}" for inner in bad_fields(held, kept))
        else:
            found.append(name)
    return found


def or_unreadable(part: Part, name: str, text: str) -> str:
    """What is shown of a field: its text, or a question mark where its value could not be understood.

    A default in its place would be taken for what somebody wrote.
    """
    return UNREADABLE if part.extra and name in bad_fields(part) else text


def is_whole(plan: Plan) -> bool:
    """Whether all of a plan's file could be understood, or was edited since."""
    parts = (part for name in COLLECTIONS if name != "images" for part in getattr(plan, name).values())
    return not any(plan.unreadable.values()) and not any(
        part.extra and bad_fields(part) for part in (plan.definition, *parts)
    )
