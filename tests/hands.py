"""Hands on a real window: what a person does with mouse and keys, for the tests of the whole program."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from deckapp.app import App
from deckapp.plan.plan import Plan
from deckapp.ui.board.board import Board
from deckapp.ui.board.view import BoardView
from deckapp.ui.window.window import Window
from deckapp.ui.window.workspace import Workspace

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
COPY = Qt.DropAction.CopyAction
Kind = TypeVar("Kind", bound=QWidget)


def end(app: App) -> None:
    """The end of a program whose windows are closed: what its threads still found out is heard before it goes."""
    app.stop()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shiboken6.delete(app)


class Hands:
    """Works one window of a running application."""

    def __init__(self, app: App, window: Window) -> None:
        self.app = app
        self.window = window

    @property
    def work(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def board(self) -> Board:
        return self.work.board

    @property
    def view(self) -> BoardView:
        return self.work.view

    @property
    def plan(self) -> Plan:
        return self.work.document.plan

    def wait(self, done: Callable[[], object], seconds: float = 20.0) -> None:
        """Let the program run until something is so."""
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, "it never came"
            QApplication.processEvents()
            time.sleep(0.001)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN, on: QWidget | None = None) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(on or self.window.focusWidget() or self.window, key, keys)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.window.focusWidget(), text)

    def field(self, name: str, kind: type[Kind]) -> Kind:
        """The visible control that screen readers call by this name."""
        found = [
            one for one in self.window.findChildren(kind) if one.accessibleName() == name and one.isVisible()
        ]
        assert len(found) == 1, (name, found)
        return found[0]

    def fill(self, name: str, kind: type[Kind], text: str) -> Kind:
        """Click into a field, choose all of it, and type."""
        field = self.field(name, kind)
        QTest.mouseClick(field, LEFT)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(field, text)
        return field

    def middle(self, activity: str) -> QPoint:
        """The middle of an activity's tile, in the board's viewport."""
        return self.view.seen(self.board.contents.rect_of([activity])).center()

    def edge_dot(self, activity: str) -> QPoint:
        """The dot at the right edge of an activity's tile."""
        seen = self.view.seen(self.board.contents.rect_of([activity]))
        return QPoint(seen.right(), seen.center().y())

    def cell(self, phase: int, workstream: int = 0) -> QPoint:
        """A point well inside a cell."""
        layout = self.board.contents.layout
        column, row = list(layout.columns.values())[phase], list(layout.rows.values())[workstream]
        return self.view.mapFromScene(QPointF(column.x + 108, row.y + 68))

    def click(self, place: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Click on the board."""
        self._mouse(QEvent.Type.MouseButtonPress, place, LEFT, LEFT, keys)
        self._mouse(QEvent.Type.MouseButtonRelease, place, LEFT, NO_BUTTON, keys)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in steps, and let go on the board."""
        self._mouse(QEvent.Type.MouseMove, start, NO_BUTTON, NO_BUTTON)
        self._mouse(QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
        for step in range(1, 9):
            self._mouse(QEvent.Type.MouseMove, start + (end - start) * step / 8, NO_BUTTON, LEFT)
        self._mouse(QEvent.Type.MouseButtonRelease, end, LEFT, NO_BUTTON)

    def drop_card(self, place: QPoint) -> None:
        """Drag the library's chosen cards onto the board, as the wall would hand them over."""
        wall, target = self.work.library.wall, self.view.viewport()
        data = wall.model().mimeData(wall.selectedIndexes())
        QApplication.sendEvent(target, QDragEnterEvent(place, COPY, data, LEFT, PLAIN))
        QApplication.sendEvent(target, QDragMoveEvent(place, COPY, data, LEFT, PLAIN))
        QApplication.sendEvent(target, QDropEvent(place.toPointF(), COPY, data, LEFT, PLAIN))

    def choose_file(self, name: str, path: Path) -> None:
        """Answer the file dialog of this object name."""
        dialog = self.window.findChild(QFileDialog, name)
        assert dialog is not None
        dialog.fileSelected.emit(str(path))
        dialog.close()

    def _mouse(
        self, kind: QEvent.Type, place: QPoint, button: Qt.MouseButton, held: Qt.MouseButton,
        keys: Qt.KeyboardModifier = PLAIN,
    ) -> None:  # fmt: skip
        target = self.view.viewport()
        event = QMouseEvent(kind, QPointF(place), QPointF(target.mapToGlobal(place)), button, held, keys)
        QApplication.sendEvent(target, event)
