"""What is chosen travels with the steps of the history."""

from __future__ import annotations

import pytest

from deckapp.deck.card import Card
from deckapp.plan import edits
from deckapp.plan.plan import Activity, Note, Plan, Position
from deckapp.ui.document.document import Document

pytestmark = pytest.mark.usefixtures("qapp")
NOTE = Note(text="N", position=Position())


def activity(title: str) -> Activity:
    return Activity(
        title=title, card=Card(id=title.lower(), title=title), deck="d", suit="s", position=Position()
    )


@pytest.fixture
def document() -> Document:
    return Document(Plan(activities={"a": activity("A"), "b": activity("B")}, notes={"n": NOTE}))


def chosen(document: Document) -> set[str]:
    return set(document.selection.ids)


def test_undo_chooses_what_was_chosen_before_the_step_and_redo_what_the_step_chose(
    document: Document,
) -> None:
    document.selection.set(["a"])
    plan, key = edits.add_note(document.plan, "New", document.plan.notes["n"].position)
    document.edit("add note", plan, chooses=[key])
    assert chosen(document) == {key}
    document.selection.set(["b"])
    document.undo_stack.undo()
    assert chosen(document) == {"a"}
    document.undo_stack.redo()
    assert chosen(document) == {key}


def test_a_step_that_chooses_nothing_of_its_own_keeps_what_is_still_there(document: Document) -> None:
    document.selection.set(["a", "b", "n"])
    document.edit("delete", edits.remove(document.plan, ["a"]))
    assert chosen(document) == {"b", "n"}
    document.undo_stack.undo()
    assert chosen(document) == {"a", "b", "n"}


def test_steps_that_become_one_bring_back_what_was_chosen_before_the_first(document: Document) -> None:
    document.selection.set(["a"])
    for owner, after in (("A", ["a"]), ("Ad", ["a", "b"])):
        plan = edits.change_activities(document.plan, ["a"], owner=owner)
        document.edit("change owner", plan, merge=("owner", "a"), chooses=after)
    assert document.undo_stack.count() == 1
    document.selection.clear()
    document.undo_stack.undo()
    assert chosen(document) == {"a"}
    document.undo_stack.redo()
    assert chosen(document) == {"a", "b"}


def test_what_is_chosen_is_told_after_the_plan_that_holds_it(document: Document) -> None:
    seen: list[bool] = []
    document.selection.changed.connect(lambda ids: seen.append(ids <= document.plan.notes.keys()))
    plan, key = edits.add_note(document.plan, "New", document.plan.notes["n"].position)
    document.edit("add note", plan, chooses=[key])
    assert seen == [True]


def test_a_step_that_is_refused_chooses_nothing() -> None:
    document = Document(Plan(notes={"n": NOTE}), read_only=True)
    document.edit("add", edits.remove(document.plan, ["n"]), chooses=["n"])
    assert chosen(document) == set()
