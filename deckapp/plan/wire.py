"""Parts of a plan as plain JSON data and back, so that keys this version does not know survive.

What a struct has no field for goes into the `extra` of the part that holds it, in the shape it had:
``{"card": {"mood": "calm", "steps[0]": {"colour": "red"}}}`` for keys within a card and its first step.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

import msgspec

from deckapp.plan.bad_fields import Salvage, SpentError
from deckapp.plan.decode_errors import in_words
from deckapp.plan.limits import MAX_TEXT
from deckapp.plan.plan import COLLECTIONS, Part, Plan
from deckapp.plan.shapes import CONTINUED, MISSING, Shape, item_of, shape

PART_TYPES: Mapping[str, type[Any]] = {name: get_args(get_type_hints(Plan)[name])[1] for name in COLLECTIONS}
"""What each collection of a plan holds."""


def split(data: Mapping[str, Any], kind: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Data that a struct can be made of, and the rest, in the shape of `extra`."""
    known: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    form = shape(kind)
    for key, value in data.items():
        if key not in form.keys:
            rest[key if key != MISSING else key + "!"] = value
        elif key in form.structs and isinstance(value, dict):
            known[key], more = split(value, form.structs[key])
            if more:
                rest[key] = more
        elif key in form.lists and isinstance(value, list):
            known[key] = []
            inner: Shape = shape(form.lists[key])
            for index, item in enumerate(value):
                if isinstance(item, dict) and (inner.nested or not item.keys() <= inner.keys):
                    item, more = split(item, form.lists[key])
                    if more:
                        rest[f"{key}[{index}]"] = more
                known[key].append(item)
        elif isinstance(value, str) and len(value) > MAX_TEXT and issubclass(kind, Part | Plan):
            known[key], rest[key + CONTINUED] = value[:MAX_TEXT], value[MAX_TEXT:]
        else:
            known[key] = value
    return known, rest


def merge(data: dict[str, Any], rest: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    """`data` of a struct itself, with what `split` and `Salvage` set aside put back where it was."""
    form = shape(kind)
    for key, value in rest.items():
        text = data.get(key.removesuffix(CONTINUED))
        name, at = item_of(key)
        items = data.get(name) if name in form.lists and at >= 0 and name not in rest else None
        if key.endswith(CONTINUED) and isinstance(text, str) and isinstance(value, str):
            data[key.removesuffix(CONTINUED)] = text + value
        elif isinstance(items, list | tuple) and at < len(items) and isinstance(value, Mapping):
            merge(items[at], value, form.lists[name])
        elif key in form.structs and isinstance(value, Mapping):
            data[key] = merge(data.get(key) or {}, value, form.structs[key])
        elif key == MISSING:
            for one in value:
                data.pop(one, None)
        elif key in form.keys:
            data[key] = value
        else:
            data.setdefault(key, value)
    return data


def part_to_data(part: Any) -> Any:
    """A part (or a picture) as JSON data."""
    data = msgspec.to_builtins(part)
    return merge(data, data.pop("extra", {}), type(part)) if isinstance(part, Part) else data


def part_from_data(data: Any, kind: type[Any], salvage: Salvage | None = None) -> tuple[Any, list[str]]:
    """A part (or a picture) from JSON data, and which of its fields are left away since they make no sense.

    One `salvage` for all parts of a plan bounds how much is done for them.
    Each of these texts goes right behind the part's path, as in ``.duration_days: is not a whole number >= 1``;
    what such fields held is kept in the part's `extra`. Raises ValueError with such a text where nothing of the
    part makes sense.
    """
    rest: dict[str, Any] = {}
    known = data
    if issubclass(kind, Part):
        if not isinstance(data, dict):
            raise ValueError(": is not an object")
        known, rest = split(data, kind)
    try:
        return msgspec.convert({**known, "extra": rest} if rest else known, kind), []
    except msgspec.ValidationError as error:
        fault = in_words(str(error))
    if not issubclass(kind, Part):
        raise ValueError(fault)
    try:
        return (salvage or Salvage()).struct(data, known, rest, kind)
    except SpentError:
        raise ValueError(fault) from None
