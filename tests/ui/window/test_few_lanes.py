"""A plan may have no phases, no workstreams, neither, or one of each: everything works, or is disabled."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QToolButton

from deckapp.deck.card import Card
from deckapp.plan.file import read_plan, write_plan
from deckapp.plan.plan import Activity, Link, Note, Phase, Plan, Position, Workstream
from deckapp.report.options import PARTS, ReportOptions
from deckapp.report.plan_pdf import export_plan_pdf
from deckapp.ui.document.selection import still_there
from deckapp.ui.window.action_table import TABLE
from tests.hands import Hands
from tests.pdf import open_pdf

PHASES = {"p1": Phase(title="Begin")}
WORKSTREAMS = {"w1": Workstream(title="All")}
LANES = {
    "no phase, no workstream": ({}, {}),
    "a phase alone": (PHASES, {}),
    "a workstream alone": ({}, WORKSTREAMS),
    "one of each": (PHASES, WORKSTREAMS),
}
NOWHERE = Position(phase="gone", workstream="gone", x=40, y=40)
HALF = Position(phase="p1", workstream="gone", x=300, y=40)
AWAY = ("file.", "help.", "view.light", "view.dark", "view.system")
"""What leads away from the board, and cares nothing about what lies on it."""


def plan_of(lanes: str, *, filled: bool) -> Plan:
    phases, workstreams = LANES[lanes]
    plan = Plan(title="Few", phases=dict(phases), workstreams=dict(workstreams))
    if not filled:
        return plan
    return msgspec.structs.replace(
        plan,
        activities={
            "a": Activity(title="Nowhere", card=Card(id="c", title="Card"), position=NOWHERE),
            "b": Activity(title="Half", card=Card(id="d", title="Other"), position=HALF),
            "c": Activity(title="Parked", card=Card(id="e", title="Third")),
        },
        notes={"n": Note(text="A note", position=NOWHERE)},
        links={"l": Link(source="a", target="b"), "m": Link(source="a", target="gone")},
    )


@pytest.fixture(
    params=[("no phase, no workstream", False), *((lanes, True) for lanes in LANES if "one" not in lanes)],
    ids=str,
)
def few(request: pytest.FixtureRequest) -> Plan:
    lanes, filled = request.param
    return plan_of(lanes, filled=filled)


def opened(hands: Hands, plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "few.deckplan"
    write_plan(plan, path)
    hands.app.opener.open_path(path, hands.window)
    hands.window.activateWindow()
    hands.wait(hands.window.isActiveWindow)
    hands.window.grab()


def close_dialogs(hands: Hands) -> None:
    for dialog in hands.window.findChildren(QDialog):
        dialog.close() if not isinstance(dialog, QMessageBox) else dialog.reject()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QApplication.processEvents()


def test_every_action_works_or_is_disabled(hands: Hands, few: Plan, tmp_path: Path) -> None:
    opened(hands, few, tmp_path)
    for choice in ([], [*few.activities, *few.notes], [*few.links]):
        for action in TABLE:
            if action.id.startswith(AWAY):
                continue
            hands.work.selection.set(still_there(choice, hands.plan))
            hands.window.actions_by_id[action.id].trigger()
            close_dialogs(hands)
        hands.window.grab()
    stack = hands.work.document.undo_stack
    while stack.canUndo():
        stack.undo()
    assert (hands.plan.activities, hands.plan.phases) == (few.activities, few.phases)


def test_every_gesture_and_key_works(hands: Hands, few: Plan, tmp_path: Path) -> None:
    opened(hands, few, tmp_path)
    view = hands.view
    room = view.viewport().rect()
    places = [QPoint(5, 5), room.center(), QPoint(60, 60)]
    for start in places:
        hands.click(start)
        hands.drag(start, room.bottomRight() - QPoint(5, 5))
        hands.drag(start, QPoint(30, 30))
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QApplication.sendEvent(
            view.viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, start, view.mapToGlobal(start)),
        )
        close_dialogs(hands)
    keys = Qt.Key
    for key in (keys.Key_Tab, keys.Key_Left, keys.Key_Right, keys.Key_Up, keys.Key_Down, keys.Key_Home,
                keys.Key_End, keys.Key_Return, keys.Key_F2, keys.Key_Delete, keys.Key_Backspace, keys.Key_Escape,
                keys.Key_PageDown, keys.Key_Menu):  # fmt: skip
        for held in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.AltModifier,
        ):
            for widget in (view, view.phase_heads, view.workstream_heads):
                widget.setFocus()
                QTest.keyClick(widget, key, held)
                close_dialogs(hands)
    for heads in (view.phase_heads, view.workstream_heads):
        for place in (QPoint(10, 10), heads.rect().center()):
            QTest.mouseClick(heads, Qt.MouseButton.LeftButton, pos=place)
            QTest.mouseDClick(heads, Qt.MouseButton.LeftButton, pos=place)
            QTest.mousePress(heads, Qt.MouseButton.LeftButton, pos=place)
            QTest.mouseMove(heads, place + QPoint(40, 40))
            QTest.mouseRelease(heads, Qt.MouseButton.LeftButton, pos=place + QPoint(40, 40))
    hands.window.grab()


def test_cards_can_be_placed_and_lie_in_the_parking_lot_where_there_is_no_cell(
    hands: Hands, few: Plan, tmp_path: Path
) -> None:
    opened(hands, few, tmp_path)
    deck = hands.app.services.store.library.decks[0].deck
    hands.board.place([(deck.id, next(iter(deck.cards)))])
    (new,) = hands.plan.activities.keys() - few.activities.keys()
    position = hands.plan.activities[new].position
    whole = bool(few.phases and few.workstreams)
    if not few.activities:
        assert bool(position.phase) == bool(position.workstream) == whole
    cell = hands.board.contents.layout.cell_at(*hands.board.contents.layout.origin(position))
    assert cell is not None


def test_who_has_no_lanes_is_told_and_can_add_them(hands: Hands, tmp_path: Path) -> None:
    opened(hands, plan_of("no phase, no workstream", filled=False), tmp_path)
    view = hands.view
    for heads in (view.phase_heads, view.workstream_heads):
        button = heads.add_button
        assert isinstance(button, QToolButton)
        assert button.isVisible()
        assert heads.rect().contains(button.geometry())
        button.click()
    assert len(hands.plan.phases) == len(hands.plan.workstreams) == 1


@pytest.mark.usefixtures("qapp")
def test_such_a_plan_can_be_exported(few: Plan, tmp_path: Path) -> None:
    path = tmp_path / "few.pdf"
    export_plan_pdf(few, path, ReportOptions(parts=tuple(PARTS)))
    with open_pdf(path) as document:
        assert len(document) >= 1


def test_what_points_nowhere_is_kept(few: Plan, tmp_path: Path) -> None:
    path = tmp_path / "few.deckplan"
    write_plan(few, path)
    assert read_plan(path)[0].activities.keys() == few.activities.keys()
