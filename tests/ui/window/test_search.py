"""The command palette leads to what the plan says: on the board, in the inspector's tables, in the definition."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from deckapp.plan.edits import change_activities, change_definition, set_part
from deckapp.plan.plan import Plan, Risk
from deckapp.ui.dialogs.palette import CommandPalette
from tests.hands import Hands


@pytest.fixture
def planned(hands: Hands) -> Hands:
    hands.window.recipe_wanted.emit("change-management", "first-plan")
    return hands


def find(hands: Hands, plan: Plan, query: str) -> None:
    """Open the palette on this plan, type, and take the first answer."""
    hands.work.document.edit("x", plan)
    hands.window.actions_by_id["help.palette"].trigger()
    [palette] = hands.window.findChildren(CommandPalette)
    QTest.keyClicks(palette.field, query)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_an_activity_is_found_by_any_of_its_texts_and_chosen(planned: Hands) -> None:
    *_, last = planned.plan.activities
    find(planned, change_activities(planned.plan, [last], outcome="The warehouse agreed"), "warehouse agr")
    assert planned.work.selection.ids == {last}


def test_a_row_of_a_table_is_found_and_shown_where_the_inspector_is_hidden(planned: Hands) -> None:
    planned.work.inspector.hide()
    find(
        planned,
        set_part(planned.plan, "risks", "r77", Risk(title="X", response="Rehearse twice")),
        "rehearse tw",
    )
    table = planned.work.inspector.plan_page.tables["risks"]
    assert planned.work.inspector.isVisible()
    assert table.selected() == ["r77"]


def test_a_field_of_the_definition_is_found_and_gone_to(planned: Hands) -> None:
    find(planned, change_definition(planned.plan, assumptions="The unions stay calm"), "unions stay")
    assert planned.window.focusWidget() is planned.work.inspector.plan_page.definition.field("assumptions")
