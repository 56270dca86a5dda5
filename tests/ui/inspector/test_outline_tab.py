"""The outline: the plan as a list that follows it, and leads to the board."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.plan.edits import add_phase, change_activities, duplicate, move, remove, rename_phase
from deckapp.plan.plan import Plan, Position
from deckapp.ui.inspector.outline_model import DETAIL

KEYS = Qt.Key


@pytest.fixture
def outline(bench: Any) -> Any:
    bench.pane.show_outline()
    return bench.pane.outline


def tree(outline: Any) -> dict[str, list[str]]:
    root = outline.model.invisibleRootItem()
    phases = [root.child(row) for row in range(root.rowCount())]
    return {phase.text(): [phase.child(row).text() for row in range(phase.rowCount())] for phase in phases}


def test_phases_come_in_order_with_their_activities_as_one_reads(outline: Any) -> None:
    assert tree(outline) == {"Understand": ["A", "B", "C"], "Prepare": [], "Carry out": [], "Sustain": []}


def test_an_activity_says_who_and_when(bench: Any, outline: Any) -> None:
    item = outline.model.item_of("a1")
    assert item.data(DETAIL) == "\u2068Ann\u2069 · \u20682 Mar 2026\u2069"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "A, Planned, Ann, 2 Mar 2026"


def test_what_is_parked_stands_in_the_parking_lot(bench: Any, outline: Any) -> None:
    bench.document.edit("park", move(bench.plan, {"a2": Position()}))
    assert tree(outline)["Parking lot"] == ["B"]
    assert tree(outline)["Understand"] == ["A", "C"]
    bench.document.undo_stack.undo()
    assert "Parking lot" not in tree(outline)
    assert tree(outline)["Understand"] == ["A", "B", "C"]


def test_an_edit_touches_only_its_own_row(bench: Any, outline: Any) -> None:
    changed: list[str] = []
    outline.model.itemChanged.connect(lambda item: changed.append(item.text()))
    bench.document.edit("assign", change_activities(bench.plan, ["a2"], owner="Eve"))
    assert set(changed) == {"B"}


def test_what_is_folded_stays_folded(bench: Any, outline: Any) -> None:
    first = outline.model.index(0, 0)
    assert outline.view.isExpanded(first)
    outline.view.collapse(first)
    phase = next(iter(bench.plan.phases))
    bench.document.edit("rename", rename_phase(bench.plan, phase, "Listen"))
    bench.document.edit("add", duplicate(bench.plan, ["a1"])[0])
    bench.document.edit("add", add_phase(bench.plan, "New", before=phase)[0])
    assert list(tree(outline))[:2] == ["New", "Listen"]
    assert not outline.view.isExpanded(outline.model.index(1, 0))


def test_walking_with_the_keys_shows_each_activity_on_the_board(
    bench: Any, outline: Any, qtbot: QtBot
) -> None:
    outline.view.setFocus()
    qtbot.keyClick(outline.view, KEYS.Key_Home)
    qtbot.keyClick(outline.view, KEYS.Key_Down)
    qtbot.keyClick(outline.view, KEYS.Key_Down)
    assert bench.revealed == [["a1"], ["a2"]]
    qtbot.keyClick(outline.view, KEYS.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert bench.revealed[-1] == ["a2", "a3"]


def test_enter_goes_to_the_fields(bench: Any, outline: Any, qtbot: QtBot) -> None:
    bench.pane.reveal_requested.connect(bench.selection.set)
    outline.view.setFocus()
    outline.view.setCurrentIndex(outline.model.item_of("a2").index())
    qtbot.keyClick(outline.view, KEYS.Key_Return)
    assert bench.pane.activity_page.form.field("title").hasFocus()
    assert bench.pane.activity_page.form.field("title").text() == "B"


def test_what_is_chosen_on_the_board_is_chosen_here_and_not_asked_for_again(bench: Any, outline: Any) -> None:
    bench.selection.set(["a3"])
    chosen = [index.data() for index in outline.view.selectionModel().selectedIndexes()]
    assert (chosen, bench.revealed) == (["C"], [])
    bench.document.edit("remove", remove(bench.plan, ["a2"]))
    chosen = [index.data() for index in outline.view.selectionModel().selectedIndexes()]
    assert (chosen, bench.revealed) == (["C"], [])


def test_removed_activities_go_and_come_back(bench: Any, outline: Any) -> None:
    bench.document.edit("remove", remove(bench.plan, ["a1", "a2", "a3"]))
    assert tree(outline)["Understand"] == []
    assert outline.empty.isVisible()
    bench.document.undo_stack.undo()
    assert tree(outline)["Understand"] == ["A", "B", "C"]


def test_a_hidden_outline_waits_until_it_is_seen(bench: Any) -> None:
    outline = bench.pane.outline
    bench.document.edit("assign", change_activities(bench.plan, ["a1"], title="AA"))
    assert tree(outline) == {}
    bench.pane.show_outline()
    assert tree(outline)["Understand"] == ["AA", "B", "C"]


def test_activities_that_change_places_are_each_there_once(bench: Any, outline: Any) -> None:
    here, there = (bench.plan.activities[key].position for key in ("a1", "a3"))
    bench.document.edit("swap", move(bench.plan, {"a1": there, "a3": here}))
    assert tree(outline)["Understand"] == ["C", "B", "A"]
    second = list(dict(bench.plan.phases_in_order()))[1]
    bench.document.edit("move", move(bench.plan, {"a2": replace(here, phase=second)}))
    assert (tree(outline)["Understand"], tree(outline)["Prepare"]) == (["C", "A"], ["B"])
    bench.document.undo_stack.undo()
    assert (tree(outline)["Understand"], tree(outline)["Prepare"]) == (["C", "B", "A"], [])


def test_the_rows_are_painted(bench: Any, outline: Any, plan: Plan) -> None:
    image = outline.view.grab().toImage()
    area = outline.view.visualRect(outline.model.item_of("a1").index())
    seen = {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in (area.center().y() - 8,)
    }
    assert len(seen) > 5
