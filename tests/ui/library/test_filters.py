"""What narrows the library: filters and facets are two forms of one choice."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from deckapp.deck.search import Facets
from deckapp.ui.library.filters import Filters

ALL = Facets(
    suits=frozenset({"garden/roots", "garden/talk"}), phases=frozenset({"Prepare"}),
    components=frozenset({"risk"}), max_minutes=30, people=8,
)  # fmt: skip


@pytest.fixture
def filters(qtbot: QtBot) -> Filters:
    made = Filters()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    "facets",
    [
        Facets(),
        Facets(suits=ALL.suits),
        Facets(phases=ALL.phases),
        Facets(components=ALL.components),
        Facets(max_minutes=30),
        Facets(people=8),
        ALL,
    ],
)
def test_what_the_facets_say_is_chosen_and_said_again(filters: Filters, facets: Facets) -> None:
    filters.take(facets)
    assert filters.facets(frozenset()) == facets
    assert filters.is_set() is (facets != Facets())
    filters.take(Facets())
    assert filters.facets(frozenset()) == Facets()
    assert not filters.is_set()


def test_the_decks_come_from_elsewhere(filters: Filters) -> None:
    assert filters.facets(frozenset({"garden"})) == Facets(decks=frozenset({"garden"}))
    assert not filters.is_set()
