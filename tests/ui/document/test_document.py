"""The open document: one step a gesture, one signal, a journal behind, a file when asked."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from deckapp.plan.edits import add_note, change_plan, new_plan
from deckapp.plan.file import read_plan
from deckapp.plan.journal import Journal, recover, recoverable
from deckapp.plan.plan import Plan, Position
from deckapp.ui.document.document import Document

pytestmark = pytest.mark.usefixtures("qapp")


def titled(plan: Plan, title: str) -> Plan:
    return change_plan(plan, title=title)


def test_an_edit_is_one_named_step_that_can_be_undone_and_redone(qtbot: QtBot) -> None:
    document = Document(new_plan())
    seen: list[tuple[Plan, Plan]] = []
    document.changed.connect(lambda before, after: seen.append((before, after)))
    first = document.plan
    document.edit("name the plan", titled(first, "A"))
    assert document.undo_stack.undoText() == "name the plan"
    document.undo_stack.undo()
    assert document.plan is first
    document.undo_stack.redo()
    assert document.plan.title == "A"
    assert [(before.title, after.title) for before, after in seen] == [("", "A"), ("A", ""), ("", "A")]


def test_typing_in_one_field_is_one_step_until_it_is_sealed() -> None:
    document = Document(new_plan())
    for text in ("N", "Ne", "New"):
        document.edit("name the plan", titled(document.plan, text), merge="title")
    document.seal()
    document.edit("name the plan", titled(document.plan, "Newer"), merge="title")
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert document.plan.title == "New"
    document.undo_stack.undo()
    assert document.plan.title == ""


def test_typing_that_ends_where_it_began_leaves_no_step() -> None:
    document = Document(new_plan())
    before = document.plan
    document.edit("name the plan", titled(before, "N"), merge="title")
    document.edit("name the plan", titled(document.plan, ""), merge="title")
    assert not document.undo_stack.canUndo()
    assert document.plan == before


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    document = Document(new_plan())
    document.edit("nothing", document.plan)
    assert document.undo_stack.count() == 0


def test_saving_makes_the_document_clean_and_the_file_equal(tmp_path: Path, qtbot: QtBot) -> None:
    document = Document(new_plan())
    document.edit("name the plan", titled(document.plan, "Merger"))
    assert document.is_modified
    with qtbot.waitSignal(document.file_changed):
        document.save(tmp_path / "merger.deckplan")
    assert not document.is_modified
    assert read_plan(tmp_path / "merger.deckplan")[0] == document.plan
    document.undo_stack.undo()
    assert document.is_modified


def test_a_failed_save_leaves_the_document_modified(tmp_path: Path) -> None:
    document = Document(new_plan())
    document.edit("name the plan", titled(document.plan, "Merger"))
    with pytest.raises(OSError, match="no such folder"):
        document.save(tmp_path / "missing" / "merger.deckplan")
    assert document.is_modified
    assert document.path is None


def test_a_read_only_document_takes_no_edits() -> None:
    document = Document(new_plan(), read_only=True)
    document.edit("name the plan", titled(document.plan, "X"))
    assert document.plan.title == ""


def test_every_edit_undo_and_redo_is_in_the_journal_before_the_signal(tmp_path: Path) -> None:
    document = Document(new_plan(), journal=Journal(tmp_path))
    journaled: list[bool] = []

    def look(_before: Plan, after: Plan) -> None:
        files = list(tmp_path.glob("*"))
        journaled.append(any(recover(file) == after for file in files))

    document.changed.connect(look)
    document.edit("add a note", add_note(document.plan, "Ask finance", Position(x=8.0))[0])
    document.undo_stack.undo()
    document.undo_stack.redo()
    assert journaled == [True, True, True]
    document.close()
    assert recoverable(tmp_path) == []
    assert not list(tmp_path.glob("*"))


def test_a_recovered_document_counts_as_unsaved() -> None:
    assert Document(new_plan(), recovered=True).is_modified


def test_a_document_is_called_by_its_title_then_its_file() -> None:
    assert Document(new_plan()).name == "Untitled plan"
    assert Document(new_plan(), Path("reorg.deckplan")).name == "reorg"
    assert Document(msgspec.structs.replace(new_plan(), title="Reorg 2027")).name == "Reorg 2027"
