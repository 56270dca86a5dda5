"""The heads of the workstreams along the left edge of the board, and below them that of the parking lot."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from deckapp.plan import edits
from deckapp.plan.board import HEAD_W
from deckapp.plan.plan import Plan
from deckapp.ui.board.board import Board
from deckapp.ui.board.canvas import Canvas
from deckapp.ui.board.heads.heads import Heads
from deckapp.ui.board.heads.strip import ADD_BUTTON_PX, LaneHead
from deckapp.ui.board.heads.text import HeadText, count_told, lines_in
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.theme import SPACE

LEAST_ROOM_PX = 14
LOW_PX = 96
"""In a row no higher than this the title stands at the edge, and beside the button that adds a row."""
ICON_PX = 16


@guarded
class WorkstreamHeads(Heads):
    """The workstreams, from top to bottom."""

    thickness = int(HEAD_W)
    along = Qt.Orientation.Vertical

    def __init__(self, board: Board, canvas: Canvas) -> None:
        super().__init__(board, canvas)
        self._tray: QPixmap | None = None
        self.setAccessibleName("Workstreams")
        self.add_button.setAccessibleName("Add workstream")
        self.add_button.setToolTip("Add workstream")

    def lanes(self) -> list[LaneHead]:
        plan, canvas = self.board.contents.plan, self.canvas
        layout = self.board.contents.layout
        counts: Counter[str] = Counter()
        for (_phase, workstream_id), count in self.board.contents.counts().items():
            counts[workstream_id] += count
        rows = [(key, lane.title, counts[key], layout.rows[key]) for key, lane in plan.workstreams_in_order()]
        rows.append(("", "Parking lot", counts[""], layout.parking))
        top, zoom = canvas.viewportTransform().dy(), canvas.zoom
        found = []
        for key, title, count, row in rows:
            start, end = round(row.y * zoom + top), round(row.bottom * zoom + top)
            found.append(LaneHead(key, title, count, start, end - start))
        return found

    def draw(self, painter: QPainter, lane: LaneHead, place: QRect) -> None:
        look = self.canvas.look
        if lane.id:
            painter.setPen(look.rule)
            painter.drawLine(place.left(), place.bottom(), place.right(), place.bottom())
        room = self.title_place(lane)
        if room.height() < LEAST_ROOM_PX or (lane.id and lane.id == self.edited):
            return
        font = QFont(self.font())
        if not lane.id:
            painter.drawPixmap(room.left(), room.top() + 2, self._tray_icon())
            room = room.adjusted(ICON_PX + SPACE, 0, 0, 0)
        bold = QFont(font)
        bold.setBold(bool(lane.id))
        most = lines_in(room, font)
        shows_count = most > 2
        lines = min(3, most - 1 if shows_count else most)
        text = HeadText(lane.title, self.language, bold, room.width(), lines)
        text.draw(painter, room.left(), room.top(), look.ink if lane.id else look.quiet)
        if shows_count:
            count = HeadText(count_told(lane.count), self.language, font, room.width(), 1)
            count.draw(painter, room.left(), room.top() + text.height + SPACE // 4, look.quiet)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tray = None

    def _tray_icon(self) -> QPixmap:
        if self._tray is None:
            self._tray = icon("tray").pixmap(QSize(ICON_PX, ICON_PX), self.devicePixelRatioF())
        return self._tray

    def title_place(self, lane: LaneHead) -> QRect:
        # A title stays in sight while any of its row is.
        start, end = max(lane.start, 0), min(lane.start + lane.length, self.height())
        is_low = lane.length <= LOW_PX
        pad = SPACE // 4 if is_low else 2 * SPACE
        width = self.width() - 3 * SPACE
        rows = self.board.contents.plan.workstreams_in_order()
        if is_low and rows and lane.id == rows[-1][0]:
            width -= ADD_BUTTON_PX
        return QRect(2 * SPACE, start + pad, width, max(0, end - start - 2 * pad))

    def editor_place(self, lane: LaneHead) -> QRect:
        top = max(0, self.title_place(lane).top() - SPACE // 2)
        return QRect(SPACE, top, self.width() - 2 * SPACE, 4 * SPACE)

    def place_add_button(self, lanes: list[LaneHead]) -> None:
        last = lanes[-2] if len(lanes) > 1 else None
        if last is None:
            # Without workstreams it stands where the first one will be.
            self.add_button.move(
                self.width() - ADD_BUTTON_PX - SPACE // 2, max(0, lanes[-1].start) + SPACE // 2
            )
            self.add_button.setVisible(not self.is_locked)
            return
        under = (last.length - ADD_BUTTON_PX) // 2 if last.length <= LOW_PX else SPACE // 2
        top = last.start + last.length - ADD_BUTTON_PX - under
        self.add_button.move(self.width() - ADD_BUTTON_PX - SPACE // 2, top)
        self.add_button.setVisible(last.length >= ADD_BUTTON_PX and not self.is_locked)

    def fill_menu(self, menu: QMenu, lane: LaneHead) -> None:
        ids = [each.id for each in self.lanes() if each.id]
        index = ids.index(lane.id)
        menu.addAction(icon("pencil-simple"), "Rename", lambda: self.rename(lane.id))
        menu.addSeparator()
        menu.addAction("Insert workstream before", lambda: self.add(lane.id))
        after = ids[index + 1] if index + 1 < len(ids) else ""
        menu.addAction("Insert workstream after", lambda: self.add(after))
        up = menu.addAction(icon("arrow-up"), "Move up", lambda: self.move_lane(lane.id, index - 1))
        up.setEnabled(index > 0)
        down = menu.addAction(icon("arrow-down"), "Move down", lambda: self.move_lane(lane.id, index + 1))
        down.setEnabled(index + 1 < len(ids))
        menu.addSeparator()
        gone = menu.addAction(icon("trash"), "Remove workstream", lambda: self.remove(lane.id))
        gone.setEnabled(len(ids) > 1)

    def add(self, before: str = "") -> None:
        self.board.add_workstream(before)

    def remove(self, key: str) -> None:
        lane, document = self.lane(key), self.board.document
        if lane is None or not lane.id or self.is_locked:
            return
        try:
            plan = edits.remove_workstream(document.plan, key)
        except ValueError as error:
            self.board.say(str(error))
            return
        document.edit(f"remove {lane.title}", plan)

    def moved(self, plan: Plan, key: str, index: int) -> Plan:
        return edits.move_workstream(plan, key, index)

    def renamed(self, plan: Plan, key: str, title: str) -> Plan:
        return edits.rename_workstream(plan, key, title)
