"""Who is concerned, and what changes for them."""

from __future__ import annotations

from deckapp.report.book import LEAD, SMALL, Book
from deckapp.report.flow import Flow
from deckapp.report.strip import Row, Strip, stack
from deckapp.report.table import Table, meter


def has_people(book: Book) -> bool:
    """Whether there is anything to show."""
    return bool(book.plan.stakeholders or book.plan.impacts)


def set_people(flow: Flow, book: Book) -> None:
    """Set the stakeholder groups, then the impacts."""
    plan = book.plan
    if plan.stakeholders:
        table = Table(book, flow.width, [
            (book.say("group"), 92), (book.say("headcount"), 44), (book.say("impact"), 56),
            (book.say("influence"), 56), (book.say("attitude"), 92), (book.say("concerns"), 140),
        ])  # fmt: skip
        rows = [_group(table, key) for key in plan.stakeholders]
        flow.rows([table.head()], rows, [table.head()])
    if plan.impacts:
        flow.space(16)
        table = Table(book, flow.width, [
            (book.say("group"), 90), (book.say("aspect"), 100), (book.say("today"), 110),
            (book.say("tomorrow"), 110), (book.say("severity"), 60),
        ])  # fmt: skip
        head = [table.head()]
        if plan.stakeholders:
            head.insert(0, book.serif(book.say("impacts"), flow.width, LEAD))
        flow.rows(head, [_impact(table, key) for key in plan.impacts], [table.head()])


def level(table: Table, column: int, value: int, words: str = "level") -> Strip:
    """A level from 1 to 5 as a word and as bars; a dash where it was not said."""
    if not value:
        return table.cell(column, "")
    return meter(table.book, value, table.book.say(f"{words}.{value}"), table.widths[column])


def _group(table: Table, key: str) -> Row:
    book, group = table.book, table.book.plan.stakeholders[key]
    name = book.plain(group.name or "–", table.widths[0], SMALL, bold=True)
    return table.row([
        name,
        table.cell(1, "" if group.headcount is None else book.number(group.headcount)),
        level(table, 2, group.impact),
        level(table, 3, group.influence),
        _attitude(table, group.attitude, group.desired_attitude),
        table.cell(5, group.concerns),
    ])  # fmt: skip


def _attitude(table: Table, now: int, wanted: int) -> Strip:
    """The attitude now and the one that is needed."""
    if not now or not wanted or now == wanted:
        return level(table, 4, now or wanted, "attitude")
    book, width = table.book, table.widths[4]
    way = f"{book.onward} {book.say(f'attitude.{wanted}')}"
    return stack([level(table, 4, now, "attitude"), book.plain(way, width, SMALL)], 1.5)


def _impact(table: Table, key: str) -> Row:
    book, impact = table.book, table.book.plan.impacts[key]
    group = book.plan.stakeholders.get(impact.group)
    name = book.plain(group.name if group else book.say("everyone"), table.widths[0], SMALL, bold=True)
    return table.row([
        name,
        table.cell(1, impact.aspect),
        table.cell(2, impact.today),
        table.cell(3, impact.tomorrow),
        level(table, 4, impact.severity),
    ])  # fmt: skip
