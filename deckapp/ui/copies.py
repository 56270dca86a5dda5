"""A plan's own copies of cards, as what is needed to draw them."""

from __future__ import annotations

from deckapp.deck.deck import Deck
from deckapp.plan.plan import PLAIN_SUIT, DeckCopy, Plan
from deckapp.ui.library.model import Entry


def copied_entry(plan: Plan, activity_id: str) -> Entry:
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
    return Entry(activity.card, suit, deck, plan.images.__getitem__)
