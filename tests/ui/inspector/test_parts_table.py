"""The plan's tables: rows are added, edited in place and below, and deleted, each as a step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.plan.columns import LISTS
from deckapp.plan.edits import remove_part, set_part
from deckapp.plan.plan import Measure, Plan, Risk

KEYS = Qt.Key
Type = Callable[[QWidget, str], None]


@pytest.fixture
def table(bench: Any) -> Callable[[str], Any]:
    def open_table(collection: str) -> Any:
        bench.pane.plan_page.sections[collection].set_open(True)
        return bench.pane.plan_page.tables[collection]

    return open_table


def cells(table: Any) -> list[list[str]]:
    model = table.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def editor(table: Any) -> Any:
    """The field that is open in a cell."""
    return table.window().focusWidget()


@pytest.mark.parametrize("spec", LISTS, ids=lambda spec: spec.collection)
def test_every_column_of_a_table_has_its_field_in_the_form(spec: Any, table: Any) -> None:
    assert set(table(spec.collection).form.names()) == set(spec.part.__struct_fields__) - {"extra"}


def test_levels_and_groups_read_as_words(table: Any) -> None:
    assert cells(table("stakeholders")) == [["Managers", "High", ""]]
    assert cells(table("impacts")) == [["Prices", "Managers", ""]]


def test_a_row_is_added_and_filled_in(bench: Any, table: Any, qtbot: QtBot) -> None:
    risks = table("risks")
    qtbot.mouseClick(risks.add_button, Qt.MouseButton.LeftButton)
    title = risks.form.field("title")
    assert title.hasFocus()
    qtbot.keyClicks(title, "No budget")
    assert bench.plan.risks["r2"].title == "No budget"
    assert cells(risks)[1] == ["No budget", "", ""]
    assert bench.steps() == ["add risk", "rename risk"]
    bench.document.undo_stack.undo()
    bench.document.undo_stack.undo()
    assert cells(risks) == [["Late", "Low", ""]]


def test_a_row_is_deleted_with_the_key_and_comes_back_with_undo(bench: Any, table: Any, qtbot: QtBot) -> None:
    groups = table("stakeholders")
    groups.view.setFocus()
    groups.view.selectRow(0)
    qtbot.keyClick(groups.view, KEYS.Key_Delete)
    assert not bench.plan.stakeholders
    assert bench.steps() == ["delete stakeholder group"]
    assert groups.empty.isVisible()
    assert not groups.form.isVisible()
    assert cells(table("impacts")) == [["Prices", "", ""]]
    bench.document.undo_stack.undo()
    assert cells(groups) == [["Managers", "High", ""]]
    assert cells(table("impacts")) == [["Prices", "Managers", ""]]


def test_many_rows_are_deleted_in_one_step(open_pane: Any, plan: Plan, qtbot: QtBot) -> None:
    for number in range(2, 5):
        plan = set_part(plan, "risks", f"r{number}", Risk(title=str(number)))
    bench = open_pane(plan)
    bench.pane.plan_page.show_part("risks", "r1")
    risks = bench.pane.plan_page.tables["risks"]
    qtbot.keyClick(risks.view, KEYS.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(risks.delete_button, Qt.MouseButton.LeftButton)
    assert list(bench.plan.risks) == ["r3", "r4"]
    assert bench.steps() == ["delete 2 risks"]
    assert risks.selected() == ["r3"]


def test_a_text_is_edited_in_its_cell_key_by_key(bench: Any, table: Any, qtbot: QtBot) -> None:
    risks = table("risks")
    risks.view.setFocus()
    risks.view.setCurrentIndex(risks.model.index(0, 0))
    qtbot.keyClick(risks.view, KEYS.Key_F2)
    field = editor(risks)
    field.setCursorPosition(0)
    seen: list[str] = []
    bench.document.changed.connect(lambda _before, after: seen.append(after.risks["r1"].title))
    qtbot.keyClicks(field, "So")
    assert seen == ["SLate", "SoLate"]
    assert field.cursorPosition() == 2
    qtbot.keyClick(field, KEYS.Key_Return)
    assert cells(risks)[0][0] == "SoLate"
    assert risks.form.field("title").text() == "SoLate"
    assert bench.steps() == ["rename risk"]


def test_esc_takes_back_what_was_typed_in_a_cell(bench: Any, table: Any, qtbot: QtBot) -> None:
    risks = table("risks")
    risks.view.setFocus()
    risks.view.setCurrentIndex(risks.model.index(0, 0))
    qtbot.keyClick(risks.view, KEYS.Key_F2)
    qtbot.keyClicks(editor(risks), "Gone")
    assert bench.plan.risks["r1"].title == "Gone"
    qtbot.keyClick(editor(risks), KEYS.Key_Escape)
    assert (cells(risks)[0][0], bench.steps()) == ("Late", [])


@pytest.mark.parametrize(("key", "due"), [(KEYS.Key_Return, dt.date(2027, 4, 3)), (KEYS.Key_Escape, None)])
def test_a_date_without_its_century_is_taken_from_a_cell_but_not_with_esc(
    open_pane: Any, plan: Plan, qtbot: QtBot, key: Any, due: dt.date | None
) -> None:
    bench = open_pane(set_part(plan, "measures", "m1", Measure(title="Days")))
    bench.pane.plan_page.show_part("measures", "m1")
    measures = bench.pane.plan_page.tables["measures"]
    measures.view.setFocus()
    measures.view.setCurrentIndex(measures.model.index(0, 2))
    qtbot.keyClick(measures.view, KEYS.Key_F2)
    field = editor(measures)
    qtbot.keyClicks(field, "3.4.27")
    qtbot.keyClick(field, key)
    qtbot.waitUntil(lambda: not shiboken6.isValid(field) or not field.isVisible())
    assert bench.plan.measures["m1"].due == due


def test_a_level_is_chosen_in_its_cell(bench: Any, table: Any, qtbot: QtBot) -> None:
    risks = table("risks")
    risks.view.setFocus()
    risks.view.setCurrentIndex(risks.model.index(0, 1))
    qtbot.keyClick(risks.view, KEYS.Key_F2)
    qtbot.keyClick(editor(risks), KEYS.Key_Down)
    assert bench.plan.risks["r1"].likelihood == 3
    assert cells(risks)[0][1] == "Medium"
    assert bench.steps() == ["change likelihood of Late"]


def test_a_date_is_edited_in_its_cell(open_pane: Any, plan: Plan, qtbot: QtBot) -> None:
    bench = open_pane(set_part(plan, "measures", "m1", Measure(title="Days")))
    bench.pane.plan_page.show_part("measures", "m1")
    measures = bench.pane.plan_page.tables["measures"]
    measures.view.setColumnHidden(2, False)
    measures.view.setCurrentIndex(measures.model.index(0, 2))
    qtbot.keyClick(measures.view, KEYS.Key_F2)
    qtbot.keyClicks(editor(measures), "31.12.2026")
    assert bench.plan.measures["m1"].due == dt.date(2026, 12, 31)
    assert measures.form.field("due").text() == "31 Dec 2026"


def test_the_form_below_edits_all_fields_of_the_chosen_row(bench: Any, table: Any, type_text: Type) -> None:
    groups = table("stakeholders")
    assert not groups.form.isVisible()
    groups.view.selectRow(0)
    form = groups.form
    type_text(form.field("headcount"), "64")
    type_text(form.field("concerns"), "Prices")
    type_text(form.field("desired_attitude"), "Sup")
    group = bench.plan.stakeholders["s1"]
    assert (group.headcount, group.concerns, group.desired_attitude) == (64, "Prices", 4)
    assert bench.steps() == [
        "change people of Managers",
        "change concerns of Managers",
        "change attitude needed of Managers",
    ]


def test_a_new_group_can_be_chosen_in_an_impact_at_once(bench: Any, table: Any, type_text: Type) -> None:
    impacts = table("impacts")
    impacts.view.selectRow(0)
    group = replace(bench.plan.stakeholders["s1"], name="Unions")
    bench.document.edit("add group", set_part(bench.plan, "stakeholders", "s2", group))
    type_text(impacts.form.field("group"), "Uni")
    assert bench.plan.impacts["i1"].group == "s2"


def test_a_change_from_elsewhere_keeps_the_chosen_row(bench: Any, table: Any) -> None:
    risks = table("risks")
    bench.document.edit("add", set_part(bench.plan, "risks", "r2", Risk(title="Two")))
    risks.select("r2")
    bench.document.edit("remove", remove_part(bench.plan, "risks", "r1"))
    assert risks.selected() == ["r2"]
    bench.document.undo_stack.undo()
    assert sorted(cells(risks)) == [["Late", "Low", ""], ["Two", "", ""]]
    assert risks.form.field("title").text() == "Two"


def test_tables_of_a_plan_that_may_only_be_read_are_not_edited(
    open_pane: Any, plan: Plan, qtbot: QtBot
) -> None:
    bench = open_pane(plan, read_only=True)
    bench.pane.plan_page.show_part("risks", "r1")
    risks = bench.pane.plan_page.tables["risks"]
    assert not risks.add_button.isVisible()
    assert not risks.delete_button.isVisible()
    assert risks.view.hasFocus()
    qtbot.keyClick(risks.view, KEYS.Key_Delete)
    assert not risks.model.flags(risks.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert bench.plan is plan


def test_a_line_of_the_change_history_is_written_like_any_other_row(
    bench: Any, table: Callable[[str], Any], type_text: Type
) -> None:
    history = table("history")
    history.add_row()
    type_text(history.form.field("summary"), "Pilot moved to May")
    assert [line.summary for line in bench.plan.history.values()] == ["Pilot moved to May"]
    assert cells(history)[0][0] == "Pilot moved to May"


def is_in_sight(bench: Any, widget: QWidget) -> bool:
    area = bench.pane.plan_page.viewport()
    place = widget.mapTo(area, widget.rect().center())
    return bool(area.rect().contains(place))


def test_the_first_field_of_a_new_row_is_brought_into_sight(bench: Any, table: Any, qtbot: QtBot) -> None:
    bench.pane.resize(320, 500)
    risks = table("risks")
    risks.add_button.setFocus()
    qtbot.keyClick(risks.add_button, KEYS.Key_Space)
    title = risks.form.field("title")
    assert title.hasFocus()
    qtbot.waitUntil(lambda: is_in_sight(bench, title))


def test_the_focus_stays_at_a_table_whose_last_row_was_deleted(table: Any, qtbot: QtBot) -> None:
    risks = table("risks")
    risks.select("r1")
    risks.delete_button.setFocus()
    qtbot.keyClick(risks.delete_button, KEYS.Key_Space)
    assert cells(risks) == []
    assert risks.add_button.hasFocus()


def test_the_cell_that_keys_would_edit_is_seen_and_the_row_steps_back_without_the_focus(
    table: Any, qtbot: QtBot
) -> None:
    view = table("stakeholders").view
    view.setCurrentIndex(view.model().index(0, 0))

    def colours(column: int) -> tuple[str, str]:
        place = view.visualRect(view.model().index(0, column))
        shown = view.viewport().grab().toImage()
        at = place.topLeft()
        return shown.pixelColor(at.x() + 2, place.center().y()).name(), shown.pixelColor(
            at.x() + 8, at.y() + 6
        ).name()

    view.setFocus()
    (ring, ground), (no_ring, _same) = colours(0), colours(1)
    assert ring != ground
    assert no_ring == ground
    table("stakeholders").add_button.setFocus()
    assert colours(0)[1] != ground
