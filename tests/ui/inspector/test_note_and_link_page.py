"""What the inspector shows of a note and of a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.plan.edits import add_link, add_note
from deckapp.plan.plan import Position

Type = Callable[[QWidget, str], None]


def choose(qtbot: QtBot, box: Any, text: str) -> None:
    """Choose from a list by typing its beginning, as one does."""
    box.setFocus()
    qtbot.keyClicks(box, text)


def test_a_note_s_text_and_colour_are_edited(bench: Any, qtbot: QtBot, type_text: Type) -> None:
    bench.selection.set(["n1"])
    form = bench.pane.note_page.form
    type_text(form.field("text"), " me")
    choose(qtbot, form.field("colour"), "plu")
    assert (bench.plan.notes["n1"].text, bench.plan.notes["n1"].colour) == ("Remember me", "plum")
    assert bench.steps() == ["change text of note", "change colour of note"]


def test_a_colour_of_its_own_is_kept_and_shown(bench: Any) -> None:
    plan, key = add_note(bench.plan, "x", Position(), "#123456")
    bench.document.edit("add note", plan)
    bench.selection.set([key])
    assert bench.pane.note_page.form.field("colour").currentText() == "#123456"


def test_many_notes_are_coloured_at_once(bench: Any, qtbot: QtBot) -> None:
    plan, key = add_note(bench.plan, "x", Position(), "pine")
    bench.document.edit("add note", plan)
    bench.selection.set(["n1", key])
    colour = bench.pane.note_page.form.field("colour")
    assert colour.currentIndex() == -1
    choose(qtbot, colour, "rus")
    assert {note.colour for note in bench.plan.notes.values()} == {"rust"}
    assert bench.steps()[-1] == "change colour of 2 notes"


def test_a_link_s_kind_and_label_are_edited(bench: Any, qtbot: QtBot, type_text: Type) -> None:
    bench.selection.set(["l1"])
    form = bench.pane.link_page.form
    choose(qtbot, form.field("kind"), "inf")
    type_text(form.field("label"), "budget")
    link = bench.plan.links["l1"]
    assert (link.kind, link.label) == ("informs", "budget")
    assert bench.steps() == ["change kind of link", "change label of link"]


def test_a_kind_that_would_make_a_circle_is_refused_in_words(bench: Any, qtbot: QtBot) -> None:
    plan, key = add_link(bench.plan, "a2", "a1", "informs")
    bench.document.edit("link", plan)
    bench.selection.set([key])
    page = bench.pane.link_page
    choose(qtbot, page.form.field("kind"), "mus")
    assert bench.plan is plan
    assert page.form.field("kind").currentText() == "Informs"
    assert page.refusal.isVisible()
    assert "circle" in page.refusal.text()


def test_the_ends_of_a_link_lead_to_their_activities(bench: Any, qtbot: QtBot) -> None:
    bench.selection.set(["l1"])
    page = bench.pane.link_page
    assert (page.source.text(), page.target.text()) == ("A", "B")
    qtbot.mouseClick(page.source, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.target, Qt.Key.Key_Space)
    assert bench.revealed == [["a1"], ["a2"]]


def test_a_link_is_removed(bench: Any, qtbot: QtBot) -> None:
    bench.selection.set(["l1"])
    qtbot.mouseClick(bench.pane.link_page.delete, Qt.MouseButton.LeftButton)
    assert not bench.plan.links
    assert bench.pane.tabs.tabText(0) == "Plan"


def test_a_link_s_fields_are_reached_from_an_activity_by_keys(bench: Any, qtbot: QtBot) -> None:
    bench.pane.reveal_requested.connect(bench.selection.set)
    bench.selection.set(["a2"])
    edit = bench.pane.activity_page.links.rows["l1"].edit
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Space)
    assert bench.selection.ids == {"l1"}
    kind = bench.pane.link_page.form.field("kind")
    qtbot.waitUntil(kind.hasFocus)
