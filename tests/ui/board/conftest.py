"""A board in a window of its own, and hands to work it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deckapp.face.type.fonts import load_fonts
from deckapp.face.type.interface_fonts import load_interface_fonts
from deckapp.plan.plan import Plan, Position
from deckapp.ui.board.board import Board
from deckapp.ui.board.view import BoardView
from deckapp.ui.document.document import Document
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from tests.little_plan import little_plan

NOTHING = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> Iterator[None]:
    load_fonts()
    load_interface_fonts()
    yield
    # Without a screen Qt takes the clipboard apart after Python has gone, which ends in a crash.
    qapp.clipboard().clear()


@pytest.fixture
def plan() -> Plan:
    """The little plan."""
    return little_plan()


@dataclass
class Hand:
    """Works a board as a person would, and keeps what it says."""

    view: BoardView
    said: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    wanted: list[tuple[str, Position]] = field(default_factory=list)

    @property
    def board(self) -> Board:
        return self.view.board

    @property
    def plan(self) -> Plan:
        return self.board.document.plan

    @property
    def chosen(self) -> set[str]:
        return set(self.board.selection.ids)

    @property
    def steps(self) -> list[str]:
        """The names of all steps of the history, done and undone."""
        stack = self.board.document.undo_stack
        return [stack.text(index) for index in range(stack.count())]

    def at(self, key: str) -> QPoint:
        """The middle of a tile or a note, in the viewport."""
        return self.view.seen(self.board.contents.rect_of([key])).center()

    def cell(self, phase: int, workstream: int = 0) -> QPoint:
        """A point well inside a cell, in the viewport."""
        layout = self.board.contents.layout
        column, row = list(layout.columns.values())[phase], list(layout.rows.values())[workstream]
        return self.view.mapFromScene(QPointF(column.x + 108, row.y + 68))

    def press(
        self, place: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NOTHING
    ) -> None:
        self._send(QEvent.Type.MouseButtonPress, place, button, button, keys)

    def move(self, place: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NOTHING) -> None:
        self._send(QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton, button, keys)

    def release(
        self, place: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NOTHING
    ) -> None:
        self._send(QEvent.Type.MouseButtonRelease, place, button, Qt.MouseButton.NoButton, keys)

    def click(self, place: QPoint, keys: Qt.KeyboardModifier = NOTHING) -> None:
        self.press(place, keys=keys)
        self.release(place, keys=keys)

    def double_click(self, place: QPoint) -> None:
        self.click(place)
        self._send(QEvent.Type.MouseButtonDblClick, place, LEFT, LEFT, NOTHING)
        self.release(place)

    def hover(self, place: QPoint) -> None:
        self.move(place, Qt.MouseButton.NoButton)

    def drag(
        self, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NOTHING
    ) -> None:
        self.hold(start, end, button, keys)
        self.release(end, button, keys)

    def hold(
        self, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NOTHING
    ) -> None:
        """Press and move, and do not let go yet."""
        self.press(start, button, keys)
        for step in range(1, 6):
            self.move(start + (end - start) * step / 5, button, keys)

    def _send(
        self, kind: QEvent.Type, place: QPoint, button: Qt.MouseButton, held: Qt.MouseButton,
        keys: Qt.KeyboardModifier,
    ) -> None:  # fmt: skip
        target: QWidget = self.view.viewport()
        where = QPointF(place)
        event = QMouseEvent(kind, where, QPointF(target.mapToGlobal(place)), button, held, keys)
        QApplication.sendEvent(target, event)


OpenBoard = Callable[..., Hand]


@pytest.fixture
def open_board(
    qtbot: QtBot, pictures: Pictures, library_settings: Settings, make_store: Callable[[], LibraryStore]
) -> Iterator[OpenBoard]:
    """Open a board on a plan, at 100 % and with the focus on it."""

    def open_it(
        plan: Plan, *, read_only: bool = False, store: LibraryStore | None = None, zoom: float | None = 1.0
    ) -> Hand:
        document = Document(plan, read_only=read_only)
        board = Board(document, store or make_store())
        view = BoardView(board, pictures, library_settings)
        for one in (document, board):
            one.setParent(view)
        qtbot.addWidget(view)
        view.resize(1200, 800)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
        if zoom is not None:
            view.zoom_at(zoom, QPointF())
        hand = Hand(view)
        board.message.connect(hand.said.append)
        board.open_requested.connect(hand.opened.append)
        board.card_wanted.connect(lambda source, position: hand.wanted.append((source, position)))
        return hand

    return open_it


@pytest.fixture
def hand(open_board: OpenBoard, plan: Plan) -> Hand:
    """A hand on the board of the little plan."""
    return open_board(plan)
