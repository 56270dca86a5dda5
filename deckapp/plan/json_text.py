"""A plan's JSON text as data: bounded before it is decoded, and with every entry of a key that stands twice."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from deckapp.files.reading import in_words
from deckapp.plan.limits import MAX_DEPTH
from deckapp.plan.plan import COLLECTIONS
from deckapp.plan.repeats import Repeats, Twice, told_apart

MAX_BYTES = 128 * 1024 * 1024
MAX_TEXT_BYTES = 64 * 1024 * 1024
"""A larger file must be so by its pictures, which are decoded to fewer bytes, not to four a letter."""
MAX_BESIDE_BYTES = 32 * 1024 * 1024
"""How much a file of so many pictures may hold beside them."""
MAX_MARKS = 3_000_000
"""How many commas and opening brackets a text may hold, so that its values fit into a gigabyte."""
MAX_PARTS = 50_000
"""How many parts a plan may hold, so that every look at all of them is over in seconds."""

MAX_REPEATS = 10_000

_SPACE_AND_COLON = (b" :", b"\t:", b"\n:", b"\r:")
_KEY = re.compile(rb'"[ \t\r\n]*+:')


class TooMuchError(ValueError):
    """The text holds more than can be read; the message says what, in words for people."""


class TooDeepError(TooMuchError):
    """Lists and objects lie in one another too deep."""


def decode(data: bytes) -> tuple[Any, Repeats]:
    """What a JSON text says, and the keys that stand twice in it, each entry under a key of its own.

    Raises TooMuchError, and msgspec.MsgspecError or UnicodeDecodeError where it is no JSON.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    refuse_too_much(data)
    try:
        raw = msgspec.json.decode(data)
    except RecursionError:
        raise _too_deep() from None
    keys = _count_keys(raw)
    refuse_too_many(_parts_in(raw))
    if keys == _keys_written(data):
        return raw, Repeats()
    # JSON's readers keep the last of two entries and say nothing, so these few texts are read again.
    raw = None
    raw, repeats = told_apart(json.loads(data, object_pairs_hook=_Pairs().data))
    refuse_too_many(_parts_in(raw))
    return raw, repeats


def refuse_too_much(data: bytes) -> None:
    """Raise TooMuchError for a text that would take more memory or time than there is."""
    if len(data) > MAX_BYTES:
        raise TooMuchError(f"it is larger than {in_words(MAX_BYTES)}; it needs smaller pictures")
    if len(data) > MAX_TEXT_BYTES and not _is_of_pictures(data):
        raise TooMuchError(f"it is larger than {in_words(MAX_TEXT_BYTES)} without its pictures")
    if marks_in(data) > MAX_MARKS:
        raise TooMuchError(f"it holds more than {MAX_MARKS:,} values, the most that can be read")


def refuse_too_many(parts: int) -> None:
    """Raise TooMuchError where a plan has more parts than can be looked at."""
    if parts > MAX_PARTS:
        raise TooMuchError(f"it holds more than {MAX_PARTS:,} parts, the most that a plan may have")


def _parts_in(raw: Any) -> int:
    """How many parts there are in the data of a plan."""
    held = (raw.get(name) for name in COLLECTIONS) if isinstance(raw, Mapping) else ()
    return sum(len(parts) for parts in held if isinstance(parts, Mapping))


def marks_in(data: bytes) -> int:
    """How many commas and opening brackets there are: about as many as values."""
    return data.count(b",") + data.count(b"[") + data.count(b"{")


def room_beside(data: bytes) -> tuple[int, int]:
    """(bytes, marks) that a text may still take in until it is refused, or until it is to be measured again."""
    left = MAX_TEXT_BYTES - len(data)
    if left < 0:
        left = min(MAX_BYTES - len(data), MAX_BESIDE_BYTES - len(data) + len(_pictures(data)))
    return left, MAX_MARKS - marks_in(data)


class _Pictures(msgspec.Struct):
    images: msgspec.Raw = msgspec.Raw(b"")


def _pictures(data: bytes) -> bytes:
    """The encoded pictures of a plan's text; nothing where it has none, or is no JSON."""
    try:
        return bytes(memoryview(msgspec.json.decode(data, type=_Pictures).images))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return b""


def _is_of_pictures(data: bytes) -> bool:
    encoded = _pictures(data)
    beside = len(data) - len(encoded)
    return beside <= MAX_BESIDE_BYTES and encoded.isascii() and b"\\u" not in encoded


class _Pairs:
    """Makes an object of its pairs, and refuses texts in which keys stand twice all the time."""

    def __init__(self) -> None:
        self._repeats = 0

    def data(self, pairs: list[tuple[str, Any]]) -> Any:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self._repeats += len(pairs) - len(found)
        if self._repeats > MAX_REPEATS:
            raise TooMuchError(f"more than {MAX_REPEATS:,} keys stand twice in it")
        return Twice(pairs)


def _count_keys(raw: Any) -> int:
    """How many keys there are in all; raises TooDeepError."""
    level, keys = [raw], 0
    for _ in range(MAX_DEPTH):
        dicts = [holder for holder in level if type(holder) is dict]
        keys += sum(map(len, dicts))
        below = [item for holder in dicts for item in holder.values() if type(item) in (dict, list)]
        below += [
            item for holder in level if type(holder) is list for item in holder if type(item) in (dict, list)
        ]
        if not below:
            return keys
        level = below
    raise _too_deep()


def _keys_written(data: bytes) -> int:
    """At least as many keys as the text has: a text value that begins with a colon looks like one."""
    if not any(spaced in data for spaced in _SPACE_AND_COLON):
        return data.count(b'":')
    return sum(1 for _ in _KEY.finditer(data))


def _too_deep() -> TooDeepError:
    return TooDeepError(f"lists and objects lie in one another more than {MAX_DEPTH} levels deep")
