"""Which one wish, given up, would let cards match again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from deckapp.deck.search import Facets, Index


class WayOut(msgspec.Struct, frozen=True):
    """What to give up, as a button says it, and the query and facets that then remain."""

    text: str
    query: str
    facets: Facets


_WORDS = re.compile(r'"[^"]+"|[^\s"]+')
_FILTERS = (
    ("decks", "the filter for the deck", "Look in all decks"),
    ("suits", "the filter for the suit", "Clear the suit filter"),
    ("phases", "the filter for the phase", "Clear the phase filter"),
    ("components", "the filter for the component plan", "Clear the component filter"),
    ("max_minutes", "the filter for the time", "Clear the time filter"),
    ("people", "the filter for the group size", "Clear the group filter"),
)


def way_out(index: Index, query: str, facets: Facets) -> WayOut:
    """The step that `Index.why_nothing` speaks of; clearing all where no single step helps."""
    words = _WORDS.findall(query)
    known = [word for word in words if index.search(word)]
    if len(known) < len(words):
        dropped = next(word for word in words if word not in known)
        if not known:
            return WayOut("Clear the search", "", facets)
        return WayOut(f"Search without “{dropped.strip(chr(34))}”", " ".join(known), facets)
    counted = [(len(index.search(way.query, way.facets)), what, way) for what, way in _steps(words, facets)]
    count, _what, best = max(counted, key=lambda one: one[:2], default=(0, "", None))
    return best if best is not None and count else WayOut("Clear search and filters", "", Facets())


def _steps(words: list[str], facets: Facets) -> Iterator[tuple[str, WayOut]]:
    """Each single wish that can be given up, under the name that `Index.why_nothing` has for it."""
    for place, word in enumerate(words if len(words) > 1 else ()):
        name = f"“{word.strip(chr(34))}”"
        rest = " ".join(words[:place] + words[place + 1 :])
        yield name, WayOut(f"Search without {name}", rest, facets)
    for field, name, text in _FILTERS:
        nothing: Any = getattr(Facets(), field)
        if getattr(facets, field) != nothing:
            rest_of_facets = msgspec.structs.replace(facets, **{field: nothing})
            yield name, WayOut(text, " ".join(words), rest_of_facets)
