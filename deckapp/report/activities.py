"""The activities as a table by phase, each with a way to its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from deckapp.face.icons import icon_names
from deckapp.face.page import Box
from deckapp.face.style import INK, colour, readable, tint
from deckapp.plan.columns import ACTIVITIES
from deckapp.plan.plan import Activity
from deckapp.plan.schedule import by_phase, finish
from deckapp.report.book import BODY, LEAD, MUTED, SMALL, WHITE, Book
from deckapp.report.cards import CardIndex
from deckapp.report.fields import FieldTable, says
from deckapp.report.flow import Flow
from deckapp.report.strip import Mark, Row, Strip, backed, beside, leading_to, padded, stack

_BAND = 24.0
"""The least height of a phase's head, in points."""


def activity_mark(key: str) -> str:
    """The name of the place where an activity stands in the table."""
    return f"activity-{key}"


def set_activities(flow: Flow, book: Book, cards: CardIndex, laid: Callable[[int], None]) -> None:
    """Set all activities by phase, those not placed yet at the end; `laid` is told how many are done."""
    table = _Activities(book, flow.width, cards)
    done = 0
    for phase, keys, notes in by_phase(book.plan):
        known = book.plan.phases.get(phase)
        title = known.title if known else book.say("not_placed")
        tone = colour(known.colour if known else "slate")
        rows = []
        for key in keys:
            rows.append(table.activity(key))
            done += 1
            laid(done)
        rows += [table.note(key) for key in notes]
        head = table.table.head()
        again = _band(book, flow.width, book.say("continued", title=title), "", tone)
        first = _band(book, flow.width, title, _count(book, keys), tone)
        flow.space(14 if done > len(keys) else 0)
        mark = Mark(name=f"phase-{phase or 'none'}", title=title, level=1)
        marked = Strip(width=first.width, height=first.height, pieces=(mark, *first.pieces))
        flow.rows([marked, head], rows, [again, head])


def _count(book: Book, keys: list[str]) -> str:
    activities = [book.plan.activities[key] for key in keys]
    said = book.count("activity.one", "activities.many", len(keys))
    starts = [activity.start for activity in activities if activity.start]
    ends = [end for activity in activities if (end := finish(activity))]
    between = book.say("between")
    return f"{said}{between}{book.span(min(starts), max(starts + ends))}" if starts else said


def _band(book: Book, width: float, title: str, aside: str, tone: str) -> Strip:
    """A phase's head: its colour laid thinly, and a bar of it on the reading side."""
    ground = tint(tone, 0.14, WHITE)
    ink = readable(tint(tone, 0.6, INK), ground, INK)
    said = book.label(aside, SMALL, colour=ink)
    text = book.serif(title, width - 36 - said.width, LEAD, colour=ink, leading=1.15)
    high = max(_BAND, text.height + 10)
    bar = Strip(width=4, height=high, pieces=(Box(x=0, y=0, width=4, height=high, fill=tone),))
    middle = [(12.0, text), (width - 10 - said.width, said)]
    cells = [(0.0, bar), *((x, padded(strip, (high - strip.height) / 2)) for x, strip in middle)]
    row = beside(width, cells, book.rtl)
    return padded(backed(row, Box(x=0, y=0, width=width, height=high, fill=ground)), 0, 2)


class _Activities:
    """Makes the rows."""

    def __init__(self, book: Book, width: float, cards: CardIndex) -> None:
        self.book = book
        self.cards = cards
        plan = book.plan
        self.fields = FieldTable(book, width, ACTIVITIES)
        self.table = self.fields.table
        self.links: dict[str, list[tuple[str, str, str]]] = {}
        for link in plan.links.values():
            if link.source in plan.activities and link.target in plan.activities:
                here, there = link.target, link.source
                if link.kind == "informs":
                    here, there = there, here
                side = "informs_it" if link.kind == "informs" else "after"
                self.links.setdefault(here, []).append((side, there, link.label.strip()))

    def activity(self, key: str) -> Row:
        table, activity = self.table, self.book.plan.activities[key]
        cells = [self._what(key, activity, table.widths[0])]
        cells += (self.fields.cell(place, activity) for place in range(1, len(table.widths)))
        return table.row(cells, head=(Mark(name=activity_mark(key)),))

    def note(self, key: str) -> Row:
        book, width = self.book, self.table.width
        note = book.plan.notes[key]
        stream = book.plan.workstreams.get(book.plan.cell_of(note.position)[1])
        is_told = stream is not None and len(book.plan.workstreams) > 1
        where = f"{book.say('note')} · {stream.title}" if stream and is_told else book.say("note")
        text = stack(
            [
                book.plain(where, width - 18, SMALL - 1, bold=True, colour=MUTED),
                book.text(note.text, width - 18, SMALL),
            ]
        )
        icon = book.icon("note-blank", 10, readable(colour(note.colour), WHITE), 1)
        row = self.table.row([Strip(width=0, height=0)] * len(self.table.widths))
        return Row(width=width, cells=((0, icon), (18, text)), rtl=book.rtl, rim=4.5, foot=row.foot)

    def _what(self, key: str, activity: Activity, width: float) -> Strip:
        book = self.book
        suit = book.suit(activity.deck, activity.suit)
        tone = readable(colour(suit.colour), WHITE)
        inner = width - 15
        title = book.plain(activity.title, inner, BODY, bold=True, leading=1.2)
        mark = self.cards.mark_of(key)
        parts = [leading_to(title, mark) if mark else title]
        for column, word in self.fields.below:
            if (words := says(book, column, activity)).strip():
                parts.append(book.text(f"**{book.say(word)}:** {words}" if word else words, inner, SMALL))
        parts += self._links(key, inner)
        name = suit.icon if suit.icon in icon_names() else "cards"
        text = stack(parts, 1.5)
        icon = book.icon(name, 10.5, tone, 0.5)
        row = beside(width, [(0, icon), (15, text)], book.rtl)
        return Strip(width=width, height=row.height, pieces=row.pieces, breaks=text.breaks)

    def _links(self, key: str, width: float) -> Iterator[Strip]:
        """After what it comes, and whom it informs, each a way to that activity."""
        book = self.book
        for side, other, label in sorted(self.links.get(key, ()), key=lambda link: link[0]):
            said = book.say(side, title=book.plan.activities[other].title)
            said += f" ({label})" if label else ""
            yield leading_to(book.plain(said, width, SMALL - 1, colour=MUTED), activity_mark(other))
