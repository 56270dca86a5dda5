"""A plan as a PDF that senior management reads on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deckapp.deck.nodes import no_collecting
from deckapp.files.writing import write_output
from deckapp.plan.columns import DECISIONS, HISTORY, MEASURES, RISKS
from deckapp.plan.plan import Plan
from deckapp.problem import Cancelled
from deckapp.report.activities import activity_mark, set_activities
from deckapp.report.board_part import board_sheets
from deckapp.report.book import HEADING, UNIT, Book
from deckapp.report.cards import CardIndex, set_cards
from deckapp.report.definition import has_definition, set_definition
from deckapp.report.empty import nothing_chosen
from deckapp.report.fields import set_list
from deckapp.report.flow import Flow
from deckapp.report.logo import read_logo
from deckapp.report.logs import set_approvals, set_checks
from deckapp.report.options import ReportOptions, ReportPart
from deckapp.report.painting import paint_sheets
from deckapp.report.paper import Sheet, landscape, portrait
from deckapp.report.people import has_people, set_people
from deckapp.report.strip import Mark, padded
from deckapp.report.title_block import title_block
from deckapp.report.too_long import refuse_too_long

Progress = Callable[[int, int], bool]
_DEFAULT = ReportOptions()
_TOTAL = 100
_WORTH, _WORTH_ELSE = {"definition": 1.0, "activities": 0.4, "cards": 1.0}, 0.18
"""A part begins below another where so much of the page is left."""
_LAID = 40
"""The share of the work, in hundredths, that is done once all is laid and nothing painted."""


def export_plan_pdf(
    plan: Plan,
    path: Path,
    options: ReportOptions = _DEFAULT,
    progress: Progress | None = None,
    *,
    force: bool = False,
) -> None:
    """Write a plan's PDF, in one step: a failure or a cancel leaves what was there.

    A read-only file is replaced only with `force`.

    `progress` takes (done, total) and says whether to go on. Raises Cancelled, ProblemsError (a logo that
    cannot be used, more text than can be laid out), OSError. Needs a QGuiApplication; may run in any thread.
    """
    write_output(path, plan_to_pdf(plan, options, progress), force=force)


def plan_to_pdf(plan: Plan, options: ReportOptions = _DEFAULT, progress: Progress | None = None) -> bytes:
    """A plan's PDF; equal plans and options give the same bytes. Raises as `export_plan_pdf` does."""
    steps = _Steps(progress)
    # A large plan's pieces are all alive until it is painted: a third of the time went into looking for dead ones.
    with no_collecting():
        report = _Report(plan, options, steps)
        sheets = report.sheets()
        return paint_sheets(
            report.book, sheets, lambda page: steps.at(_LAID + (_TOTAL - _LAID) * page / len(sheets))
        )


class _Steps:
    """Tells how far the work is, once for each hundredth, and stops it when it is no longer wanted."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._last = -1

    def at(self, done: float) -> None:
        if self._progress is None or int(done) <= self._last:
            return
        self._last = int(done)
        if not self._progress(self._last, _TOTAL):
            raise Cancelled


class _Report:
    """Gathers the parts that were chosen and have content, in their order."""

    def __init__(self, plan: Plan, options: ReportOptions, steps: _Steps) -> None:
        self.plan = plan
        self.options = options
        self.steps = steps
        self.book = Book(plan)
        self.logo = read_logo(options.logo) if options.logo else None
        self.cards = CardIndex(plan, "cards" in options.parts)
        self.flow = Flow(portrait(options.size))
        self.headed = False

    def sheets(self) -> list[Sheet]:
        """All pages, laid and not yet painted."""
        self.steps.at(0)
        refuse_too_long(self.plan, self.options.parts, self.cards)
        board: list[Sheet] = []
        if "board" in self.options.parts:
            paper = landscape(self.options.size)
            head = title_block(self.book, paper.column, self.logo, paper.zoom)
            board = board_sheets(self.book, paper, head, self._has("activities"))
            self.headed = True
        self.steps.at(_LAID / 8)
        self._set_parts()
        if not board and not self.flow.sheets:
            self._title()
            self.flow.add(nothing_chosen(self.book, self.options.parts, self.flow.width))
        return board + self.flow.sheets

    def _has(self, part: ReportPart) -> bool:
        """Whether a part is wanted and has anything to show."""
        plan = self.plan
        return (
            part in self.options.parts
            and {
                "board": True,
                "definition": has_definition(plan),
                "activities": bool(plan.activities) or any(note.text.strip() for note in plan.notes.values()),
                "stakeholders": has_people(self.book),
                "risks": bool(plan.risks),
                "measures": bool(plan.measures),
                "decisions": bool(plan.decisions),
                "checks": True,
                "history": bool(plan.history),
                "cards": bool(self.cards.cards),
            }[part]
        )

    def _set_parts(self) -> None:
        flow, book = self.flow, self.book
        if self._has("definition"):
            self._begin("definition")
            set_definition(flow, book)
        if self._has("activities"):
            self._begin("activities")
            share = (_LAID * 0.75) / max(1, len(self.plan.activities))
            set_activities(flow, book, self.cards, lambda n: self.steps.at(_LAID / 8 + share * n))
        if self._has("stakeholders"):
            self._begin("stakeholders")
            set_people(flow, book)
        if self._has("risks"):
            self._begin("risks")
            set_list(flow, book, RISKS)
        if self._has("measures"):
            self._begin("measures")
            set_list(flow, book, MEASURES)
        if self._has("decisions"):
            self._begin("decisions")
            set_list(flow, book, DECISIONS)
        if self._has("checks"):
            self._begin("checks")
            set_checks(flow, book, self._has("activities"))
        if self.plan.approvals and set(self.options.parts) - {"board", "cards"}:
            self._begin("approvals")
            set_approvals(flow, book)
        if self._has("history"):
            self._begin("history")
            set_list(flow, book, HISTORY)
        if self._has("cards"):
            self._begin("cards")
            set_cards(flow, book, self.cards, activity_mark if self._has("activities") else None)
        self.steps.at(_LAID)

    def _begin(self, part: str) -> None:
        """Head a part: long ones on a new page, short ones below what stands there where there is room."""
        flow, title = self.flow, self.book.say(part)
        flow.running = ""
        if not self.headed:
            self._title()
        elif not flow.sheets or flow.room < flow.paper.body * _WORTH.get(part, _WORTH_ELSE):
            flow.new_page()
        flow.space(2 * UNIT)
        head = self.book.serif(title, flow.width, HEADING, leading=1.25)
        flow.mark(Mark(name=f"part-{part}", title=title))
        flow.add(padded(head, below=8))
        flow.running = title

    def _title(self) -> None:
        self.flow.new_page()
        self.flow.add(title_block(self.book, self.flow.width, self.logo))
        self.flow.space(UNIT)
        self.headed = True
