"""Every column gets its field: a widget that shows its values, and tells what is typed by the column."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.plan.columns import BY_COLLECTION, TABLES, PartTable
from deckapp.plan.columns.column import FieldKind
from deckapp.plan.plan import Plan
from deckapp.ui.inspector.field import SEVERAL_TEXT
from deckapp.ui.inspector.fields import WIDGETS
from deckapp.ui.inspector.form import Form


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_a_form_has_every_field_under_its_label_with_what_belongs_there(
    table: PartTable, qtbot: QtBot
) -> None:
    form = Form(table, Plan)
    qtbot.addWidget(form)
    assert list(form.names()) == [column.name for column in table.fields]
    for column in table.fields:
        widget: QWidget = form.field(column.name)
        assert widget.accessibleName() == (column.spoken or column.label)
        if column.hint:
            hint: Any = getattr(widget, "shown_hint", None) or widget.placeholderText  # type: ignore[attr-defined]
            assert hint() == column.hint


@pytest.mark.parametrize("collection", ["activities", "notes", "links", "stakeholders"])
def test_a_form_shows_what_parts_have_and_where_they_differ(bench: Any, collection: str) -> None:
    table, plan = BY_COLLECTION[collection], bench.plan
    parts = list(getattr(plan, collection).values())
    form = Form(table, lambda: plan)
    form.show_parts(plan, *parts)
    for column in table.fields:
        field = form.field(column.name)
        values = {column.value(plan, part) for part in parts}
        hint = getattr(field, "shown_hint", field.placeholderText)()
        assert (hint == SEVERAL_TEXT) == (len(values) > 1), column.name
    form.deleteLater()


def test_every_kind_of_value_has_its_widget() -> None:
    assert set(WIDGETS) == set(get_args(FieldKind))
