"""The report's own words are there in every language that it knows."""

from __future__ import annotations

import string

import pytest

from deckapp.plan.columns import TABLES
from deckapp.report.languages import keys, languages, say
from deckapp.report.options import PART_TITLES, PARTS


@pytest.mark.parametrize("language", languages())
def test_no_word_is_missing_and_each_takes_the_same_values(language: str) -> None:
    assert keys(language) == keys("en")
    for key in keys("en"):
        assert _fields(say(key, language)) == _fields(say(key, "en")), key


@pytest.mark.parametrize("language", languages())
def test_every_column_on_paper_has_its_word(language: str) -> None:
    for table in TABLES:
        for column, paper in table.on_paper():
            assert not paper.key or paper.key in keys(language), (table.noun, column.name)
            assert paper.key or not paper.share, (table.noun, column.name)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_an_unknown_language_is_spoken_to_in_english() -> None:
    assert say("owner", "xx") == "Owner"
    assert say("owner", "de-AT") == "Verantwortlich"


def test_parts_are_called_as_in_the_options() -> None:
    assert {part: say(part, "en") for part in PARTS} == PART_TITLES
