"""Boxes for one of several values and for numbers, drawn as every other field is.

The theme's sheet names these classes and leaves their arrows out: no picture of one would follow light and dark.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStyleOptionButton,
    QWidget,
)

from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.theme import SPACE

CARET = 14
STEP = 11
INSET = 5


@guarded
class ChoiceBox(QComboBox):
    """One of several values; it may be narrower than the widest of them, `letters` wide at least."""

    def __init__(self, parent: QWidget | None = None, *, letters: int = 14) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_sign(self, "caret-down", CARET, self.isEnabled(), self.height() // 2)


@guarded
class MenuBox(QPushButton):
    """Several of several values, by a menu; looks as a `ChoiceBox` does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMenu(QMenu(self))

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """The style would centre the text, or set it against the edge: it is drawn below."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        area = self.rect().adjusted(SPACE, 0, -2 * SPACE - CARET, 0)
        if self.isRightToLeft():
            area.moveRight(self.width() - SPACE)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
        painter.end()
        _draw_sign(self, "caret-down", CARET, self.isEnabled(), self.height() // 2)


@guarded
class CountBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(INSET, 0, INSET, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_steps(self, self.stepEnabled())


@guarded
class NumberBox(QDoubleSpinBox):
    """A number with a fraction."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(INSET, 0, INSET, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_steps(self, self.stepEnabled())


@guarded
class LengthBox(NumberBox):
    """A number without the noughts that say nothing."""

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text


def _draw_steps(box: QAbstractSpinBox, enabled: QAbstractSpinBox.StepEnabledFlag) -> None:
    flags, middle = QAbstractSpinBox.StepEnabledFlag, box.height() // 2
    _draw_sign(box, "caret-up", STEP, bool(enabled & flags.StepUpEnabled), middle - STEP // 2 - 1)
    _draw_sign(box, "caret-down", STEP, bool(enabled & flags.StepDownEnabled), middle + STEP // 2 + 2)


def _draw_sign(box: QWidget, sign: str, size: int, enabled: bool, middle: int) -> None:
    """An icon near the box's end, its middle so far down."""
    painter = QPainter(box)
    mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
    left = box.width() - SPACE - size if not box.isRightToLeft() else SPACE
    area = QRect(left, middle - size // 2, size, size)
    icon(sign).paint(painter, area, Qt.AlignmentFlag.AlignCenter, mode)
    painter.end()
