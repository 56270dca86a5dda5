"""What a plan can be searched for: each of its parts with what its columns say."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from deckapp.plan.columns import ACTIVITIES, DEFINITION, LINKS, LISTS, NOTES, PartTable
from deckapp.plan.plan import Plan

LONGEST_TITLE = 80
TABLES = (ACTIVITIES, NOTES, LINKS, *LISTS)
"""What one can go to; phases and workstreams are always in sight as heads of the board."""


class Findable(msgspec.Struct, frozen=True):
    """A part of a plan, or a field of its definition: its id or name, its title, and each text with its label."""

    table: PartTable
    key: str
    title: str
    texts: tuple[tuple[str, str], ...]


def findable(plan: Plan) -> Iterator[Findable]:
    """All that may be found in a plan: its definition's fields, and its parts, in their order."""
    for column in DEFINITION.fields:
        if column.searched and (text := column.value(plan, plan.definition).strip()):
            yield Findable(DEFINITION, column.name, column.label, ((column.label, text),))
    for table in TABLES:
        searched = [column for column in table.columns if column.searched]
        for key, part in getattr(plan, table.collection).items():
            said = [(column.label, column.value(plan, part).strip()) for column in searched]
            texts = tuple((label, text) for label, text in said if text)
            if texts:
                yield Findable(table, key, _title(texts[0][1]), texts)


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
