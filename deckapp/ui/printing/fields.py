"""The controls of a form of choices, all of one make: named, told of, and deaf to a passing wheel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from deckapp.ui.theme import SPACE


class LengthBox(QDoubleSpinBox):
    """A number without the noughts that say nothing."""

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text


class Choices(QWidget):
    """A part of a form; emits `changed` with every choice."""

    changed = Signal()

    def tell(self, *_what: object) -> None:
        """Tell that something was chosen."""
        self.changed.emit()

    def section(self, box: QVBoxLayout, title: str, rows: Sequence[tuple[str, QWidget]]) -> None:
        """Rows of named controls below a head."""
        head = QLabel(f"<b>{title}</b>", self)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, widget in rows:
            form.addRow(name, widget)
        box.addWidget(head)
        box.addLayout(form)

    def row(self, *widgets: QWidget) -> QWidget:
        """Controls side by side, the first of which takes what room there is."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for number, widget in enumerate(widgets):
            row.addWidget(widget, 0 if number else 1)
        return holder

    def combo(self, name: str) -> QComboBox:
        """A choice of one among several."""
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.currentTextChanged.connect(self.tell)
        box.installEventFilter(self)
        return box

    def count(self, name: str, least: int) -> QSpinBox:
        """A whole number."""
        box = QSpinBox(self)
        box.setAccessibleName(name)
        box.setRange(least, 999)
        box.valueChanged.connect(self.tell)
        box.installEventFilter(self)
        return box

    def length(self, name: str, most: float) -> QDoubleSpinBox:
        """A length in millimetres."""
        box = LengthBox(self)
        box.setAccessibleName(f"{name} in millimetres")
        box.setRange(0, most)
        box.setDecimals(3)
        box.setSingleStep(0.5)
        box.setSuffix(" mm")
        box.valueChanged.connect(self.tell)
        box.installEventFilter(self)
        return box

    def tick(self, text: str) -> QCheckBox:
        """Yes or no."""
        box = QCheckBox(text, self)
        box.toggled.connect(self.tell)
        return box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the choices, not change one that happens to lie below it."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
