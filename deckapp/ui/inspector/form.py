"""The fields of a part below each other, each under its label, that tell by name what was edited."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from deckapp.plan.columns import Column, PartTable
from deckapp.plan.plan import Plan
from deckapp.ui.inspector.field import Field
from deckapp.ui.inspector.fields import PlanNow, make_field, show
from deckapp.ui.kit.plain import plain_label, unmarked
from deckapp.ui.kit.theme import SPACE

LABEL_GAP = SPACE // 2
TITLE_SCALE = 1.3


class Form(QWidget):
    """All columns of a table that can be edited.

    `edited` carries a field's column and its new value, `left` says that the focus went elsewhere.
    """

    edited = Signal(object, object)
    left = Signal()

    def __init__(self, table: PartTable, plan: PlanNow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._columns = table.fields
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE + SPACE // 2)
        for column in self._columns:
            self._box.addWidget(self._made(column, make_field(table, column, plan, self)))

    def add_below(self, name: str, widget: QWidget) -> None:
        """Put something that is no field below the field of this name."""
        self._box.insertWidget(self.names().index(name) + 1, widget)

    def field(self, name: str) -> Any:
        """The widget of a field."""
        return self._fields[name]

    def names(self) -> tuple[str, ...]:
        """The fields, from top to bottom."""
        return tuple(self._fields)

    def show_parts(self, plan: Plan, *parts: Any) -> None:
        """Show what these parts of the plan have, and where they differ."""
        for column in self._columns:
            show(self._fields[column.name], column, plan, [column.value(plan, part) for part in parts])

    def set_locked(self, locked: bool) -> None:
        """Whether the fields may only be read."""
        for field in self._fields.values():
            field.set_locked(locked)

    def _made(self, column: Column, field: Field) -> QWidget:
        """A column's field under its label."""
        widget = cast(QWidget, field)
        widget.setObjectName(column.name)
        widget.setAccessibleName(column.spoken or column.label)
        if column.hint:
            field.set_hint(column.hint)
        self._fields[column.name] = field
        field.edited.connect(partial(self._tell, column))
        field.left.connect(self.left)
        return labelled(column.label, widget)

    def _tell(self, column: Column, value: object) -> None:
        self.edited.emit(column, value)


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
