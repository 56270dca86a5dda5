"""Why a search finds nothing, and the one wish that, given up, would let cards match again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from deckapp.deck.search import Facets, Index


class NoHits(msgspec.Struct, frozen=True):
    """One answer: `why` in a sentence, the `remedy` as a button says it, and the query and facets after it."""

    why: str
    remedy: str
    query: str
    facets: Facets


_FILTERS = (
    ("decks", "the filter for the deck", "Look in all decks"),
    ("suits", "the filter for the suit", "Clear the suit filter"),
    ("phases", "the filter for the phase", "Clear the phase filter"),
    ("components", "the filter for the component plan", "Clear the component filter"),
    ("max_minutes", "the filter for the time", "Clear the time filter"),
    ("people", "the filter for the group size", "Clear the group filter"),
)
_TOO_MUCH = "No card fits all of this. Clear the filters or use fewer words."


def why_nothing(index: Index, query: str, facets: Facets = Facets()) -> NoHits | None:  # noqa: B008  (frozen)
    """The answer for a query and facets that find nothing; None where they find something."""
    if index.search(query, facets):
        return None
    wishes = index.wishes(query)
    known = [wish for wish in wishes if index.search(wish)]
    if len(known) < len(wishes):
        unknown = list(dict.fromkeys(_quoted(wish) for wish in wishes if wish not in known))
        remedy = f"Search without {unknown[0]}" if known else "Clear the search"
        return NoHits(f"No card says {_either(unknown)}.", remedy, " ".join(known), facets)
    counted = [(len(index.search(one.query, one.facets)), one) for one in _steps(wishes, facets)]
    count, best = max(counted, key=lambda found: (found[0], found[1].why), default=(0, None))
    if best is None or not count:
        return NoHits(_TOO_MUCH, "Clear search and filters", "", Facets())
    cards = "one card does" if count == 1 else f"{count:,} cards do"
    return msgspec.structs.replace(best, why=f"Nothing fits all of this. Without {best.why}, {cards}.")


def _steps(wishes: list[str], facets: Facets) -> Iterator[NoHits]:
    """Each single wish that can be given up; `why` is what it is called."""
    for place, wish in enumerate(wishes if len(wishes) > 1 else ()):
        rest = " ".join(wishes[:place] + wishes[place + 1 :])
        yield NoHits(_quoted(wish), f"Search without {_quoted(wish)}", rest, facets)
    for field, name, remedy in _FILTERS:
        nothing: Any = getattr(Facets(), field)
        if getattr(facets, field) != nothing:
            fewer = msgspec.structs.replace(facets, **{field: nothing})
            yield NoHits(name, remedy, " ".join(wishes), fewer)


def _quoted(wish: str) -> str:
    return f"“{wish.strip(chr(34))}”"


def _either(texts: list[str]) -> str:
    *first, last = texts
    return f"{', '.join(first)} or {last}" if first else last
