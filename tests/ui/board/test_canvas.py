"""Zooming, scrolling and following the plan."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from deckapp.face.page import Glyphs
from deckapp.plan import edits
from deckapp.plan.board import TILE_W
from deckapp.plan.plan import Plan, Position
from deckapp.ui.board.drawing.look import Detail, detail_at
from deckapp.ui.board.viewpoint import CALM_AFTER_MS
from deckapp.ui.document.settings import Settings

from .conftest import Hand, OpenBoard

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NOTHING = Qt.KeyboardModifier.NoModifier


def turn(hand: Hand, steps: int, keys: Qt.KeyboardModifier = NOTHING, pixels: QPoint | None = None) -> None:
    """Turn the wheel over the middle of the first tile; up is positive."""
    place = QPointF(hand.at("a1"))
    event = QWheelEvent(
        place, QPointF(hand.view.viewport().mapToGlobal(place.toPoint())), pixels or QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(hand.view.viewport(), event)


def offset(hand: Hand) -> tuple[int, int]:
    return hand.view.horizontalScrollBar().value(), hand.view.verticalScrollBar().value()


@pytest.fixture
def small(hand: Hand) -> Hand:
    """A board too small for its plan, so that there is something to scroll."""
    hand.view.resize(500, 300)
    return hand


class Painted(QObject):
    """The part of a board that is drawn anew."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self.region = QRegion()
        hand.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return super().eventFilter(watched, event)


def test_what_is_drawn_anew_reaches_as_far_beyond_on_every_side_and_no_further(
    hand: Hand, qtbot: QtBot
) -> None:
    painted, rect = Painted(hand), hand.board.contents.rect_of(["a2"])

    def is_quiet() -> bool:
        painted.region = QRegion()
        QTest.qWait(50)
        return painted.region.isEmpty()

    qtbot.waitUntil(is_quiet, timeout=20_000)
    hand.view.refresh([rect], 11.0)
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    seen = hand.view.seen(rect)
    assert painted.region.boundingRect() == seen.adjusted(-11, -11, 11, 11)


def test_the_wheel_pans_and_with_shift_sideways(small: Hand) -> None:
    home = offset(small)
    turn(small, -1)
    assert offset(small)[1] > home[1]
    assert offset(small)[0] == home[0]
    turn(small, -1, SHIFT)
    assert offset(small)[0] > home[0]
    assert small.view.zoom == 1.0


def test_a_trackpad_pans_by_its_own_pixels(small: Hand) -> None:
    x, y = offset(small)
    turn(small, -1, pixels=QPoint(-30, -20))
    assert offset(small) == (x + 30, y + 20)


def test_ctrl_and_wheel_zoom_at_the_pointer(small: Hand) -> None:
    small.view.pan(-60, -40)
    before = small.at("a1")
    turn(small, 1, CTRL)
    assert small.view.zoom > 1.1
    assert (small.at("a1") - before).manhattanLength() <= 2


def test_the_setting_swaps_wheel_and_ctrl_and_wheel(small: Hand, library_settings: Settings) -> None:
    library_settings.wheel_zooms = True
    turn(small, 1)
    assert small.view.zoom > 1.1
    zoom, home = small.view.zoom, offset(small)
    turn(small, -1, CTRL)
    assert small.view.zoom == zoom
    assert offset(small) != home


def test_zoom_stays_between_its_ends(hand: Hand) -> None:
    for _ in range(60):
        turn(hand, 5, CTRL)
    assert hand.view.zoom == 4.0
    for _ in range(60):
        turn(hand, -5, CTRL)
    assert hand.view.zoom == 0.05


def test_zoom_commands_glide_to_their_goal_and_tell_it(hand: Hand, qtbot: QtBot) -> None:
    told: list[float] = []
    hand.view.zoom_changed.connect(told.append)
    hand.view.zoom_in()
    hand.view.zoom_in()
    qtbot.waitUntil(lambda: abs(hand.view.zoom - 1.5625) < 1e-9)
    assert told[-1] == hand.view.zoom
    hand.view.zoom_100()
    qtbot.waitUntil(lambda: hand.view.zoom == 1.0)


def test_fit_all_shows_all(hand: Hand, qtbot: QtBot) -> None:
    hand.view.resize(700, 400)
    hand.view.fit_all()
    view = hand.view

    def fits() -> bool:
        return view.viewport().rect().contains(view.seen(view.bounds()))

    qtbot.waitUntil(lambda: fits() and not view.horizontalScrollBar().isVisible())
    assert view.zoom < 1


def test_fit_all_uses_the_height_of_a_board_that_is_high(open_board: OpenBoard, qtbot: QtBot) -> None:
    plan = edits.new_plan("High")
    for number in range(8):
        plan, _key = edits.add_workstream(plan, f"Row {number}")
    hand = open_board(plan)
    view = hand.view
    view.fit_all()

    def below() -> int:
        return view.viewport().height() - view.seen(view.bounds()).bottom()

    qtbot.waitUntil(lambda: not view.verticalScrollBar().isVisible() and 0 <= below() <= 24)
    assert view.zoom < 1


def test_fit_all_of_a_small_board_does_not_blow_it_up(open_board: OpenBoard, qtbot: QtBot) -> None:
    hand = open_board(edits.new_plan("Small"))
    hand.view.resize(2600, 1400)
    hand.view.zoom_at(0.3, QPointF())
    hand.view.fit_all()
    qtbot.waitUntil(lambda: hand.view.zoom == 1.0)


