"""What one sees at a mark of the calibration sheet against the light: two rulers, and the cross behind them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deckapp.face.style import INK, SUIT_COLOURS
from deckapp.ui.kit.guard import guarded

SIDE = 148
REACH = 5
"""The rulers go so many millimetres to either side, as on the sheet."""
PAPER = "#FFFFFF"


@guarded
class MarkPicture(QWidget):
    """Shows the mark as it was read, to be compared with the sheet; always black and red on white."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._shift: tuple[float, float] | None = None
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(f"Picture of the mark {name}")

    def show_shift(self, shift: tuple[float, float] | None) -> None:
        """Show the cross so many millimetres to the right and up; None: it was not read."""
        self._shift = shift
        said = "not read" if shift is None else f"the cross {shift[0]:+g} mm across, {shift[1]:+g} mm up"
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#C9C4B8"), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        middle, millimetre = QPointF(SIDE * 0.6, SIDE * 0.6), SIDE / 14
        self._cross(painter, middle, millimetre)
        self._rulers(painter, middle, millimetre)
        painter.end()

    def _cross(self, painter: QPainter, middle: QPointF, unit: float) -> None:
        """The red cross, faint as it shines through."""
        if self._shift is None:
            return
        x, y = middle.x() + self._shift[0] * unit, middle.y() - self._shift[1] * unit
        painter.setPen(QPen(QColor(SUIT_COLOURS["brick"]), 1.6))
        painter.drawLine(QPointF(6, y), QPointF(SIDE - 6, y))
        painter.drawLine(QPointF(x, 6), QPointF(x, SIDE - 6))

    def _rulers(self, painter: QPainter, middle: QPointF, unit: float) -> None:
        painter.setPen(QPen(QColor(INK), 1))
        level = upright = 34.0
        painter.drawLine(QPointF(middle.x() - REACH * unit, level), QPointF(middle.x() + REACH * unit, level))
        painter.drawLine(
            QPointF(upright, middle.y() - REACH * unit), QPointF(upright, middle.y() + REACH * unit)
        )
        for half in range(-2 * REACH, 2 * REACH + 1):
            long = 13 if half == 0 else 10 if half % 10 == 0 else 7 if half % 2 == 0 else 4
            x, y = middle.x() + half * unit / 2, middle.y() - half * unit / 2
            painter.drawLine(QPointF(x, level), QPointF(x, level + long))
            painter.drawLine(QPointF(upright, y), QPointF(upright + long, y))
        font = painter.font()
        font.setPointSizeF(7.5)
        painter.setFont(font)
        for number in (-REACH, 0, REACH):
            said = f"{number:+d}".replace("-", "−") if number else "0"
            x, y = middle.x() + number * unit, middle.y() - number * unit
            painter.drawText(QRectF(x - 16, level - 16, 32, 14), Qt.AlignmentFlag.AlignHCenter, said)
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(upright - 30, y - 8, 26, 16), where, said)
        font.setPointSizeF(13)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(4, 2, 28, 28), Qt.AlignmentFlag.AlignCenter, self._name)
