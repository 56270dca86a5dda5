"""Pictures that a deck names and nobody can have: which face each is missing from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from deckapp.deck.deck import Deck
from deckapp.deck.places import Place
from deckapp.problem import Problem

if TYPE_CHECKING:
    from deckapp.deck.reading import Reading

Lost = Mapping[tuple[str, Literal["front", "back"]], Problem]
"""What is missing, by a card's id and side."""
_FIELDS: tuple[tuple[str, str, Literal["front", "back"]], ...] = (
    ("image", "", "front"),
    ("art/front", "art", "front"),
    ("art/back", "art", "back"),
)
"""Each field that names a picture, what holds it, and the side it is for."""


def places_of(path: Path) -> Callable[[str, str], Place]:
    """Tells where a card's field was written; the deck is read anew for that, but only once it is asked."""

    @cache
    def reading() -> Reading:
        from deckapp.deck.library import bundled_cards_folder
        from deckapp.deck.reading import read_deck
        from deckapp.files.home import home_folder

        return read_deck(path, (home_folder() / "cards", bundled_cards_folder()))

    return lambda card, field: reading().place(card, field)


def lost_pictures(
    deck: Deck, problems: Sequence[Problem], places: Callable[[str, str], Place]
) -> tuple[Lost, tuple[Problem, ...]]:
    """The problems of a deck's file that take a picture from a face, and all its other errors."""
    errors = {(one.path, one.line, one.column): one for one in problems if one.level == "error"}
    lost: dict[tuple[str, Literal["front", "back"]], Problem] = {}
    for card in deck.cards if errors else ():
        for field, holder, side in _FIELDS:
            place = places(card, field)
            # What is not written has the place of what holds it.
            if place != places(card, holder) and (place.path, place.line, place.column) in errors:
                lost.setdefault((card, side), errors[place.path, place.line, place.column])
    named = set(lost.values())
    return lost, tuple(one for one in problems if one.level == "error" and one not in named)
