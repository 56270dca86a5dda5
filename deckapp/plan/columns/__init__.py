"""One table of columns: each field of a plan's parts with its words, said once for all that show, edit or find it."""

from __future__ import annotations

from collections.abc import Mapping

from deckapp.plan.columns.about import DEFINITION, PLAN
from deckapp.plan.columns.board import ACTIVITIES, LINKS, NOTES, PHASES, WORKSTREAMS
from deckapp.plan.columns.choices import (
    ATTITUDES,
    EVERYONE,
    LEVELS,
    LINK_ICONS,
    LINK_KINDS,
    STATUS_ICONS,
    STATUSES,
)
from deckapp.plan.columns.column import Column, FieldChoice, OnPaper, PartTable
from deckapp.plan.columns.lists import (
    APPROVALS,
    DECISIONS,
    HISTORY,
    IMPACTS,
    LISTS,
    MEASURES,
    RISKS,
    STAKEHOLDERS,
)

TABLES: tuple[PartTable, ...] = (
    PLAN, DEFINITION, PHASES, WORKSTREAMS, ACTIVITIES, NOTES, LINKS, *LISTS,
)  # fmt: skip
"""All parts of a plan that people read and write."""
BY_COLLECTION: Mapping[str, PartTable] = {
    table.collection: table for table in TABLES if table not in (PLAN, DEFINITION)
}
"""The tables of what a plan holds in mappings by id."""
NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(table.columns[0].name for table in BY_COLLECTION.values() if table is not LINKS)
)
"""The fields after which parts are called; a part has one of them, and a link none."""

COPIES = "a copy of the card, the deck or its pictures, edited in the deck"
KEPT = "what a newer or damaged file holds"
PLACE = "where it lies on the board: moved by hand there"
ENDS = "drawn on the board from one activity to another"
NO_FIELDS: Mapping[str, str] = {
    "Plan.decks": COPIES,
    "Plan.images": COPIES,
    "Plan.extra": KEPT,
    "Plan.unreadable": KEPT,
    "Phase.order": PLACE,
    "Workstream.order": PLACE,
    "Activity.card": COPIES,
    "Activity.deck": COPIES,
    "Activity.suit": COPIES,
    "Activity.position": PLACE,
    "Note.position": PLACE,
    "Note.width": PLACE,
    "Note.height": PLACE,
    "Link.source": ENDS,
    "Link.target": ENDS,
}
"""What is no field for people, and why: every other one has its column, and a test holds that."""

__all__ = [
    "ACTIVITIES",
    "APPROVALS",
    "ATTITUDES",
    "BY_COLLECTION",
    "DECISIONS",
    "DEFINITION",
    "EVERYONE",
    "HISTORY",
    "IMPACTS",
    "LEVELS",
    "LINKS",
    "LINK_ICONS",
    "LINK_KINDS",
    "LISTS",
    "MEASURES",
    "NAMES",
    "NOTES",
    "NO_FIELDS",
    "PHASES",
    "PLAN",
    "RISKS",
    "STAKEHOLDERS",
    "STATUSES",
    "STATUS_ICONS",
    "TABLES",
    "WORKSTREAMS",
    "Column",
    "FieldChoice",
    "OnPaper",
    "PartTable",
]  # fmt: skip
