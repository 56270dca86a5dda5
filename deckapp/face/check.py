"""What is wrong with how a deck's cards come out: text that cannot fit, characters, icons and colours."""

from __future__ import annotations

from collections.abc import Iterator

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Suit
from deckapp.deck.reading import Reading
from deckapp.deck.suggest import did_you_mean
from deckapp.face import icons
from deckapp.face.card_face import lay_back, lay_front
from deckapp.face.page import FaceProblem, Page
from deckapp.face.style import READABLE, colour, contrast
from deckapp.problem import Problem


def face_problems(reading: Reading) -> list[Problem]:
    """Every problem of the faces of a deck, each with its place; needs a QGuiApplication."""
    deck = reading.deck
    if deck is None:
        return []
    problems = [*_colours(reading, deck)]
    for suit in deck.suits:
        problems += _suit(reading, deck, suit)
        for card_id in suit.cards:
            if card_id in deck.cards:
                problems += _card(reading, deck, suit, deck.cards[card_id])
    return problems


def _card(reading: Reading, deck: Deck, suit: Suit, card: Card) -> Iterator[Problem]:
    pages: tuple[Page, ...] = (
        lay_front(card, suit, deck.style, deck.language),
        lay_back(card, suit, deck.style, deck.language, deck=deck.title),
    )
    seen: set[tuple[str, str]] = set()
    for page in pages:
        for found in page.problems:
            said = (found.field, found.message)
            if said not in seen:
                seen.add(said)
                yield _problem(reading, deck, card, found)


def _problem(reading: Reading, deck: Deck, card: Card, found: FaceProblem) -> Problem:
    place = reading.place(card.id, found.field.replace(".", "/"))
    hint = ""
    if found.overflow_mm:
        hint = f"shorten `{found.field}`, or show fewer fields on the {found.side}"
    elif "no font has" in found.message:
        hint = "use another character, or install a font that has it"
    where = f"the {found.side} of “{card.title}” in “{deck.title}”"
    return Problem(place.path, place.line, place.column, f"{where}: {found.message}", hint)


def _suit(reading: Reading, deck: Deck, suit: Suit) -> Iterator[Problem]:
    if suit.icon not in icons.icon_names():
        place = reading.place("", f"suits/{suit.id}/icon")
        hint = did_you_mean(suit.icon, icons.icon_names()) or "`cards` is drawn instead"
        yield Problem(place.path, place.line, place.column, f"there is no icon `{suit.icon}`", hint)
    found = contrast(colour(suit.colour), deck.style.paper)
    if found < READABLE:
        place = reading.place("", f"suits/{suit.id}/colour")
        message = (
            f"the colour of the suit `{suit.id}` has a contrast of only {found:.1f} : 1 against the paper"
        )
        hint = f"choose one with at least {READABLE} : 1; text is darkened until then"
        yield Problem(place.path, place.line, place.column, message, hint, "warning")


def _colours(reading: Reading, deck: Deck) -> Iterator[Problem]:
    found = contrast(deck.style.ink, deck.style.paper)
    if found < READABLE:
        place = reading.place("", "style/ink")
        message = f"ink on paper has a contrast of only {found:.1f} : 1"
        yield Problem(place.path, place.line, place.column, message, f"choose at least {READABLE} : 1")
