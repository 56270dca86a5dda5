"""A deck from its file and the shelves around it: every card found, every pointer checked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec
from yaml import Node, ScalarNode

from deckapp.deck.card import Art, Card
from deckapp.deck.deck import Deck, Recipe, Suit
from deckapp.deck.files import picture
from deckapp.deck.nodes import entries, get, place_of, scalar
from deckapp.deck.places import PlaceFinder
from deckapp.deck.shelf import File, Shelf, Shelves
from deckapp.deck.suggest import Guesses
from deckapp.deck.typed import MAX_PROBLEMS, Problems, typed
from deckapp.deck.written import WrittenDeck
from deckapp.problem import Problem

POINTERS = ("before", "after", "related")
MAX_ASTRAY = 50


class Builder:
    """Builds one deck; afterwards `problems`, `places` and `files` say what was met on the way."""

    def __init__(self, file: File, desk: Shelves, folders: Sequence[Path], *, opening: bool = True) -> None:
        """`folders` are the shelves to look in after those that lie beside the deck.

        Unless `opening`, only shelves that were opened before are looked in.
        """
        assert file.node is not None
        self.file = file
        self.node = file.node
        self.desk = desk
        self.folder = file.path.parent
        beside = [self.folder / "cards", Path(os.path.normpath(self.folder / ".." / "cards"))]
        self.shelves = _Row(desk.shelf if opening else desk.opened, (*beside, *folders))
        self.noted = Problems(str(file.path), desk.guesses)
        self.foreign: list[Problem] = []
        self.files: dict[str, Path] = {}
        self.inline = set(file.inline)
        self._quiet = False
        self.known = _KnownCards(self.inline, self.shelves)
        self.places = PlaceFinder(file.path, self.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, in the order of files and lines, each once."""
        return tuple(sorted({*self.noted.found, *self.foreign}))

    def build(self) -> Deck | None:
        """The deck with all that is good in it; None where the file holds no deck."""
        written = typed(self.node, WrittenDeck, self.noted)
        if written is None:
            return None
        deck, named = self.filled(written)
        self.check_suits(named)
        self.check_recipes(named | self.inline)
        for card in deck.cards.values():
            self.check_pointers(card)
        return deck

    def sketch(self) -> Deck | None:
        """The deck with the cards that its shelves have by now; nothing is said of what is not there yet."""
        written = typed(self.node, WrittenDeck, Problems(str(self.file.path)))
        self._quiet = True
        return None if written is None else self.filled(written)[0]

    def filled(self, written: WrittenDeck) -> tuple[Deck, set[str]]:
        """The deck with each card that was found, and the ids of all that it names."""
        cards: dict[str, Card] = {}
        suits: list[Suit] = []
        named: set[str] = set()
        suit_ids = _told_apart(suit.id for suit in written.suits)
        for suit, suit_id in zip(written.suits, suit_ids, strict=True):
            ids = [entry if isinstance(entry, str) else entry.id for entry in suit.cards]
            named.update(ids)
            kept = []
            for card_id, entry in zip(ids, suit.cards, strict=True):
                if card_id in cards:
                    continue
                card = self.found(card_id) if isinstance(entry, str) else self.own(entry)
                if card:
                    cards[card_id] = card
                    kept.append(card_id)
            suits.append(
                Suit(id=suit_id, title=suit.title, colour=suit.colour, icon=suit.icon,
                     cards=tuple(kept))
            )  # fmt: skip
        deck = Deck(
            id=written.id, title=written.title, summary=written.summary, author=written.author,
            licence=written.licence, language=written.language, version=written.version,
            style=written.style, suits=tuple(suits), recipes=tuple(_playable(written.recipes, cards)),
            cards=cards, path=str(self.file.path),
        )  # fmt: skip
        return deck, named

    def own(self, card: Card) -> Card:
        """A card that stands in the deck's file."""
        self.files[card.id] = self.file.path
        return self.pictured(card, self.folder, (self.folder,))

    def found(self, card_id: str) -> Card | None:
        """A card from the first shelf that has it; the problems of its file become the deck's."""
        if card_id in self.inline:
            return None
        for shelf in self.shelves:
            file = shelf.cards.get(card_id)
            if file:
                self.files[card_id] = file.path
                self.foreign += [*file.problems, *shelf.repeats.get(card_id, ())]
                roots = (self.folder, shelf.folder)
                return self.pictured(file.card, file.path.parent, roots) if file.card else None
        return None

    def pictured(self, card: Card, beside: Path, roots: tuple[Path, ...]) -> Card:
        """The card with its pictures as absolute paths; what cannot be had is noted and left away."""
        if not card.image and not card.art:
            return card
        card, faults, paths = with_pictures(card, beside, roots)
        for path in paths:
            self.desk.watch(path)
        for field, (message, hint) in faults.items():
            self.blame(card.id, field, message, hint)
        return card

    def blame(self, card_id: str, field: str, message: str, hint: str) -> None:
        """Note what is wrong with a field of a card, in the file where it stands."""
        if self._quiet or len(self.foreign) >= MAX_PROBLEMS:
            return
        place = self.places.find(card_id, field)
        self.foreign.append(Problem(place.path, place.line, place.column, message, hint))

    def check_suits(self, named: set[str]) -> None:
        """Cards that exist nowhere or stand twice, and suits that share an id."""
        self.check_ids("suits", "suit")
        seen: dict[str, int] = {}
        for suit in entries(self.node, "suits"):
            for entry in entries(suit, "cards"):
                card_id, place = named_card(entry)
                line, _ = place_of(place)
                if card_id in seen:
                    message = f"the card `{card_id}` already stands in this deck, in line {seen[card_id]}"
                    self.noted.add(place, message, "name it once, or give one of them another id")
                elif card_id in named and not self.noted.full and card_id not in self.known:
                    self.miss(place, card_id)
                if card_id:
                    seen.setdefault(card_id, line)

    def check_recipes(self, named: set[str]) -> None:
        """Recipes that share an id, and steps whose card is not in the deck."""
        self.check_ids("recipes", "recipe")
        for recipe in entries(self.node, "recipes"):
            for step in entries(recipe, "steps"):
                place = get(step, "card")
                card_id = scalar(step, "card")
                if not card_id or place is None or card_id in named:
                    continue
                if self.noted.full:
                    return
                if card_id in self.known:
                    message = f"the card `{card_id}` is in no suit of this deck"
                    self.noted.add(place, message, "add it to a suit")
                else:
                    self.miss(place, card_id)

    def miss(self, place: Node, card_id: str) -> None:
        """Note a card that does not exist; where not all was read, nobody knows."""
        if not self.desk.values.spent:
            self.noted.add(place, *nowhere(card_id, self.known, self.desk.guesses))

    def check_ids(self, key: str, noun: str) -> None:
        """Entries of a list that share an id."""
        seen: dict[str, int] = {}
        for entry in entries(self.node, key):
            name, place = scalar(entry, "id"), get(entry, "id")
            if name and place:
                if name in seen:
                    message = f"the {noun} id `{name}` is already used in line {seen[name]}"
                    self.noted.add(place, message, "give one of them another id")
                seen.setdefault(name, place_of(place)[0])

    def check_pointers(self, card: Card) -> None:
        """What comes before, after or beside a card must exist in the deck or on its shelves."""
        if len(self.foreign) < MAX_PROBLEMS and not self.desk.values.spent:
            for field, card_id in astray(card, self.known):
                self.blame(card.id, f"{field}/{card_id}", *nowhere(card_id, self.known, self.desk.guesses))


