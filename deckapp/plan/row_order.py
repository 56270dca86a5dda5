"""The order of a plan's parts, which is that of their making: what an edit must say of it, and taking that over."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from deckapp.plan.plan import Plan

Behind = Mapping[str, str]
"""New ids that do not come last, each with the id that it stands right behind; "" for the first of all."""


def placed(before: Plan, after: Plan, collections: Mapping[str, Any]) -> dict[str, Behind]:
    """Where parts that an edit brought back stand, by collection; nothing of those that were put at the end."""
    found = {name: behind(getattr(before, name), getattr(after, name)) for name in collections}
    return {name: stands for name, stands in found.items() if stands}


def behind(before: Mapping[str, Any], after: Mapping[str, Any]) -> Behind:
    """Where the parts that only `after` has stand, if any of them is not at its end."""
    new = after.keys() - before.keys()
    if new.issuperset(islice(reversed(list(after)), len(new))):
        return {}
    return {key: last for last, key in zip(("", *after), after, strict=False) if key in new}


def in_order(mapping: Mapping[str, Any], stands: Behind) -> dict[str, Any]:
    """The mapping with these parts where they stand; behind what is gone, they come last."""
    following: dict[str, list[str]] = {}
    for key, last in stands.items():
        following.setdefault(last, []).append(key)
    order = dict.fromkeys(_chain("", following))
    for key in mapping:
        if key not in stands:
            order.update(dict.fromkeys((key, *_chain(key, following))))
    order.update(dict.fromkeys(mapping))
    return {key: mapping[key] for key in order if key in mapping}


def _chain(key: str, following: dict[str, list[str]]) -> list[str]:
    """All that stand behind a part, one behind the other."""
    found, waiting = [], [key]
    while waiting:
        for other in following.pop(waiting.pop(), ()):
            found.append(other)
            waiting.append(other)
    return found
