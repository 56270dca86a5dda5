"""A strip of heads along an edge of the board: which lanes there are, and how they are drawn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.heads.text import count_told
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon

ADD_BUTTON_PX = 28


class LaneHead(msgspec.Struct, frozen=True):
    """A phase or a workstream as its head shows it; `start` and `length` run along the edge, in pixels.

    An empty `id` is the parking lot, which stays as it is.
    """

    id: str
    title: str
    count: int
    start: int
    length: int
    colour: str = ""


@guarded
class HeadStrip(QWidget):
    """A strip of heads. `along` is the axis on which lanes follow one another."""

    thickness = 0
    along = Qt.Orientation.Horizontal

    def __init__(self, board: Board, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.board = board
        self.canvas = canvas
        self.current = ""
        self.hovered = ""
        self.edited = ""
        self.shows_focus = False
        self.dragged = ""
        self.target: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.add_button = QToolButton(self)
        self.add_button.setIcon(icon("plus"))
        self.add_button.setAutoRaise(True)
        self.add_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add_button.setIconSize(QSize(16, 16))
        self.add_button.resize(ADD_BUTTON_PX, ADD_BUTTON_PX)

    # What a kind of heads knows.

    @abstractmethod
    def lanes(self) -> list[LaneHead]:
        """The heads as they are seen now, in order; those that cannot be changed come last."""

    @abstractmethod
    def draw(self, painter: QPainter, lane: LaneHead, place: QRect) -> None:
        """Draw one head into its place."""

    @abstractmethod
    def title_place(self, lane: LaneHead) -> QRect:
        """Where a head's title stands."""

    @abstractmethod
    def place_add_button(self, lanes: list[LaneHead]) -> None:
        """Put the button that adds a lane where it belongs."""

    # What all heads are.

    @property
    def is_locked(self) -> bool:
        """Whether the plan may not be changed."""
        return self.board.is_locked

    @property
    def language(self) -> str:
        """The plan's language, by which long words are hyphenated."""
        return self.board.document.plan.language

    def follow(self) -> None:
        """The plan has changed: draw anew."""
        if self.current not in {lane.id for lane in self.lanes()}:
            self.current = ""
        self.update()

    def lane(self, key: str) -> LaneHead | None:
        """The head of this id."""
        return next((lane for lane in self.lanes() if lane.id == key), None)

    def lane_at(self, place: QPoint) -> LaneHead | None:
        """The head under a point of this strip."""
        at = self.at_along(place)
        return next((lane for lane in self.lanes() if lane.start <= at < lane.start + lane.length), None)

    def place_of(self, lane: LaneHead) -> QRect:
        """The head's rectangle in this strip."""
        if self.along == Qt.Orientation.Horizontal:
            return QRect(lane.start, 0, lane.length, self.height())
        return QRect(0, lane.start, self.width(), lane.length)

    # What screen readers are told.

    def listed_ids(self) -> Sequence[str]:
        return [lane.id for lane in self.lanes()]

    def listed_name(self, key: str) -> str:
        lane = self.lane(key)
        return f"{lane.title}, {count_told(lane.count)}" if lane else ""

    def listed_rect(self, key: str) -> QRect:
        lane = self.lane(key)
        return self.place_of(lane) if lane else QRect()

    def listed_state(self, key: str) -> tuple[bool, bool]:
        has_focus = self.hasFocus() and key == self.current
        return has_focus, has_focus

    def listed_widgets(self) -> Sequence[QWidget]:
        children = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [child for child in children if child.isVisible()]

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
            if lane.id and lane.id == (self.dragged or self.hovered):
                painter.fillRect(place, look.rule)
            self.draw(painter, lane, place)
            if self.shows_focus and self.hasFocus() and lane.id == self.current:
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

    def at_along(self, place: QPoint) -> int:
        """How far along the edge a point lies, in pixels."""
        return place.x() if self.along == Qt.Orientation.Horizontal else place.y()

    def _draw_target(self, painter: QPainter, lanes: list[LaneHead]) -> None:
        lanes = [lane for lane in lanes if lane.id]
        if self.target is None or not lanes:
            return
        at = lanes[self.target].start if self.target < len(lanes) else lanes[-1].start + lanes[-1].length
        painter.setPen(QPen(self.canvas.look.accent, 4))
        if self.along == Qt.Orientation.Horizontal:
            painter.drawLine(at, 0, at, self.height())
        else:
            painter.drawLine(0, at, self.width(), at)
