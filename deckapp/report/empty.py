"""What a report says where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterable

from deckapp.report.book import BODY, LEAD, Book
from deckapp.report.options import ReportPart
from deckapp.report.strip import Strip, stack


def missing(book: Book, width: float) -> Strip:
    """A list of what an empty plan lacks."""
    plan, lacks = book.plan, []
    if not plan.title.strip():
        lacks.append("missing_title")
    if not plan.definition.sponsor.strip():
        lacks.append("missing_sponsor")
    if not plan.definition.vision.strip():
        lacks.append("missing_vision")
    if not plan.phases:
        lacks.append("missing_phases")
    if not plan.activities:
        lacks.append("missing_activities")
    points = "\n".join(f"- {book.say(key)}" for key in lacks)
    return stack([book.serif(book.say("empty"), width, LEAD), book.text(points, width, BODY + 1)], 8)


def nothing_chosen(book: Book, parts: Iterable[ReportPart], width: float) -> Strip:
    """What to say where none of the chosen parts has any content."""
    points = "\n".join(f"- {book.say('missing_part', title=book.say(part))}" for part in parts)
    return stack([book.serif(book.say("empty_parts"), width, LEAD), book.text(points, width, BODY + 1)], 8)
