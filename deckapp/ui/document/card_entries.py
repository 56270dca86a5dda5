"""Cards with what is needed to draw them: those of the library, and a plan's own copies."""

from __future__ import annotations

import msgspec

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Suit
from deckapp.plan.plan import PLAIN_SUIT, DeckCopy, Plan
from deckapp.ui.document.faces import Images, Request, Side, face_request

CARDS_MIME = "application/x-deckapp-cards"
"""Cards that are dragged: JSON of their `CardRef`s."""

CardRef = tuple[str, str]
"""A deck's id and a card's id."""


class CardEntry(msgspec.Struct, frozen=True):
    """A card with what is needed to draw it."""

    card: Card
    suit: Suit
    deck: Deck
    images: Images | None = None
    """Gives the bytes of the card's images, for a plan's own copy of a card."""

    def request(self, side: Side) -> Request:
        """What to ask of the raster cache for one of its faces."""
        deck = self.deck
        return face_request(
            side, self.card, self.suit, deck.style, deck.language, self.images, deck=deck.title
        )


def entry_of(deck: Deck, card_id: str) -> CardEntry:
    """The card in its suit, or in a plain one where no suit holds it; raises KeyError."""
    try:
        suit = deck.suit_of(card_id)
    except KeyError:
        suit = PLAIN_SUIT
    return CardEntry(deck.cards[card_id], suit, deck)


def copied_entry(plan: Plan, activity_id: str) -> CardEntry:
    """The card of an activity with its suit, its deck's look and its images; raises KeyError."""
    activity = plan.activities[activity_id]
    copy = plan.decks.get(activity.deck, DeckCopy(title=""))
    suit = copy.suit(activity.suit) if copy.suits else PLAIN_SUIT
    deck = Deck(
        id=activity.deck,
        title=copy.title,
        language=copy.language,
        style=copy.style,
        suits=copy.suits,
        cards={one.card.id: one.card for one in plan.activities.values() if one.deck == activity.deck},
    )
    return CardEntry(activity.card, suit, deck, plan.images.__getitem__)
