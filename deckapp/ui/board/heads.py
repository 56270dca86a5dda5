"""The heads along an edge of the board: named lanes that can be chosen, renamed, reordered, added and removed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QToolTip, QWidget

from deckapp.plan.plan import Plan
from deckapp.ui.board.accessible import announce
from deckapp.ui.board.editor import LineEditor
from deckapp.ui.board.head_text import counted
from deckapp.ui.icons import icon

if TYPE_CHECKING:
    from deckapp.ui.board.canvas import Canvas

ADD_BUTTON_PX = 28
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""The focus is shown where keys have brought it."""


class Lane(msgspec.Struct, frozen=True):
    """A phase or a workstream as its head shows it; `start` and `length` run along the edge, in pixels.

    An empty `id` is the parking lot, which stays as it is.
    """

    id: str
    title: str
    count: int
    start: int
    length: int
    colour: str = ""


class Heads(QWidget):
    """A strip of heads. `along` is the axis on which lanes follow one another."""

    thickness = 0
    along = Qt.Orientation.Horizontal

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.current = ""
        self._hovered = ""
        self._shows_focus = False
        self._pressed: QPoint | None = None
        self._dragged = ""
        self._target: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.add_button = QToolButton(self)
        self.add_button.setIcon(icon("plus"))
        self.add_button.setAutoRaise(True)
        self.add_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add_button.setIconSize(QSize(16, 16))
        self.add_button.resize(ADD_BUTTON_PX, ADD_BUTTON_PX)
        self.add_button.clicked.connect(lambda: self.add())

    # What a kind of heads knows.

    @abstractmethod
    def lanes(self) -> list[Lane]:
        """The heads as they are seen now, in order; those that cannot be changed come last."""

    @abstractmethod
    def draw(self, painter: QPainter, lane: Lane, place: QRect) -> None:
        """Draw one head into its place."""

    @abstractmethod
    def title_place(self, lane: Lane) -> QRect:
        """Where a head's title stands."""

    @abstractmethod
    def editor_place(self, lane: Lane) -> QRect:
        """Where a head's title is edited."""

    @abstractmethod
    def place_add_button(self, lanes: list[Lane]) -> None:
        """Put the button that adds a lane where it belongs."""

    @abstractmethod
    def fill_menu(self, menu: QMenu, lane: Lane) -> None:
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

    @property
    def is_locked(self) -> bool:
        """Whether the plan may not be changed."""
        return self.canvas.document.read_only

    @property
    def language(self) -> str:
        """The plan's language, by which long words are hyphenated."""
        return self.canvas.document.plan.language

    def follow(self) -> None:
        """The plan has changed: draw anew."""
        if self.current not in {lane.id for lane in self.lanes()}:
            self.current = ""
        self.update()

    def lane(self, key: str) -> Lane | None:
        """The head of this id."""
        return next((lane for lane in self.lanes() if lane.id == key), None)

    def lane_at(self, place: QPoint) -> Lane | None:
        """The head under a point of this strip."""
        at = self._along(place)
        return next((lane for lane in self.lanes() if lane.start <= at < lane.start + lane.length), None)

    def rename(self, key: str, label: str = "") -> None:
        """Let a head's title be typed in its place; the step is called `label`, or "rename" and the title."""
        lane = self.lane(key)
        if lane is None or not lane.id or self.is_locked:
            return
        self.current = key
        document, label = self.canvas.document, label or f"rename {lane.title}"

        def change(title: str) -> None:
            if title.strip() and self.lane(key) is not None:
                document.edit(label, self.renamed(document.plan, key, title.strip()), merge=("rename", key))

        place = self.editor_place(lane)
        editor = LineEditor(self, place, lane.title, change, name=f"Title of {lane.title}")
        editor.closed.connect(document.seal)

    def move_lane(self, key: str, index: int) -> None:
        """Move a lane to another place among its kind."""
        lane = self.lane(key)
        if lane is not None and lane.id and not self.is_locked:
            document = self.canvas.document
            document.edit(f"move {lane.title}", self.moved(document.plan, key, index))

    def place_of(self, lane: Lane) -> QRect:
        """The head's rectangle in this strip."""
        if self.along == Qt.Orientation.Horizontal:
            return QRect(lane.start, 0, lane.length, self.height())
        return QRect(0, lane.start, self.width(), lane.length)

    # What screen readers are told.

    def listed_ids(self) -> Sequence[str]:
        return [lane.id for lane in self.lanes()]

    def listed_name(self, key: str) -> str:
        lane = self.lane(key)
        return f"{lane.title}, {counted(lane.count)}" if lane else ""

    def listed_rect(self, key: str) -> QRect:
        lane = self.lane(key)
        return self.place_of(lane) if lane else QRect()

    def listed_state(self, key: str) -> tuple[bool, bool]:
        has_focus = self.hasFocus() and key == self.current
        return has_focus, has_focus

    def listed_widgets(self) -> Sequence[QWidget]:
        children = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [child for child in children if child.isVisible()]

    # Qt's events.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.canvas.look
        painter.fillRect(event.rect(), look.ground)
        lanes = self.lanes()
        self.place_add_button(lanes)
        for lane in lanes:
            place = self.place_of(lane)
            if not place.intersects(event.rect()):
                continue
            if lane.id and lane.id == (self._dragged or self._hovered):
                painter.fillRect(place, look.rule)
            self.draw(painter, lane, place)
            if self._shows_focus and self.hasFocus() and lane.id == self.current:
                painter.setPen(QPen(look.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(place.adjusted(2, 2, -2, -2))
        self._draw_target(painter, lanes)
        painter.setPen(look.edge)
        if self.along == Qt.Orientation.Horizontal:
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        else:
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        lane = self.lane_at(event.position().toPoint())
        if lane is not None and event.button() == Qt.MouseButton.LeftButton:
            self.current = lane.id
            self._pressed = event.position().toPoint() if lane.id else None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is not None and not self._dragged and not self.is_locked:
            far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._dragged = self.current if far else ""
        if self._dragged:
            self._target = self._index_at(place)
        lane = self.lane_at(place)
        self._hovered = lane.id if lane else ""
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, target = self._dragged, self._target
        self._stop_drag()
        if dragged and target is not None:
            ids = [lane.id for lane in self.lanes() if lane.id]
            here = ids.index(dragged)
            self.move_lane(dragged, target - 1 if target > here else target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        lane = self.lane_at(event.position().toPoint())
        if lane is not None:
            self.rename(lane.id)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = ""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = event.reason() in BY_KEY
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
        self.fill_menu(menu, lane)
        menu.popup(self.mapToGlobal(self.title_place(lane).center()) if keyboard else event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lane = self.lane_at(event.pos())
            QToolTip.showText(event.globalPos(), f"{lane.title}: {counted(lane.count)}" if lane else "", self)
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
        if key == Qt.Key.Key_Escape and self._dragged:
            self._stop_drag()
        elif self._is_ours(event):
            self._press(key, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    # Helpers.

    def _press(self, key: Qt.Key, ctrl: bool) -> None:
        self._shows_focus = True
        back, ahead = self._arrows()
        if key in (back, ahead):
            ids = [lane.id for lane in self.lanes() if lane.id]
            if self.current not in ids:
                return
            index = ids.index(self.current) + (1 if key == ahead else -1)
            if ctrl:
                self.move_lane(self.current, max(0, index))
            elif 0 <= index < len(ids):
                self.current = ids[index]
                self._show_current()
                announce(self, self.current)
            self.update()
        elif key == Qt.Key.Key_Delete:
            self.remove(self.current)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename(self.current)

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
        own = (*self._arrows(), Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return plain and event.key() in own

    def _arrows(self) -> tuple[Qt.Key, Qt.Key]:
        if self.along == Qt.Orientation.Horizontal:
            return Qt.Key.Key_Left, Qt.Key.Key_Right
        return Qt.Key.Key_Up, Qt.Key.Key_Down

    def _along(self, place: QPoint) -> int:
        return place.x() if self.along == Qt.Orientation.Horizontal else place.y()

    def _index_at(self, place: QPoint) -> int:
        """Before which head a dragged one would land."""
        middles = [lane.start + lane.length / 2 for lane in self.lanes() if lane.id]
        return sum(self._along(place) > middle for middle in middles)

    def _draw_target(self, painter: QPainter, lanes: list[Lane]) -> None:
        lanes = [lane for lane in lanes if lane.id]
        if self._target is None or not lanes:
            return
        at = lanes[self._target].start if self._target < len(lanes) else lanes[-1].start + lanes[-1].length
        painter.setPen(QPen(self.canvas.look.accent, 4))
        if self.along == Qt.Orientation.Horizontal:
            painter.drawLine(at, 0, at, self.height())
        else:
            painter.drawLine(0, at, self.width(), at)

    def _stop_drag(self) -> None:
        self._pressed, self._dragged, self._target = None, "", None
        self.update()


def overshoot(start: float, length: float, room: float) -> float:
    """By how much a stretch has to be moved back to lie within 0 and `room`; its beginning counts most."""
    if start < 0 or length > room:
        return start
    return max(0.0, start + length - room)
