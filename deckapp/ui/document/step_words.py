"""How steps and things of the board are named, in the history and to those who listen instead of look."""

from __future__ import annotations

from collections.abc import Collection

from deckapp.counts import counted
from deckapp.plan.plan import Plan, Position

LONGEST_TITLE = 40


def counted_pieces(plan: Plan, ids: Collection[str]) -> str:
    """What these are: a title, "note", "3 activities", "2 activities and 1 note"."""
    ids = frozenset(ids)
    activities = [key for key in plan.activities if key in ids]
    notes, links = (sum(key in part for key in ids) for part in (plan.notes, plan.links))
    if len(activities) == 1 and not notes:
        return short(plan.activities[activities[0]].title) or "an activity"
    if not activities and notes + links == 1:
        return "note" if notes else "link"
    parts = [
        counted(count, word, plural)
        for count, word, plural in (
            (len(activities), "activity", "activities"),
            (notes, "note", "notes"),
            # Links go with their activities: only on their own are they worth a word.
            (0 if activities or notes else links, "link", "links"),
        )
        if count
    ]
    return " and ".join(parts)


def short(title: str) -> str:
    """A title that is not too long for a menu."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def described(plan: Plan, key: str) -> str:
    """A tile or a note in words: title, phase, workstream, status, owner."""
    if key in plan.notes:
        note = plan.notes[key]
        return ", ".join(["Note", note.text or "empty", *_place(plan, note.position)])
    activity = plan.activities[key]
    place = _place(plan, activity.position)
    owner = [f"owner {activity.owner}"] if activity.owner else ["no owner"]
    return ", ".join([activity.title, *place, activity.status, *owner])


def _place(plan: Plan, position: Position) -> list[str]:
    phase, workstream = plan.cell_of(position)
    if not phase:
        return ["parking lot"]
    return [plan.phases[phase].title, plan.workstreams[workstream].title]
