"""The text of heads: titles in as many lines as there is room for, and counts in words."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter


def draw_title(
    painter: QPainter, font: QFont, room: QRect, title: str, ink: QColor, lines: int, *, level: bool = True
) -> int:
    """A title in at most so many lines, cut with an ellipsis where it must be; gives its height.

    It stands in the middle of the room's height, or at its top where it is not `level`.
    """
    painter.setFont(font)
    painter.setPen(ink)
    metrics = painter.fontMetrics()
    lines = max(1, min(lines, room.height() // metrics.height()))
    kept = _wrapped(title, metrics, room.width(), lines)
    high = metrics.height() * len(kept)
    top = room.top() + (max(0, (room.height() - high) // 2) if level else 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    for line in kept:
        painter.drawText(QRect(room.left(), top, room.width(), metrics.height()), flags, line)
        top += metrics.height()
    return high


def _wrapped(text: str, metrics: QFontMetrics, width: int, lines: int) -> list[str]:
    found: list[str] = []
    words = text.split()
    while words:
        if len(found) == lines - 1:
            found.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
            break
        taken = 1
        while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
            taken += 1
        line = " ".join(words[:taken])
        found.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
        words = words[taken:]
    return found


def counted(count: int) -> str:
    """How many activities, in words."""
    return "no activities" if count == 0 else f"{count} {'activity' if count == 1 else 'activities'}"
