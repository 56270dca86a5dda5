"""The button beside "nothing matches" does what the sentence says."""

from __future__ import annotations

import pytest

from deckapp.deck.no_hits import why_nothing
from deckapp.deck.search import Facets
from deckapp.ui.document.library_store import LibraryStore

GARDEN = frozenset({"garden"})


@pytest.mark.parametrize(
    ("query", "facets", "text"),
    [
        ("zzzz", Facets(), "Clear the search"),
        ("edelweiss zzzz", Facets(), "Search without “zzzz”"),
        ("edelweiss", Facets(max_minutes=20), "Clear the time filter"),
        ("edelweiss", Facets(suits=frozenset({"garden/people"})), "Clear the suit filter"),
        ("edelweiss", Facets(decks=frozenset({"change-management"})), "Look in all decks"),
        ("edelweiss", Facets(people=5), "Clear the group filter"),
        ("talk", Facets(decks=GARDEN, phases=frozenset({"Keep"})), "Clear the phase filter"),
        ("talk", Facets(decks=GARDEN, components=frozenset({"risk"})), "Clear the component filter"),
        ("edelweiss talk", Facets(decks=GARDEN), "Search without “edelweiss”"),
        (
            "edelweiss",
            Facets(suits=frozenset({"garden/people"}), max_minutes=20, people=5),
            "Clear search and filters",
        ),
    ],
)
def test_the_way_out_is_named_and_leads_to_cards(
    library_store: LibraryStore, query: str, facets: Facets, text: str
) -> None:
    index = library_store.index
    assert index.search(query, facets) == []
    answer = why_nothing(index, query, facets)
    assert answer
    assert answer.remedy == text
    assert index.search(answer.query, answer.facets)


def test_sentence_and_button_name_the_same_culprit(library_store: LibraryStore) -> None:
    facets = Facets(decks=GARDEN, max_minutes=20, phases=frozenset({"Keep"}))
    answer = why_nothing(library_store.index, "", facets)
    assert answer
    name = {"Clear the time filter": "the time", "Clear the phase filter": "the phase"}[answer.remedy]
    assert f"the filter for {name}" in answer.why
