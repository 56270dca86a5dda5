"""What is wrong with how cards come out: text that cannot fit, characters, pictures, icons and colours."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterator
from pathlib import Path

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Style, Suit
from deckapp.deck.places import Place
from deckapp.deck.reading import Reading
from deckapp.deck.suggest import Guesses
from deckapp.deck.typed import MAX_PROBLEMS
from deckapp.face import icons
from deckapp.face.cards.card_face import lay_back, lay_front
from deckapp.face.cards.card_pictures import named_pictures, picture_problems
from deckapp.face.page import FaceProblem, Page
from deckapp.face.style import READABLE, colour, contrast
from deckapp.files.reading import read_bytes
from deckapp.plan.edits.copies import MAX_IMAGE_BYTES
from deckapp.plan.json_places import Key, locate
from deckapp.plan.json_text import MAX_BYTES
from deckapp.plan.plan import Activity, DeckCopy, Plan
from deckapp.problem import Problem


class Patience:
    """Ends at a time of the processor, and knows how many cards were left, and the first file of them."""

    def __init__(self, end: float = math.inf) -> None:
        self._end = end
        self.guesses = Guesses(100)
        self.skipped = 0
        self.since: Path | None = None

    def skips(self, reading: Reading) -> bool:
        """Whether a card of this reading is left out."""
        if time.process_time() < self._end:
            return False
        self.skipped += 1
        self.since = self.since or reading.path
        return True


def face_problems(reading: Reading, patience: Patience | None = None) -> list[Problem]:
    """The problems of the faces of a deck, each with its place; needs a QGuiApplication."""
    deck, patience = reading.deck, patience or Patience()
    if deck is None:
        if reading.card is None or patience.skips(reading):
            return []
        return list(_loose(reading, reading.card))
    problems = [*_colours(reading, deck)]
    for suit in deck.suits:
        problems += _suit(reading, deck, suit, patience.guesses)
        for card_id in suit.cards:
            if len(problems) >= MAX_PROBLEMS:
                message = f"there are more than {MAX_PROBLEMS} problems with this deck's faces"
                return [*problems, Problem(str(reading.path), 0, 0, message, "mend these first")]
            if card_id in deck.cards and not patience.skips(reading):
                problems += _card(reading, deck, suit, deck.cards[card_id])
    return problems


def plan_picture_problems(plan: Plan, path: Path | None) -> list[Problem]:
    """What is wrong with the pictures of a plan's copied cards, each once, with its line in the plan's file.

    Without a file, or where that cannot be read any more, without a line.
    """
    found: list[tuple[Key, Activity, FaceProblem]] = []
    seen: set[tuple[str, str, str, str]] = set()
    for key, activity in plan.activities.items():
        copy = plan.decks.get(activity.deck) or DeckCopy(title="")
        for problem in picture_problems(activity.card, copy.style, plan.images.__getitem__):
            once = activity.deck, activity.card.id, problem.field, problem.message
            if once not in seen:
                seen.add(once)
                found.append((("activities", key, "card", *problem.field.split(".")), activity, problem))
    places: dict[Key, tuple[int, int]] = {}
    if found and path is not None:
        with contextlib.suppress(OSError):
            places = locate(read_bytes(path, MAX_BYTES), {place for place, *_ in found})
    name = str(path) if path is not None else plan.title or "this plan"
    return [
        Problem(name, *places.get(key, (0, 0)), _on_card(activity, problem), problem.hint, problem.level)
        for key, activity, problem in found
    ]


def _on_card(activity: Activity, problem: FaceProblem) -> str:
    card = activity.card.title
    of = f"“{card}”" if card == activity.title else f"“{card}” (the activity “{activity.title}”)"
    return f"the {problem.side} of {of}: {problem.message}"


def _card(reading: Reading, deck: Deck, suit: Suit, card: Card) -> Iterator[Problem]:
    pages: tuple[Page, ...] = (
        lay_front(card, suit, deck.style, deck.language),
        lay_back(card, suit, deck.style, deck.language, deck=deck.title),
    )
    shown = [problem for page in pages for problem in page.problems]
    for (field, _message), found in {
        (found.field, found.message): found for found in (*shown, *picture_problems(card, deck.style))
    }.items():
        place = reading.place(card.id, field.replace(".", "/"))
        yield _problem(place, f"the {found.side} of “{card.title}” in “{deck.title}”", found)
    for field, side, reference in named_pictures(card):
        if _too_large_for_plans(reference):
            place = reading.place(card.id, field.replace(".", "/"))
            yield _left_out(place, f"the {side} of “{card.title}” in “{deck.title}”")


def _loose(reading: Reading, card: Card) -> Iterator[Problem]:
    """What is wrong with the pictures of a card that no deck names."""
    for found in picture_problems(card, Style()):
        place = reading.place("", found.field.replace(".", "/"))
        yield _problem(place, f"the {found.side} of “{card.title}”", found)


def _too_large_for_plans(reference: str) -> bool:
    try:
        return Path(reference).stat().st_size > MAX_IMAGE_BYTES
    except (OSError, ValueError):
        return False


def _left_out(place: Place, where: str) -> Problem:
    most = MAX_IMAGE_BYTES // 1024**2
    message = f"{where}: the picture is larger than {most} MiB, and plans leave it out"
    return Problem(place.path, place.line, place.column, message, "make it smaller", "warning")


def _problem(place: Place, where: str, found: FaceProblem) -> Problem:
    hint = found.hint
    if found.overflow_mm:
        hint = f"shorten `{found.field}`, or show fewer fields on the {found.side}"
    elif "no font has" in found.message:
        hint = "use another character, or install a font that has it"
    return Problem(place.path, place.line, place.column, f"{where}: {found.message}", hint, found.level)


def _suit(reading: Reading, deck: Deck, suit: Suit, guesses: Guesses) -> Iterator[Problem]:
    if suit.icon not in icons.icon_names():
        place = reading.place("", f"suits/{suit.id}/icon")
        hint = guesses.did_you_mean(suit.icon, icons.icon_names()) or "`cards` is drawn instead"
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
