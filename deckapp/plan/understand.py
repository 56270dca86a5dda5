"""A plan out of its file's data: what can be understood, and what is set aside and kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from deckapp.plan.limits import MAX_TEXT, settled
from deckapp.plan.places import Key, locate
from deckapp.plan.plan import COLLECTIONS, Definition, Part, Plan, Position
from deckapp.plan.wire import CONTINUED, PART_TYPES, part_from_data
from deckapp.problem import Problem

TEXTS = ("title", "organisation", "author", "language")
"""The plan's own texts; with the definition and the collections they are all that a file's top holds."""
TOP = frozenset({"format", "version", "definition", *TEXTS, *COLLECTIONS})
ON_BOARD = ("activities", "notes", "links")
"""Collections that share their ids: a selection names things of all three."""
KEPT = "it stays in the file as it is"

Report = Callable[..., None]


class Oddity(msgspec.Struct, frozen=True):
    """Something in a plan's data to be told, and the keys that lead to it."""

    key: Key
    message: str
    hint: str = KEPT
    level: Literal["error", "warning"] = "error"


class Understanding:
    """The pieces of one plan, as they are understood one after another."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.oddities: list[Oddity] = []
        self._fields: dict[str, Any] = {}
        self._extra = {key: value for key, value in raw.items() if key not in TOP}
        self._unreadable: dict[str, dict[str, Any]] = {}
        self._board_ids: set[str] = set()
        for name in TEXTS:
            if name in raw:
                self._text(name, raw[name])
        self._definition(raw.get("definition", {}))
        for name in COLLECTIONS:
            self._collection(name, raw.get(name, {}))
        self.plan = Plan(**self._fields, extra=self._extra, unreadable=self._unreadable)
        self._references()

    def _text(self, name: str, text: Any) -> None:
        if not isinstance(text, str):
            self._set_aside("", name, text, ": is not a text")
            return
        self._fields[name] = text[:MAX_TEXT]
        if len(text) > MAX_TEXT:
            self._extra[name + CONTINUED] = text[MAX_TEXT:]
            self._too_long((name,))

    def _definition(self, data: Any) -> None:
        try:
            self._fields["definition"] = part_from_data(data, Definition)
        except ValueError as error:
            self._set_aside("", "definition", data, str(error))
        else:
            self._long_texts(("definition",), self._fields["definition"])

    def _collection(self, name: str, data: Any) -> None:
        if not isinstance(data, dict):
            self._set_aside("", name, data, ": is not an object by id")
            return
        parts: dict[str, Any] = {}
        for key, item in data.items():
            try:
                part = part_from_data(item, PART_TYPES[name])
                self._check_id(name, key)
            except ValueError as error:
                self._set_aside(name, key, item, str(error))
            else:
                parts[key] = self._in_bounds((name, key), part) if isinstance(part, Part) else part
        self._fields[name] = parts

    def _check_id(self, name: str, key: str) -> None:
        if not key:
            raise ValueError(": an id cannot be empty")
        if name in ON_BOARD:
            if key in self._board_ids:
                raise ValueError(": an activity, note or link has this id already")
            self._board_ids.add(key)

    def _in_bounds(self, key: Key, part: Part) -> Part:
        self._long_texts(key, part)
        inside = settled(part)
        if inside is not part:
            self._warn(key, ": lies or reaches too far out", "it was moved or made smaller")
        return inside

    def _long_texts(self, key: Key, part: Part) -> None:
        for name in part.extra:
            if name.endswith(CONTINUED):
                self._too_long((*key, name.removesuffix(CONTINUED)))

    def _too_long(self, key: Key) -> None:
        hint = f"the first {MAX_TEXT:,} are shown; the rest stays in the file"
        self._warn(key, f": is longer than {MAX_TEXT:,} characters", hint)

    def _references(self) -> None:
        """Warn of what points nowhere; it stays, for what it points at may be unreadable today."""
        plan = self.plan
        for key, link in plan.links.items():
            for field, end in (("source", link.source), ("target", link.target)):
                if end not in plan.activities:
                    self._warn(("links", key, field), f": there is no activity {end!r}")
        for name in ("activities", "notes"):
            parts: Mapping[str, Any] = getattr(plan, name)
            for key, part in parts.items():
                self._check_cell((name, key, "position"), part.position)

    def _check_cell(self, key: Key, position: Position) -> None:
        hint = "it is shown in the parking lot"
        if position.phase and position.phase not in self.plan.phases:
            self._warn(key, f": there is no phase {position.phase!r}", hint)
        elif position.phase and position.workstream not in self.plan.workstreams:
            self._warn(key, f": there is no workstream {position.workstream!r}", hint)

    def _set_aside(self, name: str, key: str, data: Any, reason: str) -> None:
        self._unreadable.setdefault(name, {})[key] = data
        path = (name, key) if name else (key,)
        self.oddities.append(Oddity(path, f"{'.'.join(path)}{reason}"))

    def _warn(self, key: Key, message: str, hint: str = KEPT) -> None:
        self.oddities.append(Oddity(key, ".".join(key) + message, hint, "warning"))


def understand(raw: Mapping[str, Any], data: bytes, path: str) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in a file's data, and its problems with their lines in the file's bytes."""
    understood = Understanding(raw)
    oddities = understood.oddities
    places = locate(data, {key for oddity in oddities for key in _ways(oddity)})
    problems = []
    for oddity in oddities:
        line, column = next((places[key] for key in _ways(oddity) if key in places), (0, 0))
        problems.append(Problem(path, line, column, oddity.message, oddity.hint, oddity.level))
    return understood.plan, tuple(problems)


def _ways(oddity: Oddity) -> list[Key]:
    """Where to look for an oddity's line, the most exact first: the message may name a key further down."""
    named = re.match(r"(?:\.\w+)*", oddity.message.removeprefix(".".join(oddity.key)))
    deeper = named[0].split(".")[1:] if named else []
    return [oddity.key + tuple(deeper[:count]) for count in range(len(deeper), -1, -1)] + [oddity.key[:-1]]
