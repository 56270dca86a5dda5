"""Who is concerned, and what changes for them."""

from __future__ import annotations

from deckapp.plan.columns import IMPACTS, STAKEHOLDERS
from deckapp.report.book import LEAD, Book
from deckapp.report.fields import set_list
from deckapp.report.flow import Flow


def has_people(book: Book) -> bool:
    """Whether there is anything to show."""
    return bool(book.plan.stakeholders or book.plan.impacts)


def set_people(flow: Flow, book: Book) -> None:
    """Set the stakeholder groups, then the impacts."""
    plan = book.plan
    if plan.stakeholders:
        set_list(flow, book, STAKEHOLDERS)
    if plan.impacts:
        flow.space(16)
        above = [book.serif(book.say("impacts"), flow.width, LEAD)] if plan.stakeholders else []
        set_list(flow, book, IMPACTS, *above)
