"""Editing in place: notes and labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from deckapp.plan import edits
from deckapp.plan.plan import Plan, Position
from tests.ui.board.conftest import Hand, OpenBoard

Key = Qt.Key


def with_note(plan: Plan) -> Plan:
    phase, workstream = plan.phases_in_order()[1][0], next(iter(plan.workstreams))
    made, _key = edits.add_note(plan, "Ask", Position(phase=phase, workstream=workstream, x=216, y=16))
    return made


def note_editor() -> QPlainTextEdit:
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    return editor


def line_editor() -> QLineEdit:
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    return editor


def test_a_notes_text_is_in_the_plan_at_every_key_and_one_step(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan))
    hand.double_click(hand.at("n1"))
    QTest.keyClicks(note_editor(), " fir")
    assert hand.plan.notes["n1"].text == "Ask fir"
    QTest.keyClicks(note_editor(), "st")
    QTest.keyClick(note_editor(), Key.Key_Escape)
    assert hand.plan.notes["n1"].text == "Ask first"
    assert hand.steps == ["edit note"]
    assert hand.view.hasFocus()


def test_writing_twice_is_two_steps(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan))
    for word in ("one", "two"):
        hand.double_click(hand.at("n1"))
        QTest.keyClicks(note_editor(), word)
        QTest.keyClick(note_editor(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.steps == ["edit note", "edit note"]


def test_a_note_that_is_written_at_once_is_one_step(hand: Hand) -> None:
    hand.board.add_note()
    QTest.keyClicks(note_editor(), "Buy boxes")
    QTest.keyClick(note_editor(), Key.Key_Escape)
    assert hand.steps == ["add note"]
    hand.board.document.undo_stack.undo()
    assert hand.plan.notes == {}


def test_enter_edits_the_chosen_note(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan))
    hand.click(hand.at("n1"))
    QTest.keyClick(hand.view, Key.Key_F2)
    assert note_editor().toPlainText() == "Ask"


def test_scrolling_closes_the_editor_and_keeps_the_text(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(with_note(plan))
    hand.double_click(hand.at("n1"))
    QTest.keyClicks(note_editor(), "!")
    hand.view.pan(-40, 0)
    assert hand.view.hasFocus()
    assert hand.plan.notes["n1"].text == "Ask!"


def test_a_note_that_is_gone_meanwhile_is_not_written(hand: Hand) -> None:
    hand.board.add_note()
    editor = note_editor()
    hand.board.document.undo_stack.undo()
    QTest.keyClicks(editor, "late")
    assert hand.plan.notes == {}


def test_a_double_click_on_a_link_edits_its_label(hand: Hand) -> None:
    hand.board.link("a2", "a3")
    (link,) = hand.board.contents.links.values()
    hand.double_click(hand.view.mapFromScene(QPointF(*link.route.at(0.5))))
    QTest.keyClicks(line_editor(), "the list")
    QTest.keyClick(line_editor(), Key.Key_Return)
    assert [made.label for made in hand.plan.links.values()] == ["the list"]
    assert hand.steps == ["link activities", "label link"]


def test_esc_takes_a_label_back(hand: Hand) -> None:
    hand.board.link("a2", "a3")
    hand.board.edit_chosen()
    QTest.keyClicks(line_editor(), "no")
    QTest.keyClick(line_editor(), Key.Key_Escape)
    assert [made.label for made in hand.plan.links.values()] == [""]
    assert hand.steps == ["link activities"]
