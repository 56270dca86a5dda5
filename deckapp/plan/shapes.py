"""Which keys the structs of a plan have, and which of them hold structs again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

CONTINUED = " (continued)"
"""Ends the key under which `extra` holds what a text has beyond its longest."""
MISSING = "\0missing"
"""The key under which `extra` lists the fields that stand for ones which the file lacks, though it needs them."""
OWN_FIELDS = frozenset({"extra", "unreadable"})
"""Fields of ours that are no keys of the file."""
_ITEM = re.compile(r"(.+)\[(\d{1,9})\]", re.DOTALL)


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


def item_of(key: str) -> tuple[str, int]:
    """The list and the place that a key such as ``steps[0]`` names; a place of -1 where it names none."""
    found = _ITEM.fullmatch(key)
    return (found[1], int(found[2])) if found else (key, -1)
