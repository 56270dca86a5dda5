"""What a plan keeps of the cards it uses: copies of cards, of their pictures and of their deck's look."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec.structs import replace

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck
from deckapp.files.reading import read_bytes
from deckapp.plan.edits.parts import put
from deckapp.plan.plan import Activity, DeckCopy, Plan

MAX_IMAGE_BYTES = 20 * 1024 * 1024
IMAGE_KEY = "sha256:"


def copy_card(card: Card) -> tuple[Card, dict[str, bytes]]:
    """A card whose pictures are keys of `Plan.images`, and those pictures.

    A picture that cannot be read, or is larger than 20 MiB, is left out: the check of the deck says so,
    and the card is of use without it.
    """
    if not card.image and card.art is None:
        return card, {}
    images: dict[str, bytes] = {}
    copy = replace(card, image=_kept(card.image, images))
    if card.art is not None:
        art = replace(card.art, front=_kept(card.art.front, images), back=_kept(card.art.back, images))
        copy = replace(copy, art=art if art.front or art.back else None)
    return copy, images


def _kept(reference: str, images: dict[str, bytes]) -> str:
    if not reference or reference.startswith(IMAGE_KEY):
        return reference
    try:
        data = read_bytes(Path(reference), MAX_IMAGE_BYTES)
    except OSError:
        return ""
    key = IMAGE_KEY + hashlib.sha256(data).hexdigest()
    images[key] = data
    return key


def copy_deck(deck: Deck, known: DeckCopy | None) -> DeckCopy:
    """A deck's look for a plan: title, language, style, suits without their lists of cards.

    Suits that only the plan's earlier copy knows stay, for the activities that stand in them.
    """
    suits = tuple(replace(suit, cards=()) for suit in deck.suits)
    ids = {suit.id for suit in suits}
    if known is not None:
        suits += tuple(suit for suit in known.suits if suit.id not in ids)
    return DeckCopy(
        title=deck.title,
        language=deck.language,
        style=deck.style,
        suits=suits,
        extra=known.extra if known is not None else {},
    )


def pictures_of(cards: Iterable[Card]) -> set[str]:
    """The keys of the pictures that copied cards use."""
    found = set()
    for card in cards:
        found.add(card.image)
        if card.art is not None:
            found |= {card.art.front, card.art.back}
    return found - {""}


def without_unused(plan: Plan, gone: Collection[Activity]) -> Plan:
    """The plan without the pictures and deck copies that only these removed activities used."""
    left = plan.activities.values()
    decks = {activity.deck for activity in gone} - {activity.deck for activity in left}
    pictures = pictures_of(activity.card for activity in gone)
    if pictures:
        pictures -= pictures_of(activity.card for activity in left)
    plan = put(plan, "decks", dict.fromkeys(decks & plan.decks.keys()))
    return put(plan, "images", dict.fromkeys(pictures & plan.images.keys()))


def suit_id(deck: Deck, card: Card) -> str:
    """The id of the card's suit in its deck, "" where it is in none."""
    return next((suit.id for suit in deck.suits if card.id in suit.cards), "")
