"""The text of heads: titles in as many lines as there is room for, and counts in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from deckapp.counts import counted
from deckapp.face.type.hyphens import SOFT_HYPHEN, hyphenated
from deckapp.face.type.markup import Run, clipped
from deckapp.ui.kit.long_texts import LINE


class HeadText:
    """A title broken into lines: long words at their syllables, what is too long ends in an ellipsis."""

    def __init__(self, title: str, language: str, font: QFont, width: float, lines: int) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self.lines = self._broken(title, language, width, max(1, lines)) if width > 0 else []

    @property
    def height(self) -> float:
        """The height of all lines, in pixels."""
        return self._metrics.height() * len(self.lines)

    def draw(self, painter: QPainter, x: float, y: float, ink: QColor) -> None:
        """Draw the lines below each other, the first one's top left corner here."""
        painter.setFont(self._font)
        painter.setPen(ink)
        for number, line in enumerate(self.lines):
            painter.drawText(QPointF(x, y + self._metrics.ascent() + number * self._metrics.height()), line)

    def _broken(self, title: str, language: str, width: float, lines: int) -> list[str]:
        whole = " ".join(clipped(title, LINE).split())
        if lines == 1 or self._metrics.horizontalAdvance(whole) <= width:
            return [self._metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)]
        wide = {word for word in whole.split() if self._metrics.horizontalAdvance(word) > width}
        text = hyphenated([Run(text=whole)], language, wide)[0].text
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        found: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = line.textStart()
            part = text[start : start + line.textLength()]
            hyphen = "-" if part.endswith(SOFT_HYPHEN) else ""
            shown = part.replace(SOFT_HYPHEN, "").rstrip() + hyphen
            if len(found) == lines - 1 or self._metrics.horizontalAdvance(shown) > width:
                rest = text[start:].replace(SOFT_HYPHEN, "")
                found.append(self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
                break
            found.append(shown)
        layout.endLayout()
        return found


def lines_in(room: QRect, font: QFont) -> int:
    """How many lines of a font find room."""
    return int(room.height() / QFontMetricsF(font).height())


def count_told(count: int) -> str:
    """How many activities, in words."""
    return "no activities" if count == 0 else counted(count, "activity", "activities")
