"""The lists that are more than their columns: what the plan still lacks, and lines for approval."""

from __future__ import annotations

from deckapp.plan.checks import check_plan
from deckapp.plan.columns import APPROVALS
from deckapp.report.activities import activity_mark
from deckapp.report.book import BODY, MUTED, SMALL, Book
from deckapp.report.fields import FieldTable, says
from deckapp.report.flow import Flow
from deckapp.report.strip import Strip, leading_to, padded, stack
from deckapp.report.table import Table

_LINES = 12
_SIGNATURE = 30.0
"""Room to sign in, in points."""


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
    """Set a line to sign on for everybody who approves the plan, larger than the other lists."""
    made = FieldTable(book, flow.width, APPROVALS)
    rows = []
    for approval in APPROVALS.parts(book.plan):
        cells = [
            Strip(width=width, height=_SIGNATURE)
            if column.kind == "signature"
            else book.plain(says(book, column, approval), width, BODY)
            for column, width in zip(made.columns, made.table.widths, strict=True)
        ]
        rows.append(made.table.row([padded(cell, max(0.0, _SIGNATURE - cell.height)) for cell in cells]))
    flow.rows([made.table.head()], rows, [made.table.head()])
