"""Files that are nearly right: a good one as a tree, with a few things in it changed, or as bytes."""

from __future__ import annotations

import json
import random
from typing import Any

from tests.faults.hostile import BYTES, IDS, NUMBERS, TEXTS, VALUES, Raw

Tree = Any
"""JSON data whose objects are lists of pairs (`Pairs`), so that a key may stand twice."""


class Pairs(list[tuple[str, Any]]):
    """An object."""


def tree(data: Any) -> Tree:
    """JSON data as a tree."""
    if isinstance(data, dict):
        return Pairs((key, tree(value)) for key, value in data.items())
    return [tree(item) for item in data] if isinstance(data, list) else data


def written(data: Tree) -> str:
    """A tree as JSON, or what looks like it."""
    if isinstance(data, Raw):
        return data.text
    if isinstance(data, Pairs | dict):
        pairs = data.items() if isinstance(data, dict) else data
        return "{" + ",".join(f"{json.dumps(key)}: {written(value)}" for key, value in pairs) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(written, data)) + "]"
    return json.dumps(data)


def changed(data: Tree, rng: random.Random, others: list[Tree], times: int) -> Tree:
    """The tree with so many things changed."""
    data = _copy(data)
    for _ in range(times):
        holders = [holder for holder in _holders(data) if holder]
        if not holders:
            return rng.choice(VALUES)
        _change(rng.choice(holders), rng, others)
    return data


def bytes_changed(data: bytes, rng: random.Random, others: list[bytes], times: int) -> bytes:
    """The bytes with so many places changed: cut, doubled, replaced, spliced, begun with a mark."""
    for _ in range(times):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice((1, 1, 2, 8, 64, 1024)))
        kind = rng.randrange(9)
        if kind == 0:
            data = data[:at]
        elif kind == 1:
            data = data[:at] + data[to:]
        elif kind == 2:
            data = data[:at] + data[at:to] * rng.choice((2, 3, 200)) + data[to:]
        elif kind == 3:
            data = data[:at] + rng.choice(BYTES) + data[at:]
        elif kind == 4:
            data = data[:at] + rng.choice(BYTES) + data[to:]
        elif kind == 5:
            data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
        elif kind == 6:
            other = rng.choice(others)
            data = data[:at] + other[rng.randrange(len(other) + 1) :]
        elif kind == 7:
            data = rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\n" * 999, b"#!/bin/sh\n")) + data
        else:
            lines = data.split(b"\n")
            rng.shuffle(lines)
            data = b"\n".join(lines)
    return data


def lines_changed(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one line gone, twice, elsewhere, further in or out."""
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    kind = rng.randrange(6)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(rng.randrange(len(lines) + 1), lines[at])
    elif kind == 2:
        lines[at] = b" " * rng.choice((1, 2, 7)) + lines[at]
    elif kind == 3:
        lines[at] = lines[at].lstrip()
    elif kind == 4:
        lines[at] = b"\t" + lines[at]
    else:
        lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
    return b"\n".join(lines)


def _copy(data: Tree) -> Tree:
    if isinstance(data, Pairs):
        return Pairs((key, _copy(value)) for key, value in data)
    return [_copy(item) for item in data] if isinstance(data, list) else data


def _holders(data: Tree) -> list[Any]:
    """Every list and object in a tree."""
    found, left = [], [data]
    while left:
        one = left.pop()
        if isinstance(one, list):
            found.append(one)
            left += [value for _key, value in one] if isinstance(one, Pairs) else one
    return found


def _change(holder: list[Any], rng: random.Random, others: list[Tree]) -> None:
    at = rng.randrange(len(holder))
    kind = rng.choice(
        ("value", "value", "value", "value", "gone", "twice", "name", "nested", "graft", "swap", "many")
    )
    if kind == "value":
        _put(holder, at, _hostile(_get(holder, at), rng))
    elif kind == "gone":
        del holder[at]
    elif kind == "twice":
        holder.insert(rng.randrange(len(holder) + 1), _copy(holder[at : at + 1])[0])
    elif kind == "name" and isinstance(holder, Pairs):
        holder[at] = rng.choice((*IDS, *(key for key, _value in holder))), holder[at][1]
    elif kind == "nested":
        _put(holder, at, rng.choice(([_get(holder, at)], Pairs([("a", _get(holder, at))]))))
    elif kind == "graft":
        found = rng.choice(_holders(rng.choice(others)) or [[]])
        _put(holder, at, _copy(found))
    elif kind == "swap":
        to = rng.randrange(len(holder))
        one, other = _get(holder, at), _get(holder, to)
        _put(holder, at, other)
        _put(holder, to, one)
    elif kind == "many":
        times = rng.choice((3, 30, 300))
        if isinstance(holder, Pairs):
            key, value = holder[at]
            holder += [(f"{key}{number}", value) for number in range(times)]
        else:
            holder += _copy(holder[at : at + 1]) * times


def _hostile(value: Any, rng: random.Random) -> Any:
    """A value that no program likes, as often as not of the kind that is there."""
    if rng.random() < 0.5 and isinstance(value, int | float):
        return rng.choice(NUMBERS)
    return rng.choice(TEXTS if rng.random() < 0.3 and isinstance(value, str) else VALUES)


def _get(holder: list[Any], at: int) -> Any:
    return holder[at][1] if isinstance(holder, Pairs) else holder[at]


def _put(holder: list[Any], at: int, value: Any) -> None:
    holder[at] = (holder[at][0], value) if isinstance(holder, Pairs) else value
