"""Draws what lies above the board: rings about what is chosen, dots to pull links from, ghosts of landings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from deckapp.ui.board.contents import Contents, within
from deckapp.ui.board.drawing.arrows import draw_arrow, draw_labels
from deckapp.ui.board.drawing.frame import Scene
from deckapp.ui.board.drawing.look import BoardColours, Detail, detail_at, faded
from deckapp.ui.board.pieces import NotePiece, Piece, Tile
from deckapp.ui.kit.theme import SPACE

DOT_PX = 5.0
DOT_REACH_PX = 11.0
"""How near to an edge dot or a note's corner one has to be to take hold of it."""
CORNER_PX = 9.0
RING_PX = 2.0
CORNER_RADIUS = 8.0
ROUND_AT_MOST = 400
"""More rings than this have square corners."""
HINT_WIDTH_PX = 480
FOLLOWED_AT_MOST = 12


def edge_dots(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """The middles of a rectangle's edges: left, top, right, bottom."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    return [(left, y), (x, top), (right, y), (x, bottom)]


def shows_dots(piece: Piece, zoom: float) -> bool:
    """Whether links can be pulled from a piece now: only from activities, and not from specks."""
    return isinstance(piece, Tile) and detail_at(zoom) is Detail.NEAR


def draw_chosen(painter: QPainter, frame: Scene, contents: Contents, ids: Iterable[str]) -> None:
    """Rings about chosen tiles and notes, and chosen links once more, above all else."""
    chosen = set(ids)
    if not chosen:
        return
    for link in within(contents.links, frame.exposed):
        if link.id in chosen:
            draw_arrow(painter, frame, link.route, link.link.kind, frame.look.accent, extra=1.5)
            draw_labels(painter, frame, [link], frame.look.accent)
        elif len(chosen) <= FOLLOWED_AT_MOST and (link.link.source in chosen or link.link.target in chosen):
            # Where the links of what is chosen lead is seen even behind other tiles.
            draw_arrow(painter, frame, link.route, link.link.kind, frame.look.accent)
            draw_labels(painter, frame, [link], frame.look.accent)
    gap = 2 * frame.pixel
    near = frame.exposed.adjusted(-gap, -gap, gap, gap)
    pieces = [piece for piece in within(contents.tiles, near) if piece.id in chosen]
    notes = [piece for piece in within(contents.notes, near) if piece.id in chosen]
    _draw_rings(painter, frame, [*pieces, *notes], gap)
    for note in notes:
        draw_corner(painter, frame, note)


def _draw_rings(painter: QPainter, frame: Scene, pieces: Sequence[Piece], gap: float) -> None:
    painter.setPen(QPen(frame.look.accent, RING_PX * frame.pixel))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rects = [piece.rect.adjusted(-gap, -gap, gap, gap) for piece in pieces]
    if len(rects) > ROUND_AT_MOST or frame.detail is Detail.TINY:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(frame.look.accent, 0))
        painter.drawRects(rects)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for piece, rect in zip(pieces, rects, strict=True):
        radius = CORNER_RADIUS if isinstance(piece, Tile) else CORNER_RADIUS / 2
        painter.drawRoundedRect(rect, radius, radius)


def draw_focus(painter: QPainter, frame: Scene, piece: Piece) -> None:
    """A dotted line about the piece that keys act on."""
    gap = 5 * frame.pixel
    pen = QPen(frame.look.ink, frame.pixel, Qt.PenStyle.DotLine)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(piece.rect.adjusted(-gap, -gap, gap, gap), CORNER_RADIUS, CORNER_RADIUS)


def draw_dots(painter: QPainter, frame: Scene, piece: Piece) -> None:
    """The four dots from which links are pulled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(frame.look.paper, 1.5 * frame.pixel))
    painter.setBrush(frame.look.accent)
    size = DOT_PX * frame.pixel
    for x, y in edge_dots(piece.box):
        painter.drawEllipse(QPointF(x, y), size, size)


def draw_corner(painter: QPainter, frame: Scene, note: NotePiece) -> None:
    """The handle at a note's corner, by which its size is changed."""
    size = CORNER_PX * frame.pixel
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(frame.look.accent, 1.5 * frame.pixel))
    painter.setBrush(frame.look.paper)
    painter.drawRect(QRectF(note.right - size / 2, note.bottom - size / 2, size, size))


def draw_ghosts(painter: QPainter, frame: Scene, places: Iterable[tuple[QRectF, QColor]]) -> None:
    """Where things will land: their outlines, in their suits' colours."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for place, colour in places:
        ink = colour if frame.look.ground.lightness() > 128 else colour.lighter(170)
        pen = QPen(ink, 2 * frame.pixel, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(faded(ink, 0.16))
        painter.drawRoundedRect(place, CORNER_RADIUS, CORNER_RADIUS)


def draw_lasso(painter: QPainter, frame: Scene, rect: QRectF) -> None:
    """The band with which many are chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(frame.look.accent, 0))
    painter.setBrush(faded(frame.look.accent, 0.12))
    painter.drawRect(rect)


def draw_first_hint(painter: QPainter, look: BoardColours, room: QRect, *, lacks: str, locked: bool) -> None:
    """What to do with an empty board, quietly in its middle; `lacks` names the lanes that it has none of."""
    title, text = (
        "Nothing on the board yet",
        "Drag cards here from the library, or choose one and press Enter.",
    )
    if lacks:
        title, text = (
            f"No {lacks} yet",
            "Add one with the + at the board's edge. Until then cards are parked.",
        )
    if locked:
        text = "This plan can only be read."
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 1.25)
    font.setBold(True)
    painter.setPen(look.quiet)
    wide = min(room.width() - 4 * SPACE, HINT_WIDTH_PX)
    left = room.center().x() - wide // 2
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    painter.save()
    painter.setFont(font)
    upper = painter.boundingRect(QRect(left, 0, wide, room.height()), flags, title)
    painter.restore()
    lower = painter.boundingRect(QRect(left, 0, wide, room.height()), flags, text)
    top = room.center().y() - (upper.height() + SPACE + lower.height()) // 2
    painter.drawText(QRect(left, top + upper.height() + SPACE, wide, lower.height()), flags, text)
    painter.setFont(font)
    painter.drawText(QRect(left, top, wide, upper.height()), flags, title)
