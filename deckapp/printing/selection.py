"""Which cards are printed, how often, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from deckapp.deck.deck import Deck
from deckapp.deck.suggest import did_you_mean
from deckapp.printing.settings import PrintSettings
from deckapp.problem import NotFoundError, SettingsError

MOST = 10_000
"""More cards than anybody prints; a slip of the keyboard must not fill the disk."""


def wanted_cards(text: str, deck: Deck) -> tuple[tuple[str, int], ...]:
    """The ids and numbers in ``ID[xN],…``, whether or not the deck has the cards; raises SettingsError."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        # A card may itself be called `box2`.
        match = None if part in deck.cards else re.fullmatch(r"(.+?)\s*[x×X*]\s*(\d{1,4})", part)
        name, number = (match[1], int(match[2])) if match else (part, 1)
        if number < 1:
            raise SettingsError(f"`{part}`: a card is printed once or more often")
        found.append((name, number))
    if not found:
        raise SettingsError("name cards as ID or IDxN, with commas between them")
    return tuple(found)


def chosen(deck: Deck, settings: PrintSettings) -> tuple[str, ...]:
    """The ids of the cards to print, one for each, in their order; copies come as whole sets.

    Raises NotFoundError for a card or suit that the deck does not have, SettingsError for too many.
    """
    if settings.cards:
        ids = [name for card, number in settings.cards for name in _named(deck, card) * number]
    else:
        ids = [
            card for suit in deck.suits if _is_wanted(deck, suit.id, settings.suits) for card in suit.cards
        ]
    if len(ids) * settings.copies > MOST:
        raise SettingsError(
            f"that makes {len(ids) * settings.copies:,} cards; at most {MOST:,} go in one file"
        )
    return tuple(ids * settings.copies)


def _named(deck: Deck, card: str) -> list[str]:
    if card not in deck.cards:
        raise NotFoundError(_nowhere("card", card, deck, deck.cards))
    return [card]


def _is_wanted(deck: Deck, suit: str, wanted: tuple[str, ...]) -> bool:
    known = [one.id for one in deck.suits]
    for name in wanted:
        if name not in known:
            raise NotFoundError(_nowhere("suit", name, deck, known))
    return not wanted or suit in wanted


def _nowhere(noun: str, name: str, deck: Deck, known: Iterable[str]) -> str:
    hint = did_you_mean(name, known)
    return f"there is no {noun} `{name}` in the deck `{deck.id}`" + (f"; {hint}" if hint else "")
