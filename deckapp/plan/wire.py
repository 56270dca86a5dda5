"""Parts of a plan as plain JSON data and back, so that keys this version does not know survive.

What a struct has no field for goes into the `extra` of the part that holds it, in the shape it had:
``{"card": {"mood": "calm", "steps[0]": {"colour": "red"}}}`` for keys within a card and its first step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import inspect

from deckapp.plan.limits import MAX_TEXT
from deckapp.plan.plan import COLLECTIONS, Part, Plan
from deckapp.plan.sayings import in_words

PART_TYPES: Mapping[str, type[Any]] = {name: get_args(get_type_hints(Plan)[name])[1] for name in COLLECTIONS}
"""What each collection of a plan holds."""
CONTINUED = " (continued)"
"""Ends the key under which `extra` holds what a text has beyond `MAX_TEXT`."""
OWN_FIELDS = frozenset({"extra", "unreadable"})
"""Fields of ours that are no keys of the file."""


class Shape(msgspec.Struct, frozen=True):
    """A struct's keys, and the structs that some of them hold, alone or as items of a list."""

    keys: frozenset[str]
    structs: Mapping[str, type[Any]]
    lists: Mapping[str, type[Any]]

    @property
    def nested(self) -> bool:
        """Whether any of its keys holds a struct again."""
        return bool(self.structs or self.lists)


def shape(kind: Any) -> Shape:
    """The shape of a struct."""
    return _shape(kind)


@cache
def _shape(kind: Any) -> Shape:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    structs, lists = {}, {}
    for field in info.fields:
        for option in field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,):
            if isinstance(option, inspect.StructType):
                structs[field.encode_name] = option.cls
            elif isinstance(option, inspect.VarTupleType) and isinstance(
                option.item_type, inspect.StructType
            ):
                lists[field.encode_name] = option.item_type.cls
    keys = frozenset(field.encode_name for field in info.fields) - OWN_FIELDS
    return Shape(keys=keys, structs=structs, lists=lists)


def split(data: Mapping[str, Any], kind: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Data that a struct can be made of, and the rest, in the shape of `extra`."""
    known: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    form = shape(kind)
    for key, value in data.items():
        if key not in form.keys:
            rest[key] = value
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


def merge(data: dict[str, Any], rest: Mapping[str, Any]) -> dict[str, Any]:
    """`data` itself, with what `split` set aside put back where it was."""
    for key, value in rest.items():
        text = data.get(key.removesuffix(CONTINUED))
        item = re.fullmatch(r"(.+)\[(\d{1,9})\]", key)
        items = data.get(item[1]) if item else None
        if key.endswith(CONTINUED) and isinstance(text, str) and isinstance(value, str):
            data[key.removesuffix(CONTINUED)] = text + value
        elif (
            item
            and isinstance(items, list | tuple)
            and int(item[2]) < len(items)
            and isinstance(value, Mapping)
        ):
            merge(items[int(item[2])], value)
        elif isinstance(data.get(key), dict) and isinstance(value, Mapping):
            merge(data[key], value)
        else:
            data.setdefault(key, value)
    return data


def part_to_data(part: Any) -> Any:
    """A part (or a picture) as JSON data."""
    data = msgspec.to_builtins(part)
    return merge(data, data.pop("extra", {})) if isinstance(part, Part) else data


def part_from_data(data: Any, kind: type[Any]) -> Any:
    """A part (or a picture) from JSON data.

    Raises ValueError where it makes no sense; its text goes right behind the part's path, as in
    ``.duration_days: is not a whole number >= 1``.
    """
    if issubclass(kind, Part):
        if not isinstance(data, dict):
            raise ValueError(": is not an object")
        data, rest = split(data, kind)
        if rest:
            data["extra"] = rest
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise ValueError(in_words(str(error))) from None
