"""Where in a JSON text a value was written, for problems that name their line."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

Key = tuple[str, ...]
"""The keys from the top of a JSON document down to a value; items of lists count "0", "1" …"""

NTH = "\0"
"""Between a key and its number, where it is the second or a later one of that name in its object."""
GOES_ON = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that are not a letter's first."""
PIECE = 1 << 20
# Possessive: a plain repetition would remember every step of a picture's twenty million characters.
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],]', re.DOTALL)


def locate(data: bytes, wanted: Collection[Key]) -> dict[Key, tuple[int, int]]:
    """Line and column, counted from 1, of the values with these keys; without those that are not there.

    `data` is JSON that has been read already. For a key of an object the place is the key's. The second of
    two keys of one name in one object is called ``name\\0002``, where that is wanted.
    """
    found: dict[Key, tuple[int, int]] = {}
    left = set(wanted)
    counted = {key[: at + 1] for key in wanted for at, name in enumerate(key) if NTH in name}
    counts = dict.fromkeys(((*key[:-1], key[-1].partition(NTH)[0]) for key in counted), 0)
    lines = Lines(data)
    path: list[str] = []
    lists: list[bool] = []
    name_next = False
    for token in TOKEN.finditer(data):
        if not left:
            break
        text = token[0]
        if text[:1] == b'"':
            if name_next:
                name_next = False
                path[-1] = msgspec.json.decode(text, type=str)
                key = tuple(path)
                if key in counts:
                    counts[key] += 1
                    if counts[key] > 1:
                        path[-1] += f"{NTH}{counts[key]}"
                        key = tuple(path)
                if key in left:
                    left.remove(key)
                    found[key] = lines.place(token.start())
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


class Lines:
    """Lines and columns of bytes of a text in UTF-8, asked for from its start to its end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._line, self._column, self._at = 1, 1, 0

    def place(self, at: int) -> tuple[int, int]:
        """Line and column (in characters), counted from 1, of a byte that is not before the one asked last."""
        if ends := self._data.count(b"\n", self._at, at):
            self._line, self._column = self._line + ends, 1
            self._at = self._data.rindex(b"\n", self._at, at) + 1
        # Only what is new since the last is counted: a file may be one line.
        while self._at < at:
            piece = self._data[self._at : min(at, self._at + PIECE)]
            self._column += len(piece.translate(None, GOES_ON))
            self._at += len(piece)
        return self._line, self._column
