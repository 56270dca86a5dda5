"""The field for a column of the plan's tables, and how a value of it reads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from deckapp.plan.plan import Plan
from deckapp.ui.inspector.choice_field import ChoiceField, Option
from deckapp.ui.inspector.date_field import DateField
from deckapp.ui.inspector.dates import shown
from deckapp.ui.inspector.field import Field
from deckapp.ui.inspector.line_field import LineField
from deckapp.ui.inspector.number_field import NumberField
from deckapp.ui.inspector.parts import ATTITUDES, EVERYONE, LEVELS, Column
from deckapp.ui.inspector.text_field import TextField

MOST_PEOPLE = 9_999_999


def make_field(column: Column, plan: Plan, parent: QWidget) -> Field:
    """A field for values of this column."""
    match column.kind:
        case "level" | "attitude" | "group":
            return ChoiceField(options(column, plan), parent)
        case "number":
            return NumberField(MOST_PEOPLE, parent)
        case "date":
            return DateField(parent)
        case "text":
            return TextField(parent)
        case "line":
            return LineField(parent)


def options(column: Column, plan: Plan) -> list[Option]:
    """What can be chosen in a column of words."""
    if column.kind == "group":
        groups = [
            (key, group.name or "A group without a name", None) for key, group in plan.stakeholders.items()
        ]
        return [("", EVERYONE, None), *groups]
    words = ATTITUDES if column.kind == "attitude" else LEVELS
    return [(level, word, None) for level, word in enumerate(words)]


def words_of(column: Column, value: Any, plan: Plan) -> str:
    """The value as it reads in a cell; nothing for what is not said yet."""
    if column.kind in ("level", "attitude"):
        return (ATTITUDES if column.kind == "attitude" else LEVELS)[value] if value else ""
    if column.kind == "group":
        group = plan.stakeholders.get(value)
        return group.name if group else (EVERYONE if not value else "")
    if isinstance(value, dt.date):
        return shown(value)
    return "" if value is None else str(value)
