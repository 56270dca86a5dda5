"""Draws the paper of the board: cells between fine rules, and the parking lot below them."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from deckapp.plan.board import BoardLayout, Rect
from deckapp.ui.board.drawing.frame import Scene

INSET = 6.0
"""How far the parking lot's outline lies inside its strip, in pixels."""


def draw_cells(painter: QPainter, frame: Scene, layout: BoardLayout) -> None:
    """Fill what is exposed, and rule it."""
    painter.fillRect(frame.exposed, frame.look.ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    columns, rows = list(layout.columns.values()), list(layout.rows.values())
    if columns and rows:
        _draw_grid(painter, frame, columns, rows)
    _draw_parking(painter, frame, layout.cell("", ""))


def _draw_grid(painter: QPainter, frame: Scene, columns: list[Rect], rows: list[Rect]) -> None:
    grid = QRectF(columns[0].x, rows[0].y, columns[-1].right - columns[0].x, rows[-1].bottom - rows[0].y)
    painter.fillRect(grid.intersected(frame.exposed), frame.look.cell)
    lines = [QLineF(column.right, grid.top(), column.right, grid.bottom()) for column in columns]
    lines += [QLineF(grid.left(), row.bottom, grid.right(), row.bottom) for row in rows]
    painter.setPen(QPen(frame.look.rule, 0))
    painter.drawLines(lines)


def _draw_parking(painter: QPainter, frame: Scene, lot: Rect) -> None:
    inset = INSET * frame.pixel
    pen = QPen(frame.look.edge, 0, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(lot.x, lot.y, lot.w, lot.h).adjusted(inset, inset, -inset, -inset))
