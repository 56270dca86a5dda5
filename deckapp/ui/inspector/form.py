"""Fields below each other, each under its label, that tell by name what was edited."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from deckapp.ui.inspector.field import Field
from deckapp.ui.kit.plain import plain_label, unmarked
from deckapp.ui.kit.theme import SPACE

LABEL_GAP = SPACE // 2
TITLE_SCALE = 1.3


class Form(QWidget):
    """`edited` carries a field's name and its new value, `left` the name of the field that lost the focus."""

    edited = Signal(str, object)
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE + SPACE // 2)

    def add(self, name: str, label: str, field: Field, hint: str = "", *, spoken: str = "") -> None:
        """Add a field below the others; `spoken` is its name for screen readers where the label is too short."""
        self._box.addWidget(self._labelled(name, label, field, hint, spoken))

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field."""
        self._box.addWidget(widget)

    def field(self, name: str) -> Any:
        """The widget of a field."""
        return self._fields[name]

    def names(self) -> tuple[str, ...]:
        """The fields, from top to bottom."""
        return tuple(self._fields)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these values, by the names of fields; the others stay as they are."""
        for name, value in values.items():
            self._fields[name].show_value(value)

    def set_locked(self, locked: bool) -> None:
        """Whether the fields may only be read."""
        for field in self._fields.values():
            field.set_locked(locked)

    def _labelled(self, name: str, label: str, field: Field, hint: str, spoken: str) -> QWidget:
        widget = cast(QWidget, field)
        widget.setObjectName(name)
        widget.setAccessibleName(spoken or label)
        if hint:
            field.set_hint(hint)
        self._fields[name] = field
        field.edited.connect(partial(self._tell, name))
        field.left.connect(lambda: self.left.emit(name))
        return labelled(label, widget)

    def _tell(self, name: str, value: object) -> None:
        self.edited.emit(name, value)


def labelled(text: str, widget: QWidget) -> QWidget:
    """The widget under its label, which is its buddy."""
    held = QWidget()
    held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    label = plain_label(unmarked(text), held)
    label.setFont(label_font(label.font()))
    label.setBuddy(widget)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box = QVBoxLayout(held)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(LABEL_GAP)
    box.addWidget(label)
    box.addWidget(widget)
    return held


def label_font(font: QFont) -> QFont:
    """How the labels of fields are set."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.93)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def title_font(font: QFont) -> QFont:
    """How the heading of a page is set."""
    made = QFont(font)
    made.setFamilies(["Source Serif 4", font.family()])
    made.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
    made.setWeight(QFont.Weight.DemiBold)
    return made
