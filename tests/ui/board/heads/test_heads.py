"""The heads of phases and workstreams: renaming, reordering, adding, removing, colouring."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from deckapp.plan.plan import Plan
from deckapp.ui.board.heads.heads import Heads
from deckapp.ui.board.heads.text import HeadText, count_told
from deckapp.ui.window.action_set import ActionSet
from tests.ui.board.conftest import LEFT, NOTHING, Hand, OpenBoard

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def middle(heads: Heads, index: int) -> QPoint:
    return heads.place_of(heads.lanes()[index]).center()


def send(heads: Heads, kind: QEvent.Type, place: QPoint, held: Qt.MouseButton = LEFT) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, QPointF(place), QPointF(heads.mapToGlobal(place)), button, held, NOTHING)
    QApplication.sendEvent(heads, event)


def drag(heads: Heads, start: QPoint, end: QPoint) -> None:
    send(heads, QEvent.Type.MouseButtonPress, start)
    send(heads, QEvent.Type.MouseMove, (start + end) / 2)
    send(heads, QEvent.Type.MouseMove, end)
    send(heads, QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton)


def editor() -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def titles(hand: Hand) -> list[str]:
    return [phase.title for _key, phase in hand.plan.phases_in_order()]


def streams(hand: Hand) -> list[str]:
    return [workstream.title for _key, workstream in hand.plan.workstreams_in_order()]


@pytest.fixture
def phases(hand: Hand) -> Heads:
    hand.view.fit_all()
    hand.view.zoom_at(0.6, QPointF())
    return hand.view.phase_heads


@pytest.fixture
def rows(hand: Hand) -> Heads:
    for title in ("Second", "Third"):
        hand.board.add_workstream()
        QTest.keyClicks(editor(), title)
        QTest.keyClick(editor(), Key.Key_Return)
    return hand.view.workstream_heads


def test_a_double_click_renames_in_one_step(hand: Hand, phases: Heads) -> None:
    before = titles(hand)
    send(phases, QEvent.Type.MouseButtonDblClick, middle(phases, 1))
    QTest.keyClicks(editor(), "Get ready")
    QTest.keyClick(editor(), Key.Key_Return)
    assert titles(hand) == [before[0], "Get ready", *before[2:]]
    assert hand.steps == [f"rename {before[1]}"]


def test_esc_gives_the_old_title_back(hand: Hand, phases: Heads) -> None:
    before = titles(hand)
    send(phases, QEvent.Type.MouseButtonDblClick, middle(phases, 0))
    QTest.keyClicks(editor(), "No")
    QTest.keyClick(editor(), Key.Key_Escape)
    assert titles(hand) == before
    assert hand.steps == []


def test_a_phase_is_dragged_to_another_place(hand: Hand, phases: Heads) -> None:
    before = titles(hand)
    drag(phases, middle(phases, 0), middle(phases, 2) + QPoint(40, 0))
    assert titles(hand) == [before[1], before[2], before[0], before[3]]
    assert hand.steps == [f"move {before[0]}"]
    assert hand.board.contents.tiles["a3"].left < hand.board.contents.tiles["a1"].left


def test_keys_go_along_the_heads_rename_move_and_remove(hand: Hand, phases: Heads) -> None:
    before = titles(hand)
    phases.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(phases, Key.Key_Right)
    QTest.keyClick(phases, Key.Key_Right, CTRL)
    assert titles(hand) == [before[0], before[2], before[1], before[3]]
    QTest.keyClick(phases, Key.Key_F2)
    QTest.keyClicks(editor(), "Now")
    QTest.keyClick(editor(), Key.Key_Return)
    assert titles(hand)[2] == "Now"
    QTest.keyClick(phases, Key.Key_Delete)
    assert titles(hand) == [before[0], before[2], before[3]]
    assert hand.plan.activities["a3"].position.phase == "", "it went to the parking lot"


def test_the_plus_adds_a_phase_and_lets_its_title_be_typed(hand: Hand, phases: Heads) -> None:
    QTest.mouseClick(phases.add_button, LEFT)
    QTest.keyClicks(editor(), "Look back")
    QTest.keyClick(editor(), Key.Key_Return)
    assert titles(hand)[-1] == "Look back"
    assert hand.steps == ["add phase"]


def test_a_new_phase_beyond_the_edge_is_named_in_full_view(hand: Hand, phases: Heads) -> None:
    hand.view.zoom_at(0.3, QPointF())
    for _ in range(14):
        phases.add()
    place = editor().geometry()
    assert phases.rect().contains(place)
    assert place.width() >= 160


def test_a_title_is_not_seen_behind_what_is_typed(hand: Hand, phases: Heads) -> None:
    def below(field: QLineEdit) -> QImage:
        place = field.geometry()
        return phases.grab(QRect(place.left(), place.bottom() + 1, place.width(), 6)).toImage()

    hand.view.zoom_at(0.3, QPointF())
    font = QFont(phases.font())
    font.setPixelSize(18)
    phases.setFont(font)
    phases.rename(phases.lanes()[1].id)
    field = editor()
    empty = below(field)
    QTest.keyClicks(field, "gypsy gypsy gypsy gypsy")
    assert below(field) == empty


@pytest.mark.parametrize("zoom", [1.0, 0.6, 0.37, 0.25])
def test_a_workstream_can_be_added_on_a_board_that_is_seen_from_afar(
    hand: Hand, rows: Heads, zoom: float
) -> None:
    hand.view.zoom_at(zoom, QPointF())
    hand.view.fit_all()
    hand.view.zoom_at(zoom, QPointF())
    rows.grab()
    assert rows.add_button.isVisible()
    last = rows.lanes()[-2]
    assert rows.place_of(last).contains(rows.add_button.geometry())
    if last.length <= 96:
        assert not rows.title_place(last).intersects(rows.add_button.geometry())
    QTest.mouseClick(rows.add_button, LEFT)
    QTest.keyClicks(editor(), "Fourth")
    assert editor().height() >= 32
    QTest.keyClick(editor(), Key.Key_Return)
    assert streams(hand)[-1] == "Fourth"


def test_a_phases_menu_inserts_colours_and_removes(hand: Hand, phases: Heads) -> None:
    before = titles(hand)
    menu = QMenu()
    phases.fill_menu(menu, phases.lanes()[1])
    actions = {action.text(): action for action in menu.actions()}
    colours = actions["Colour"].menu()
    assert len(colours.actions()) == 10
    next(action for action in colours.actions() if action.text() == "Plum").trigger()
    assert hand.plan.phases_in_order()[1][1].colour == "plum"
    actions["Insert phase before"].trigger()
    QTest.keyClick(editor(), Key.Key_Return)
    assert titles(hand)[1] == "New phase"
    actions["Remove phase"].trigger()
    assert before[1] not in titles(hand)


def test_a_head_whose_menu_was_open_is_no_longer_hovered(phases: Heads) -> None:
    place = middle(phases, 1)
    send(phases, QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton)
    assert phases.hovered
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, phases.mapToGlobal(place))
    QApplication.sendEvent(phases, asked)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert not phases.hovered


def test_workstreams_are_added_moved_and_removed(hand: Hand, rows: Heads) -> None:
    first = streams(hand)[0]
    assert streams(hand) == [first, "Second", "Third"]
    drag(rows, middle(rows, 2), middle(rows, 0) - QPoint(0, 40))
    assert streams(hand) == ["Third", first, "Second"]
    rows.remove(rows.lanes()[0].id)
    assert streams(hand) == [first, "Second"]
    assert hand.steps == ["add workstream", "add workstream", "move Third", "remove Third"]


def test_the_last_workstream_stays(hand: Hand) -> None:
    heads = hand.view.workstream_heads
    heads.remove(heads.lanes()[0].id)
    assert len(streams(hand)) == 1
    assert hand.said == ["A plan needs at least one workstream."]


def test_the_parking_lot_is_no_workstream(hand: Hand) -> None:
    heads = hand.view.workstream_heads
    send(heads, QEvent.Type.MouseButtonDblClick, middle(heads, 1))
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert heads.lanes()[-1].title == "Parking lot"


def test_heads_of_a_plan_that_can_only_be_read_stay(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(plan, read_only=True)
    phases = hand.view.phase_heads
    send(phases, QEvent.Type.MouseButtonDblClick, middle(phases, 0))
    drag(phases, middle(phases, 0), middle(phases, 1) + QPoint(60, 0))
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert hand.steps == []
    assert not phases.add_button.isVisible()


def test_heads_count_their_activities(hand: Hand) -> None:
    assert [lane.count for lane in hand.view.phase_heads.lanes()] == [2, 1, 0, 0]
    assert [lane.count for lane in hand.view.workstream_heads.lanes()] == [3, 0]
    assert [count_told(number) for number in (0, 1, 2)] == ["no activities", "1 activity", "2 activities"]


def test_long_titles_break_at_syllables_and_end_in_an_ellipsis(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(14)
    title = "Organisationsentwicklung und Führungskräfteentwicklung im Außendienst"
    text = HeadText(title, "de", font, 136, 3)
    assert text.lines[0].endswith("-")
    assert len(text.lines) == 3
    assert text.lines[-1].endswith("…")
    whole = HeadText(title, "de", font, 136, 9)
    assert "…" not in "".join(whole.lines)


def test_a_title_too_narrow_for_a_syllable_ends_there(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(14)
    (line,) = HeadText("Understand", "en", font, 30, 2).lines
    assert line.startswith("U")
    assert line.endswith("…")


def test_a_head_that_is_gone_during_its_drag_is_let_go(hand: Hand, phases: Heads) -> None:
    before = titles(hand)
    send(phases, QEvent.Type.MouseButtonPress, middle(phases, 3))
    send(phases, QEvent.Type.MouseMove, middle(phases, 1))
    phases.remove(phases.lanes()[3].id)
    send(phases, QEvent.Type.MouseButtonRelease, middle(phases, 1), Qt.MouseButton.NoButton)
    assert titles(hand) == before[:3]


def test_backspace_in_the_heads_does_not_reach_the_tiles(hand: Hand, phases: Heads) -> None:
    actions = ActionSet(hand.view)
    actions.attach("board", hand.view)
    actions["edit.delete"].triggered.connect(hand.board.delete)
    hand.board.select_all()
    phases.current = phases.lanes()[3].id
    phases.setFocus()
    QTest.keyClick(phases, Key.Key_Backspace)
    assert len(titles(hand)) == 3
    assert set(hand.plan.activities) == {"a1", "a2", "a3"}


def test_keys_go_on_from_the_neighbour_of_a_head_that_was_removed(hand: Hand, rows: Heads) -> None:
    first = streams(hand)[0]
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    rows.current = rows.lanes()[1].id
    QTest.keyClick(rows, Key.Key_Delete)
    assert streams(hand) == [first, "Third"]
    assert rows.current == rows.lanes()[1].id, "the one that has moved up"
    QTest.keyClick(rows, Key.Key_Delete)
    QTest.keyClick(rows, Key.Key_F2)
    QTest.keyClicks(editor(), "Only")
    QTest.keyClick(editor(), Key.Key_Return)
    assert streams(hand) == ["Only"]


def test_an_arrow_leads_from_the_parking_lot_back_to_the_workstreams(rows: Heads) -> None:
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    rows.current = ""
    QTest.keyClick(rows, Key.Key_Up)
    assert rows.current == rows.lanes()[2].id


def test_the_focus_is_still_seen_after_a_head_was_renamed_by_keys(phases: Heads) -> None:
    phases.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(phases, Key.Key_F2)
    QTest.keyClick(editor(), Key.Key_Return)
    assert phases.hasFocus()
    assert phases.shows_focus


def test_the_heads_lie_at_the_boards_edges_and_meet_what_they_belong_to(hand: Hand) -> None:
    room = hand.view.viewport().geometry()
    phases, rows = hand.view.phase_heads.geometry(), hand.view.workstream_heads.geometry()
    assert (rows.left(), rows.right() + 1, rows.top(), rows.height()) == (
        0,
        room.left(),
        room.top(),
        room.height(),
    )
    assert (phases.bottom() + 1, phases.right()) == (room.top(), room.right())
    assert phases.left() in (0, room.left())
