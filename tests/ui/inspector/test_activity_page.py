"""The fields of one activity and of many: each key is in the plan, each spell of typing is one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from deckapp.plan.columns import ACTIVITIES
from deckapp.plan.edits import change_activities, remove
from deckapp.plan.journal import Journal, recover
from deckapp.plan.plan import Plan
from deckapp.ui.inspector.field import SEVERAL_TEXT

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Type = Callable[[QWidget, str], None]


def field(bench: Any, name: str) -> Any:
    return bench.pane.activity_page.form.field(name)


@pytest.fixture
def one(bench: Any) -> Any:
    bench.selection.set(["a1"])
    return bench


@pytest.fixture
def many(bench: Any) -> Any:
    bench.selection.set(["a1", "a2", "a3"])
    return bench


def test_the_first_tab_is_named_after_what_is_chosen(bench: Any) -> None:
    def titles() -> str:
        return bench.pane.tabs.tabText(0)

    seen = [titles()]
    for ids in (["a1"], ["a1", "a2"], ["n1"], ["l1"], ["a3", "n1"]):
        bench.selection.set(ids)
        seen.append(titles())
    assert seen == ["Plan", "Activity", "2 activities", "Note", "Link", "Activity"]


def test_the_fields_show_the_activity_and_its_finish(one: Any) -> None:
    assert field(one, "title").text() == "A"
    assert field(one, "owner").text() == "Ann"
    assert field(one, "start").text() == "2 Mar 2026"
    assert field(one, "duration_days").text() == "5"
    assert field(one, "status").currentText() == "Planned"
    assert one.pane.activity_page.finish.text() == "Friday, 6 Mar 2026"


def test_every_key_is_in_the_plan_and_a_spell_of_typing_is_one_step(one: Any, type_text: Type) -> None:
    seen: list[str] = []
    one.document.changed.connect(lambda _before, after: seen.append(after.activities["a1"].purpose))
    type_text(field(one, "purpose"), "So that")
    assert seen == ["S", "So", "So ", "So t", "So th", "So tha", "So that"]
    assert one.steps() == ["change purpose of A"]


def test_every_key_survives_a_crash(open_pane: Any, plan: Plan, type_text: Type, tmp_path: Path) -> None:
    bench = open_pane(plan, journal=Journal(tmp_path))
    bench.selection.set(["a1"])
    type_text(field(bench, "outcome"), "All agr")
    # The journal is read as it lies there, while the document is still open.
    found = [recover(file).activities["a1"].outcome for file in tmp_path.glob("*") if file.suffix != ".lock"]
    bench.document.close()
    assert found == ["All agr"]


def test_leaving_a_field_ends_the_spell(one: Any, type_text: Type) -> None:
    type_text(field(one, "title"), "B")
    field(one, "owner").setFocus()
    type_text(field(one, "title"), "C")
    assert one.steps() == ["rename activity", "rename activity"]
    assert one.plan.activities["a1"].title == "ABC"


def test_undo_in_a_field_undoes_the_plan_s_step_and_shows_it(one: Any, qtbot: QtBot, type_text: Type) -> None:
    purpose = field(one, "purpose")
    type_text(purpose, "Why")
    qtbot.keyClick(purpose, KEYS.Key_Z, CTRL)
    assert one.plan.activities["a1"].purpose == ""
    assert purpose.text() == ""
    qtbot.keyClick(purpose, KEYS.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert purpose.text() == "Why"
    owner = field(one, "owner")
    type_text(owner, "!")
    qtbot.keyClick(owner, KEYS.Key_Z, CTRL)
    assert (owner.text(), one.steps()) == ("Ann", ["change purpose of A"])


def test_a_change_from_elsewhere_is_shown_and_leaves_the_cursor_where_it_is(
    one: Any, type_text: Type
) -> None:
    title = field(one, "title")
    type_text(title, "BCD")
    title.setCursorPosition(2)
    one.document.edit("assign", change_activities(one.plan, ["a1"], owner="Zoe"))
    assert field(one, "owner").text() == "Zoe"
    assert title.cursorPosition() == 2
    assert one.document.undo_stack.count() == 2


def test_typing_in_the_middle_keeps_the_cursor_there(one: Any, qtbot: QtBot, type_text: Type) -> None:
    purpose = field(one, "purpose")
    type_text(purpose, "ac")
    qtbot.keyClick(purpose, KEYS.Key_Left)
    qtbot.keyClicks(purpose, "bb")
    assert one.plan.activities["a1"].purpose == "abbc"
    assert purpose.textCursor().position() == 3


def test_a_text_grows_with_what_is_written(one: Any, type_text: Type) -> None:
    purpose = field(one, "purpose")
    before = purpose.height()
    type_text(purpose, "one\ntwo\nthree\nfour")
    assert purpose.height() > before
    assert purpose.verticalScrollBar().maximum() == 0


def test_tab_goes_from_field_to_field_in_their_order(one: Any, qtbot: QtBot) -> None:
    one.pane.focus_fields()
    names = []
    for _ in ACTIVITIES.fields:
        focus = one.pane.window().focusWidget()
        names.append(focus.objectName())
        qtbot.keyClick(focus, KEYS.Key_Tab)
    assert names == [column.name for column in ACTIVITIES.fields]
    assert names[:7] == ["title", "purpose", "audience", "owner", "status", "start", "duration_days"]


def test_every_field_has_a_name_and_a_label_that_is_its_buddy(one: Any) -> None:
    page = one.pane.activity_page
    buddies = {label.buddy() for label in page.findChildren(QLabel) if label.buddy()}
    for name in page.form.names():
        assert field(one, name).accessibleName()
        assert field(one, name) in buddies


def test_a_status_is_chosen_by_key(one: Any, qtbot: QtBot) -> None:
    status = field(one, "status")
    status.setFocus()
    qtbot.keyClick(status, KEYS.Key_Down)
    assert one.plan.activities["a1"].status == "started"
    assert one.steps() == ["change status of A"]


def test_a_duration_is_typed_stepped_and_emptied(one: Any, qtbot: QtBot) -> None:
    days = field(one, "duration_days")
    days.setFocus()
    qtbot.keyClick(days, KEYS.Key_Up)
    assert one.plan.activities["a1"].duration_days == 6
    days.selectAll()
    qtbot.keyClicks(days, "1x0")
    assert one.plan.activities["a1"].duration_days == 10
    assert one.pane.activity_page.finish.text() == "Friday, 13 Mar 2026"
    days.selectAll()
    qtbot.keyClick(days, KEYS.Key_Delete)
    assert one.plan.activities["a1"].duration_days is None
    assert one.pane.activity_page.finish.text() == "Needs a start and a duration"


def test_many_show_what_they_share_and_say_where_they_differ(many: Any) -> None:
    assert field(many, "owner").text() == ""
    assert field(many, "owner").placeholderText() == SEVERAL_TEXT
    assert field(many, "start").placeholderText() == SEVERAL_TEXT
    assert field(many, "status").currentText() == "Planned"
    assert field(many, "purpose").shown_hint() != SEVERAL_TEXT
    assert many.pane.activity_page.faces.isHidden()


def test_typing_sets_many_in_one_step(many: Any, qtbot: QtBot, type_text: Type) -> None:
    type_text(field(many, "owner"), "Cy")
    assert {activity.owner for activity in many.plan.activities.values()} == {"Cy"}
    assert many.steps() == ["change owner of 3 activities"]
    qtbot.keyClick(field(many, "owner"), KEYS.Key_Z, CTRL)
    assert [activity.owner for activity in many.plan.activities.values()] == ["Ann", "Bob", ""]
    assert field(many, "owner").placeholderText() == SEVERAL_TEXT


def test_many_dates_are_set_at_once(many: Any, type_text: Type) -> None:
    type_text(field(many, "start"), "4.5.2026")
    assert {activity.start for activity in many.plan.activities.values()} == {dt.date(2026, 5, 4)}
    assert many.steps() == ["change start of 3 activities"]


def test_a_date_that_some_have_already_is_set_for_all(many: Any, type_text: Type) -> None:
    days = {activity.start for activity in many.plan.activities.values()}
    day = next(day for day in days if day)
    assert len(days) > 1
    type_text(field(many, "start"), day.isoformat())
    assert {activity.start for activity in many.plan.activities.values()} == {day}
    assert many.steps() == ["change start of 3 activities"]


def test_an_audience_is_completed_name_by_name(one: Any, qtbot: QtBot, type_text: Type) -> None:
    audience = field(one, "audience")
    type_text(audience, "Press, mana")
    popup = audience.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, KEYS.Key_Down)
    qtbot.keyClick(popup, KEYS.Key_Return)
    assert one.plan.activities["a1"].audience == "Press, Managers"


def test_owners_in_the_plan_are_offered(one: Any, type_text: Type) -> None:
    owner = field(one, "owner")
    owner.clear()
    type_text(owner, "b")
    completer = owner.completer()
    assert [completer.currentIndex().data(), completer.completionCount()] == ["Bob", 1]


def test_a_face_asks_for_the_card_large(one: Any, qtbot: QtBot) -> None:
    front = one.pane.activity_page.faces.front
    assert front.accessibleName() == "Front of A"
    qtbot.mouseClick(front, Qt.MouseButton.LeftButton)
    qtbot.keyClick(one.pane.activity_page.faces.back, KEYS.Key_Space)
    assert one.cards == ["a1", "a1"]


def test_the_faces_are_painted(one: Any, qtbot: QtBot, pictures: Any) -> None:
    front = one.pane.activity_page.faces.front
    key, _make = front._request
    qtbot.waitUntil(lambda: pictures.stand_in(key) is not None, timeout=20_000)
    colours = {front.grab().toImage().pixelColor(x, 20).name() for x in range(10, 60)}
    assert "#7a3e78" in colours


def test_links_lead_to_the_other_activity_and_can_be_removed(one: Any, qtbot: QtBot) -> None:
    links = one.pane.activity_page.links
    row = links.rows["l1"]
    assert row.go.accessibleName() == "Before B"
    qtbot.mouseClick(row.go, Qt.MouseButton.LeftButton)
    assert one.revealed == [["a2"]]
    one.selection.set(["a2"])
    assert links.rows["l1"].go.accessibleName() == "After A"
    qtbot.mouseClick(links.rows["l1"].delete, Qt.MouseButton.LeftButton)
    assert (dict(one.plan.links), links.rows, one.steps()) == ({}, {}, ["remove link"])
    one.document.undo_stack.undo()
    assert list(links.rows) == ["l1"]


def test_what_is_removed_elsewhere_gives_way_to_the_plan(one: Any) -> None:
    one.document.edit("remove", remove(one.plan, ["a1"]))
    assert one.pane.tabs.tabText(0) == "Plan"


def test_a_plan_that_may_only_be_read_takes_no_edits(
    open_pane: Any, plan: Plan, qtbot: QtBot, type_text: Type
) -> None:
    bench = open_pane(plan, read_only=True)
    bench.selection.set(["a1"])
    for name in ("title", "purpose", "owner", "start", "duration_days"):
        type_text(field(bench, name), "1")
        qtbot.keyClick(field(bench, name), KEYS.Key_Up)
    assert bench.plan is plan
    assert field(bench, "title").text() == "A"
    assert not field(bench, "status").isEnabled()
    assert not bench.pane.activity_page.links.rows["l1"].delete.isVisible()
