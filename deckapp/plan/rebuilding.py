"""A plan put together again from the lines of its journal, as far as they make sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec

from deckapp.plan.journal_lines import FIELDS
from deckapp.plan.limits import MAX_DEPTH, deeper, settled
from deckapp.plan.plan import COLLECTIONS, Part, Plan
from deckapp.plan.sayings import in_words
from deckapp.plan.wire import PART_TYPES

FIELD_TYPES: Mapping[str, Any] = {name: get_type_hints(Plan)[name] for name in FIELDS}


class Rebuilding:
    """A plan in the making. What lines hold are whole values, so they can be taken onto whatever is there."""

    def __init__(self) -> None:
        self._parts: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
        self._fields: dict[str, Any] = {}

    def take(self, parts: Mapping[str, Mapping[str, Any]], fields: Mapping[str, Any]) -> list[str]:
        """Take a line's changes; returns what of them made no sense, in words."""
        odd: list[str] = []
        for name, changed in parts.items():
            if name not in PART_TYPES:
                odd.append(f"{name}: a plan holds nothing of this name")
                continue
            for key, data in changed.items():
                try:
                    if data is None:
                        self._parts[name].pop(key, None)
                    else:
                        self._parts[name][key] = _value(data, PART_TYPES[name])
                except ValueError as error:
                    odd.append(f"{name}.{key}{error}")
        for name, data in fields.items():
            try:
                if name not in FIELD_TYPES:
                    raise ValueError(": a plan holds nothing of this name")
                self._fields[name] = _value(data, FIELD_TYPES[name])
            except ValueError as error:
                odd.append(f"{name}{error}")
        return odd

    def fill(self, plan: Plan) -> None:
        """Take from a plan what is not there."""
        for name in COLLECTIONS:
            self._parts[name] = {**getattr(plan, name), **self._parts[name]}
        self._fields = {**{name: getattr(plan, name) for name in FIELDS}, **self._fields}

    def plan(self) -> Plan:
        """The plan as it is by now."""
        everything: dict[str, Any] = {name: dict(held) for name, held in self._parts.items()}
        return Plan(**everything, **self._fields)


def _value(data: Any, kind: Any) -> Any:
    """Raises ValueError whose text goes right behind the name of what was to be read."""
    try:
        value = msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise ValueError(in_words(str(error))) from None
    kept = value.extra if isinstance(value, Part) else value if isinstance(value, dict) else {}
    if deeper(kept, MAX_DEPTH):
        raise ValueError(f": lists and objects lie in one another more than {MAX_DEPTH} levels deep")
    return settled(value) if isinstance(value, Part) else value
