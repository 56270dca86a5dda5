"""The head of a report's first page: title, organisation, sponsor, vision, and the logo."""

from __future__ import annotations

from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.markup import words
from deckapp.plan.schedule import span
from deckapp.report.book import BODY, LEAD, MUTED, TITLE, Book
from deckapp.report.logo import Logo
from deckapp.report.strip import Strip, beside, padded, stack


def title_block(book: Book, width: float, logo: Logo | None, zoom: float = 1.0) -> Strip:
    """Title and facts on the reading side, the logo on the other; text is `zoom` times its usual size."""
    room = width - (logo.width + 20 if logo else 0)
    plan = book.plan
    for size in (TITLE * zoom, TITLE * zoom * 0.84, TITLE * zoom * 0.7):
        title = book.serif(book.title, room, size, leading=1.12)
        if title.height < 2.3 * size:
            break
    parts = [title]
    if facts := _facts(book):
        between = book.say("between").replace(" ", "  ")
        parts.append(book.plain(between.join(facts), room, BODY * zoom, colour=MUTED, leading=1.35))
    if vision := words(plan.definition.vision).replace("\n", " ").strip():
        line = book.label(vision, LEAD * zoom, room, family=FAMILY_TITLE, italic=True, leading=1.35)
        parts.append(padded(beside(room, [(0, line)], book.rtl), 3))
    text = stack(parts, 2)
    cells = [(0.0, text)]
    if logo:
        cells.append((width - logo.width, logo.strip()))
    return beside(width, cells, book.rtl)


def _facts(book: Book) -> list[str]:
    """Organisation, sponsor, span of time, how much there is, and who wrote it."""
    plan = book.plan
    facts = [plan.organisation.strip()]
    sponsor = words(plan.definition.sponsor).split("\n")[0].strip()
    if sponsor:
        facts.append(f"{book.say('sponsor')}: {sponsor}")
    if (dates := span(plan)) is not None:
        facts.append(book.span(*dates))
    if plan.activities:
        facts.append(book.count("activity.one", "activities.many", len(plan.activities)))
    if plan.author.strip():
        facts.append(book.say("by", name=plan.author.strip()))
    return [fact for fact in facts if fact]
