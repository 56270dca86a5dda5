"""Numbers with their nouns."""

from __future__ import annotations

import pytest

from deckapp.counts import counted, several


@pytest.mark.parametrize(
    ("number", "said", "briefly"),
    [
        (0, "0 activities", "0 activities"),
        (1, "1 activity", "activity"),
        (2, "2 activities", "2 activities"),
        (12_000, "12,000 activities", "12,000 activities"),
    ],
)
def test_a_noun_follows_its_number(number: int, said: str, briefly: str) -> None:
    assert counted(number, "activity", "activities") == said
    assert several(number, "activity", "activities") == briefly


def test_most_plurals_end_in_s() -> None:
    assert (counted(1, "card"), counted(3, "card")) == ("1 card", "3 cards")
