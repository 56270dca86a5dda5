"""A view of something large: zoom, scroll and what fits, with a short glide from one to the other."""

from __future__ import annotations

from abc import abstractmethod
from math import exp, log

from PySide6.QtCore import QEasingCurve, QPointF, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QShowEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QStyle, QWidget

from deckapp.ui.kit.guard import guarded

LEAST_ZOOM = 0.05
MOST_ZOOM = 4.0
ZOOM_STEP = 1.25
OPENING_ZOOM = 0.7
"""A large board opens at this zoom: smaller, its tiles could not be read."""
CALM_AFTER_MS = 100
LONGEST_GLIDE_MS = 120
EDGE_PX = 32
FASTEST_PX = 24
MARGIN_PX = 24
SLACK_PX, SLACK_BELOW_PX = 64, 16
"""How far one can scroll beyond the board's right edge, where a head's plus has its place, and its bottom."""


@guarded
class Viewpoint(QGraphicsView):
    """A view whose scene is only a plane with coordinates, in board units."""

    zoom_changed = Signal(float)
    view_moved = Signal()
    """The board was scrolled or zoomed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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

    @abstractmethod
    def bounds(self) -> QRectF:
        """All that there is to see, in board units."""

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
            self.set_range()
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
        self.fit(self.bounds())

    def fit(self, rect: QRectF) -> None:
        """Show this much of the board (board units), never larger than at 100 %."""
        if rect.isEmpty():
            return
        room = QRectF(self._room()).adjusted(0, 0, -SLACK_PX - 1, -SLACK_BELOW_PX - 1)
        zoom = min(room.width() / rect.width(), room.height() / rect.height(), 1.0)
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self._glide.go(zoom, rect.center(), room.center())

    def pan(self, dx: float, dy: float) -> None:
        """Move the board under the viewport by so many pixels."""
        self._glide.stop()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(dx))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(dy))

    def show_rect(self, rect: QRectF) -> None:
        """Scroll so that a rectangle of the board is seen; its beginning counts most."""
        if rect.isEmpty():
            return
        place, room = self.seen(rect), self.viewport().rect()
        self.pan(
            -overshoot(place.left() - MARGIN_PX, place.width() + 2 * MARGIN_PX, room.width()),
            -overshoot(place.top() - MARGIN_PX, place.height() + 2 * MARGIN_PX, room.height()),
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

    @property
    def is_calm(self) -> bool:
        """Whether no motion lasts."""
        return not self._calm.isActive()

    def seen(self, rect: QRectF) -> QRect:
        """Where a rectangle of the board is seen in the viewport."""
        return self.mapFromScene(rect).boundingRect()

    def point_at(self, place: QPointF) -> QPointF:
        """The point of the board that is seen at a place of the viewport."""
        return self.viewportTransform().inverted()[0].map(place)

    def set_range(self) -> None:
        """Let the scroll bars reach all that there is to see."""
        right, below = SLACK_PX / self.zoom, SLACK_BELOW_PX / self.zoom
        self.setSceneRect(self.bounds().adjusted(0, 0, right, below))
        self.view_moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.view_moved.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._open()

    def _open(self) -> None:
        """Begin with as much of the board as can still be read, from its top left corner."""
        bounds, room = self.bounds(), self._room()
        fitting = min(
            (room.width() - SLACK_PX - 1) / bounds.width(),
            (room.height() - SLACK_BELOW_PX - 1) / bounds.height(),
        )
        self.look_at(min(max(fitting, OPENING_ZOOM), 1.0), bounds.topLeft(), QPointF())

    def _glide_zoom(self, zoom: float) -> None:
        middle = QPointF(self.viewport().rect().center())
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self._glide.go(zoom, self.point_at(middle), middle)

    def _room(self) -> QRect:
        """The viewport as it would be without scroll bars: once all fits, there are none."""
        whole, margins = self.contentsRect(), self.viewportMargins()
        return QRect(0, 0, whole.width() - margins.left(), whole.height() - margins.top())


def overshoot(start: float, length: float, room: float) -> float:
    """By how much a stretch has to be moved back to lie within 0 and `room`; its beginning counts most."""
    if start < 0 or length > room:
        return start
    return max(0.0, start + length - room)


def _pull(at: float, length: float) -> float:
    """How fast to scroll, in pixels a tick, for a hand at this place along a viewport."""
    if at < EDGE_PX:
        return -min(EDGE_PX - at, EDGE_PX) / EDGE_PX * FASTEST_PX
    if at > length - EDGE_PX:
        return min(at - length + EDGE_PX, EDGE_PX) / EDGE_PX * FASTEST_PX
    return 0.0


class Glide(QVariantAnimation):
    """Moves a view to a zoom at which a point of the board lies at a place of the viewport.

    It is there at once where the system asks for less motion.
    """

    def __init__(self, view: Viewpoint) -> None:
        super().__init__(view)
        self._view = view
        self._from_zoom = self._to_zoom = 1.0
        self._point, self._from_place, self._to_place = QPointF(), QPointF(), QPointF()
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._show)

    @property
    def goal(self) -> float:
        """The zoom that the view has, or will have when the glide is over."""
        return self._to_zoom if self.state() == QVariantAnimation.State.Running else self._view.zoom

    def go(self, zoom: float, point: QPointF, place: QPointF) -> None:
        """Glide there, at once where there is to be no motion."""
        self.stop()
        view = self._view
        style = view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, view)
        if style <= 0 or not view.isVisible():
            view.look_at(zoom, point, place)
            return
        self._from_zoom, self._to_zoom = view.zoom, zoom
        self._point, self._to_place = point, place
        self._from_place = view.viewportTransform().map(point)
        self.setDuration(min(style, LONGEST_GLIDE_MS))
        self.start()

    def _show(self, share: float) -> None:
        zoom = exp(log(self._from_zoom) * (1 - share) + log(self._to_zoom) * share)
        if share == 1:
            zoom = self._to_zoom
        place = self._from_place * (1 - share) + self._to_place * share
        self._view.look_at(zoom, self._point, place)
