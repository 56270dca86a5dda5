"""The definition of the change: its vision first, then the other fields in two columns."""

from __future__ import annotations

from deckapp.face.style import INK
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.plan.columns import DEFINITION
from deckapp.plan.plan import Plan
from deckapp.report.book import BODY, LEAD, MUTED, SMALL, UNIT, Book, rule
from deckapp.report.fields import says
from deckapp.report.flow import Flow
from deckapp.report.strip import Strip, beside, cut, stack

_GUTTER = 2 * UNIT
_GAP = 12.0


def has_definition(plan: Plan) -> bool:
    """Whether any field is filled in."""
    return any(column.value(plan, plan.definition).strip() for column in DEFINITION.fields)


def set_definition(flow: Flow, book: Book) -> None:
    """Set every field that is filled in; nothing of those that are not."""
    texts = {
        paper.key: says(book, column, book.plan.definition).strip() for column, paper in DEFINITION.on_paper()
    }
    vision = texts.pop("vision")
    if vision:
        flow.add(_vision(book, vision, flow.width))
        flow.space(UNIT)
    column = (flow.width - _GUTTER) / 2
    fields = [_field(book, name, text, column) for name, text in texts.items() if text]
    while fields:
        flow.need(60)
        left, right, fields = _columns(fields, flow.room)
        flow.add(beside(flow.width, [(0, left), (column + _GUTTER, right)], book.rtl))
        if fields:
            flow.new_page()


def _vision(book: Book, text: str, width: float) -> Strip:
    label = book.plain(book.say("vision"), width, SMALL, bold=True, colour=MUTED)
    return stack([label, book.text(text, width, LEAD + 1, family=FAMILY_TITLE, leading=1.35)], 2)


def _field(book: Book, name: str, text: str, width: float) -> Strip:
    head = stack([rule(width, INK, 0.8), book.serif(book.say(name), width, LEAD)], 4)
    made = stack([head, book.text(text, width, BODY, leading=1.38)], 2)
    # A heading stays with the first lines of its text.
    return Strip(
        width=made.width,
        height=made.height,
        pieces=made.pieces,
        breaks=tuple(place for place in made.breaks if place > head.height + 20),
    )


def _columns(fields: list[Strip], room: float) -> tuple[Strip, Strip, list[Strip]]:
    """The two columns of this page, as even as whole fields allow, and what is left for the next page."""
    best: tuple[float, int] | None = None
    for split in range(len(fields), 0, -1):
        height = max(stack(fields[:split], _GAP).height, stack(fields[split:], _GAP).height)
        if height <= room and (best is None or height < best[0]):
            best = height, split
    if best is not None:
        return stack(fields[: best[1]], _GAP), stack(fields[best[1] :], _GAP), []
    left, rest = cut(stack(fields, _GAP), room)
    right, rest = cut(rest, room) if rest is not None else (None, None)
    nothing = Strip(width=fields[0].width, height=0)
    return left or nothing, right or nothing, [rest] if rest is not None else []
