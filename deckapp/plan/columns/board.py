"""The columns of what lies on the board: phases, workstreams, activities, notes, links."""

from __future__ import annotations

import datetime as dt

from deckapp.plan.columns.choices import LINK_KINDS, STATUSES
from deckapp.plan.columns.column import Column, OnPaper, PartTable
from deckapp.plan.plan import Activity, Link, Note, Phase, Plan, Workstream
from deckapp.plan.schedule import finish


def _stream(plan: Plan, activity: Activity) -> str:
    """The title of an activity's workstream, where the plan has several."""
    stream = plan.workstreams.get(plan.cell_of(activity.position)[1])
    return stream.title if stream and len(plan.workstreams) > 1 else ""


def _dates(_plan: Plan, activity: Activity) -> tuple[dt.date | None, dt.date | None, int | None]:
    """Start, finish, and working days."""
    return activity.start, finish(activity), activity.duration_days


PHASES = PartTable(
    "phases", Phase, "phase", "phases", (Column("title", "Title"), Column("colour", "Colour", "colour"))
)
WORKSTREAMS = PartTable("workstreams", Workstream, "workstream", "workstreams", (Column("title", "Title"),))

ACTIVITIES = PartTable("activities", Activity, "activity", "activities", (
    Column("title", "Title", paper=OnPaper("activity", 172)),
    Column("workstream", kind="workstream", made_of=("position",), make=_stream,
           paper=OnPaper("workstream", 62, if_any=True)),
    Column("purpose", "Purpose", "text", "What will be different after it", paper=OnPaper()),
    Column("audience", "Audience", "people", "Who it is for", paper=OnPaper("audience", 64, 2, if_any=True)),
    Column("owner", "Owner", "person", "Who sees to it: one name", paper=OnPaper("owner", 66)),
    Column("status", "Status", "choice", choices=STATUSES, paper=OnPaper("status", 64, 1)),
    Column("start", "Start", "date", "No date yet", spoken="Start date"),
    Column("duration_days", "Duration in working days", "number", "Not said yet"),
    Column("finish", "Finish", "dates", made_of=("start", "duration_days"), make=_dates,
           paper=OnPaper("dates", 63)),
    Column("cost", "Cost", hint="Such as 12,000 €", paper=OnPaper("cost", 50, 3, if_any=True)),
    Column("outcome", "Outcome", "text", "What came of it", paper=OnPaper("outcome")),
    Column("note", "Note", "text", "Anything else to remember", paper=OnPaper()),
), prefix="a")  # fmt: skip

NOTES = PartTable("notes", Note, "note", "notes", (
    Column("text", "Text", "text", "Anything worth remembering", lines=4, paper=OnPaper("note")),
    Column("colour", "Colour", "colour"),
), prefix="n")  # fmt: skip

LINKS = PartTable("links", Link, "link", "links", (
    Column("kind", "Kind", "choice", choices=LINK_KINDS),
    Column("label", "Label", hint="What passes along, such as a signed budget"),
), prefix="l")  # fmt: skip
