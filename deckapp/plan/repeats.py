"""Keys that stand twice in a plan's file: every entry is kept, under a key of its own, and told."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, NamedTuple

from deckapp.plan.json_places import NTH, Key
from deckapp.plan.plan import COLLECTIONS

MAX_TOLD = 500
"""How many repeated keys are told one by one."""


class Twice:
    """An object in which a key stands more than once, with all of its entries."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs


class Repeat(NamedTuple):
    """An entry whose key was there before: where it was written, and what became of it."""

    written: Key
    name: str
    became: str


class Repeats(NamedTuple):
    """The repeated keys of a text, the first ones and how many more there are.

    `written` says where parts were written that are not found under their own ids.
    """

    found: tuple[Repeat, ...] = ()
    more: int = 0
    written: Mapping[Key, Key] = {}


def told_apart(raw: Any) -> tuple[Any, Repeats]:
    """Data in which no key stands twice, and which did.

    Of two parts with one id the second gets an id of its own; of two entries of one field the last counts,
    as everywhere, and the others stay beside it under a name that this version does not know.
    """
    apart = _Apart()
    top = apart.top(raw) if isinstance(raw, Twice) else raw
    if isinstance(top, dict):
        top = {
            name: apart.collection(name, value) if name in COLLECTIONS else apart.plain(value, (name,))
            for name, value in top.items()
        }
    return top, Repeats(tuple(apart.found), apart.more, apart.written)


class _Apart:
    def __init__(self) -> None:
        self.found: list[Repeat] = []
        self.more = 0
        self.written: dict[Key, Key] = {}

    def top(self, twice: Twice) -> dict[str, Any]:
        """The plan's own keys; of a collection that stands twice all parts count."""
        merged: dict[str, list[tuple[Any, Key]]] = {}
        others: list[tuple[str, Any]] = []
        for name, value, key in _counted(twice.pairs, ()):
            if name in COLLECTIONS and isinstance(value, dict | Twice):
                merged.setdefault(name, []).append((value, key))
                if len(merged[name]) > 1:
                    self.tell(key, name, "what both hold is read")
            else:
                others.append((name, value))
        top = self.last_counts(others, (), lambda value, _key: value)
        for name, blocks in merged.items():
            if len(blocks) == 1 and name not in top:
                top[name] = blocks[0][0]
            else:
                parts = [pair for value, key in blocks for pair in self._parts(name, value, key)]
                if name in top:
                    kept = _Names(top).aside(name)
                    top[kept] = top[name]
                    self.tell((f"{name}{NTH}2",), name, f"the one that holds no parts is kept as {kept!r}")
                top[name] = self.own_ids(name, parts)
        return top

    def collection(self, name: str, value: Any) -> Any:
        """The parts of a collection, each with an id of its own."""
        if isinstance(value, Twice):
            return self.own_ids(name, self._parts(name, value, (name,)))
        return self.plain(value, (name,))

    def own_ids(self, name: str, parts: list[tuple[str, Any, Key]]) -> dict[str, Any]:
        names = _Names(key for key, _value, _written in parts)
        found: dict[str, Any] = {}
        for key, value, written in parts:
            own = key if key not in found else names.own_id(key, value, written[-1])
            if own != key:
                self.tell(written, key, f"the later one has the id {own} now")
            found[own] = self.plain(value, written)
            if written != (name, own):
                self.written[name, own] = written
        return found

    def plain(self, value: Any, key: Key) -> Any:
        """The value without repeated keys, at any depth."""
        if isinstance(value, Twice):
            return self.last_counts(value.pairs, key, self.plain)
        if isinstance(value, dict):
            return {name: self._deeper(item, (*key, name)) for name, item in value.items()}
        if isinstance(value, list):
            return [self._deeper(item, (*key, str(at))) for at, item in enumerate(value)]
        return value

    def last_counts(
        self, pairs: list[tuple[str, Any]], key: Key, inside: Callable[[Any, Key], Any]
    ) -> dict[str, Any]:
        names = _Names(name for name, _value in pairs)
        found: dict[str, Any] = {}
        aside: dict[str, Any] = {}
        for name, value, written in _counted(pairs, key):
            if name in found:
                kept = names.aside(name)
                aside[kept] = found.pop(name)
                self.tell(written, name, f"the later one counts; the earlier one is kept as {kept!r}")
            found[name] = inside(value, written)
        return found | aside

    def tell(self, written: Key, name: str, became: str) -> None:
        if len(self.found) < MAX_TOLD:
            self.found.append(Repeat(written, name, became))
        else:
            self.more += 1

    def _parts(self, name: str, value: Any, key: Key) -> list[tuple[str, Any, Key]]:
        pairs = value.pairs if isinstance(value, Twice) else list(value.items())
        return list(_counted(pairs, key))

    def _deeper(self, value: Any, key: Key) -> Any:
        return self.plain(value, key) if isinstance(value, dict | list | Twice) else value


def _counted(pairs: list[tuple[str, Any]], key: Key) -> list[tuple[str, Any, Key]]:
    """The entries, each with its way as `places.locate` names it: the second of a key ends in a number."""
    seen: dict[str, int] = {}
    found = []
    for name, value in pairs:
        seen[name] = seen.get(name, 0) + 1
        own = name if seen[name] == 1 else f"{name}{NTH}{seen[name]}"
        found.append((name, value, (*key, own)))
    return found


class _Names:
    """Names that nothing else in an object has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def aside(self, name: str) -> str:
        """The first of ``title (repeated)``, ``title (repeated 2)`` … that is free."""
        for number in count(self._next.get(name, 1)):
            free = f"{name} (repeated{f' {number}' if number > 1 else ''})"
            if free not in self._taken:
                self._taken.add(free)
                self._next[name] = number + 1
                return free
        raise AssertionError

    def own_id(self, key: str, value: Any, nth: str) -> str:
        """An id made of the part itself, so that whoever reads the same file gives it the same one."""
        text = json.dumps(value, default=lambda twice: twice.pairs)
        for number in count():
            made = hashlib.sha256(f"{nth} {number} {text}".encode()).digest()[:5]
            free = f"{key}-{base64.b32encode(made).decode().lower()}"
            if free not in self._taken:
                self._taken.add(free)
                return free
        raise AssertionError
