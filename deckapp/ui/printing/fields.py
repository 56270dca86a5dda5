"""The controls of a form of choices, all of one make: named, told of, and deaf to a passing wheel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from deckapp.ui.kit.boxes import ChoiceBox, CountBox, LengthBox
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import bold_label
from deckapp.ui.kit.theme import SPACE

LABEL = 6 * SPACE
"""So wide are the names of all controls at least, that those of all parts stand in one column."""


@guarded
class Choices(QWidget):
    """A part of a form; emits `changed` with every choice."""

    changed = Signal()

    def tell(self, *_what: object) -> None:
        """Tell that something was chosen."""
        self.changed.emit()

    def section(self, box: QVBoxLayout, title: str, rows: Sequence[tuple[str, QWidget]]) -> None:
        """Rows of named controls below a head."""
        if box.count():
            box.addSpacing(2 * SPACE)
        head = bold_label(title, self)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, widget in rows:
            form.addRow(name, widget)
            if label := form.labelForField(widget):
                label.setMinimumWidth(LABEL)
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

    def combo(self, name: str) -> ChoiceBox:
        """A choice of one among several."""
        box = ChoiceBox(self)
        box.setAccessibleName(name)
        box.currentTextChanged.connect(self.tell)
        box.installEventFilter(self)
        return box

    def count(self, name: str, least: int) -> CountBox:
        """A whole number."""
        box = CountBox(self)
        box.setAccessibleName(name)
        box.setRange(least, 999)
        box.valueChanged.connect(self.tell)
        box.installEventFilter(self)
        return box

    def length(self, name: str, most: float) -> LengthBox:
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
