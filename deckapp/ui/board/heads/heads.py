"""Heads that are worked with: chosen, renamed, reordered, added and removed, by mouse and by keys."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from deckapp.plan.plan import Plan
from deckapp.ui.board.accessible import announce
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.hands.editor import LineEditor
from deckapp.ui.board.heads.strip import HeadStrip, LaneHead
from deckapp.ui.board.heads.text import count_told
from deckapp.ui.board.viewpoint import overshoot
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import tip
from deckapp.ui.kit.theme import SPACE

OWN_KEYS = (
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""The focus is shown where keys have brought it."""


@guarded
class Heads(HeadStrip):
    """A strip of heads that can be changed."""

    def __init__(self, board: Board, canvas: Canvas) -> None:
        super().__init__(board, canvas)
        self._pressed: QPoint | None = None
        self.add_button.clicked.connect(lambda: self.add())

    # What a kind of heads knows.

    @abstractmethod
    def editor_place(self, lane: LaneHead) -> QRect:
        """Where a head's title is edited."""

    @abstractmethod
    def fill_menu(self, menu: QMenu, lane: LaneHead) -> None:
        """Fill the context menu of a head."""

    @abstractmethod
    def add(self, before: str = "") -> None:
        """Add a lane, before another one or last, and let its title be typed."""

    @abstractmethod
    def remove(self, key: str) -> None:
        """Remove a lane; what lies in it goes to the parking lot."""

    @abstractmethod
    def moved(self, plan: Plan, key: str, index: int) -> Plan:
        """The plan with a lane at another place."""

    @abstractmethod
    def renamed(self, plan: Plan, key: str, title: str) -> Plan:
        """The plan with another title for a lane."""

    # What all heads do.

    def rename(self, key: str, label: str = "") -> None:
        """Let a head's title be typed in its place; the step is called `label`, or "rename" and the title."""
        lane = self.lane(key)
        if lane is None or not lane.id or self.is_locked:
            return
        self.current = key
        document, label = self.board.document, label or f"rename {lane.title}"

        def change(title: str) -> None:
            if title.strip() and self.lane(key) is not None:
                document.edit(label, self.renamed(document.plan, key, title.strip()), merge=("rename", key))

        self._show_current()
        place = self.editor_place(self.lane(key) or lane)
        place.moveRight(min(place.right(), self.width() - SPACE))
        editor = LineEditor(self, place, lane.title, change, name=f"Title of {lane.title}")
        editor.closed.connect(document.seal)
        document.refused.connect(editor.finish, Qt.ConnectionType.QueuedConnection)
        self.edited = key
        editor.closed.connect(self._show_title)

    def move_lane(self, key: str, index: int) -> None:
        """Move a lane to another place among its kind."""
        lane = self.lane(key)
        if lane is not None and lane.id and not self.is_locked:
            document = self.board.document
            document.edit(f"move {lane.title}", self.moved(document.plan, key, index))

    # Qt's events.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        lane = self.lane_at(event.position().toPoint())
        if lane is not None and event.button() == Qt.MouseButton.LeftButton:
            self.current = lane.id
            self._pressed = event.position().toPoint() if lane.id else None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is not None and not self.dragged and not self.is_locked:
            far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self.dragged = self.current if far else ""
        if self.dragged:
            self.target = self._index_at(place)
        lane = self.lane_at(place)
        self.hovered = lane.id if lane else ""
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, target = self.dragged, self.target
        self._stop_drag()
        if dragged and target is not None:
            here = self._ids().index(dragged)
            self.move_lane(dragged, target - 1 if target > here else target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        lane = self.lane_at(event.position().toPoint())
        if lane is not None:
            self.rename(lane.id)

    def leaveEvent(self, event: QEvent) -> None:
        self._unhover()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in BY_KEY
        lanes = self.lanes()
        if lanes and not self.current:
            self.current = lanes[0].id
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self.canvas.viewport(), event.clone())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        lane = self.lane(self.current) if keyboard else self.lane_at(event.pos())
        if lane is None or not lane.id or self.is_locked:
            return
        self.current = lane.id
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # While a menu is open, nobody tells that the pointer has left.
        menu.aboutToHide.connect(self._unhover)
        self.fill_menu(menu, lane)
        menu.popup(self.mapToGlobal(self.title_place(lane).center()) if keyboard else event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lane = self.lane_at(event.pos())
            text = tip(f"{lane.title}: {count_told(lane.count)}") if lane else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_ours(event)
        ):
            # The board's own actions have the same keys; here they are meant for the head.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.dragged:
            self._stop_drag()
        elif self._is_ours(event):
            self._press(key, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def follow(self) -> None:
        super().follow()
        if self.dragged and self.lane(self.dragged) is None:
            self._stop_drag()

    # Helpers.

    def _show_title(self) -> None:
        self.edited = ""
        self.update()

    def _unhover(self) -> None:
        self.hovered = ""
        self.update()

    def _press(self, key: Qt.Key, ctrl: bool) -> None:
        self.shows_focus = True
        back, ahead = self._arrows()
        if key in (back, ahead):
            ids = self._ids()
            # The parking lot stands behind the others and stays there.
            here = ids.index(self.current) if self.current in ids else len(ids)
            index = here + (1 if key == ahead else -1)
            if ctrl and self.current in ids:
                self.move_lane(self.current, max(0, index))
            elif not ctrl and 0 <= index < len(ids):
                self._go_to(ids[index])
            self.update()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove_current()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename(self.current)

    def _remove_current(self) -> None:
        before = self._ids()
        if self.current in before:
            index = before.index(self.current)
            self.remove(self.current)
            if left := self._ids():
                self._go_to(left[min(index, len(left) - 1)])

    def _go_to(self, key: str) -> None:
        self.current = key
        self._show_current()
        announce(self, key)
        self.update()

    def _ids(self) -> list[str]:
        return [lane.id for lane in self.lanes() if lane.id]

    def _show_current(self) -> None:
        lane = self.lane(self.current)
        if lane is not None and self.along == Qt.Orientation.Horizontal:
            self.canvas.pan(-overshoot(lane.start, lane.length, self.width()), 0)
        elif lane is not None:
            self.canvas.pan(0, -overshoot(lane.start, lane.length, self.height()))

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier,
        )  # fmt: skip
        return plain and event.key() in (*self._arrows(), *OWN_KEYS)

    def _arrows(self) -> tuple[Qt.Key, Qt.Key]:
        if self.along == Qt.Orientation.Horizontal:
            return Qt.Key.Key_Left, Qt.Key.Key_Right
        return Qt.Key.Key_Up, Qt.Key.Key_Down

    def _index_at(self, place: QPoint) -> int:
        """Before which head a dragged one would land."""
        middles = [lane.start + lane.length / 2 for lane in self.lanes() if lane.id]
        return sum(self.at_along(place) > middle for middle in middles)

    def _stop_drag(self) -> None:
        self._pressed, self.dragged, self.target = None, "", None
        self.update()
