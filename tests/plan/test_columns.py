"""The table of columns: every field of every part of a plan stands in it, with its words, or is none for people."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from deckapp.plan.columns import (
    ACTIVITIES,
    BY_COLLECTION,
    DEFINITION,
    LINK_KINDS,
    NO_FIELDS,
    PLAN,
    STAKEHOLDERS,
    STATUSES,
    TABLES,
    PartTable,
)
from deckapp.plan.plan import COLLECTIONS, LinkKind, Part, Plan, Status, Workstream
from deckapp.plan.wire import PART_TYPES
from tests.little_plan import little_plan

HELD = {*COLLECTIONS, "definition"}
"""The plan's fields that hold parts, which have tables of their own."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_field_of_every_part_has_its_column_or_is_said_to_be_none(table: PartTable) -> None:
    kind = table.part
    fields = set(kind.__struct_fields__) - set(Part.__struct_fields__)
    fields -= HELD if kind is Plan else set()
    none = {name for holder, _, name in (key.partition(".") for key in NO_FIELDS) if holder == kind.__name__}
    columns = {column.name for column in table.fields}
    assert columns | (none - HELD - {"extra"}) == fields
    assert not columns & none


def test_every_collection_of_the_plan_has_its_table_or_is_said_to_be_none() -> None:
    assert set(BY_COLLECTION) | {"decks", "images"} == set(COLLECTIONS)
    assert {name: table.part for name, table in BY_COLLECTION.items()} == {
        name: kind for name, kind in PART_TYPES.items() if f"Plan.{name}" not in NO_FIELDS
    }


def test_what_is_named_as_no_field_is_one_of_the_value_and_has_a_reason() -> None:
    kinds = {table.part.__name__: table.part for table in TABLES}
    for key, why in NO_FIELDS.items():
        holder, _, name = key.partition(".")
        assert name in kinds[holder].__struct_fields__, key
        assert len(why) > 10, key


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_column_has_its_words_and_what_is_made_names_fields(table: PartTable) -> None:
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    for column in table.columns:
        assert column.label or column.made_of, column.name
        assert bool(column.made_of) == (column.make is not None), column.name
        assert set(column.made_of) <= set(table.part.__struct_fields__), column.name
        assert (column.kind == "choice") == bool(column.choices), column.name


def test_every_choice_of_the_value_has_its_word_and_sign() -> None:
    assert [choice.value for choice in STATUSES] == list(get_args(Status))
    assert [choice.value for choice in LINK_KINDS] == list(get_args(LinkKind))
    assert all(choice.label and choice.icon for choice in (*STATUSES, *LINK_KINDS))


def test_a_number_has_the_bound_of_its_value() -> None:
    assert ACTIVITIES.highest(ACTIVITIES.column("duration_days")) == 5000
    assert STAKEHOLDERS.highest(STAKEHOLDERS.column("headcount")) == 9_999_999


def test_on_paper_columns_stand_in_their_places() -> None:
    assert [column.name for column, _ in DEFINITION.on_paper()][:2] == ["vision", "case"]
    shares = [column.name for column, paper in ACTIVITIES.on_paper() if paper.share]
    assert shares[:5] == ["title", "workstream", "owner", "finish", "status"]


def test_a_column_that_says_nothing_of_a_plan_is_left_out() -> None:
    plan = little_plan()
    [stream] = plan.workstreams
    assert "workstream" not in [column.name for column, _ in ACTIVITIES.on_paper(plan)]
    more = replace(plan, workstreams={stream: Workstream(title="One"), "w9": Workstream(title="Two")})
    assert "workstream" in [column.name for column, _ in ACTIVITIES.on_paper(more)]


def test_a_column_that_nobody_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        PLAN.column("cost")
