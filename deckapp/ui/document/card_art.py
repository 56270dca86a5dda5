"""How a card looks on the wall: shadow, face, the shape that stands in for a face not drawn yet, rings, caption."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from deckapp.deck.deck import Style
from deckapp.face.icons import icon_names
from deckapp.face.style import colour, tint
from deckapp.ui.document.card_entries import CardEntry
from deckapp.ui.kit.icons import icon

SHADOW = 6
RING = 3
CAPTION_LINES = 2
_ROLES = QPalette.ColorRole


def face_size(style: Style, room: QSize) -> QSize:
    """The largest size of a deck's card within the room, in whole pixels."""
    scale = min(room.width() / style.width, room.height() / style.height)
    return QSize(round(style.width * scale), round(style.height * scale))


def corner(style: Style, width: int) -> float:
    """The radius of the card's corner in pixels, for a face so many pixels wide."""
    return style.corner * width / style.width


def draw_face(painter: QPainter, area: QRect, entry: CardEntry, pixmap: QPixmap | None, ratio: float) -> None:
    """The card with its shadow; without a pixmap, a quiet shape in the suit's colour.

    `ratio` is the device's pixels for one of the painter's; asking the painter takes longer than painting.
    """
    paper, radius = entry.deck.style.paper, corner(entry.deck.style, area.width())
    draw_blank(painter, area, radius, ratio, paper)
    if pixmap is not None:
        painter.drawPixmap(area, pixmap)
    else:
        quiet = tint(colour(entry.suit.colour), 0.35, paper)
        painter.drawPixmap(area.topLeft(), _stand_in(area.size(), radius, ratio, entry.suit.icon, quiet))


def draw_blank(painter: QPainter, area: QRect, radius: float, ratio: float, paper: str) -> None:
    """A card with nothing on it: its paper on a soft shadow."""
    blank = _blank(area.size(), round(radius), ratio, paper)
    painter.drawPixmap(area.topLeft() - QPoint(SHADOW, SHADOW), blank)


def draw_ring(painter: QPainter, area: QRect, radius: float, ring: QColor, *, dashed: bool = False) -> None:
    """A ring around a card, a little off its edge."""
    reach = RING
    painter.setPen(
        QPen(ring, 1.5 if dashed else RING, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        QRectF(area).adjusted(-reach, -reach, reach, reach), radius + reach, radius + reach
    )


def caption_height(font: QFont) -> int:
    """The height of a caption's lines, in pixels."""
    return CAPTION_LINES * QFontMetrics(font).lineSpacing()


def draw_caption(painter: QPainter, area: QRect, text: str, font: QFont, ink: QColor) -> None:
    """The title below the card in at most two centred lines, the last one elided."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[tuple[int, int]] = []
    while len(lines) < CAPTION_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(area.width())
        lines.append((line.textStart(), line.textLength()))
    is_all = not layout.createLine().isValid()
    layout.endLayout()
    painter.setFont(font)
    painter.setPen(ink)
    for number, (start, length) in enumerate(lines):
        piece = text[start : start + length] if is_all or number < len(lines) - 1 else text[start:]
        shown = metrics.elidedText(piece.strip(), Qt.TextElideMode.ElideRight, area.width())
        top = area.top() + number * metrics.lineSpacing()
        painter.drawText(
            QRect(area.left(), top, area.width(), metrics.lineSpacing()), Qt.AlignmentFlag.AlignHCenter, shown
        )


def draw_badge(painter: QPainter, corner_at: QPointF, text: str, palette: QPalette) -> None:
    """A small round number, for how many cards are dragged."""
    metrics = QFontMetrics(painter.font())
    width = max(22, metrics.horizontalAdvance(text) + 12)
    area = QRectF(corner_at.x() - width, corner_at.y(), width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(_ROLES.Highlight))
    painter.drawRoundedRect(area, 11, 11)
    painter.setPen(palette.color(_ROLES.HighlightedText))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


@lru_cache(64)
def _stand_in(size: QSize, radius: float, ratio: float, name: str, ink: str) -> QPixmap:
    """The suit's band and icon, for a card whose face is being drawn."""
    made, side = _clear(size, ratio), size.width() // 3
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, size.width(), size.height()), radius, radius)
    painter.setClipPath(shape)
    painter.fillRect(QRectF(0, 0, size.width(), 0.18 * size.height()), QColor(ink))
    if name in icon_names():
        sign = icon(name, ink).pixmap(QSize(side, side), ratio)
        painter.drawPixmap(QPoint((size.width() - side) // 2, (size.height() - side) // 2), sign)
    painter.end()
    return made


@lru_cache(16)
def _blank(size: QSize, radius: int, ratio: float, paper: str) -> QPixmap:
    width, height = size.width(), size.height()
    made = _clear(size + QSize(2 * SHADOW, 2 * SHADOW), ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(SHADOW):
        painter.setBrush(QColor(30, 22, 10, 5))
        area = QRectF(spread, spread + 1, width + 2 * (SHADOW - spread), height + 2 * (SHADOW - spread) - 1)
        painter.drawRoundedRect(area, radius + SHADOW - spread, radius + SHADOW - spread)
    painter.setBrush(QColor(paper))
    # A little smaller than the face, so that no paper shines out at its corners.
    area = QRectF(SHADOW + 1, SHADOW + 1, width - 2, height - 2)
    painter.drawRoundedRect(area, radius + 1, radius + 1)
    painter.end()
    return made


def _clear(size: QSize, ratio: float) -> QPixmap:
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made
