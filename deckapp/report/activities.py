"""The activities as a table by phase, each with a way to its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from deckapp.face.cards.face_words import word
from deckapp.face.icons import icon_names
from deckapp.face.page import Box
from deckapp.face.style import INK, colour, readable, tint
from deckapp.plan.bad_fields import UNREADABLE, or_unreadable
from deckapp.plan.plan import Activity
from deckapp.plan.schedule import by_phase, finish
from deckapp.report.book import BODY, LEAD, MUTED, SMALL, STATUS_ICONS, WHITE, Book
from deckapp.report.cards import CardIndex
from deckapp.report.flow import Flow
from deckapp.report.strip import Mark, Row, Strip, backed, beside, leading_to, padded, stack
from deckapp.report.table import Table

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
    """Makes the rows; a column that no activity of the plan fills is left out."""

    def __init__(self, book: Book, width: float, cards: CardIndex) -> None:
        self.book = book
        self.cards = cards
        plan = book.plan
        self.streams = len(plan.workstreams) > 1
        self.audience = any(activity.audience.strip() for activity in plan.activities.values())
        columns = [("activity", 172.0), ("owner", 66.0), ("dates", 63.0), ("status", 64.0)]
        if self.streams:
            columns.insert(1, ("workstream", 62.0))
        if self.audience:
            columns.append(("audience", 64.0))
        self.table = Table(book, width, [(book.say(key), share) for key, share in columns])
        self.links: dict[str, list[tuple[str, str, str]]] = {}
        for link in plan.links.values():
            if link.source in plan.activities and link.target in plan.activities:
                here, there = link.target, link.source
                if link.kind == "informs":
                    here, there = there, here
                side = "informs_it" if link.kind == "informs" else "after"
                self.links.setdefault(here, []).append((side, there, link.label.strip()))

    def activity(self, key: str) -> Row:
        book, table = self.book, self.table
        activity = book.plan.activities[key]
        widths = iter(table.widths)
        cells = [self._what(key, activity, next(widths))]
        if self.streams:
            stream = book.plan.workstreams.get(book.plan.cell_of(activity.position)[1])
            cells.append(self._name(stream.title if stream else "", next(widths)))
        cells.append(self._name(or_unreadable(activity, "owner", activity.owner), next(widths)))
        cells.append(self._when(activity, next(widths)))
        cells.append(self._status(activity, next(widths)))
        if self.audience:
            cells.append(self._name(activity.audience, next(widths)))
        return table.row(cells, head=(Mark(name=activity_mark(key)),))

    def note(self, key: str) -> Row:
        book, width = self.book, self.table.width
        note = book.plan.notes[key]
        stream = book.plan.workstreams.get(book.plan.cell_of(note.position)[1]) if self.streams else None
        where = f"{book.say('note')} · {stream.title}" if stream else book.say("note")
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
        if activity.purpose.strip():
            parts.append(book.text(activity.purpose, inner, SMALL))
        if activity.outcome.strip():
            parts.append(book.text(f"**{book.say('outcome')}:** {activity.outcome}", inner, SMALL))
        if activity.note.strip():
            parts.append(book.text(activity.note, inner, SMALL))
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

    def _name(self, text: str, width: float) -> Strip:
        return self.book.plain(text.strip() or "–", width, SMALL, colour=INK if text.strip() else MUTED)

    def _when(self, activity: Activity, width: float) -> Strip:
        book, end = self.book, finish(activity)
        said = [or_unreadable(activity, "start", "–")]
        if activity.start is not None:
            first = book.date(activity.start)
            said = [book.say("from", date=first)] if end is None else [first, f"– {book.date(end)}"]
            if end == activity.start:
                said = [first]
        tone = MUTED if activity.start is None else INK
        parts = [book.plain(line, width, SMALL, hyphens="never", colour=tone) for line in said]
        if activity.duration_days:
            days = book.count("day.one", "days.many", activity.duration_days)
            parts.append(book.plain(days, width, SMALL - 1, colour=MUTED))
        return stack(parts)

    def _status(self, activity: Activity, width: float) -> Strip:
        book = self.book
        said = or_unreadable(activity, "status", word(activity.status, book.language))
        if said == UNREADABLE:
            return book.plain(said, width, SMALL, bold=True)
        strong = activity.status in {"started", "done", "blocked"}
        text = book.plain(said, width - 13, SMALL, bold=strong)
        return book.with_icon(STATUS_ICONS[activity.status], text, 10, INK, 0.5)
