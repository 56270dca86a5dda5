"""Markdown: the plan as a text for wikis, notes and mails; nothing in it is HTML, whatever a plan says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.export.format import Format, NoOptions, Progress
from deckapp.files.writing import write_output
from deckapp.plan.columns import ACTIVITIES, DEFINITION, LISTS, Column, OnPaper, PartTable
from deckapp.plan.plan import Plan
from deckapp.plan.schedule import by_phase

if TYPE_CHECKING:
    from deckapp.report.book import Book

_SIGNS = re.compile(r"([\\`*_\[\]{}<>|~#]|&(?=#?\w{1,40};)|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
"""What means something in a name: signs anywhere, an entity, and at its beginning what makes a list or a heading."""
_SIGNS_OF_OTHERS = re.compile(r"(?<!\\)(\\*)([<`~]|!(?=\[)|&(?=#?\w{1,40};))")
"""What means something in Markdown and nothing in a plan's text, with the signs before it that may take it away."""
_INDENT = re.compile(r"^[ \t]{4,}(?![-*+] |\d+[.)] )", re.MULTILINE)
"""What begins a line of code, if it is no list within a list."""
_UNSAFE_LINK = re.compile(r"\]\((?!https?://|mailto:)", re.IGNORECASE)
_OF_A_BLOCK = re.compile(
    r"^([^\S\n]*)(#|>|=|`{3}|~{3}|-{2,}\s*$|_{3,}\s*$|\*{3,}\s*$|\||\[[^\]]*\]:)", re.MULTILINE
)
_WORDLESS = frozenset({"dates", "choice"})
"""The kinds of values that speak for themselves: dates and a status need no word before them."""
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
    for parts in LISTS:
        yield from _table(book, parts)


def _definition(book: Book) -> Iterator[str]:
    from deckapp.report.fields import says

    texts = [(paper.key, says(book, column, book.plan.definition)) for column, paper in DEFINITION.on_paper()]
    filled = [(key, text) for key, text in texts if text.strip()]
    if filled:
        yield f"## {book.say('definition')}"
    for key, text in filled:
        yield f"### {book.say(key)}"
        yield _text(text)


def _activities(book: Book) -> Iterator[str]:
    plan, columns = book.plan, ACTIVITIES.on_paper(book.plan)
    groups = list(by_phase(plan))
    if groups:
        yield f"## {book.say('activities')}"
    for phase, keys, notes in groups:
        title = plan.phases[phase].title if phase in plan.phases else book.say("not_placed")
        yield f"### {_name(title)}"
        items = [_activity(book, columns, key) for key in keys]
        items += [f"- {book.say('note')}: {_inside(plan.notes[key].text)}" for key in notes]
        yield "\n".join(items)


def _activity(book: Book, columns: Sequence[tuple[Column, OnPaper]], key: str) -> str:
    from deckapp.report.fields import says

    plan, activity = book.plan, book.plan.activities[key]
    said, below = [], []
    for column, paper in columns[1:]:
        if text := says(book, column, activity).strip():
            word = f"{book.say(paper.key)}: " if paper.key and column.kind not in _WORDLESS else ""
            if paper.share:
                said.append(word + _set(column, text))
            else:
                below.append(f"  {word}{_inside(text)}")
    ending = f" ({'; '.join(said)})" if said else ""
    lines = [f"- **{_name(activity.title)}**{ending}", *below]
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


def _table(book: Book, parts: PartTable) -> Iterator[str]:
    """All parts of one kind, a row each."""
    from deckapp.report.fields import says

    rows = parts.parts(book.plan)
    if not rows:
        return
    pairs = [(column, paper) for column, paper in parts.on_paper(book.plan) if paper.exported]
    lines = [[book.say(paper.key) for _, paper in pairs], ["---"] * len(pairs)]
    lines += [[_set(column, says(book, column, part)) for column, _ in pairs] for part in rows]
    yield f"## {book.say(parts.collection)}"
    yield "\n".join(f"| {' | '.join(cell or ' ' for cell in line)} |" for line in lines)


def _set(column: Column, text: str) -> str:
    """What a field says, on one line."""
    return _cell(text) if column.kind in ("phrase", "text") else _name(text)


def _name(text: str) -> str:
    """A name on one line, in which no sign means anything."""
    return _SIGNS.sub(r"\\\1", " ".join(_CONTROL.sub("", text).split()))


def _text(text: str) -> str:
    """A text in the small markdown of plans: its emphasis, lists and links stay, nothing else means anything."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    text = _SIGNS_OF_OTHERS.sub(_taken_away, _INDENT.sub("", text))
    return _OF_A_BLOCK.sub(r"\1\\\2", _UNSAFE_LINK.sub(r"]\\(", text))


def _taken_away(found: re.Match[str]) -> str:
    """A sign without its meaning: an odd number of backslashes has taken that already."""
    before, sign = found.groups()
    return f"{before}{sign}" if len(before) % 2 else f"{before}\\{sign}"


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
