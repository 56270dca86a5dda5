"""One frame of the board: through which window it is seen, and how carefully it is drawn."""

from __future__ import annotations

from math import ceil, log2

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from deckapp.ui.board.drawing.look import BoardColours, Detail, detail_at


class Scene(msgspec.Struct, frozen=True):
    """What every part of the board needs to know to draw itself.

    `zoom` is pixels of the window a board unit, `dx` and `dy` where the board's origin lies in the window,
    `ratio` device pixels a pixel. `calm` tells that no gesture lasts, so that there is time for beauty.
    """

    zoom: float
    dx: float
    dy: float
    ratio: float
    exposed: QRectF
    look: BoardColours
    calm: bool = True

    @property
    def detail(self) -> Detail:
        """How much of a tile is drawn."""
        return detail_at(self.zoom)

    @property
    def pixel(self) -> float:
        """How many board units a pixel of the window is wide."""
        return 1.0 / self.zoom

    @property
    def sharpness(self) -> float:
        """The power of two, in device pixels a board unit, at which pictures are asked for."""
        return 2.0 ** ceil(log2(self.zoom * self.ratio) - 0.01)

    def with_look(self, look: BoardColours) -> Scene:
        """The same frame in other colours."""
        return replace(self, look=look)

    def enter_device(self, painter: QPainter) -> None:
        """Let the painter count device pixels, so that a picture of the right size is copied, not scaled.

        Call `painter.restore` afterwards.
        """
        painter.save()
        painter.resetTransform()
        painter.scale(1.0 / self.ratio, 1.0 / self.ratio)


def frame_of(painter: QPainter, exposed: QRectF, look: BoardColours, *, calm: bool) -> Scene:
    """The frame that a painter of the view is about to draw."""
    seen = painter.worldTransform()
    return Scene(
        zoom=seen.m11(),
        dx=seen.dx(),
        dy=seen.dy(),
        ratio=painter.device().devicePixelRatioF(),
        exposed=exposed,
        look=look,
        calm=calm,
    )
