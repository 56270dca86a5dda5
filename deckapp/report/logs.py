"""The shorter lists: risks, measures, decisions, what the plan still lacks, lines for approval, and changes."""

from __future__ import annotations

from deckapp.plan.checks import check_plan
from deckapp.report.activities import activity_mark
from deckapp.report.book import BODY, MUTED, SMALL, Book
from deckapp.report.flow import Flow
from deckapp.report.people import level
from deckapp.report.strip import Row, Strip, leading_to, padded, stack
from deckapp.report.table import Table, meter

_WEIGHTS = (4, 9, 14, 25)
"""The highest products of likelihood and severity that still count as low, moderate, serious, critical."""
_LINES = 12
_SIGNATURE = 30.0
"""Room to sign in, in points."""


def set_risks(flow: Flow, book: Book) -> None:
    """Set the risks, the weightiest first."""
    table = Table(book, flow.width, [
        (book.say("risk"), 140), (book.say("likelihood"), 62), (book.say("severity"), 62),
        (book.say("weight"), 58), (book.say("response"), 130), (book.say("owner"), 64),
    ])  # fmt: skip
    risks = sorted(book.plan.risks, key=lambda key: -_product(book, key))
    flow.rows([table.head()], [_risk(table, key) for key in risks], [table.head()])


def _product(book: Book, key: str) -> int:
    risk = book.plan.risks[key]
    return risk.likelihood * risk.severity


def _risk(table: Table, key: str) -> Row:
    book, risk = table.book, table.book.plan.risks[key]
    product = _product(book, key)
    weight = 1 + sum(product > limit for limit in _WEIGHTS[:-1]) if product else 0
    return table.row([
        book.plain(risk.title or "–", table.widths[0], SMALL, bold=True),
        level(table, 1, risk.likelihood),
        level(table, 2, risk.severity),
        meter(book, weight, book.say(f"weight.{weight}"), table.widths[3], 4) if weight else table.cell(3, ""),
        table.cell(4, risk.response),
        book.plain(risk.owner or "–", table.widths[5], SMALL),
    ])  # fmt: skip


def set_measures(flow: Flow, book: Book) -> None:
    """Set what is measured."""
    table = Table(book, flow.width, [
        (book.say("measure"), 130), (book.say("baseline"), 70), (book.say("target"), 70),
        (book.say("due"), 62), (book.say("method"), 120), (book.say("owner"), 64),
    ])  # fmt: skip
    rows = []
    for measure in book.plan.measures.values():
        title = book.plain(measure.title or "–", table.widths[0], SMALL, bold=True)
        due = book.date(measure.due) if measure.due else ""
        texts = [measure.baseline, measure.target, due, measure.method]
        cells = [table.cell(place, text) for place, text in enumerate(texts, 1)]
        rows.append(table.row([title, *cells, book.plain(measure.owner or "–", table.widths[5], SMALL)]))
    flow.rows([table.head()], rows, [table.head()])


def set_decisions(flow: Flow, book: Book) -> None:
    """Set what was decided, in the plan's order."""
    table = Table(book, flow.width, [
        (book.say("decision"), 170), (book.say("decided_by"), 84), (book.say("date"), 62), (book.say("reason"), 190),
    ])  # fmt: skip
    rows = []
    for decision in book.plan.decisions.values():
        title = book.plain(decision.title or "–", table.widths[0], SMALL, bold=True)
        by = book.plain(decision.by or "–", table.widths[1], SMALL)
        day = table.cell(2, book.date(decision.date) if decision.date else "")
        rows.append(table.row([title, by, day, table.cell(3, decision.reason)]))
    flow.rows([table.head()], rows, [table.head()])


def set_history(flow: Flow, book: Book) -> None:
    """Set what has changed in the plan, in the plan's order."""
    table = Table(
        book, flow.width, [(book.say("date"), 62), (book.say("change"), 330), (book.say("changed_by"), 110)]
    )
    rows = []
    for change in book.plan.history.values():
        day = table.cell(0, book.date(change.date) if change.date else "")
        summary = book.plain(change.summary or "–", table.widths[1], SMALL, bold=True)
        rows.append(table.row([day, summary, book.plain(change.author or "–", table.widths[2], SMALL)]))
    flow.rows([table.head()], rows, [table.head()])


def set_checks(flow: Flow, book: Book, activities_shown: bool) -> None:
    """Set what the plan still lacks, with the activities concerned."""
    findings = check_plan(book.plan)
    if not findings:
        flow.add(book.text(book.say("none_lacking"), flow.width, BODY))
        return
    table = Table(book, flow.width, [(book.say("lacks"), 300), (book.say("where"), 150)])
    rows = []
    for finding in findings:
        width = table.widths[0]
        said = [book.plain(finding.title, width, SMALL, bold=True)]
        if finding.detail:
            said.append(book.plain(finding.detail, width, SMALL))
        rows.append(table.row([stack(said, 1), _where(table, finding.ids, activities_shown)]))
    flow.rows([table.head()], rows, [table.head()])


def _where(table: Table, ids: tuple[str, ...], activities_shown: bool) -> Strip:
    book, width = table.book, table.widths[1]
    activities = [key for key in ids if key in book.plan.activities]
    said = []
    for key in activities[:_LINES]:
        strip = book.plain(book.plan.activities[key].title, width, SMALL)
        said.append(leading_to(strip, activity_mark(key)) if activities_shown else strip)
    if len(activities) > _LINES:
        said.append(book.plain(f"+ {len(activities) - _LINES}", width, SMALL, colour=MUTED))
    return stack(said, 1) if said else table.cell(1, "")


def set_approvals(flow: Flow, book: Book) -> None:
    """Set a line to sign on for everybody who approves the plan."""
    table = Table(book, flow.width, [
        (book.say("name"), 130), (book.say("role"), 120), (book.say("date"), 80), (book.say("signature"), 170),
    ])  # fmt: skip
    rows = []
    for approval in book.plan.approvals.values():
        date = book.date(approval.date) if approval.date else ""
        texts = [approval.name, approval.role, date]
        cells = [book.plain(text, width, BODY) for text, width in zip(texts, table.widths, strict=False)]
        cells.append(Strip(width=table.widths[3], height=_SIGNATURE))
        rows.append(table.row([padded(cell, max(0.0, _SIGNATURE - cell.height)) for cell in cells]))
    flow.rows([table.head()], rows, [table.head()])
