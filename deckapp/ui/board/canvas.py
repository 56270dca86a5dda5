"""The canvas: draws the plan, follows its changes, and keeps the heads at its edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from deckapp.ui.board.contents import Contents, within
from deckapp.ui.board.drawing.arrows import draw_labels, draw_links
from deckapp.ui.board.drawing.cells import draw_cells
from deckapp.ui.board.drawing.frame import Frame, frame_of
from deckapp.ui.board.drawing.look import look_of
from deckapp.ui.board.drawing.tiles import TilePainter
from deckapp.ui.board.heads.phases import PhaseHeads
from deckapp.ui.board.heads.workstreams import WorkstreamHeads
from deckapp.ui.board.hint import Hint
from deckapp.ui.board.viewpoint import Viewpoint
from deckapp.ui.document import Document
from deckapp.ui.guard import guarded
from deckapp.ui.pictures import Pictures

MANY = 64
"""More changed rectangles than this are one: the whole view."""
TOUCH = 6.0
"""How far a ring or a shadow reaches beyond the thing that has it, in pixels."""


@guarded
class Canvas(Viewpoint):
    """Shows a plan's board. The view draws everything itself: no item, however cheap, is as cheap as none."""

    message = Signal(str)
    """One sentence for the user."""

    def __init__(self, document: Document, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.pictures = pictures
        self.contents = Contents(document.plan)
        self.tiles = TilePainter(pictures)
        self.lifted: Collection[str] = frozenset()
        self.look = look_of(self.palette())
        self.phase_heads = PhaseHeads(self)
        self.workstream_heads = WorkstreamHeads(self)
        self._corner = QWidget(self)
        self.setCornerWidget(QWidget(self))
        self._hint = Hint(self.viewport())
        self.view_moved.connect(self.phase_heads.update)
        self.view_moved.connect(self.workstream_heads.update)
        self._place_heads()
        self.set_range()

    def bounds(self) -> QRectF:
        """The whole board, in board units."""
        return self.contents.bounds()

    def say(self, text: str) -> None:
        """Tell the user something in one sentence, near the pointer and in the window."""
        self._hint.say(text)
        self.message.emit(text)

    def ensure_visible(self, ids: Iterable[str]) -> None:
        """Scroll so that these activities, notes and links are seen."""
        self.show_rect(self.contents.rect_of(ids))

    def refresh(self, rects: Iterable[QRectF] | None = None, reach: float = TOUCH) -> None:
        """Draw these rectangles of the board anew, and `reach` pixels about them; without any, all."""
        found = None if rects is None else list(rects)
        if found is None or len(found) > MANY:
            self.viewport().update()
            return
        edge = round(reach)
        for rect in found:
            self.viewport().update(self.seen(rect).adjusted(-edge, -edge, edge, edge))

    def show_plan(self) -> None:
        """Follow the document: draw anew what has changed."""
        bounds = self.contents.bounds()
        before = self.contents.plan
        dirty = self.contents.show(self.document.plan)
        after = self.contents.plan
        same_lanes = before.phases is after.phases and before.workstreams is after.workstreams
        if bounds != self.contents.bounds() or not same_lanes:
            self.set_range()
            self.refresh()
        else:
            self.refresh(dirty)
        if before.phases is not after.phases or before.activities is not after.activities:
            self.phase_heads.follow()
        if before.workstreams is not after.workstreams or before.activities is not after.activities:
            self.workstream_heads.follow()

    def drawBackground(self, painter: QPainter, exposed: QRectF | QRect) -> None:
        """Draw the cells, and all that lies on them."""
        frame = self.frame_for(painter, QRectF(exposed))
        draw_cells(painter, frame, self.contents.layout)
        draw_links(painter, frame, self.contents)
        self.tiles.draw(painter, frame, self.contents, self.lifted)
        draw_labels(painter, frame, within(self.contents.links, frame.exposed))

    def frame_for(self, painter: QPainter, exposed: QRectF) -> Frame:
        """What the painter is about to draw."""
        return frame_of(painter, exposed, self.look, calm=self.is_calm)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_heads()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "look"):
            self.look = look_of(self.palette())
            self.viewport().update()
            self._place_heads()

    def _place_heads(self) -> None:
        wide, high = self.workstream_heads.thickness, self.phase_heads.thickness
        self.setViewportMargins(wide, high, 0, 0)
        room = self.viewport().geometry()
        self._corner.setGeometry(QRect(QPoint(0, 0), room.topLeft()))
        self.phase_heads.setGeometry(room.left(), 0, room.width(), room.top())
        self.workstream_heads.setGeometry(0, room.top(), room.left(), room.height())
        self.view_moved.emit()
