"""Finding cards at every key: words in titles, tags, questions and texts, narrowed by facets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from deckapp.deck.card import Card, bounds
from deckapp.deck.folding import fold, is_unspaced, words
from deckapp.deck.library import Library
from deckapp.deck.slips import Slips

TITLE, TAGS, QUESTION, TEXT = range(4)
_WEIGHTS = {TITLE: (12, 16), TAGS: (8, 10), QUESTION: (4, 6), TEXT: (1, 2)}
"""What a word counts that begins so, and what the word itself counts, by the best field it stands in."""
_WHOLE_TITLE = 20
_KEPT_TERMS = 16
_TEXTS = (
    "what", "why", "when", "when_not", "output", "invitation", "preparation", "example", "source",
)  # fmt: skip
_LISTS = ("follow_ups", "materials", "tips", "pitfalls", "variations")
_QUERY = re.compile(r'"([^"]+)"|([^\s"]+)')


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows a search; an empty facet narrows nothing. Suits are ``deck-id/suit-id``.

    `max_minutes` is the time at hand, `people` the size of the group.
    """

    decks: frozenset[str] = frozenset()
    suits: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    components: frozenset[str] = frozenset()
    max_minutes: int | None = None
    people: int | None = None


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A card that was found, as it stands in one deck."""

    deck_id: str
    card_id: str


class _Term(msgspec.Struct, frozen=True):
    """A word of a query, or a phrase of several between quotation marks."""

    words: tuple[str, ...]
    written: str


class Index:
    """All cards of a library, prepared so that a key is answered in milliseconds."""

    def __init__(self, library: Library) -> None:
        self._all: list[Hit] = []
        self._texts: list[str] = []
        self._offsets: list[tuple[int, int, int]] = []
        self._minutes: list[int | None] = []
        self._people: list[tuple[int, int] | None] = []
        self._groups: dict[str, dict[str, set[int]]] = {
            name: defaultdict(set) for name in ("decks", "suits", "phases", "components")
        }
        self._postings: dict[str, tuple[list[int], ...]] = {}
        self._recent: dict[_Term, dict[int, int]] = {}
        for entry in library.decks:
            for suit in entry.deck.suits:
                for card_id in suit.cards:
                    self._add(entry.deck.id, suit.id, entry.deck.cards[card_id])
        self._titles = sorted((text.partition("\n")[0], number) for number, text in enumerate(self._texts))
        self._vocabulary = sorted(self._postings)
        self._slips = Slips([word for word in self._vocabulary if not is_unspaced(word)])

    def _add(self, deck_id: str, suit_id: str, card: Card) -> None:
        number = len(self._all)
        self._all.append(Hit(deck_id, card.id))
        length = bounds(card.duration)
        self._minutes.append(length[0] if length else None)
        self._people.append(bounds(card.group))
        self._groups["decks"][deck_id].add(number)
        self._groups["suits"][f"{deck_id}/{suit_id}"].add(number)
        self._groups["phases"][fold(card.phase)].add(number)
        for component in card.component:
            self._groups["components"][component].add(number)
        seen: set[str] = set()
        parts = []
        for field, text in enumerate(_fields(card)):
            found = words(text)
            parts.append(" ".join(found))
            fresh = set(found) - seen
            seen |= fresh
            for word in fresh:
                postings = self._postings.get(word)
                if postings is None:
                    postings = self._postings[word] = ([], [], [], [])
                postings[field].append(number)
        self._texts.append("\n".join(parts))
        title, tags, question = (len(part) + 1 for part in parts[:TEXT])
        self._offsets.append((title, title + tags, title + tags + question))

    def search(self, query: str, facets: Facets = Facets()) -> list[Hit]:  # noqa: B008  (frozen)
        """The cards that hold every word of the query and pass every facet, the best first.

        Words may be cut short; a phrase in quotation marks must stand so; a slip of the keyboard is
        forgiven where a word matches nothing. An empty query gives all cards, in the decks' order.
        """
        terms = list(_terms(query))
        allowed = self._allowed(facets)
        if not terms:
            return self._all[:] if allowed is None else [self._all[number] for number in sorted(allowed)]
        scores = self._scores(terms, allowed)
        titled = self._titled(" ".join(word for term in terms for word in term.words))
        bonus = {number: scores[number] + _WHOLE_TITLE for number in titled if number in scores}
        return self._ranked({**scores, **bonus} if bonus else scores)

    def _titled(self, start: str) -> list[int]:
        """The cards whose title begins so."""
        first = bisect_left(self._titles, (start, 0))
        last = bisect_left(self._titles, (start + "\U0010ffff", 0), first)
        return [number for _title, number in self._titles[first:last]]

    def _ranked(self, scores: dict[int, int]) -> list[Hit]:
        """The hits, the best first and equals in the decks' order."""
        equals: dict[int, list[int]] = {}
        # There are few scores and many hits: putting equals together is faster than sorting all by score.
        for number, score in scores.items():
            equals.setdefault(score, []).append(number)
        return [
            self._all[number] for score in sorted(equals, reverse=True) for number in sorted(equals[score])
        ]

    def _scores(self, terms: Iterable[_Term], allowed: set[int] | None) -> dict[int, int]:
        scores, *others = sorted((self._matches(term) for term in terms), key=len)
        for other in others:
            scores = {number: score + other[number] for number, score in scores.items() if number in other}
        if allowed is not None:
            scores = {number: score for number, score in scores.items() if number in allowed}
        return scores

    def _matches(self, term: _Term) -> dict[int, int]:
        """The score of each card that holds the term; the words before the one being typed are known."""
        found = self._recent.pop(term, None)
        if found is None:
            found = self._matched(term)
        self._recent[term] = found
        if len(self._recent) > _KEPT_TERMS:
            del self._recent[next(iter(self._recent))]
        return found

    def _matched(self, term: _Term) -> dict[int, int]:
        if len(term.words) > 1:
            return self._scan(" ".join(term.words))
        word = term.words[0]
        if is_unspaced(word):
            return self._scan(word)
        vocabulary = self._vocabulary
        first = bisect_left(vocabulary, word)
        beginning = vocabulary[first : bisect_left(vocabulary, word + "\U0010ffff", first)]
        if not beginning and len(word) > 2:
            beginning = [other for other in vocabulary if word in other] or self._slips.meant(word)
        return self._weighed(word, beginning)

    def _weighed(self, word: str, beginning: list[str]) -> dict[int, int]:
        scores: dict[int, int] = {}
        exact = self._postings.get(word)
        for field in (TEXT, QUESTION, TAGS, TITLE):
            cut_short, whole = _WEIGHTS[field]
            # One or two letters begin words of nearly every text; there they must be the whole word.
            if len(word) > 2 or field != TEXT:
                for other in beginning:
                    numbers = self._postings[other][field]
                    if numbers:
                        scores.update(dict.fromkeys(numbers, cut_short))
            if exact and exact[field]:
                scores.update(dict.fromkeys(exact[field], whole))
        return scores

    def _scan(self, part: str) -> dict[int, int]:
        """Cards that hold a run of characters anywhere; the first place is the best, by the fields' order."""
        scores = {}
        for number, text in enumerate(self._texts):
            place = text.find(part)
            if place >= 0:
                field = sum(place >= offset for offset in self._offsets[number])
                scores[number] = _WEIGHTS[field][0]
        return scores

    def _allowed(self, facets: Facets) -> set[int] | None:
        """The cards that pass every facet; None where no facet narrows."""
        sets = [
            set().union(*(groups.get(key, ()) for key in self._keys(name, getattr(facets, name))))
            for name, groups in self._groups.items()
            if getattr(facets, name)
        ]
        if (limit := facets.max_minutes) is not None:
            sets.append({n for n, low in enumerate(self._minutes) if low is not None and low <= limit})
        if (people := facets.people) is not None:
            sets.append({n for n, ends in enumerate(self._people) if ends and ends[0] <= people <= ends[1]})
        return set.intersection(*sets) if sets else None

    def _keys(self, name: str, values: Iterable[str]) -> Iterable[str]:
        return map(fold, values) if name == "phases" else values

    def wishes(self, query: str) -> list[str]:
        """The words and quoted phrases of a query, each of which is a query of its own."""
        return [f'"{term.written}"' if len(term.words) > 1 else term.written for term in _terms(query)]


def _fields(card: Card) -> tuple[str, str, str, str]:
    """The texts of a card by weight: title, tags, question, and all the rest."""
    texts = [getattr(card, name) for name in _TEXTS]
    texts += [step.text for step in card.steps]
    for name in _LISTS:
        texts += getattr(card, name)
    return card.title, " ".join(card.tags), card.question, "\n".join(filter(None, texts))


def _terms(query: str) -> Iterator[_Term]:
    for phrase, word in _QUERY.findall(query):
        found = tuple(words(phrase or word))
        if phrase and found:
            yield _Term(found, phrase)
        else:
            for part in found:
                yield _Term((part,), word if len(found) == 1 else part)
