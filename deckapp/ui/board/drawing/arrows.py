"""Draws links: solid with a filled head where one must finish first, dashed with an open head where it informs."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from deckapp.face.type.markup import clipped
from deckapp.plan.plan import LinkKind
from deckapp.ui.board.contents import Contents, within
from deckapp.ui.board.drawing.frame import Scene
from deckapp.ui.board.drawing.look import Detail
from deckapp.ui.board.pieces import LinkPiece, curve
from deckapp.ui.board.route import Route
from deckapp.ui.kit.long_texts import LINE

WIDTH = 1.75
LEAST_WIDTH_PX = 1.2
HEAD = 10.0
"""Length of an arrowhead, in board units."""
LEAST_HEAD_PX = 6.0
DASHES = [4.0, 3.0]
FINE_PX = 60_000
FINE_IN_MOTION_PX = 20_000
"""So many pixels of links are drawn with care, at rest and while a gesture lasts; more become hairlines."""
LABEL_SIZE = 11.0
LEAST_LABEL_PX = 7.0
LABEL_WIDTH = 160.0
LABEL_HEIGHT = 20.0


def draw_links(painter: QPainter, frame: Scene, contents: Contents) -> None:
    """Draw the links that are exposed: each with care while they are few, else all of a kind in one go."""
    links = within(contents.links, frame.exposed)
    if not links:
        return
    length = sum(link.right - link.left + link.bottom - link.top for link in links) * frame.zoom
    if frame.detail is Detail.TINY or length > (FINE_PX if frame.calm else FINE_IN_MOTION_PX):
        _draw_roughly(painter, frame, links)
        return
    for link in links:
        draw_arrow(painter, frame, link.route, link.link.kind, frame.look.quiet)


def draw_arrow(
    painter: QPainter, frame: Scene, way: Route, kind: LinkKind, ink: QColor, extra: float = 0.0
) -> None:
    """Draw one arrow, `extra` pixels wider than usual."""
    width = max(WIDTH, LEAST_WIDTH_PX * frame.pixel) + extra * frame.pixel
    head = max(HEAD, LEAST_HEAD_PX * frame.pixel)
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    if kind == "informs":
        pen.setDashPattern(DASHES)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    solid = kind == "finish-start"
    painter.drawPath(curve(_shortened(way, head * 0.7) if solid else way))
    _draw_head(painter, way, head, width, ink, solid=solid)


def draw_labels(
    painter: QPainter, frame: Scene, links: Iterable[LinkPiece], rim: QColor | None = None
) -> None:
    """The links' labels on small plates, while they are large enough to be read.

    A `rim` is the colour in which the links themselves stand out.
    """
    if LABEL_SIZE * frame.zoom < LEAST_LABEL_PX:
        return
    for link in links:
        if link.link.label:
            pen = QPen(frame.look.edge, 1) if rim is None else QPen(rim, 2)
            _draw_label(painter, frame, link, pen)


def label_place(link: LinkPiece) -> QRectF:
    """Where a link's label lies, or would lie, in board units: on the link, beside a short one."""
    metrics = QFontMetricsF(_label_font(1.0))
    width = min(metrics.horizontalAdvance(clipped(link.link.label, LINE)), LABEL_WIDTH) + 16
    place = QRectF(0, 0, width, LABEL_HEIGHT)
    place.moveCenter(QPointF(*link.route.at(0.5)))
    way, (across, _down) = link.route, link.route.heading
    long = hypot(way.end[0] - way.start[0], way.end[1] - way.start[1])
    is_flat = abs(across) > 0.5
    if long < (width if is_flat else LABEL_HEIGHT) + 2 * HEAD:
        # Nothing of the arrow would be left to see.
        place.translate(0 if is_flat else width / 2 + HEAD, -LABEL_HEIGHT / 2 - 3 if is_flat else 0)
    return place


def _label_font(zoom: float) -> QFont:
    font = QFont()
    font.setPixelSize(max(1, round(LABEL_SIZE * zoom)))
    return font


def _draw_label(painter: QPainter, frame: Scene, link: LinkPiece, rim: QPen) -> None:
    place = label_place(link)
    painter.save()
    painter.resetTransform()
    seen = QRectF(
        place.x() * frame.zoom + frame.dx,
        place.y() * frame.zoom + frame.dy,
        place.width() * frame.zoom,
        place.height() * frame.zoom,
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(rim)
    painter.setBrush(frame.look.cell)
    painter.drawRoundedRect(seen, seen.height() / 2, seen.height() / 2)
    font = _label_font(frame.zoom)
    room = seen.width() - 12 * frame.zoom
    text = QFontMetricsF(font).elidedText(clipped(link.link.label, LINE), Qt.TextElideMode.ElideRight, room)
    painter.setFont(font)
    painter.setPen(frame.look.ink)
    painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _draw_roughly(painter: QPainter, frame: Scene, links: Iterable[LinkPiece]) -> None:
    """Hairlines without soft edges: thousands of them take no longer than a few fine ones.

    From afar they are straight, and alike: dashes of a hairline could not be told apart there.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ways = [(link.route, link.link.kind) for link in links]
    if frame.detail is not Detail.NEAR:
        painter.setPen(QPen(frame.look.quiet, 0))
        painter.drawLines([QLineF(*way.start, *way.end) for way, _kind in ways])
        return
    for way, kind in ways:
        style = Qt.PenStyle.SolidLine if kind == "finish-start" else Qt.PenStyle.DashLine
        painter.setPen(QPen(frame.look.quiet, 0, style))
        painter.drawPath(curve(way))


def _draw_head(painter: QPainter, way: Route, size: float, width: float, ink: QColor, *, solid: bool) -> None:
    (x, y), (dx, dy) = way.end, way.heading
    back, half = QPointF(x - dx * size, y - dy * size), size * 0.45
    sides = [
        QPointF(back.x() - dy * half, back.y() + dx * half),
        QPointF(back.x() + dy * half, back.y() - dx * half),
    ]
    if solid:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(x, y), *sides]))
    else:
        painter.setPen(
            QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.MiterJoin)
        )
        painter.drawPolyline(QPolygonF([sides[0], QPointF(x, y), sides[1]]))


def _shortened(way: Route, by: float) -> Route:
    """The way without its last bit, which the filled head covers: a line's blunt end would show at the tip."""
    dx, dy = way.heading
    return Route(way.start, way.pull_start, way.pull_end, (way.end[0] - dx * by, way.end[1] - dy * by))
