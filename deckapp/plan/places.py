"""Where in a JSON text a value was written, for problems that name their line."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

Key = tuple[str, ...]
"""The keys from the top of a JSON document down to a value; items of lists count "0", "1" …"""

TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\],]', re.DOTALL)


def locate(data: bytes, wanted: Collection[Key]) -> dict[Key, tuple[int, int]]:
    """Line and column, counted from 1, of the values with these keys; without those that are not there.

    `data` is JSON that has been read already. For a key of an object the place is the key's.
    """
    found: dict[Key, tuple[int, int]] = {}
    left = set(wanted)
    path: list[str] = []
    lists: list[bool] = []
    name_next = False
    for token in TOKEN.finditer(data):
        if not left:
            break
        text = token[0]
        if text[:1] == b'"':
            if name_next:
                path[-1] = msgspec.json.decode(text, type=str)
                name_next = False
                _note(tuple(path), token.start(), data, left, found)
        elif text in b"{[":
            lists.append(text == b"[")
            path.append("0" if lists[-1] else "")
            name_next = not lists[-1]
        elif text in b"}]":
            lists.pop()
            path.pop()
            name_next = False
        elif lists[-1]:
            path[-1] = str(int(path[-1]) + 1)
        else:
            name_next = True
    return found


def _note(key: Key, at: int, data: bytes, left: set[Key], found: dict[Key, tuple[int, int]]) -> None:
    if key in left:
        left.remove(key)
        found[key] = line_and_column(data, at)


def line_and_column(data: bytes, at: int) -> tuple[int, int]:
    """Line and column (in characters), counted from 1, of a byte of a text in UTF-8."""
    start = data.rfind(b"\n", 0, at) + 1
    return data.count(b"\n", 0, at) + 1, len(data[start:at].decode("utf-8", "replace")) + 1
