"""The words of the inspector: statuses, kinds of links, the definition's fields and what belongs in them."""

from __future__ import annotations

from collections.abc import Sequence

from deckapp.plan.plan import Link, LinkKind, Plan, Status
from deckapp.ui.document.step_words import short

STATUSES: tuple[tuple[Status, str, str], ...] = (
    ("planned", "Planned", "circle-dashed"),
    ("started", "Started", "circle-half"),
    ("done", "Done", "check-circle"),
    ("blocked", "Blocked", "prohibit"),
    ("dropped", "Dropped", "x-circle"),
)
"""Each status, its word and its sign."""

KINDS: tuple[tuple[LinkKind, str, str], ...] = (
    ("finish-start", "Must finish before", "flow-arrow"),
    ("informs", "Informs", "info"),
)
"""Each kind of link, its words and its sign."""

DEFINITION: tuple[tuple[str, str, str], ...] = (
    ("case", "Case for change", "Why change, and why now: what happens if nothing does?"),
    ("current_state", "Current state", "How it works today, and what that costs"),
    ("future_state", "Future state", "How it will work, and how one will notice"),
    ("vision", "Vision", "One sentence that people will repeat"),
    ("scope", "Scope", "What is in and what is out: teams, places, systems"),
    ("objectives", "Objectives", "What will be reached, and by when"),
    ("success_criteria", "Success criteria", "How one will see that it worked: a figure and a date"),
    ("sponsor", "Sponsor", "The one senior person who stands up for it"),
    ("assumptions", "Assumptions", "What has to hold for this plan to work"),
    ("constraints", "Constraints", "What is fixed: money, people, dates, rules"),
)
"""The definition's fields in the order in which a manager thinks: name, label, what belongs there."""

FIELD_WORDS = {
    "title": "title", "organisation": "organisation", "author": "author", "language": "language", "purpose": "purpose",
    "audience": "audience", "owner": "owner", "start": "start", "duration_days": "duration", "status": "status",
    "outcome": "outcome", "note": "note", "colour": "colour", "text": "text", "kind": "kind", "label": "label",
    **{name: label.lower() for name, label, _hint in DEFINITION},
}  # fmt: skip
"""What a field is called in the history."""


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
