"""Draws tiles and notes: pictures of their pages, copied to the pixel where they can be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from deckapp.ui.board.contents import Contents, within
from deckapp.ui.board.drawing.frame import Scene
from deckapp.ui.board.drawing.look import Detail
from deckapp.ui.board.pieces import NotePiece, Piece, Tile
from deckapp.ui.document.pictures import Pictures

LIFTED = 0.35
"""How much is left of what is being dragged, where it lay."""
SMOOTH_AT_MOST = 120
"""So many pictures are scaled smoothly even while a gesture lasts."""
BAR = 6.0
"""Width of a stand-in's bar in the suit's colour, in board units."""


class TilePainter:
    """Draws what lies on the board, at whatever detail the zoom asks for."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._grouped: Mapping[str, Tile] = {}
        self._groups: dict[int, list[QRectF]] = {}

    def draw(self, painter: QPainter, frame: Scene, contents: Contents, lifted: Collection[str]) -> None:
        """Draw the tiles and notes that are exposed; those that are `lifted` are faint."""
        if frame.detail is Detail.TINY:
            self._draw_spots(painter, contents, frame)
            return
        pieces: list[Piece] = [*within(contents.tiles, frame.exposed), *within(contents.notes, frame.exposed)]
        if lifted:
            painter.setOpacity(LIFTED)
            self.draw_pieces(painter, frame, [piece for piece in pieces if piece.id in lifted])
            painter.setOpacity(1.0)
            pieces = [piece for piece in pieces if piece.id not in lifted]
        self.draw_pieces(painter, frame, pieces)

    def draw_pieces(
        self, painter: QPainter, frame: Scene, pieces: Sequence[Piece], dx: float = 0.0, dy: float = 0.0
    ) -> None:
        """Draw these, moved by so many board units."""
        if frame.detail is Detail.TINY:
            self._draw_few_spots(painter, pieces, dx, dy)
            return
        smooth = frame.calm or len(pieces) <= SMOOTH_AT_MOST
        near, level = frame.detail is Detail.NEAR, frame.sharpness
        frame.enter_device(painter)
        scale = frame.zoom * frame.ratio
        left, top = round(frame.dx * frame.ratio), round(frame.dy * frame.ratio)
        exact = abs(scale - level) < 1e-9
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth and not exact)
        ask, stand_in, draw = self._pictures.picture, self._pictures.stand_in, painter.drawPixmap
        before = 0.0, 0.0
        for piece in pieces:
            x, y = left + round((piece.left + dx) * scale), top + round((piece.top + dy) * scale)
            size = piece.right - piece.left, piece.bottom - piece.top
            if size != before:
                # Nearly all are of one size, and every frame draws a thousand.
                before = size
                pixels, wide, high = round(size[0] * level), round(size[0] * scale), round(size[1] * scale)
            face = piece.near if near else piece.far
            pixmap = ask(face.key, face.make, pixels)
            if pixmap is not None and exact:
                draw(x, y, pixmap)
                continue
            pixmap = pixmap or stand_in(face.key)
            if pixmap is None:
                _draw_stand_in(painter, QRect(x, y, wide, high), piece, frame, whole=not near)
            else:
                draw(x, y, wide, high, pixmap)
        painter.restore()

    def _draw_spots(self, painter: QPainter, contents: Contents, frame: Scene) -> None:
        """All tiles in one call a colour: with thousands of them, a call a tile would be too slow."""
        if self._grouped is not contents.tiles:
            self._grouped = contents.tiles
            self._groups = {}
            for tile in contents.tiles.values():
                self._groups.setdefault(tile.colour.rgb(), []).append(tile.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for rgb, rects in self._groups.items():
            painter.setBrush(QColor(rgb))
            painter.drawRects(rects)
        self._draw_few_spots(painter, within(contents.notes, frame.exposed), 0.0, 0.0)

    def _draw_few_spots(self, painter: QPainter, pieces: Sequence[Piece], dx: float, dy: float) -> None:
        for piece in pieces:
            painter.fillRect(piece.rect.translated(dx, dy), _spot_colour(piece))


def _spot_colour(piece: Piece) -> QColor:
    if isinstance(piece, Tile):
        return piece.colour
    assert isinstance(piece, NotePiece)
    return piece.colour.lighter(160)


def _draw_stand_in(painter: QPainter, place: QRect, piece: Piece, frame: Scene, *, whole: bool) -> None:
    """What is shown until the picture comes: paper with the suit's bar, or all in the suit's colour."""
    if whole or isinstance(piece, NotePiece):
        painter.fillRect(place, _spot_colour(piece))
        return
    painter.fillRect(place, frame.look.paper)
    painter.fillRect(
        QRect(place.x(), place.y(), round(BAR * frame.zoom * frame.ratio), place.height()),
        _spot_colour(piece),
    )
    painter.setPen(frame.look.edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(0, 0, -1, -1))
