"""The checks: told by weight, counted in the tab, and each leads to where it can be mended."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.plan.checks import check_plan
from deckapp.plan.edits import add_link, change_activities, change_definition
from deckapp.plan.plan import Plan

LEFT = Qt.MouseButton.LeftButton


def checks(bench: Any) -> Any:
    return bench.pane.checks


def test_the_tab_counts_what_is_wrong_or_missing_without_being_opened(bench: Any, qtbot: QtBot) -> None:
    def badge() -> str:
        return bench.pane.tabs.tabText(1)

    wanted = sum(finding.level != "info" for finding in check_plan(bench.plan))
    qtbot.waitUntil(lambda: badge() == f"Checks ({wanted + _overdue(bench.plan)})")
    before = badge()
    bench.document.edit("say why", change_definition(bench.plan, case="Why"))
    assert badge() == before
    qtbot.waitUntil(lambda: badge() == f"Checks ({wanted + _overdue(bench.plan) - 1})")


def test_findings_say_what_and_why_under_their_weight(bench: Any) -> None:
    bench.document.edit("link", add_link(bench.plan, "a2", "a3")[0])
    bench.pane.show_checks()
    rows = checks(bench).rows
    assert rows["case"].title.text() == "The case for change is missing"
    assert rows["case"].detail.text().startswith("People ask why")
    heads = checks(bench).heads
    assert not heads["error"].isVisible()
    assert heads["warning"].y() < rows["case"].y() < heads["info"].y() < rows["empty-phase"].y()


def test_a_finding_on_the_board_is_revealed(bench: Any, qtbot: QtBot) -> None:
    bench.pane.show_checks()
    qtbot.mouseClick(checks(bench).rows["owner"].button, LEFT)
    assert bench.revealed == [["a3"]]


def test_a_gap_in_the_definition_leads_to_its_field(bench: Any, qtbot: QtBot) -> None:
    bench.selection.set(["a1"])
    bench.pane.show_checks()
    qtbot.mouseClick(checks(bench).rows["success"].button, LEFT)
    assert bench.pane.plan_page.definition.field("success_criteria").hasFocus()
    assert bench.pane.tabs.currentWidget() is bench.pane.fields


def test_a_row_of_a_table_is_gone_to(bench: Any, qtbot: QtBot) -> None:
    bench.pane.show_checks()
    qtbot.mouseClick(checks(bench).rows["response"].button, LEFT)
    assert bench.pane.plan_page.tables["risks"].selected() == ["r1"]
    assert bench.revealed == []


def test_what_no_place_can_mend_has_no_button(bench: Any) -> None:
    bench.pane.show_checks()
    assert not checks(bench).rows["resource"].button.isVisible()
    assert checks(bench).rows["owner"].button.isVisible()


def test_a_mended_finding_goes_and_the_others_stay_as_they_are(bench: Any, qtbot: QtBot) -> None:
    bench.pane.show_checks()
    kept = checks(bench).rows["sponsor"]
    bench.document.edit("assign", change_activities(bench.plan, ["a3"], owner="Cy"))
    qtbot.waitUntil(lambda: "owner" not in checks(bench).rows)
    assert checks(bench).rows["sponsor"] is kept
    bench.document.undo_stack.undo()
    qtbot.waitUntil(lambda: "owner" in checks(bench).rows)


def test_a_plan_without_gaps_says_so(bench: Any, qtbot: QtBot) -> None:
    tab = checks(bench)
    bench.pane.show_checks()
    assert not tab.empty_title.isVisible()
    tab._show([])
    assert tab.empty_title.isVisible()
    assert tab.empty_title.text() == "Nothing is missing"
    assert not any(head.isVisible() for head in tab.heads.values())


def _overdue(plan: Plan) -> int:
    """One more than without a day: the plan's dates are past."""
    import datetime as dt

    return len(check_plan(plan, dt.date.today())) - len(check_plan(plan))


def test_keys_begin_at_the_first_finding_and_what_is_shown_is_in_sight(bench: Any, qtbot: QtBot) -> None:
    bench.pane.resize(320, 500)
    bench.pane.show_checks()
    case = checks(bench).rows["case"].button
    assert case.hasFocus()
    success = checks(bench).rows["success"].button
    success.setFocus()
    qtbot.keyClick(success, Qt.Key.Key_Space)
    field, area = bench.pane.plan_page.definition.field("success_criteria"), bench.pane.plan_page.viewport()
    assert field.hasFocus()
    qtbot.waitUntil(lambda: area.rect().contains(field.mapTo(area, field.rect().center())))
