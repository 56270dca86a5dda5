"""Forty broken decks: every planted fault is reported with its place, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckapp.deck.reading import check_paths
from tests.deck.broken_decks import DECKS, BrokenDeck, build, differences


def test_there_are_forty_with_names_of_their_own() -> None:
    assert len({deck.name for deck in DECKS}) == len(DECKS) >= 40


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.name)
def test_each_alone_reports_its_faults_and_nothing_else(tmp_path: Path, deck: BrokenDeck) -> None:
    faults = build(tmp_path, [deck])
    problems = [problem for reading in check_paths([tmp_path]) for problem in reading.problems]
    assert faults
    assert differences(faults, problems) == []


def test_the_whole_folder_reports_all_faults_at_once_and_nothing_else(tmp_path: Path) -> None:
    faults = build(tmp_path)
    problems = [problem for reading in check_paths([tmp_path]) for problem in reading.problems]
    assert len(faults) > 60
    assert differences(faults, problems) == []


def test_a_report_never_speaks_the_words_of_our_tools(tmp_path: Path) -> None:
    build(tmp_path)
    said = "\n".join(str(problem) for reading in check_paths([tmp_path]) for problem in reading.problems)
    for phrase in (
        "Expected `",
        "msgspec",
        "$.",
        "<unicode string>",
        "Traceback",
        "did not find",
        "NoneType",
    ):
        assert phrase not in said


def test_good_cards_stay_in_sight_beside_broken_ones(tmp_path: Path) -> None:
    build(tmp_path)
    by_name = {reading.path.parent.name: reading.deck for reading in check_paths([tmp_path]) if reading.deck}
    for name in ("unknown-key", "no-title", "no-id", "no-such-card", "style"):
        deck = by_name[name]
        assert deck is not None
        assert "good" in deck.cards
        assert "good" in deck.suits[0].cards
