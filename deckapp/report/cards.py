"""The cards used: each once, front and back side by side, with the way back to its activities."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.cards.card_face import lay_back, lay_front
from deckapp.face.page import MM, Box, Page
from deckapp.face.style import colour, readable
from deckapp.plan.plan import DeckCopy, Plan
from deckapp.plan.schedule import order
from deckapp.report.book import LEAD, MUTED, RULE, SMALL, UNIT, WHITE, Book
from deckapp.report.flow import Flow
from deckapp.report.strip import Inset, Mark, Piece, Strip, beside, leading_to, stack

_SIDE_COLUMN = 26 * MM
_BETWEEN = 4 * MM
_HEADING = 36.0
"""The height of the part's heading, so that its page holds as many cards as any other."""
_SMALLEST = 0.85
"""Cards are made this much smaller, and not more, so that another one goes on the page."""


class UsedCard(msgspec.Struct, frozen=True):
    """A card of a plan, as drawn in the appendix, and the activities that use it."""

    mark: str
    card: Card
    deck: str
    suit: str
    activities: tuple[str, ...]


class CardIndex:
    """The different cards of a plan's placed and parked activities, in the order in which they are used."""

    def __init__(self, plan: Plan, shown: bool) -> None:
        found: dict[tuple[str, str, bytes], list[str]] = {}
        if shown:
            for key in order(plan):
                activity = plan.activities[key]
                card = msgspec.msgpack.encode(activity.card)
                found.setdefault((activity.deck, activity.suit, card), []).append(key)
        self.cards = [
            UsedCard(f"card-{number}", plan.activities[keys[0]].card, deck, suit, tuple(keys))
            for number, ((deck, suit, _), keys) in enumerate(found.items(), 1)
        ]
        self._marks = {key: used.mark for used in self.cards for key in used.activities}

    def mark_of(self, activity: str) -> str:
        """Where the activity's card stands; "" where the report shows no cards."""
        return self._marks.get(activity, "")


def set_cards(flow: Flow, book: Book, cards: CardIndex, activity_mark: Callable[[str], str] | None) -> None:
    """Set the cards; `activity_mark` names the place of an activity, None where no table is shown."""
    for used in cards.cards:
        copy = book.plan.decks.get(used.deck) or DeckCopy(title="")
        scale, beside_it = _fit(flow, copy.style)
        faces = _faces(book, used, copy, scale)
        aside = faces.width + 1.5 * UNIT
        width, height = (flow.width - aside, faces.height) if beside_it else (flow.width, flow.paper.body / 4)
        said = _said(book, used, width, height, activity_mark)
        if beside_it:
            strip = beside(flow.width, [(0, faces), (aside, said)], book.rtl)
        else:
            strip = stack([said, faces], 6)
        flow.need(strip.height)
        flow.mark(Mark(name=used.mark, title=used.card.title, level=1))
        flow.add(strip)
        flow.space(2 * UNIT)


def _fit(flow: Flow, style: Style) -> tuple[float, bool]:
    """How large the faces are drawn, and whether their text goes beside them."""
    width, height = style.width * MM, style.height * MM
    pair = 2 * width + _BETWEEN
    free = flow.paper.body - _HEADING
    for rows in (3, 2):
        across = (flow.width - _SIDE_COLUMN - 1.5 * UNIT) / pair
        down = (free - (rows - 1) * 2 * UNIT) / rows / height
        if min(across, down) >= _SMALLEST:
            return min(1.0, across, down), True
    across = flow.width / pair
    down = (free - 60) / height
    return min(1.0, across, down), False


def _faces(book: Book, used: UsedCard, copy: DeckCopy, scale: float) -> Strip:
    """Front and back side by side; they are laid when they are painted, so that a long plan stays small."""
    style, suit = copy.style, copy.suit(used.suit)
    width, height = style.width * MM * scale, style.height * MM * scale
    sides = [
        _face(width, height, scale, lambda: _front(used.card, suit, copy, book)),
        _face(width, height, scale, lambda: _back(used.card, suit, copy, book)),
    ]
    radius = style.corner * MM * scale
    outline = Box(x=0, y=0, width=width, height=height, radius=radius, stroke=RULE, stroke_width=0.5)
    framed = [Strip(width=width, height=height, pieces=(*side.pieces, outline)) for side in sides]
    gap = _BETWEEN * scale
    return beside(2 * width + gap, [(0, framed[0]), (width + gap, framed[1])], book.rtl)


def _face(width: float, height: float, scale: float, make: Callable[[], Page]) -> Strip:
    inset: Piece = Inset(x=0, y=0, width=width, height=height, scale=scale, make=make)
    return Strip(width=width, height=height, pieces=(inset,))


def _front(card: Card, suit: Suit, copy: DeckCopy, book: Book) -> Page:
    return lay_front(card, suit, copy.style, copy.language, _images(book.plan), rounded=True)


def _back(card: Card, suit: Suit, copy: DeckCopy, book: Book) -> Page:
    return lay_back(card, suit, copy.style, copy.language, _images(book.plan), rounded=True, deck=copy.title)


def _images(plan: Plan) -> Callable[[str], bytes]:
    return lambda key: plan.images[key]


def _said(
    book: Book, used: UsedCard, width: float, height: float, activity_mark: Callable[[str], str] | None
) -> Strip:
    """The card's title, deck and suit, and where in the plan it is used, as far as that goes in a height."""
    copy = book.plan.decks.get(used.deck)
    suit = book.suit(used.deck, used.suit)
    parts: list[Strip] = [
        book.serif(used.card.title, width, LEAD, hyphens="need"),
        book.plain(suit.title, width, SMALL, bold=True, colour=readable(colour(suit.colour), WHITE)),
    ]
    if copy and copy.title:
        parts.append(book.plain(copy.title, width, SMALL, colour=MUTED))
    parts.append(Strip(width=width, height=5))
    parts.append(book.plain(book.say("used_in"), width, SMALL - 1, bold=True, colour=MUTED))
    for place, key in enumerate(used.activities):
        use = _use(book, key, width)
        more = book.plain(f"+ {book.number(len(used.activities) - place)}", width, SMALL, colour=MUTED)
        if stack([*parts, use, more], 1.5).height > height:
            parts.append(more)
            break
        parts.append(leading_to(use, activity_mark(key)) if activity_mark else use)
    return stack(parts, 1.5)


def _use(book: Book, key: str, width: float) -> Strip:
    """An activity that uses a card, and its phase."""
    activity = book.plan.activities[key]
    phase = book.plan.phases.get(book.plan.cell_of(activity.position)[0])
    where = phase.title if phase else book.say("not_placed")
    return book.plain(f"{activity.title} · {where}", width, SMALL)
