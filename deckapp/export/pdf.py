"""PDF: the plan on a page, and all its parts to print."""

from __future__ import annotations

from pathlib import Path

from deckapp.export.format import Format, Progress
from deckapp.plan.plan import Plan
from deckapp.report.options import ReportOptions


def _write(
    plan: Plan, path: Path, options: ReportOptions, progress: Progress | None = None, *, force: bool = False
) -> None:
    from deckapp.report.plan_pdf import export_plan_pdf

    export_plan_pdf(plan, path, options, progress, force=force)


FORMAT = Format(
    id="pdf",
    title="PDF",
    ending=".pdf",
    about="the board on a page, all parts to print, the cards used",
    options=ReportOptions,
    write=_write,
    draws=True,
)
