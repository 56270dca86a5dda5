"""The bundled decks keep every rule of their making that a program can hold."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest

from deckapp.deck.card import Card, Component, bounds
from deckapp.deck.deck import Deck, Recipe
from deckapp.deck.gathering import read_library
from deckapp.deck.library import bundled_cards_folder, bundled_folder
from deckapp.deck.reading import check_paths
from deckapp.face.cards.check import face_problems
from deckapp.plan.recipe import plan_from_recipe
from deckapp.report.plan_pdf import plan_to_pdf

FEWEST = {
    "change-management": 60,
    "social-media-strategy": 40,
    "workshop-craft": 24,
    "resistance-and-risk": 24,
    "question-cards": 36,
}
QUESTIONS = "question-cards"
RECIPES = 12
COMPONENT_PLANS = get_args(Component)[-7:]
NEEDED = (
    "question", "what", "why", "when", "when_not", "steps", "output", "invitation", "duration", "group",
    "difficulty", "materials", "preparation", "tips", "example", "phase", "component", "tags",
)  # fmt: skip
TEXTS = ("question", "what", "why", "when", "when_not", "output", "invitation", "preparation", "example")
LISTS = ("tips", "pitfalls", "variations", "follow_ups")
GROUND = {
    "the masterclass": "Singapore",
    "the panel": "Web 2.0 Expo",
    "looking inside first": "looking inside",
    "the community thread": "thread",
    "the barriers": "barriers",
}
"""The five sources that the social media cards rest on, and a word of each by which it is credited."""
FILLER = re.compile(
    r"\b(leverag\w+|buy-in|journey|empower\w*|synerg\w+|holistic\w*|seamless\w*|robust\w*|stakeholder engagement)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 28
MEAN_SENTENCE = 15

DECKS = {held.deck.id: held.deck for held in read_library(user=Path("nowhere")).decks}
CARDS = {card.id: (deck, card) for deck in DECKS.values() for card in deck.cards.values()}
METHODS = sorted(card_id for card_id, (deck, _card) in CARDS.items() if deck.id != QUESTIONS)
ALL_RECIPES = [(deck.id, recipe.id) for deck in DECKS.values() for recipe in deck.recipes]


def texts(card: Card) -> Iterator[str]:
    """Everything on a card that is made of sentences."""
    yield from (text for name in TEXTS if (text := getattr(card, name)))
    for name in LISTS:
        yield from getattr(card, name)
    yield from (step.text for step in card.steps)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!…])[”’)*]*\s+", text) if part]


def recipe_of(deck_id: str, recipe_id: str) -> Recipe:
    return next(recipe for recipe in DECKS[deck_id].recipes if recipe.id == recipe_id)


# Decks


def test_five_decks_hold_at_least_the_cards_that_they_promise() -> None:
    assert set(DECKS) == set(FEWEST)
    assert {name: len(deck.cards) for name, deck in DECKS.items() if len(deck.cards) < FEWEST[name]} == {}


def test_every_card_that_lies_in_the_cards_folder_stands_in_a_deck() -> None:
    written = {path.stem for path in bundled_cards_folder().rglob("*.yaml")}
    assert written == set(CARDS)


@pytest.mark.parametrize("deck", DECKS.values(), ids=list(DECKS))
def test_suits_are_balanced_to_within_a_third(deck: Deck) -> None:
    sizes = {suit.id: len(suit.cards) for suit in deck.suits}
    mean = statistics.mean(sizes.values())
    assert {name: size for name, size in sizes.items() if abs(size - mean) > mean / 3} == {}


@pytest.mark.parametrize("deck", DECKS.values(), ids=list(DECKS))
def test_no_two_suits_of_a_deck_share_a_colour_or_an_icon(deck: Deck) -> None:
    assert (
        len({suit.colour for suit in deck.suits})
        == len({suit.icon for suit in deck.suits})
        == len(deck.suits)
    )


@pytest.mark.usefixtures("qapp")
def test_check_finds_nothing_and_all_text_keeps_seven_points() -> None:
    readings = check_paths([bundled_folder(), bundled_cards_folder()])
    assert [str(problem) for reading in readings for problem in reading.problems] == []
    assert [str(problem) for reading in readings for problem in face_problems(reading)] == []
    assert min(deck.style.min_size for deck in DECKS.values()) >= 7
    assert {(deck.style.width, deck.style.height) for deck in DECKS.values()} == {(70.0, 120.0)}


def test_the_change_management_cards_yield_every_part_of_a_plan() -> None:
    fed = Counter(part for card in DECKS["change-management"].cards.values() for part in card.component)
    assert {part for part in get_args(Component) if not fed[part]} == set()
    assert {part: fed[part] for part in COMPONENT_PLANS if fed[part] < 4} == {}


def test_each_source_of_the_social_media_cards_is_covered_and_credited() -> None:
    credited = " ".join(card.source for card in DECKS["social-media-strategy"].cards.values())
    assert {name for name, word in GROUND.items() if word not in credited} == set()


# Cards


@pytest.mark.parametrize("card_id", METHODS)
def test_a_method_card_has_all_that_one_needs_to_run_it(card_id: str) -> None:
    card = CARDS[card_id][1]
    assert [name for name in NEEDED if not getattr(card, name)] == []
    assert 3 <= len(card.steps) <= 7
    assert len(card.pitfalls) >= 2
    assert 2 <= len(sentences(card.example)) <= 3


@pytest.mark.parametrize("card_id", METHODS)
def test_the_minutes_of_the_steps_add_up_to_the_duration(card_id: str) -> None:
    card = CARDS[card_id][1]
    minutes = [step.minutes for step in card.steps]
    ends = bounds(card.duration)
    assert None not in minutes
    assert ends
    assert ends[0] <= sum(minute or 0 for minute in minutes) <= ends[1]


@pytest.mark.parametrize("card_id", [card_id for card_id in CARDS if card_id not in METHODS])
def test_a_question_card_has_one_question_two_follow_ups_and_says_when_to_draw_it(card_id: str) -> None:
    card = CARDS[card_id][1]
    assert card.question.count("?") == 1
    assert len(card.follow_ups) == 2
    assert card.when
    assert card.steps == ()


def test_titles_are_short_and_no_two_cards_share_one() -> None:
    titles = Counter(card.title.casefold() for _deck, card in CARDS.values())
    assert [title for title, times in titles.items() if times > 1] == []
    assert [card.title for _deck, card in CARDS.values() if len(card.title.split()) > 4] == []


def test_links_stay_in_the_deck_and_tell_the_same_from_both_ends() -> None:
    ways = (("before", "after"), ("after", "before"), ("related", "related"))
    wrong = [
        f"{card.id} {name} {other}"
        for deck, card in CARDS.values()
        for name, back in ways
        for other in getattr(card, name)
        if other not in deck.cards or card.id not in getattr(deck.cards[other], back)
    ]
    assert wrong == []
    assert [card_id for card_id in METHODS if not _linked(CARDS[card_id][1])] == []


def _linked(card: Card) -> bool:
    return bool(card.before or card.after or card.related)


@pytest.mark.parametrize("deck", DECKS.values(), ids=list(DECKS))
def test_what_comes_before_never_comes_round_again(deck: Deck) -> None:
    waiting = {card.id: set(card.before) for card in deck.cards.values()}
    while ready := {card_id for card_id, before in waiting.items() if not before}:
        waiting = {card_id: before - ready for card_id, before in waiting.items() if card_id not in ready}
    assert waiting == {}


def test_no_sentence_stands_twice() -> None:
    said = defaultdict(set)
    for deck, card in CARDS.values():
        for text in texts(card):
            for sentence in sentences(text):
                words = re.findall(r"\w+", sentence.casefold())
                if len(words) > 3:
                    said[" ".join(words)].add(f"{deck.id}/{card.id}")
    for deck in DECKS.values():
        for recipe in deck.recipes:
            for step in recipe.steps:
                for sentence in sentences(step.note):
                    words = re.findall(r"\w+", sentence.casefold())
                    if len(words) > 3:
                        said[" ".join(words)].add(f"{deck.id}/{recipe.id}/{step.card}")
    assert {sentence: places for sentence, places in said.items() if len(places) > 1} == {}


def test_sentences_are_short() -> None:
    lengths = {
        sentence: len(sentence.split())
        for _deck, card in CARDS.values()
        for text in texts(card)
        for sentence in sentences(text)
    }
    assert [sentence for sentence, length in lengths.items() if length > LONGEST_SENTENCE] == []
    assert statistics.mean(lengths.values()) <= MEAN_SENTENCE


def test_there_is_no_filler() -> None:
    assert [text for _deck, card in CARDS.values() for text in texts(card) if FILLER.search(text)] == []


@pytest.mark.skipif(not shutil.which("hunspell"), reason="hunspell is not there")
def test_the_spelling_is_british() -> None:
    allowed = set((Path(__file__).parent / "allowed_words.txt").read_text(encoding="utf-8").split())
    wrong = {}
    for place, text in _all_texts():
        plain = re.sub(r"[“”*_\[\]()0-9%#/+–-]", " ", text).replace("’", "'")
        found = subprocess.run(
            ["hunspell", "-d", "en_GB", "-l", "-i", "utf-8"], input=plain, text=True, capture_output=True, check=True
        ).stdout.split()  # fmt: skip
        if unknown := {word for word in found if word not in allowed and word.lower() not in allowed}:
            wrong[place] = unknown
    assert wrong == {}


def _all_texts() -> Iterator[tuple[str, str]]:
    for deck, card in CARDS.values():
        said = [card.title, *texts(card), *card.materials, *card.tags]
        yield f"{deck.id}/{card.id}", "\n".join(said)
    for deck in DECKS.values():
        names = [deck.title, deck.summary, *(suit.title for suit in deck.suits)]
        notes = [text for recipe in deck.recipes for text in (recipe.title, recipe.summary)]
        notes += [step.note for recipe in deck.recipes for step in recipe.steps]
        yield deck.id, "\n".join([*names, *notes])


# Recipes


def test_there_are_a_dozen_occasions() -> None:
    assert len(ALL_RECIPES) >= RECIPES
    assert len({recipe_id for _deck, recipe_id in ALL_RECIPES}) == len(ALL_RECIPES)


@pytest.mark.parametrize("name", ALL_RECIPES, ids=lambda name: "/".join(name))
def test_a_recipe_places_each_of_its_cards_in_a_phase_with_a_note(name: tuple[str, str]) -> None:
    recipe = recipe_of(*name)
    assert len(recipe.steps) >= 4
    assert [step.card for step in recipe.steps if not (step.phase and step.note)] == []
    assert len(sentences(recipe.summary)) >= 2
    assert re.search(r"\b(minutes?|hours?|days?|weeks?|months?|year)\b", recipe.summary)


@pytest.mark.parametrize("name", ALL_RECIPES, ids=lambda name: "/".join(name))
def test_the_minutes_of_a_workshop_recipe_add_up_to_its_length(name: tuple[str, str]) -> None:
    """A recipe for one sitting begins each note with its minutes, and its summary names their sum."""
    recipe = recipe_of(*name)
    minutes = [re.match(r"(\d+) minutes\b", step.note) for step in recipe.steps]
    if not any(minutes):
        return
    assert [step.card for step, found in zip(recipe.steps, minutes, strict=True) if not found] == []
    total = sum(int(found.group(1)) for found in minutes if found)
    assert f"{total} minutes" in recipe.summary


def test_workshops_are_among_the_recipes() -> None:
    timed = [name for name in ALL_RECIPES if re.match(r"\d+ minutes\b", recipe_of(*name).steps[0].note)]
    assert len(timed) >= 4


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ALL_RECIPES, ids=lambda name: "/".join(name))
def test_a_recipe_s_plan_comes_out_on_paper(name: tuple[str, str]) -> None:
    deck, recipe = DECKS[name[0]], recipe_of(*name)
    plan = plan_from_recipe(deck, recipe)
    assert [activity.card.id for activity in plan.activities.values()] == [step.card for step in recipe.steps]
    with pypdfium2.PdfDocument(plan_to_pdf(plan)) as pdf:
        said = _bare("".join(page.get_textpage().get_text_range() for page in pdf))
    cards = [deck.cards[step.card] for step in recipe.steps]
    wanted = [text for card in cards for text in (card.title, card.question)]
    wanted += [step.note for step in recipe.steps]
    assert [text for text in wanted if _bare(text) not in said] == []


def _bare(text: str) -> str:
    """The letters of a text, wherever its lines end."""
    return re.sub(r"\W", "", text)