class _Row:
    """The shelves of a deck in their order, each opened when the one before lacks a card."""

    def __init__(self, look: Callable[[Path], Shelf | None], folders: Sequence[Path]) -> None:
        self._look = look
        self._left = list(reversed(folders))
        self._opened: list[Shelf] = []

    def __iter__(self) -> Iterator[Shelf]:
        yield from self._opened
        while self._left:
            shelf = self._look(self._left.pop())
            if shelf is not None:
                self._opened.append(shelf)
                yield shelf

    def __contains__(self, card_id: object) -> bool:
        for shelf in self._opened:
            if card_id in shelf.cards:
                return True
        return bool(self._left) and any(card_id in shelf.cards for shelf in self)


class _KnownCards:
    """The ids of all cards that a deck may name, looked up where they are: a set for each deck takes long."""

    def __init__(self, inline: set[str], shelves: _Row) -> None:
        self._inline, self._shelves = inline, shelves

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._inline or card_id in self._shelves

    def __iter__(self) -> Iterator[str]:
        yield from self._inline
        for shelf in self._shelves:
            yield from shelf.cards


def astray(card: Card, known: Container[str]) -> Iterable[tuple[str, str]]:
    """(field, card id) of the cards that this one names and that do not exist, the first fifty."""
    named = ((field, card_id) for field in POINTERS for card_id in getattr(card, field))
    return islice((pair for pair in named if pair[1] not in known), MAX_ASTRAY)


def nowhere(card_id: str, known: Iterable[str], guesses: Guesses) -> tuple[str, str]:
    """(message, remedy) for a card that does not exist."""
    return f"there is no card `{card_id}`", guesses.did_you_mean(card_id, known) or "check its id"


def with_pictures(
    card: Card, beside: Path, roots: tuple[Path, ...]
) -> tuple[Card, dict[str, tuple[str, str]], list[Path]]:
    """The card with pictures as absolute paths, the faults by field, and the pictures found."""
    faults: dict[str, tuple[str, str]] = {}
    paths: list[Path] = []

    def resolved(field: str, written: str) -> str:
        if not written:
            return ""
        result = picture(written, beside, roots)
        if isinstance(result, Path):
            paths.append(result)
            return str(result)
        faults[field] = result
        return ""

    art = card.art and Art(resolved("art/front", card.art.front), resolved("art/back", card.art.back))
    if art == Art():
        art = None
    return msgspec.structs.replace(card, image=resolved("image", card.image), art=art), faults, paths


def named_card(entry: Node) -> tuple[str, Node]:
    """The id of a suit's entry, a mere id or a whole card, and the node that says it."""
    if isinstance(entry, ScalarNode):
        return entry.value, entry
    return scalar(entry, "id"), get(entry, "id") or entry


def _told_apart(ids: Iterable[str]) -> Iterable[str]:
    """The ids, with a number behind those that were there before."""
    seen: Counter[str] = Counter()
    for name in ids:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}.{seen[name]}"


def _playable(recipes: Iterable[Recipe], cards: dict[str, Card]) -> Iterable[Recipe]:
    """The recipes without the steps whose card is missing."""
    for recipe in recipes:
        steps = tuple(step for step in recipe.steps if step.card in cards)
        yield msgspec.structs.replace(recipe, steps=steps)
