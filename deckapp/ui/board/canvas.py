"""The canvas: shows the plan under a zoom and a scroll, with the heads pinned to its edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from deckapp.ui.board.arrows import draw_labels, draw_links
from deckapp.ui.board.cells import draw_cells
from deckapp.ui.board.contents import Contents, within
from deckapp.ui.board.frame import Frame, frame_of
from deckapp.ui.board.glide import Glide
from deckapp.ui.board.hint import Hint
from deckapp.ui.board.look import look_of
from deckapp.ui.board.phase_heads import PhaseHeads
from deckapp.ui.board.tiles import TilePainter
from deckapp.ui.board.workstream_heads import WorkstreamHeads
from deckapp.ui.document import Document
from deckapp.ui.pictures import Pictures

LEAST_ZOOM = 0.05
MOST_ZOOM = 4.0
ZOOM_STEP = 1.25
OPENING_ZOOM = 0.7
CALM_AFTER_MS = 100
EDGE_PX = 32
FASTEST_PX = 24
FIT_MARGIN_PX = 24
SLACK_PX = 64
"""How far one can scroll beyond the board's right and bottom edges; a head's plus has its place there."""
MANY = 64
"""More changed rectangles than this are one: the whole view."""
TOUCH = 6.0
"""How far a ring or a shadow reaches beyond the thing that has it, in pixels."""


class Canvas(QGraphicsView):
    """Shows a plan's board. The view draws everything itself: no item, however cheap, is as cheap as none."""

    zoom_changed = Signal(float)
    view_moved = Signal()
    """The board was scrolled or zoomed."""
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
        self._glide = Glide(self)
        self._was_shown = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_AFTER_MS)
        self._calm.timeout.connect(self.viewport().update)
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setMouseTracking(True)
        self.phase_heads = PhaseHeads(self)
        self.workstream_heads = WorkstreamHeads(self)
        self._corner = QWidget(self)
        self._hint = Hint(self.viewport())
        self._set_range()

    def say(self, text: str) -> None:
        """Tell the user something in one sentence, near the pointer and in the window."""
        self._hint.say(text)
        self.message.emit(text)

    @property
    def zoom(self) -> float:
        """Pixels a board unit."""
        return self.transform().m11()

    def look_at(self, zoom: float, point: QPointF, place: QPointF) -> None:
        """Show the board at a zoom, with this point of it (board units) at that place of the viewport."""
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        changed = zoom != self.zoom
        if changed:
            self.setTransform(QTransform.fromScale(zoom, zoom))
            self._set_range()
        self.horizontalScrollBar().setValue(round(point.x() * zoom - place.x()))
        self.verticalScrollBar().setValue(round(point.y() * zoom - place.y()))
        self.stir()
        if changed:
            self.zoom_changed.emit(zoom)

    def zoom_at(self, zoom: float, place: QPointF) -> None:
        """Zoom at once; what lies at this place of the viewport stays there."""
        self._glide.stop()
        self.look_at(zoom, self.point_at(place), place)

    def zoom_in(self) -> None:
        """One step nearer, about the middle."""
        self._glide_zoom(self._glide.goal * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step further off, about the middle."""
        self._glide_zoom(self._glide.goal / ZOOM_STEP)

    def zoom_100(self) -> None:
        """One pixel a board unit, about the middle."""
        self._glide_zoom(1.0)

    def fit_all(self) -> None:
        """Show the whole board."""
        self.fit(self.contents.bounds())

    def fit(self, rect: QRectF) -> None:
        """Show this much of the board (board units), never larger than at 100 %."""
        if rect.isEmpty():
            return
        room = QRectF(self._whole_viewport()).adjusted(0, 0, -SLACK_PX - 1, -SLACK_PX - 1)
        zoom = min(room.width() / rect.width(), room.height() / rect.height(), 1.0)
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self._glide.go(zoom, rect.center(), room.center())

    def pan(self, dx: float, dy: float) -> None:
        """Move the board under the viewport by so many pixels."""
        self._glide.stop()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(dx))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(dy))

    def ensure_visible(self, ids: Iterable[str]) -> None:
        """Scroll so that these activities, notes and links are seen."""
        rect = self.contents.rect_of(ids)
        if rect.isEmpty():
            return
        self._glide.stop()
        place = self.seen(rect)
        room = self.viewport().rect().adjusted(FIT_MARGIN_PX, FIT_MARGIN_PX, -FIT_MARGIN_PX, -FIT_MARGIN_PX)
        self.pan(
            -_overshoot(place.left(), place.right(), room.left(), room.right()),
            -_overshoot(place.top(), place.bottom(), room.top(), room.bottom()),
        )

    def scroll_at_edge(self, place: QPointF) -> bool:
        """Scroll on if a hand that drags is near the viewport's edge; whether anything moved."""
        room = self.viewport().rect()
        dx = _pull(place.x(), room.width())
        dy = _pull(place.y(), room.height())
        before = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        if dx or dy:
            self.pan(-dx, -dy)
        return before != (self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def stir(self) -> None:
        """Tell that the view is in motion: frames may be rough until it rests."""
        self._calm.start()

    def seen(self, rect: QRectF) -> QRect:
        """Where a rectangle of the board is seen in the viewport."""
        return self.mapFromScene(rect).boundingRect()

    def point_at(self, place: QPointF) -> QPointF:
        """The point of the board that is seen at a place of the viewport."""
        return self.viewportTransform().inverted()[0].map(place)

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
        if bounds != self.contents.bounds() or (before.phases, before.workstreams) != (
            after.phases,
            after.workstreams,
        ):
            self._set_range()
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
        return frame_of(painter, exposed, self.look, calm=not self._calm.isActive())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._heads_moved()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_heads()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "look"):
            self.look = look_of(self.palette())
            self.viewport().update()
            self._place_heads()

    def _open(self) -> None:
        """Begin with as much of the board as can still be read, from its top left corner."""
        bounds, room = self.contents.bounds(), self._whole_viewport()
        fitting = min(
            (room.width() - SLACK_PX - 1) / bounds.width(), (room.height() - SLACK_PX - 1) / bounds.height()
        )
        self.look_at(min(max(fitting, OPENING_ZOOM), 1.0), bounds.topLeft(), QPointF())

    def _glide_zoom(self, zoom: float) -> None:
        middle = QPointF(self.viewport().rect().center())
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self._glide.go(zoom, self.point_at(middle), middle)

    def _set_range(self) -> None:
        slack = SLACK_PX / self.zoom
        self.setSceneRect(self.contents.bounds().adjusted(0, 0, slack, slack))
        self._place_heads()

    def _whole_viewport(self) -> QRect:
        """The viewport as it would be without scroll bars: once all fits, there are none."""
        frame = self.contentsRect()
        return QRect(
            0, 0, frame.width() - self.workstream_heads.thickness, frame.height() - self.phase_heads.thickness
        )

    def _place_heads(self) -> None:
        wide, high = self.workstream_heads.thickness, self.phase_heads.thickness
        self.setViewportMargins(wide, high, 0, 0)
        room = self.viewport().geometry()
        self._corner.setGeometry(QRect(QPoint(0, 0), room.topLeft()))
        self.phase_heads.setGeometry(room.left(), 0, room.width(), room.top())
        self.workstream_heads.setGeometry(0, room.top(), room.left(), room.height())
        self._heads_moved()

    def _heads_moved(self) -> None:
        self.view_moved.emit()
        self.phase_heads.update()
        self.workstream_heads.update()


def _pull(at: float, length: float) -> float:
    """How fast to scroll, in pixels a tick, for a hand at this place along a viewport."""
    if at < EDGE_PX:
        return -min(EDGE_PX - at, EDGE_PX) / EDGE_PX * FASTEST_PX
    if at > length - EDGE_PX:
        return min(at - length + EDGE_PX, EDGE_PX) / EDGE_PX * FASTEST_PX
    return 0.0


def _overshoot(low: float, high: float, least: float, most: float) -> float:
    """By how much a stretch has to move to lie within another; its beginning counts most."""
    if low < least or high - low > most - least:
        return low - least
    return max(0.0, high - most)
