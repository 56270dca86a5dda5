"""Keys on the board: nudging, going about, stepping out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deckapp.ui.window.action_set import ActionSet
from tests.ui.board.conftest import Hand

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_arrows_nudge_by_the_grid_and_are_one_step_together(hand: Hand) -> None:
    hand.click(hand.at("a1"))
    before = hand.plan.activities["a1"].position
    QTest.keyClick(hand.view, Key.Key_Right)
    QTest.keyClick(hand.view, Key.Key_Right)
    QTest.keyClick(hand.view, Key.Key_Down, SHIFT)
    after = hand.plan.activities["a1"].position
    assert (after.x - before.x, after.y - before.y) == (16, 80)
    assert hand.steps == ["move Map"]
    hand.board.document.undo_stack.undo()
    assert hand.plan.activities["a1"].position == before


def test_nudges_of_another_choice_are_another_step(hand: Hand) -> None:
    hand.click(hand.at("a1"))
    QTest.keyClick(hand.view, Key.Key_Right)
    hand.click(hand.at("a3"))
    QTest.keyClick(hand.view, Key.Key_Right)
    assert hand.steps == ["move Map", "move Story"]


def test_arrows_scroll_where_nothing_is_chosen(hand: Hand) -> None:
    before = hand.at("a1")
    QTest.keyClick(hand.view, Key.Key_Right)
    assert hand.at("a1").x() < before.x()
    assert hand.steps == []


def test_alt_and_arrows_go_to_the_neighbour(hand: Hand) -> None:
    QTest.keyClick(hand.view, Key.Key_Right, ALT)
    assert hand.chosen == {"a1"}, "the first one where nothing was chosen"
    QTest.keyClick(hand.view, Key.Key_Right, ALT)
    QTest.keyClick(hand.view, Key.Key_Right, ALT)
    assert hand.chosen == {"a3"}
    QTest.keyClick(hand.view, Key.Key_Left, ALT)
    assert hand.chosen == {"a2"}


def test_tab_goes_in_reading_order(hand: Hand) -> None:
    seen = []
    for _ in range(3):
        QTest.keyClick(hand.view, Key.Key_Tab)
        seen += hand.chosen
    assert seen == ["a1", "a2", "a3"]
    QTest.keyClick(hand.view, Key.Key_Backtab, SHIFT)
    assert hand.chosen == {"a2"}


@pytest.fixture
def beside(hand: Hand, qtbot: QtBot) -> QLineEdit:
    """A field that follows the board in one window."""
    window = QWidget()
    field = QLineEdit()
    rows = QVBoxLayout(window)
    rows.addWidget(hand.view)
    rows.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    hand.view.setFocus()
    qtbot.waitUntil(hand.view.hasFocus)
    # The heads are stops of their own between the board and what follows it.
    hand.view.phase_heads.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    hand.view.workstream_heads.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    yield field
    hand.board.setParent(None)


def test_tab_leaves_the_board_after_the_last(hand: Hand, beside: QLineEdit) -> None:
    QTest.keyClick(hand.view, Key.Key_End)
    assert hand.chosen == {"a3"}
    QTest.keyClick(hand.view, Key.Key_Tab)
    assert QApplication.focusWidget() is beside


def test_esc_lets_go_and_then_tab_leaves_the_board(hand: Hand, beside: QLineEdit) -> None:
    QTest.keyClick(hand.view, Key.Key_Tab)
    QTest.keyClick(hand.view, Key.Key_Escape)
    assert hand.chosen == set()
    QTest.keyClick(hand.view, Key.Key_Tab)
    assert QApplication.focusWidget() is beside


def test_tab_in_the_heads_leads_on_and_chooses_nothing(hand: Hand) -> None:
    hand.view.phase_heads.setFocus()
    QTest.keyClick(hand.view.phase_heads, Key.Key_Tab)
    assert QApplication.focusWidget() is hand.view.workstream_heads
    assert hand.chosen == set()


def test_home_and_end_go_to_the_first_and_the_last(hand: Hand) -> None:
    QTest.keyClick(hand.view, Key.Key_End)
    assert hand.chosen == {"a3"}
    QTest.keyClick(hand.view, Key.Key_Home)
    assert hand.chosen == {"a1"}


def test_enter_opens_the_chosen_activity(hand: Hand) -> None:
    hand.click(hand.at("a2"))
    QTest.keyClick(hand.view, Key.Key_Return)
    assert hand.opened == ["a2"]


def test_going_somewhere_shows_it(hand: Hand) -> None:
    hand.view.resize(500, 300)
    QTest.keyClick(hand.view, Key.Key_End)
    assert hand.view.viewport().rect().contains(hand.at("a3"))


def test_letters_and_enter_typed_into_a_note_are_no_shortcuts(hand: Hand, qtbot: QtBot) -> None:
    actions = ActionSet(hand.view)
    actions.attach("board", hand.view)
    fired: list[str] = []
    for name in actions.by_id:
        actions[name].triggered.connect(lambda _checked=False, name=name: fired.append(name))
    hand.board.add_note()
    editor = QApplication.focusWidget()
    assert editor is not None
    for key in (Key.Key_N, Key.Key_Return, Key.Key_P, Key.Key_Backspace, Key.Key_T):
        QTest.keyClick(editor, key)
    (note,) = hand.plan.notes.values()
    assert note.text == "n\nt"
    assert fired == []


def test_alt_and_shift_choose_the_neighbour_too(hand: Hand) -> None:
    both = ALT | SHIFT
    QTest.keyClick(hand.view, Key.Key_Right, both)
    assert hand.chosen == {"a1"}, "the first one where nothing was chosen"
    QTest.keyClick(hand.view, Key.Key_Right, both)
    assert (hand.chosen, hand.board.current) == ({"a1", "a2"}, "a2")
    QTest.keyClick(hand.view, Key.Key_Right, both)
    assert hand.chosen == {"a1", "a2", "a3"}
    QTest.keyClick(hand.view, Key.Key_Left, ALT)
    assert hand.chosen == {"a2"}


class Painted(QObject):
    """Keeps what of a widget was painted anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return super().eventFilter(watched, event)


def test_esc_paints_the_whole_frame_that_then_shows_the_focus(hand: Hand, qtbot: QtBot) -> None:
    QTest.keyClick(hand.view, Key.Key_Home)
    qtbot.wait(1)
    painted = Painted(hand.view.viewport())
    QTest.keyClick(hand.view, Key.Key_Escape)
    frame = hand.view.viewport().rect()
    qtbot.waitUntil(lambda: painted.region.contains(frame))


def test_after_a_deletion_tab_goes_on_from_there(hand: Hand) -> None:
    order = hand.board.contents.reading_order()
    assert len(order) > 2

    hand.board.choose(order[1])
    hand.board.delete()
    QTest.keyClick(hand.view, Key.Key_Tab)
    assert hand.board.selection.ids == {order[2]}
    hand.board.choose(order[-1])
    hand.board.delete()
    QTest.keyClick(hand.view, Key.Key_Tab)
    assert hand.board.selection.ids == {hand.board.contents.reading_order()[-1]}
