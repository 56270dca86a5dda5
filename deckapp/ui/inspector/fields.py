"""The field for a column: the one place where kinds of values meet widgets, and how a value reads in a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from deckapp.face.cards.face_words import languages
from deckapp.face.style import SUIT_COLOURS, colour
from deckapp.plan.columns import ATTITUDES, EVERYONE, LEVELS, Column, PartTable
from deckapp.plan.plan import Plan
from deckapp.ui.inspector.choice_field import ChoiceField, Option
from deckapp.ui.inspector.date_field import DateField
from deckapp.ui.inspector.dates import shown
from deckapp.ui.inspector.field import SEVERAL, Field
from deckapp.ui.inspector.line_field import LineField
from deckapp.ui.inspector.number_field import NumberField
from deckapp.ui.inspector.text_field import TextField
from deckapp.ui.kit.colours import swatch
from deckapp.ui.kit.icons import icon

PlanNow = Callable[[], Plan]
Maker = Callable[[PartTable, Column, PlanNow, QWidget], Field]


def make_field(table: PartTable, column: Column, plan: PlanNow, parent: QWidget) -> Field:
    """A field for values of this column; `plan` gives the plan as it is when something is offered."""
    return WIDGETS[column.kind](table, column, plan, parent)


def options(column: Column, plan: Plan, values: Iterable[Any] = ()) -> list[Option]:
    """What can be chosen in a column, these values among it."""
    match column.kind:
        case "choice":
            return [(choice.value, choice.label, icon(choice.icon)) for choice in column.choices]
        case "colour":
            return _colours(values)
        case "language":
            return _languages(values)
        case "group":
            groups = plan.stakeholders.items()
            named = [(key, group.name or "A group without a name", None) for key, group in groups]
            return [("", EVERYONE, None), *named]
    return [(level, word, None) for level, word in enumerate(_scale(column))]


def show(field: Field, column: Column, plan: Plan, values: Sequence[Any]) -> None:
    """Show the value that all of these are, or that they differ; offers that follow the plan are renewed."""
    if isinstance(field, ChoiceField) and column.kind in ("group", "colour", "language"):
        field.set_options(options(column, plan, values))
    first = values[0]
    field.show_value(first if all(value == first for value in values) else SEVERAL)


def words_of(column: Column, value: Any, plan: Plan) -> str:
    """The value as it reads in a cell; nothing for what is not said yet."""
    match column.kind:
        case "level" | "attitude":
            return _scale(column)[value] if value else ""
        case "group":
            group = plan.stakeholders.get(value)
            return group.name if group else (EVERYONE if not value else "")
        case "choice":
            return next((choice.label for choice in column.choices if choice.value == value), "")
    if isinstance(value, dt.date):
        return shown(value)
    return "" if value is None else str(value)


def _scale(column: Column) -> Sequence[str]:
    return ATTITUDES if column.kind == "attitude" else LEVELS


def _colours(values: Iterable[str]) -> list[Option]:
    """The suit colours by name, and such as there are besides."""
    others = sorted({*values} - SUIT_COLOURS.keys())
    return [(name, name.capitalize(), _swatch(name)) for name in (*SUIT_COLOURS, *others)]


@cache
def _swatch(name: str) -> QIcon:
    return swatch(colour(name))


def _languages(values: Iterable[str]) -> list[Option]:
    """The languages whose words faces and reports know, and such as there are besides."""
    known = {code: QLocale.languageToString(QLocale(code).language()) for code in (*languages(), *values)}
    return [(code, name, None) for code, name in sorted(known.items(), key=lambda item: item[1])]


def _owners(plan: Plan) -> list[str]:
    return _unlike(activity.owner for activity in plan.activities.values())


def _audiences(plan: Plan) -> list[str]:
    groups = [group.name for group in plan.stakeholders.values()]
    said = [part for activity in plan.activities.values() for part in activity.audience.split(",")]
    return _unlike([*groups, *said])


def _unlike(texts: Iterable[str]) -> list[str]:
    return sorted({text.strip() for text in texts if text.strip()}, key=str.casefold)


def _line(_table: PartTable, _column: Column, _plan: PlanNow, parent: QWidget) -> Field:
    return LineField(parent)


def _person(_table: PartTable, _column: Column, plan: PlanNow, parent: QWidget) -> Field:
    return LineField(parent, lambda: _owners(plan()))


def _people(_table: PartTable, _column: Column, plan: PlanNow, parent: QWidget) -> Field:
    return LineField(parent, lambda: _audiences(plan()), several_names=True)


def _text(_table: PartTable, column: Column, _plan: PlanNow, parent: QWidget) -> Field:
    return TextField(parent, column.lines)


def _number(table: PartTable, column: Column, _plan: PlanNow, parent: QWidget) -> Field:
    return NumberField(table.highest(column), parent)


def _date(_table: PartTable, _column: Column, _plan: PlanNow, parent: QWidget) -> Field:
    return DateField(parent)


def _choice(_table: PartTable, column: Column, plan: PlanNow, parent: QWidget) -> Field:
    return ChoiceField(options(column, plan()), parent)


WIDGETS: Mapping[str, Maker] = {
    "line": _line, "phrase": _line, "person": _person, "people": _people, "text": _text, "number": _number,
    "date": _date, "level": _choice, "attitude": _choice, "group": _choice, "choice": _choice, "colour": _choice,
    "language": _choice,
}  # fmt: skip
"""Which widget each kind of value is edited with."""
