"""The words of the inspector for several things at once, and for the two ends of a link."""

from __future__ import annotations

from collections.abc import Sequence

from deckapp.plan.plan import Link, Plan
from deckapp.ui.document.step_words import short


def named(plan: Plan, ids: Sequence[str]) -> str:
    """The activities in words: the title of one, or how many."""
    if len(ids) == 1:
        return short(plan.activities[ids[0]].title) or "an activity"
    return f"{len(ids)} activities"


def link_words(link: Link, here: str) -> str:
    """What the link at this activity says of the other one, which follows."""
    if link.target == here:
        return "After" if link.kind == "finish-start" else "Informed by"
    return "Before" if link.kind == "finish-start" else "Informs"
