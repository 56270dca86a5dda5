"""Where each card and field of a deck was written: found again in the files, but only when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from deckapp.deck.files import read_text
from deckapp.deck.nodes import compose, entries, get, no_collecting, place_of, scalar
from deckapp.files.excerpt import FAR, excerpt
from deckapp.problem import Problem


def in_words(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, and of those far out in a long line also what stands there."""
    texts: dict[str, str | Problem] = {}
    told = []
    for problem in problems:
        if problem.column > FAR:
            text = texts.setdefault(problem.path, "") or read_text(Path(problem.path))
            texts[problem.path] = text
            if isinstance(text, str):
                line = text.split("\n", problem.line)[problem.line - 1]
                there = excerpt(line, problem.column - 1)
                problem = problem._replace(message=f"{problem.message}, at {there}")
        told.append(problem)
    return tuple(told)


class Place(msgspec.Struct, frozen=True):
    """A place in a file; `line` and `column` count from 1, and 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0


class PlaceFinder:
    """Finds places in a deck's file and in the files of its cards; keeps what it has read."""

    def __init__(self, deck: Path, cards: Mapping[str, Path]) -> None:
        """`cards` says in which file each card was written; a card that stands in the deck's file, in that."""
        self.deck = deck
        self.cards = cards
        self._roots: dict[Path, Node | None] = {}
        self._inline: dict[str, Node] | None = None
        self._named: dict[int, dict[str, Node]] = {}

    def find(self, card_id: str, field: str = "") -> Place:
        """Where a field of a card begins, or of the deck where `card_id` is "".

        `field` may lead deeper, as in ``steps/2/text`` or ``suits/people/icon``: entries of a list go by
        their id, their text or their number from 0. What is not written gives the place of what holds it.
        """
        path = self.cards.get(card_id, self.deck)
        node = self._root(path)
        if card_id and path == self.deck:
            node = self._own(node).get(card_id, node)
        if node is None:
            return Place(str(path))
        for part in filter(None, field.split("/")):
            below = self._below(node, part)
            if below is None:
                break
            node = below
        return Place(str(path), *place_of(node))

    def forget(self) -> None:
        """Let go of what was read; what is asked for next is read again."""
        self._roots.clear()
        self._inline = None
        self._named.clear()

    def _own(self, deck: Node | None) -> dict[str, Node]:
        """The cards that stand in the deck's file, the first of each id."""
        if self._inline is None:
            cards = [card for suit in entries(deck, "suits") for card in entries(suit, "cards")]
            self._inline = {scalar(card, "id"): card for card in reversed(cards)}
        return self._inline

    def _root(self, path: Path) -> Node | None:
        if path not in self._roots:
            text = read_text(path)
            with no_collecting():
                node = text if isinstance(text, Problem) else compose(text, str(path))
            self._roots[path] = None if isinstance(node, Problem) else node
        return self._roots[path]

    def _below(self, node: Node, part: str) -> Node | None:
        if isinstance(node, MappingNode):
            return get(node, part)
        if not isinstance(node, SequenceNode):
            return None
        # Kept, for a long list may be asked for each of its entries.
        named = self._named.get(id(node))
        if named is None:
            named = self._named[id(node)] = {_name(child): child for child in reversed(node.value)}
        if part in named:
            return named[part]
        number = int(part) if part.isdecimal() and len(part) < 10 else len(node.value)
        return node.value[number] if number < len(node.value) else None


def _name(node: Node) -> str:
    return node.value if isinstance(node, ScalarNode) else scalar(node, "id")
