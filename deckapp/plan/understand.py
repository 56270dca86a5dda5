"""A plan out of its file's data: what can be understood, and what is set aside and kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from deckapp.files.excerpt import FAR
from deckapp.plan.bad_fields import Salvage
from deckapp.plan.called import called
from deckapp.plan.json_places import NTH, Key, locate
from deckapp.plan.limits import MAX_TEXT, settled
from deckapp.plan.plan import COLLECTIONS, Definition, Part, Plan, Position
from deckapp.plan.repeats import MAX_TOLD, Repeat, Repeats
from deckapp.plan.shapes import CONTINUED
from deckapp.plan.unknown_keys import Slip, UnknownKeys
from deckapp.plan.wire import PART_TYPES, part_from_data
from deckapp.problem import Problem

TEXTS = ("title", "organisation", "author", "language")
"""The plan's own texts; with the definition and the collections they are all that a file's top holds."""
TOP = frozenset({"format", "version", "definition", *TEXTS, *COLLECTIONS})
ON_BOARD = ("activities", "notes", "links")
"""Collections that share their ids: a selection names things of all three."""
LONGEST = 300
"""The most characters of a message."""
MAX_SLIPS = 50
"""So many mistyped keys are told one by one."""
KEPT = "it stays in the file as it is"
NOT_SHOWN = "the whole of it is not shown, and stays in the file as it is"
"""Of a part of a collection of which nothing can be understood."""
SHOWN_WITHOUT = "all else of it is shown; this stays in the file as it is until it is changed here"
"""Of a field that cannot be understood, or is missing, in a part that can."""

Level = Literal["error", "warning"]


class Oddity(msgspec.Struct, frozen=True):
    """Something in a plan's data to be told, and the keys that lead to it, which the message goes on from."""

    key: Key
    message: str
    hint: str = KEPT
    level: Level = "error"
    below: Key = ()
    """The keys from there to what is meant, where the message names them itself."""


class Understanding:
    """The pieces of one plan, as they are understood one after another."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.oddities: list[Oddity] = []
        self._told: Counter[Level] = Counter()
        self._fields: dict[str, Any] = {}
        self._extra = {key: value for key, value in raw.items() if key not in TOP}
        self._unreadable: dict[str, dict[str, Any]] = {}
        self._board_ids: set[str] = set()
        self._salvage = Salvage()
        self._slips = UnknownKeys()
        self.more_slips = 0
        self._left_slips = MAX_SLIPS
        self._mistyped((), self._slips.among(self._extra, TOP))
        for name in TEXTS:
            if name in raw:
                self._text(name, raw[name])
        self._definition(raw.get("definition", {}))
        for name in COLLECTIONS:
            self._collection(name, raw.pop(name, {}))
        self.plan = Plan(**self._fields, extra=self._extra, unreadable=self._unreadable)
        self._references()

    def untold(self) -> list[tuple[Level, int]]:
        """How many errors and warnings there are beyond those that are told."""
        return [(level, count - MAX_TOLD) for level, count in self._told.items() if count > MAX_TOLD]

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
            self._fields["definition"], faults = part_from_data(data, Definition, self._salvage)
        except ValueError as error:
            self._set_aside("", "definition", data, str(error))
        else:
            self._left_away(("definition",), faults)
            self._mistyped(("definition",), self._slips.within(self._fields["definition"].extra, Definition))
            self._long_texts(("definition",), self._fields["definition"])

    def _collection(self, name: str, data: Any) -> None:
        if not isinstance(data, dict):
            self._set_aside("", name, data, ": is not an object by id")
            return
        parts: dict[str, Any] = {}
        for key in list(data):
            # What is understood is let go at once: a plan of many parts would be held twice.
            item = data.pop(key)
            try:
                part, faults = part_from_data(item, PART_TYPES[name], self._salvage)
                self._check_id(name, key)
            except ValueError as error:
                self._set_aside(name, key, item, str(error))
            else:
                self._left_away((name, key), faults)
                if isinstance(part, Part) and part.extra:
                    self._mistyped((name, key), self._slips.within(part.extra, type(part)))
                parts[key] = self._in_bounds((name, key), part) if isinstance(part, Part) else part
        self._fields[name] = parts

    def _left_away(self, key: Key, faults: list[str]) -> None:
        for fault in faults:
            self._tell(Oddity(key, fault, SHOWN_WITHOUT))

    def _mistyped(self, key: Key, slips: Iterable[Slip]) -> None:
        """Warn of keys that are not known, where one that is was most likely meant."""
        for slip in slips:
            if self._left_slips:
                self._left_slips -= 1
                message = f"unknown key `{_cut(slip.at[-1])}`, kept but not used"
                said = f"{slip.part}: {message}" if key else message
                hint = f"did you mean `{slip.meant}`?"
                self._tell(Oddity(key, said, hint, "warning", slip.at))
            else:
                self.more_slips += 1

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
        self._tell(Oddity(path, reason, NOT_SHOWN if name else KEPT))

    def _warn(self, key: Key, message: str, hint: str = KEPT) -> None:
        self._tell(Oddity(key, message, hint, "warning"))

    def _tell(self, oddity: Oddity) -> None:
        self._told[oddity.level] += 1
        if self._told[oddity.level] <= MAX_TOLD:
            self.oddities.append(oddity)


def understand(
    raw: dict[str, Any],
    data: bytes,
    path: str,
    repeats: Repeats = Repeats(),  # noqa: B008  (frozen)
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in a file's data, which is used up, and its problems with their lines in the file's bytes."""
    understood = Understanding(raw)
    ways = [(oddity, _ways(oddity, repeats)) for oddity in understood.oddities]
    ways += [(_twice(repeat), [repeat.written]) for repeat in repeats.found]
    places = locate(data, {key for _oddity, keys in ways for key in keys})
    problems = []
    for oddity, keys in ways:
        line, column = next((places[key] for key in keys if key in places), (0, 0))
        message = ".".join(map(_cut, oddity.key)) + _cut(oddity.message, LONGEST)
        if column > FAR:
            message = called(understood.plan, oddity.key) + message
        problems.append(Problem(path, line, column, message, oddity.hint, oddity.level))
    if count := understood.more_slips:
        more = f"and {count:,} more unknown keys that are near to known ones"
        problems.append(Problem(path, message=more, hint=KEPT, level="warning"))
    for level, count in (("warning", repeats.more), *understood.untold()):
        if count:
            more = f"and {count:,} more {level}s of this kind"
            problems.append(Problem(path, message=more, hint=KEPT, level=level))
    return understood.plan, tuple(problems)


def _twice(repeat: Repeat) -> Oddity:
    key = tuple(name.partition(NTH)[0] for name in repeat.written)
    return Oddity(key, ": stands here a second time", repeat.became, "warning")


def _ways(oddity: Oddity, repeats: Repeats) -> list[Key]:
    """Where to look for an oddity's line, the most exact first: the message may name a key further down."""
    named = re.match(r"(?:\.\w+|\[\d+\])*", oddity.message)
    deeper = oddity.below or tuple(re.findall(r"\w+", named[0]) if named else ())
    found = [oddity.key + deeper[:count] for count in range(len(deeper), -1, -1)] + [oddity.key[:-1]]
    return [repeats.written.get(key[:2], key[:2]) + key[2:] for key in found]


def _cut(text: str, longest: int = 60) -> str:
    """The text as a message can hold it; a file may say anything of any length."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
