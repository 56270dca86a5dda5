"""With nothing chosen: the plan's title, its definition, and the sections of its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.plan.edits import change_definition, change_plan
from deckapp.plan.plan import Definition

Type = Callable[[QWidget, str], None]


def test_focus_fields_goes_to_the_title_with_all_of_it_chosen(bench: Any) -> None:
    bench.pane.show_checks()
    bench.pane.focus_fields()
    title = bench.pane.plan_page.form.field("title")
    assert title.hasFocus()
    assert title.selectedText() == "Change"


def test_title_organisation_and_author_are_edited(bench: Any, type_text: Type) -> None:
    form = bench.pane.plan_page.form
    for name, text in (("title", "!"), ("organisation", "Acme"), ("author", "Me")):
        type_text(form.field(name), text)
    assert (bench.plan.title, bench.plan.organisation, bench.plan.author) == ("Change!", "Acme", "Me")
    assert bench.steps() == [
        "change title of the plan",
        "change organisation of the plan",
        "change author of the plan",
    ]


def test_the_language_of_the_paper_is_chosen_by_its_name(bench: Any) -> None:
    field = bench.pane.plan_page.form.field("language")
    assert field.currentText() == "English"
    field.setCurrentIndex(field.findText("German"))
    field.activated.emit(field.currentIndex())
    assert bench.plan.language == "de"
    assert bench.steps() == ["change language of the plan"]
    bench.document.undo_stack.undo()
    assert field.currentText() == "English"


def test_a_language_without_words_of_its_own_stays_chosen(bench: Any) -> None:
    bench.document.edit("x", change_plan(bench.plan, language="fi"))
    assert bench.pane.plan_page.form.field("language").currentText() == "Finnish"


def test_every_field_of_the_definition_is_there_and_says_what_belongs_in_it(
    bench: Any, type_text: Type
) -> None:
    form = bench.pane.plan_page.definition
    fields = set(Definition.__struct_fields__) - {"extra"}
    assert set(form.names()) == fields
    for name in form.names():
        assert form.field(name).shown_hint()
        type_text(form.field(name), f"{name}.")
    assert {name: getattr(bench.plan.definition, name) for name in fields} == {
        name: f"{name}." for name in fields
    }
    assert len(bench.steps()) == 10
    assert bench.pane.plan_page.definition_section.head.note == "10 of 10"


def test_undo_of_the_definition_is_shown(bench: Any) -> None:
    bench.document.edit("say why", change_definition(bench.plan, case="Why"))
    case = bench.pane.plan_page.definition.field("case")
    assert case.text() == "Why"
    bench.document.undo_stack.undo()
    assert case.text() == ""
    assert bench.document.undo_stack.count() == 1


def test_hard_spaces_and_all_scripts_survive_an_edit(bench: Any, type_text: Type) -> None:
    text = "100\u00a0% sûr\nдля مرحبا 变"
    bench.document.edit("say why", change_definition(bench.plan, case=text))
    type_text(bench.pane.plan_page.definition.field("case"), ".")
    assert bench.plan.definition.case == text + "."


def test_a_section_opens_with_a_key_and_says_how_many_there_are(bench: Any, qtbot: QtBot) -> None:
    section = bench.pane.plan_page.sections["risks"]
    assert (section.head.note, section.is_open(), bench.pane.plan_page.tables) == ("1", False, {})
    qtbot.keyClick(section.head, Qt.Key.Key_Space)
    assert section.content.isVisible()
    assert bench.pane.plan_page.tables["risks"].view.isVisible()
    qtbot.keyClick(section.head, Qt.Key.Key_Space)
    assert not section.content.isVisible()


def test_nothing_scrolls_sideways_even_in_the_narrowest_pane(bench: Any, qtbot: QtBot) -> None:
    pane = bench.pane
    for section in pane.plan_page.sections.values():
        section.set_open(True)
    pane.resize(pane.minimumWidth(), 700)
    for ids, page in (((), pane.plan_page), (("a1",), pane.activity_page), (("l1",), pane.link_page)):
        bench.selection.set(ids)
        qtbot.waitUntil(lambda page=page: page.isVisible())
        qtbot.waitUntil(lambda page=page: page.widget().width() <= page.viewport().width())
        assert page.widget().minimumSizeHint().width() <= page.viewport().width()
