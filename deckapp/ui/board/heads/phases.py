"""The heads of the phases along the upper edge of the board: colour, title, number of activities."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QMenu

from deckapp.face.style import colour
from deckapp.plan import edits
from deckapp.plan.board import HEAD_H
from deckapp.plan.plan import Plan
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.heads.heads import Heads
from deckapp.ui.board.heads.strip import ADD_BUTTON_PX, LaneHead
from deckapp.ui.board.heads.text import HeadText, lines_in
from deckapp.ui.kit.colours import fill_colours
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.theme import SPACE

BAR_PX = 5
LEAST_EDITOR_PX = 160


class PhaseHeads(Heads):
    """The phases, from left to right."""

    thickness = int(HEAD_H)
    along = Qt.Orientation.Horizontal

    def __init__(self, board: Board, canvas: Canvas) -> None:
        super().__init__(board, canvas)
        self.setAccessibleName("Phases")
        self.add_button.setAccessibleName("Add phase")
        self.add_button.setToolTip("Add phase")

    def lanes(self) -> list[LaneHead]:
        plan, canvas = self.board.contents.plan, self.canvas
        counts: Counter[str] = Counter()
        for (phase_id, _workstream), count in self.board.contents.counts().items():
            counts[phase_id] += count
        left, zoom = canvas.viewportTransform().dx(), canvas.zoom
        found = []
        for key, phase in plan.phases_in_order():
            column = self.board.contents.layout.columns[key]
            start, end = round(column.x * zoom + left), round(column.right * zoom + left)
            found.append(LaneHead(key, phase.title, counts[key], start, end - start, phase.colour))
        return found

    def draw(self, painter: QPainter, lane: LaneHead, place: QRect) -> None:
        look = self.canvas.look
        painter.fillRect(QRect(place.left(), 0, place.width(), BAR_PX), QColor(colour(lane.colour)))
        painter.setPen(look.rule)
        painter.drawLine(place.right(), BAR_PX, place.right(), place.bottom())
        room = self.title_place(lane)
        if room.width() < 2 * SPACE or lane.id == self.edited:
            return
        count = str(lane.count) if lane.count else ""
        font = QFont(self.font())
        painter.setFont(font)
        painter.setPen(look.quiet)
        wide = painter.fontMetrics().horizontalAdvance(count)
        if room.width() > wide + 6 * SPACE:
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            room = room.adjusted(0, 0, -wide - SPACE, 0)
        font.setBold(True)
        text = HeadText(lane.title, self.language, font, room.width(), min(2, lines_in(room, font)))
        text.draw(painter, room.left(), room.top() + (room.height() - text.height) / 2, look.ink)

    def title_place(self, lane: LaneHead) -> QRect:
        # A title stays in sight while any of its column is.
        start, end = max(lane.start, 0), min(lane.start + lane.length, self.width())
        pad = 2 * SPACE if lane.length > 120 else SPACE // 2
        return QRect(start + pad, BAR_PX, max(0, end - start - 2 * pad), self.height() - BAR_PX)

    def editor_place(self, lane: LaneHead) -> QRect:
        place = self.title_place(lane)
        wide = max(place.width(), LEAST_EDITOR_PX)
        return QRect(place.left() - SPACE, place.center().y() - 2 * SPACE, wide + SPACE, 4 * SPACE)

    def place_add_button(self, lanes: list[LaneHead]) -> None:
        start = lanes[-1].start + lanes[-1].length if lanes else 0
        self.add_button.move(start + SPACE, BAR_PX + (self.height() - BAR_PX - ADD_BUTTON_PX) // 2)
        self.add_button.setVisible(not self.is_locked)

    def fill_menu(self, menu: QMenu, lane: LaneHead) -> None:
        ids = [each.id for each in self.lanes()]
        index = ids.index(lane.id)
        menu.addAction(icon("pencil-simple"), "Rename", lambda: self.rename(lane.id))
        fill_colours(
            menu.addMenu(icon("palette"), "Colour"), lane.colour, lambda name: self.recolour(lane.id, name)
        )
        menu.addSeparator()
        menu.addAction("Insert phase before", lambda: self.add(lane.id))
        after = ids[index + 1] if index + 1 < len(ids) else ""
        menu.addAction("Insert phase after", lambda: self.add(after))
        left = menu.addAction(icon("arrow-left"), "Move left", lambda: self.move_lane(lane.id, index - 1))
        left.setEnabled(index > 0)
        right = menu.addAction(icon("arrow-right"), "Move right", lambda: self.move_lane(lane.id, index + 1))
        right.setEnabled(index + 1 < len(ids))
        menu.addSeparator()
        menu.addAction(icon("trash"), "Remove phase", lambda: self.remove(lane.id))

    def add(self, before: str = "") -> None:
        self.board.add_phase(before)

    def remove(self, key: str) -> None:
        lane = self.lane(key)
        if lane is not None and not self.is_locked:
            self.board.document.edit(
                f"remove {lane.title}", edits.remove_phase(self.board.document.plan, key)
            )

    def recolour(self, key: str, name: str) -> None:
        """Give a phase another colour."""
        document = self.board.document
        document.edit("colour phase", edits.recolour_phase(document.plan, key, name))

    def moved(self, plan: Plan, key: str, index: int) -> Plan:
        return edits.move_phase(plan, key, index)

    def renamed(self, plan: Plan, key: str, title: str) -> Plan:
        return edits.rename_phase(plan, key, title)
