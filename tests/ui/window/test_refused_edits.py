"""What could never be saved is refused in the window when it is done: told, nothing changed, nothing to undo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QRect
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from deckapp.plan import edits, json_text
from deckapp.plan.limits import MAX_TEXT
from deckapp.plan.plan import Note, Plan, Position
from deckapp.ui.board.clipboard import put_on_clipboard
from deckapp.ui.board.hands.editor import LineEditor, NoteEditor
from deckapp.ui.inspector.text_field import TextField
from deckapp.ui.kit.notice import Notice
from tests.hands import Hands

SENTENCE = "That was not done, for then the plan could not be saved: "


@pytest.fixture
def full(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """A window with a plan that can take in nothing more."""
    hands.app.opener.new_plan(hands.window)
    document = hands.work.document
    plan, _ = edits.add_note(hands.plan, "A note", Position(phase=next(iter(hands.plan.phases)), x=8, y=8))
    assert document.edit("add note", plan)
    parts = sum(len(getattr(plan, name)) for name in json_text.COLLECTIONS)
    for bound, most in (("MAX_PARTS", parts), ("MAX_TEXT_BYTES", 1), ("MAX_BYTES", 1)):
        monkeypatch.setattr(json_text, bound, most)
    document._room._bytes = -1
    yield hands
    # In the end the plan is saved.
    monkeypatch.undo()


def told(hands: Hands) -> list[str]:
    return [notice.text for notice in hands.window.findChildren(Notice) if notice.isVisible()]


@pytest.mark.parametrize("what", ["note", "phase", "workstream", "card", "duplicate", "row"])
def test_nothing_that_is_added_is_half_done(full: Hands, what: str) -> None:
    hands, before = full, full.plan
    stack = hands.work.document.undo_stack
    steps = stack.count()
    hands.work.selection.set(list(before.notes))
    deck = hands.app.services.store.library.decks[0].deck
    hands.work.inspector.plan_page.sections["risks"].set_open(True)
    {
        "note": hands.board.add_note,
        "phase": hands.board.add_phase,
        "workstream": hands.board.add_workstream,
        "card": lambda: hands.board.place([(deck.id, next(iter(deck.cards)))]),
        "duplicate": hands.board.duplicate,
        "row": lambda: hands.work.inspector.plan_page.tables["risks"].add_row(),
    }[what]()
    QApplication.processEvents()
    assert hands.plan is before
    assert stack.count() == steps
    assert hands.work.selection.ids == set(before.notes)
    assert len(told(hands)) == 1
    assert told(hands)[0].startswith(SENTENCE)
    assert not hands.window.findChildren(LineEditor)


def test_what_is_pasted_is_refused(full: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_BYTES", 10_000)
    monkeypatch.setattr(json_text, "MAX_TEXT_BYTES", 10_000)
    put_on_clipboard(Plan(notes={"n": Note(text="Other")}), ["n"])
    before = full.plan
    full.board.paste()
    assert full.plan is before
    assert "could not be saved" in full.window.statusBar().currentMessage()


@pytest.mark.parametrize("name", ["title", "case"])
def test_a_field_goes_back_to_what_the_plan_holds(full: Hands, name: str) -> None:
    page = full.work.inspector.plan_page
    full.work.selection.clear()
    field = (page.form if name == "title" else page.definition).field(name)
    before = field.text()
    field.setFocus()
    QTest.keyClicks(field, "xyz")
    QApplication.processEvents()
    assert field.text() == before
    assert len(told(full)) == 1


def test_an_editor_on_the_board_closes_and_the_note_stays(full: Hands) -> None:
    (key,) = full.plan.notes
    full.work.selection.set([key])
    full.board.edit_chosen()
    (editor,) = full.window.findChildren(NoteEditor)
    QTest.keyClicks(editor, "x")
    QApplication.processEvents()
    assert full.window.findChildren(NoteEditor) == []
    assert full.plan.notes[key].text == "A note"


def test_undo_and_what_makes_the_plan_smaller_still_work(full: Hands) -> None:
    full.work.selection.set(list(full.plan.notes))
    full.board.delete()
    assert full.plan.notes == {}
    full.work.document.undo_stack.undo()
    assert len(full.plan.notes) == 1
    assert told(full) == []


class Watcher(QWidget):
    """Hears what its fields tell the status bar."""

    def __init__(self) -> None:
        super().__init__()
        self.tips: list[str] = []

    def event(self, event: object) -> bool:
        if isinstance(event, QStatusTipEvent):
            self.tips.append(event.tip())
            return True
        return super().event(event)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["field", "note"])
def test_a_huge_text_on_the_clipboard_is_pasted_to_the_bound_and_said(qapp: QApplication, kind: str) -> None:
    parent, changes = Watcher(), []
    if kind == "field":
        editor: TextField | NoteEditor = TextField(parent)
    else:
        editor = NoteEditor(parent, QRect(0, 0, 99, 99), "", changes.append, name="Note")
    editor.setPlainText("ab")
    data = QMimeData()
    data.setText("word " * 1_000_000)
    editor.selectAll()
    editor.insertFromMimeData(data)
    assert len(editor.toPlainText()) == MAX_TEXT
    assert parent.tips == ["Only 20,000 characters were pasted: a text may have 20,000."]
    editor.insertFromMimeData(data)
    assert len(editor.toPlainText()) == MAX_TEXT
    tangled = QMimeData()
    tangled.setText("aא" * 3_000)
    editor.setPlainText("")
    editor.insertFromMimeData(tangled)
    assert editor.toPlainText() == ""
    assert "changes its direction too often" in parent.tips[-1]


def test_a_line_holds_no_more_than_a_text_of_a_plan(qapp: QApplication) -> None:
    parent = QWidget()
    editor = LineEditor(parent, QRect(0, 0, 99, 20), "", lambda _text: None, name="Title")
    QApplication.clipboard().setText("m" * 1_000_000)
    QLineEdit.paste(editor)
    assert len(editor.text()) == MAX_TEXT
    QApplication.clipboard().clear()
