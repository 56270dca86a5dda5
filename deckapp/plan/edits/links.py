"""Edits of links: arrows between activities that never run in a circle."""

from __future__ import annotations

from typing import Any

from deckapp.plan.edits.parts import changed, new_id, put
from deckapp.plan.plan import Link, LinkKind, Plan
from deckapp.plan.schedule import reaches


def add_link(
    plan: Plan, source: str, target: str, kind: LinkKind = "finish-start", label: str = ""
) -> tuple[Plan, str]:
    """The plan with an arrow between two activities, and the new link's id.

    Raises ValueError, with a sentence fit to be shown, for an arrow that makes no sense.
    """
    key = new_id(plan, "l")
    link = changed(Link(source=source, target=target), {"kind": kind, "label": label})
    _refuse_nonsense(plan, key, link)
    return put(plan, "links", {key: link}), key


def change_link(plan: Plan, key: str, **fields: Any) -> Plan:
    """The plan with another kind, label or end of a link; raises as `add_link`, and KeyError or TypeError."""
    before = plan.links[key]
    link = changed(before, fields)
    if (link.source, link.target, link.kind) != (before.source, before.target, before.kind):
        _refuse_nonsense(plan, key, link)
    return put(plan, "links", {key: link})


def _refuse_nonsense(plan: Plan, key: str, link: Link) -> None:
    if link.source not in plan.activities or link.target not in plan.activities:
        raise ValueError("A link goes from one activity to another.")
    if link.source == link.target:
        raise ValueError("An activity cannot be linked to itself.")
    ends = (link.source, link.target)
    if any((other.source, other.target) == ends for it, other in plan.links.items() if it != key):
        raise ValueError("These two activities are linked already.")
    if link.kind == "finish-start" and reaches(plan, link.target, link.source, without=key):
        first, second = (plan.activities[end].title for end in ends)
        raise ValueError(
            f"“{second}” has to finish before “{first}” starts, so this link would run in a circle."
        )
