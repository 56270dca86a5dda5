"""Markdown: the plan as a text for wikis, notes and mails; nothing in it is HTML, whatever a plan says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.export.format import Format, NoOptions, Progress
from deckapp.files.writing import write_output
from deckapp.plan.bad_fields import or_unreadable
from deckapp.plan.plan import Activity, Plan
from deckapp.plan.schedule import by_phase, finish

if TYPE_CHECKING:
    from deckapp.report.book import Book

_SIGNS = re.compile(r"([\\`*_\[\]{}<>|~#])")
_UNSAFE_LINK = re.compile(r"\]\((?!https?://|mailto:)", re.IGNORECASE)
_OF_A_BLOCK = re.compile(
    r"^(\s*)(#|>|=|`{3}|~{3}|-{2,}\s*$|_{3,}\s*$|\*{3,}\s*$|\||\[[^\]]*\]:)", re.MULTILINE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def to_markdown(plan: Plan) -> str:
    """The plan's title, definition, phases with their activities, and its logs, in the plan's language."""
    from deckapp.report.book import Book

    return "\n\n".join(_blocks(Book(plan))) + "\n"


def _blocks(book: Book) -> Iterator[str]:
    plan = book.plan
    yield f"# {_name(book.title)}"
    if about := " · ".join(_name(one) for one in (plan.organisation, plan.author) if one.strip()):
        yield about
    yield from _definition(book)
    yield from _activities(book)
    yield from _people(book)
    yield from _logs(book)


def _definition(book: Book) -> Iterator[str]:
    from deckapp.report.definition import FIELDS

    texts = [(name, getattr(book.plan.definition, name)) for name in FIELDS]
    filled = [(name, text) for name, text in texts if text.strip()]
    if filled:
        yield f"## {book.say('definition')}"
    for name, text in filled:
        yield f"### {book.say(name)}"
        yield _text(text)


def _activities(book: Book) -> Iterator[str]:
    plan = book.plan
    groups = list(by_phase(plan))
    if groups:
        yield f"## {book.say('activities')}"
    for phase, keys, notes in groups:
        title = plan.phases[phase].title if phase in plan.phases else book.say("not_placed")
        yield f"### {_name(title)}"
        items = [_activity(book, key) for key in keys]
        items += [f"- {book.say('note')}: {_inside(plan.notes[key].text)}" for key in notes]
        yield "\n".join(items)


def _activity(book: Book, key: str) -> str:
    from deckapp.face.cards.face_words import word

    plan, activity = book.plan, book.plan.activities[key]
    stream = plan.workstreams.get(plan.cell_of(activity.position)[1])
    said = [
        _named(book, "workstream", stream.title if stream and len(plan.workstreams) > 1 else ""),
        _named(book, "owner", or_unreadable(activity, "owner", activity.owner)),
        or_unreadable(activity, "start", _dates(book, activity)),
        or_unreadable(activity, "status", word(activity.status, book.language)),
        _named(book, "audience", activity.audience),
    ]
    lines = [f"- **{_name(activity.title)}** ({'; '.join(filter(None, said))})"]
    lines += [f"  {_inside(text)}" for text in (activity.purpose, activity.note) if text.strip()]
    if activity.outcome.strip():
        lines.append(f"  {book.say('outcome')}: {_inside(activity.outcome)}")
    for side, other, label in _links(plan, key):
        ending = f" ({_name(label)})" if label.strip() else ""
        lines.append(f"  - {book.say(side, title=_name(plan.activities[other].title))}{ending}")
    # Two spaces end a line, so that what follows stands below it.
    return "  \n".join(lines)


def _links(plan: Plan, key: str) -> Iterator[tuple[str, str, str]]:
    """After what an activity comes, and whom it informs."""
    for link in plan.links.values():
        if link.source not in plan.activities or link.target not in plan.activities:
            continue
        if link.kind == "informs" and link.source == key:
            yield "informs_it", link.target, link.label
        elif link.kind != "informs" and link.target == key:
            yield "after", link.source, link.label


def _dates(book: Book, activity: Activity) -> str:
    if activity.start is None:
        return ""
    end = finish(activity)
    said = book.say("from", date=book.date(activity.start)) if end is None else book.span(activity.start, end)
    return _name(said)


def _people(book: Book) -> Iterator[str]:
    plan = book.plan
    groups = [
        [
            _name(one.name), _number(book, one.headcount), _level(book, one.impact), _level(book, one.influence),
            _level(book, one.attitude, "attitude"), _cell(one.concerns),
        ]
        for one in plan.stakeholders.values()
    ]  # fmt: skip
    heads = ["group", "headcount", "impact", "influence", "attitude", "concerns"]
    yield from _table(book, "stakeholders", heads, groups)
    impacts = [
        [
            _name(plan.stakeholders[one.group].name) if one.group in plan.stakeholders else book.say("everyone"),
            _cell(one.aspect), _cell(one.today), _cell(one.tomorrow), _level(book, one.severity),
        ]
        for one in plan.impacts.values()
    ]  # fmt: skip
    yield from _table(book, "impacts", ["group", "aspect", "today", "tomorrow", "severity"], impacts)


def _logs(book: Book) -> Iterator[str]:
    plan = book.plan
    risks = sorted(plan.risks.values(), key=lambda one: -one.likelihood * one.severity)
    yield from _table(book, "risks", ["risk", "likelihood", "severity", "response", "owner"], [
        [_name(one.title), _level(book, one.likelihood), _level(book, one.severity), _cell(one.response),
         _name(one.owner)] for one in risks
    ])  # fmt: skip
    yield from _table(book, "measures", ["measure", "baseline", "target", "due", "method", "owner"], [
        [_name(one.title), _cell(one.baseline), _cell(one.target), book.date(one.due) if one.due else "",
         _cell(one.method), _name(one.owner)] for one in plan.measures.values()
    ])  # fmt: skip
    yield from _table(book, "decisions", ["decision", "decided_by", "date", "reason"], [
        [_name(one.title), _name(one.by), book.date(one.date) if one.date else "", _cell(one.reason)]
        for one in plan.decisions.values()
    ])  # fmt: skip
    yield from _table(book, "approvals", ["name", "role", "date"], [
        [_name(one.name), _name(one.role), book.date(one.date) if one.date else ""]
        for one in plan.approvals.values()
    ])  # fmt: skip
    yield from _table(book, "history", ["date", "change", "changed_by"], [
        [book.date(one.date) if one.date else "", _name(one.summary), _name(one.author)]
        for one in plan.history.values()
    ])  # fmt: skip


def _table(book: Book, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    rows = list(rows)
    if not rows:
        return
    yield f"## {book.say(title)}"
    lines = [[book.say(head) for head in heads], ["---"] * len(heads), *rows]
    yield "\n".join(f"| {' | '.join(cell or ' ' for cell in line)} |" for line in lines)


def _named(book: Book, key: str, text: str) -> str:
    return f"{book.say(key)}: {_name(text)}" if text.strip() else ""


def _number(book: Book, number: int | None) -> str:
    return "" if number is None else book.number(number)


def _level(book: Book, value: int, words: str = "level") -> str:
    return book.say(f"{words}.{value}") if value else ""


def _name(text: str) -> str:
    """A name on one line, in which no sign means anything."""
    return _SIGNS.sub(r"\\\1", " ".join(_CONTROL.sub("", text).split()))


def _text(text: str) -> str:
    """A text in the small markdown of plans: its emphasis, lists and links stay, nothing else means anything."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    text = text.replace("<", r"\<").replace("![", r"\![")
    return _OF_A_BLOCK.sub(r"\1\\\2", _UNSAFE_LINK.sub(r"]\\(", text))


def _inside(text: str) -> str:
    """A text within a list's item."""
    return _text(text).replace("\n", "\n  ")


def _cell(text: str) -> str:
    """A text within a table."""
    return " ".join(_text(text).replace("|", r"\|").split())


def _write(
    plan: Plan, path: Path, options: NoOptions, progress: Progress | None = None, *, force: bool = False
) -> None:
    write_output(path, to_markdown(plan).encode(), force=force)
    if progress is not None:
        progress(1, 1)


FORMAT = Format(
    id="markdown",
    title="Markdown",
    ending=".md",
    about="definition, activities by phase, and all logs as text",
    write=_write,
)
