"""The columns of a plan's parts on paper: what a field says in the plan's language, and how it is set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from deckapp.face.cards.face_words import word
from deckapp.face.style import INK
from deckapp.plan.bad_fields import UNREADABLE, or_unreadable
from deckapp.plan.columns import STATUS_ICONS, Column, PartTable
from deckapp.report.book import MUTED, SMALL, Book
from deckapp.report.flow import Flow
from deckapp.report.strip import Row, Strip, stack
from deckapp.report.table import Table, meter

MARKED = frozenset({"phrase", "text"})
"""The kinds whose texts are in the small markdown; in the others no sign means anything."""
_STRONG = frozenset({"started", "done", "blocked"})
_WEIGHTS = 4


def says(book: Book, column: Column, part: Any) -> str:
    """What a part says in a column, in the plan's language; a question mark where that could not be understood."""
    text = _SAID.get(column.kind, _plain)(book, column.value(book.plan, part))
    return or_unreadable(part, (*column.made_of, column.name)[0], text)


class FieldTable:
    """The columns of one kind of part as a table; `below` are those that stand below the name of a row."""

    def __init__(self, book: Book, width: float, parts: PartTable) -> None:
        self.book = book
        pairs = parts.on_paper(book.plan)
        self.columns = [column for column, paper in pairs if paper.share]
        self.below = [(column, paper.key) for column, paper in pairs if not paper.share]
        self.table = Table(
            book, width, [(book.say(paper.key), paper.share) for _, paper in pairs if paper.share]
        )
        self._name = parts.columns[0]

    def row(self, part: Any) -> Row:
        """A part's cells."""
        return self.table.row([self.cell(place, part) for place in range(len(self.columns))])

    def cell(self, place: int, part: Any) -> Strip:
        """What a part says in the column at this place, laid to it."""
        book, table, column = self.book, self.table, self.columns[place]
        text, width = says(book, column, part), table.widths[place]
        if column.kind == "dates":
            return _set_dates(book, column.value(book.plan, part), text, width)
        if text == UNREADABLE:
            return book.plain(text, width, SMALL, bold=True)
        if text and column.kind in _SET:
            return _SET[column.kind](book, column.value(book.plan, part), text, width)
        if column.kind in MARKED or not text.strip():
            return table.cell(place, text.strip())
        return book.plain(text.strip(), width, SMALL, bold=column is self._name or column.kind == "group")


def set_list(flow: Flow, book: Book, parts: PartTable, *above: Strip) -> None:
    """Set all parts of one kind as a table, under these strips."""
    table = FieldTable(book, flow.width, parts)
    head = table.table.head()
    flow.rows([*above, head], [table.row(part) for part in parts.parts(book.plan)], [head])


# What a value says.


def _plain(_book: Book, value: Any) -> str:
    return str(value)


def _number(book: Book, value: int | None) -> str:
    return "" if value is None else book.number(value)


def _date(book: Book, value: dt.date | None) -> str:
    return book.date(value) if value else ""


def _level(book: Book, value: int) -> str:
    return book.say(f"level.{value}") if value else ""


def _attitude(book: Book, value: int) -> str:
    return book.say(f"attitude.{value}") if value else ""


def _attitudes(book: Book, value: tuple[int, int]) -> str:
    """The attitude now and the one that is needed."""
    ways = dict.fromkeys(_attitude(book, one) for one in value if one)
    return f" {book.onward} ".join(ways)


def _weight(book: Book, value: int) -> str:
    return book.say(f"weight.{value}") if value else ""


def _group(book: Book, value: str) -> str:
    group = book.plan.stakeholders.get(value)
    return group.name if group else book.say("everyone")


def _choice(book: Book, value: str) -> str:
    return word(value, book.language)


def _dates(book: Book, value: tuple[dt.date | None, dt.date | None, int | None]) -> str:
    first, last, _ = value
    if first is None:
        return ""
    return book.say("from", date=book.date(first)) if last is None else book.span(first, last)


_SAID: Mapping[str, Callable[[Book, Any], str]] = {
    "number": _number, "date": _date, "level": _level, "attitude": _attitude, "attitudes": _attitudes,
    "weight": _weight, "group": _group, "choice": _choice, "dates": _dates,
}  # fmt: skip

# How it is set, where that is not as a text.


def _set_level(book: Book, value: int, text: str, width: float) -> Strip:
    return meter(book, value, text, width)


def _set_weight(book: Book, value: int, text: str, width: float) -> Strip:
    return meter(book, value, text, width, _WEIGHTS)


def _set_attitudes(book: Book, value: tuple[int, int], _text: str, width: float) -> Strip:
    now, wanted = value
    strip = meter(book, now or wanted, _attitude(book, now or wanted), width)
    if not now or not wanted or now == wanted:
        return strip
    return stack([strip, book.plain(f"{book.onward} {_attitude(book, wanted)}", width, SMALL)], 1.5)


def _set_dates(
    book: Book, value: tuple[dt.date | None, dt.date | None, int | None], text: str, width: float
) -> Strip:
    """Start and finish, each on a line of its own, and the working days."""
    first, last, days = value
    lines = [text or "–"]
    if first is not None and last is not None and first != last:
        lines = [book.date(first), f"– {book.date(last)}"]
    tone = MUTED if first is None else INK
    parts = [book.plain(line, width, SMALL, hyphens="never", colour=tone) for line in lines]
    if days:
        parts.append(book.plain(book.count("day.one", "days.many", days), width, SMALL - 1, colour=MUTED))
    return stack(parts)


def _set_choice(book: Book, value: str, text: str, width: float) -> Strip:
    set_text = book.plain(text, width - 13, SMALL, bold=value in _STRONG)
    return book.with_icon(STATUS_ICONS[value], set_text, 10, INK, 0.5)  # type: ignore[index]


_SET: Mapping[str, Callable[[Book, Any, str, float], Strip]] = {
    "level": _set_level, "attitude": _set_level, "attitudes": _set_attitudes, "weight": _set_weight,
    "choice": _set_choice,
}  # fmt: skip
