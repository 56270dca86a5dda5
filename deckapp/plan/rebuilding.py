"""A plan put together again from the lines of its journal, as far as they make sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec

from deckapp.plan.decode_errors import in_words
from deckapp.plan.journal_lines import FIELDS, Edit
from deckapp.plan.limits import MAX_DEPTH, settled
from deckapp.plan.plan import COLLECTIONS, Part, Plan
from deckapp.plan.row_order import Behind, in_order
from deckapp.plan.wire import PART_TYPES

FIELD_TYPES: Mapping[str, Any] = {name: get_type_hints(Plan)[name] for name in FIELDS}


class Rebuilding:
    """A plan in the making, from what the edits start from and the edits, which may come in any order."""

    def __init__(self) -> None:
        self._base = _Layer()
        self._saved = _Layer()
        self._edits = _Layer()
        self._behind: dict[str, list[Behind]] = {}

    def take_base(self, parts: Mapping[str, Mapping[str, Any]], fields: Mapping[str, Any]) -> list[str]:
        """Take some of what the edits start from; returns what of it made no sense, in words."""
        return self._base.take(parts, fields)

    def take_saved(self, parts: Mapping[str, Mapping[str, Any]], fields: Mapping[str, Any]) -> list[str]:
        """Take some of what the plan's file held otherwise; returns what of it made no sense, in words."""
        return self._saved.take(parts, fields)

    def take_edit(self, edit: Edit) -> list[str]:
        """Take the next edit's changes; returns what of them made no sense, in words."""
        for name, stands in edit.behind.items():
            self._behind.setdefault(name, []).append(stands)
        return self._edits.take(edit.parts, edit.fields)

    def fill(self, plan: Plan) -> None:
        """Take from a plan what is missing of what the edits start from."""
        base = self._base
        for name in COLLECTIONS:
            base.parts[name] = {**getattr(plan, name), **base.parts[name]}
        base.fields = {**{name: getattr(plan, name) for name in FIELDS}, **base.fields}

    def saved(self) -> Plan:
        """The plan as its file held it; only right where all of the base and of what is otherwise was taken."""
        everything: dict[str, Any] = {}
        for name in COLLECTIONS:
            parts = {**self._base.parts[name], **self._saved.parts[name]}
            everything[name] = {key: part for key, part in parts.items() if part is not None}
        return Plan(**everything, **{**self._base.fields, **self._saved.fields})

    def plan(self) -> Plan:
        """The plan as it is by now."""
        everything: dict[str, Any] = {}
        for name in COLLECTIONS:
            parts = {**self._base.parts[name], **self._edits.parts[name]}
            # What is gone still has its place here, so that others may stand behind it.
            for stands in self._behind.get(name, ()):
                parts = in_order(parts, stands)
            everything[name] = {key: part for key, part in parts.items() if part is not None}
        return Plan(**everything, **{**self._base.fields, **self._edits.fields})


class _Layer:
    """Values by collection and id, None for what is gone, and by field."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
        self.fields: dict[str, Any] = {}

    def take(self, parts: Mapping[str, Mapping[str, Any]], fields: Mapping[str, Any]) -> list[str]:
        odd: list[str] = []
        for name, changed in parts.items():
            if name not in PART_TYPES:
                odd.append(f"{name}: a plan holds nothing of this name")
                continue
            for key, data in changed.items():
                try:
                    self.parts[name][key] = None if data is None else _value(data, PART_TYPES[name])
                except ValueError as error:
                    odd.append(f"{name}.{key}{error}")
        for name, data in fields.items():
            try:
                if name not in FIELD_TYPES:
                    raise ValueError(": a plan holds nothing of this name")
                self.fields[name] = _value(data, FIELD_TYPES[name])
            except ValueError as error:
                odd.append(f"{name}{error}")
        return odd


def _value(data: Any, kind: Any) -> Any:
    """Raises ValueError whose text goes right behind the name of what was to be read."""
    try:
        value = msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise ValueError(in_words(str(error))) from None
    kept = value.extra if isinstance(value, Part) else value if isinstance(value, dict) else {}
    if _is_deeper(kept, MAX_DEPTH):
        raise ValueError(f": lists and objects lie in one another more than {MAX_DEPTH} levels deep")
    return settled(value) if isinstance(value, Part) else value


def _is_deeper(data: Any, depth: int) -> bool:
    """Whether lists and objects lie in one another deeper than that."""
    level = [data]
    for _ in range(depth):
        holders = (holder.values() if isinstance(holder, dict) else holder for holder in level)
        level = [item for held in holders for item in held if isinstance(item, dict | list)]
        if not level:
            return False
    return True
