"""Whatever a plan says in words can be found, with the label of the field that says it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from deckapp.plan.columns import BY_COLLECTION, DEFINITION
from deckapp.plan.edits import add_note
from deckapp.plan.finding import LONGEST_TITLE, TABLES, findable
from deckapp.plan.plan import Plan, Position
from tests.little_plan import little_plan


def test_every_text_of_every_part_is_found_under_its_label(full: Plan) -> None:
    for table in TABLES:
        held = getattr(full, table.collection)
        key, part = next(iter(held.items())) if held else ("z1", table.part())
        for column in table.columns:
            if not column.searched:
                continue
            written: Any = replace(part, **{column.name: "A needle"})
            plan = replace(full, **{table.collection: {key: written}})
            [found] = [one for one in findable(plan) if ("A needle" in dict(one.texts).values())]
            assert (found.table, found.key) == (table, key)
            assert (column.label, "A needle") in found.texts


def test_the_definition_is_found_field_by_field(full: Plan) -> None:
    for column in DEFINITION.fields:
        plan = replace(full, definition=replace(full.definition, **{column.name: "A needle"}))
        [found] = [one for one in findable(plan) if one.texts[0][1] == "A needle"]
        assert (found.table, found.key, found.title) == (DEFINITION, column.name, column.label)


def test_what_says_nothing_is_not_offered_and_long_texts_have_short_titles() -> None:
    plan = little_plan()
    assert [found.title for found in findable(plan)] == ["Map", "Talk", "Story"]
    plan, key = add_note(plan, "two\nlines " + "x" * 500, Position())
    [note] = [found for found in findable(plan) if found.key == key]
    assert note.title.startswith("two lines xxx")
    assert len(note.title) <= LONGEST_TITLE
    assert len(BY_COLLECTION) == len(TABLES) + 2