def test_only_what_changed_is_drawn_anew(hand: Hand) -> None:
    contents = hand.board.contents
    before = dict(contents.tiles)
    plan = hand.plan
    changed = edits.change_activities(plan, ["a1"], owner="Ada")
    dirty = contents.show(changed)
    assert contents.tiles["a1"].activity.owner == "Ada"
    assert all(contents.tiles[key] is before[key] for key in before)
    assert dirty
    assert all(rect == before["a1"].rect for rect in dirty)


def words_on(hand: Hand, key: str) -> str:
    """What is written on a tile, as the page says it that its picture is made from."""
    items = hand.board.contents.tiles[key].near.make().items
    return " ".join("".join(item.texts) for item in items if isinstance(item, Glyphs))


def test_tiles_and_notes_speak_the_plans_language_as_they_do_on_paper(hand: Hand) -> None:
    document, title = hand.board.document, "Entscheidungsspielräume"
    document.edit("rename", edits.change_activities(hand.plan, ["a1"], title=title))
    document.edit("note", edits.add_note(hand.plan, title, Position())[0])
    note = next(iter(hand.board.contents.notes.values())).near.key
    assert "Planned" in words_on(hand, "a1")
    document.edit("speak German", edits.change_plan(hand.plan, language="de"))
    assert "Geplant" in words_on(hand, "a1")
    assert "spiel-" in words_on(hand, "a1")
    assert next(iter(hand.board.contents.notes.values())).near.key != note
    document.undo_stack.undo()
    assert "Planned" in words_on(hand, "a1")


def test_a_growing_cell_moves_what_follows(hand: Hand) -> None:
    before = hand.board.contents.tiles["a3"].left
    position = hand.plan.activities["a2"].position
    wide = msgspec.structs.replace(position, x=position.x + 400)
    hand.board.document.edit("move", edits.move(hand.plan, {"a2": wide}))
    assert hand.board.contents.tiles["a3"].left == before + 400
    hand.board.document.undo_stack.undo()
    assert hand.board.contents.tiles["a3"].left == before


def test_a_link_follows_its_tiles(hand: Hand) -> None:
    hand.board.link("a1", "a3")
    (link,) = hand.board.contents.links.values()
    before = link.route.end
    hand.board.selection.set(["a3"])
    hand.board.nudge(80, 0)
    (link,) = hand.board.contents.links.values()
    assert link.route.end[0] == before[0] + 80


def test_detail_follows_the_size_on_screen() -> None:
    assert detail_at(1.0) is Detail.NEAR
    assert detail_at(60 / TILE_W) is Detail.FAR
    assert detail_at(12 / TILE_W) is Detail.TINY


def test_what_is_asked_for_comes_into_sight(small: Hand) -> None:
    small.view.ensure_visible(["a3"])
    assert small.view.viewport().rect().contains(small.view.seen(small.board.contents.tiles["a3"].rect))
    small.view.ensure_visible(["nothing"])


def test_the_heads_stay_while_the_board_scrolls(small: Hand) -> None:
    heads = small.view.phase_heads
    before = heads.lanes()[1].start
    small.view.pan(-100, -50)
    assert heads.lanes()[1].start == before - 100
    assert heads.y() == 0
    assert heads.isVisible()


def test_a_large_board_opens_readable_at_its_beginning(open_board: OpenBoard, plan: Plan) -> None:
    far = msgspec.structs.replace(plan.activities["a3"].position, x=4000.0, y=4000.0)
    hand = open_board(edits.move(plan, {"a3": far}), zoom=None)
    assert hand.view.zoom == 0.7
    assert hand.view.viewport().rect().contains(hand.at("a1"))


@pytest.mark.parametrize(("zoom", "told"), [(0.3, True), (1.0, False)])
def test_what_is_too_small_to_read_is_told_where_one_points(hand: Hand, zoom: float, told: bool) -> None:
    hand.view.zoom_at(zoom, QPointF())
    place = hand.at("a1")
    tip = QHelpEvent(QEvent.Type.ToolTip, place, hand.view.viewport().mapToGlobal(place))
    QApplication.sendEvent(hand.view.viewport(), tip)
    assert ("Map, " in QToolTip.text()) is told
    QToolTip.hideText()


def test_the_first_hint_goes_when_something_lies_on_the_board_and_comes_back(
    open_board: OpenBoard, qtbot: QtBot
) -> None:
    view = open_board(edits.new_plan("Move house")).view

    def on_screen() -> QImage:
        """What the window shows, not what it would show if it were drawn anew."""
        qtbot.wait(2 * CALM_AFTER_MS)
        return view.screen().grabWindow(view.winId()).toImage()

    def is_seen(image: QImage) -> bool:
        middle = view.viewport().geometry().center()
        spots = ((middle.x() + dx, middle.y() + dy) for dx in range(-100, 100) for dy in range(-30, 30))
        return len({image.pixel(*spot) for spot in spots}) > 1

    assert is_seen(on_screen())
    view.board.document.edit("place", add_far_off(view.board.document.plan))
    assert not is_seen(on_screen())
    view.board.document.undo_stack.undo()
    assert is_seen(on_screen())


def add_far_off(plan: Plan) -> Plan:
    """A small note in the first cell, far from the middle of the board."""
    phase, workstream = plan.phases_in_order()[0][0], next(iter(plan.workstreams))
    return edits.add_note(plan, "Ask", Position(phase=phase, workstream=workstream, x=16, y=16))[0]
