"""Searching: what somebody types, and what they find."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckapp.deck.gathering import read_library
from deckapp.deck.library import Library
from deckapp.deck.no_hits import why_nothing
from deckapp.deck.search import Facets, Index
from deckapp.deck.slips import slips_to_beginning

CARDS = """\
id: tongues
title: Tongues
suits:
  - id: west
    title: West
    cards:
      - {id: plan, title: Change plan, what: Who does what, duration: 20-40, group: 4-12, phase: Prepare}
      - {id: listen, title: Listening walk, question: "What would change?", tags: [people],
         duration: 10, component: [risk]}
      - {id: talk, title: Straight talk, what: Communication about the change with all stakeholders, phase: Prepare}
      - {id: strasse, title: Die Straße der Übungen, what: Ein Strategieworkshop}
      - {id: ecole, title: L’école idéale}
  - id: east
    title: East
    cards:
      - {id: greek, title: Γρήγορη ιδέα στους δρόμους}
      - {id: arabic, title: ورشة العمل, what: مرحبا بكم في الورشة}
      - {id: chinese, title: 设计思维工作坊, what: 欢迎参加。选择一张方法卡}
      - {id: hindi, title: कार्यशाला विधि, group: 8+}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    path = tmp_path / "tongues.yaml"
    path.write_text(CARDS, encoding="utf-8")
    library = read_library([path])
    assert library.problems == ()
    assert library.find("tongues").problems == ()
    return Library(decks=(library.find("tongues"),))


@pytest.fixture
def index(library: Library) -> Index:
    return Index(library)


def ids(index: Index, query: str, **facets: object) -> list[str]:
    return [hit.card_id for hit in index.search(query, Facets(**facets))]  # type: ignore[arg-type]


def test_nothing_typed_gives_every_card_in_the_decks_order(index: Index) -> None:
    assert ids(index, "  ") == [
        "plan",
        "listen",
        "talk",
        "strasse",
        "ecole",
        "greek",
        "arabic",
        "chinese",
        "hindi",
    ]


def test_titles_come_before_questions_and_questions_before_texts(index: Index) -> None:
    assert ids(index, "change") == ["plan", "listen", "talk"]


def found(tmp_path: Path, cards: str, query: str) -> list[str]:
    """The ids of what a query finds in a deck of these cards."""
    path = tmp_path / "few.yaml"
    path.write_text(f"id: few\ntitle: Few\nsuits:\n- id: s\n  title: S\n  cards:\n{cards}", encoding="utf-8")
    return ids(Index(Library(decks=(read_library([path]).find("few"),))), query)


def test_a_title_that_begins_with_all_that_is_typed_comes_first(tmp_path: Path) -> None:
    cards = """\
  - {id: mixed, title: Map of risk, tags: [stakeholder]}
  - {id: turned, title: Risk map, question: "Map or risk?"}
  - {id: whole, title: Map the risk of all}
  - {id: text, title: Other, what: map the risk}
"""
    assert found(tmp_path, cards, "map") == ["mixed", "whole", "turned", "text"]
    assert found(tmp_path, cards, "map the risk") == ["whole", "text"]
    assert found(tmp_path, cards, "map risk") == ["mixed", "turned", "whole", "text"]
    assert found(tmp_path, cards, "risk map")[0] == "turned"


def test_what_a_title_begins_with_outweighs_a_better_word_elsewhere(tmp_path: Path) -> None:
    cards = """\
  - {id: exact, title: The change walk}
  - {id: begins, title: Changes of walking}
"""
    assert found(tmp_path, cards, "change") == ["begins", "exact"]


def test_every_word_must_match_and_may_be_cut_short(index: Index) -> None:
    assert ids(index, "chang pl") == ["plan"]
    assert ids(index, "chang walk") == ["listen"]


@pytest.mark.parametrize(
    ("query", "card"),
    [("STRASSE", "strasse"), ("ubung", "strasse"), ("ecole ideale", "ecole"), ("γρηγορη", "greek"),
     ("δρόμους", "greek"), ("ورشة", "arabic"), ("ورشه", "arabic"),
     ("工作", "chinese"), ("方法卡", "chinese"), ("कार्य", "hindi")],
)  # fmt: skip
def test_case_and_accents_are_folded_in_every_script(index: Index, query: str, card: str) -> None:
    assert ids(index, query) == [card]


def test_a_part_of_a_long_word_is_found(index: Index) -> None:
    assert ids(index, "workshop") == ["strasse"]


@pytest.mark.parametrize("slip", ["lsitening", "listning", "listenning", "lixtening", "listenin", "lsiten"])
def test_a_slip_of_the_keyboard_is_forgiven(index: Index, slip: str) -> None:
    assert ids(index, slip) == ["listen"]


@pytest.mark.parametrize("slips", ["comunciation", "stakehodlrs", "comunicatoin", "coommunnication"])
def test_two_slips_are_forgiven_in_a_long_word(index: Index, slips: str) -> None:
    assert ids(index, slips) == ["talk"]


@pytest.mark.parametrize("slips", ["comunicetoin", "stakehldrz", "xommunikatoin"])
def test_three_slips_are_another_word(index: Index, slips: str) -> None:
    assert ids(index, slips) == []


def test_the_nearest_beginning_counts_and_each_kind_of_slip_is_one() -> None:
    for typed, meant, slips in (
        ("stake", "stakeholder", 0),
        ("stke", "stakeholder", 1),
        ("sttake", "stakeholder", 1),
        ("stoke", "stakeholder", 1),
        ("satke", "stakeholder", 1),
        ("tsake", "stakeholder", 1),
        ("saekt", "stakeholder", 3),
        ("zzzz", "stakeholder", 3),
        ("stakeholders", "stake", 3),
    ):
        assert slips_to_beginning(typed, meant, 2) == slips, typed


def test_no_slip_is_forgiven_where_the_word_exists_or_is_short(index: Index) -> None:
    assert ids(index, "talk") == ["talk"]
    assert ids(index, "wlk") == []


def test_a_phrase_in_quotation_marks_must_stand_so(index: Index) -> None:
    assert ids(index, '"change plan"') == ["plan"]
    assert ids(index, '"plan change"') == []
    assert ids(index, 'plan "chan') == ["plan"]


def test_facets_narrow(index: Index) -> None:
    assert ids(index, "", phases=frozenset({"prepare"})) == ["plan", "talk"]
    assert ids(index, "", phases=frozenset({"PREPARE", "Gone"})) == ["plan", "talk"]
    assert ids(index, "", components=frozenset({"risk"})) == ["listen"]
    assert ids(index, "", suits=frozenset({"tongues/east"})) == ["greek", "arabic", "chinese", "hindi"]
    assert ids(index, "", decks=frozenset({"other"})) == []


def test_a_card_fits_the_time_by_its_shortest_and_the_group_by_its_range(index: Index) -> None:
    assert ids(index, "", max_minutes=20) == ["plan", "listen"]
    assert ids(index, "", max_minutes=19) == ["listen"]
    assert ids(index, "", people=12) == ["plan", "hindi"]
    assert ids(index, "", people=3) == []


def why(index: Index, query: str, facets: Facets = Facets()) -> str:  # noqa: B008  (frozen)
    answer = why_nothing(index, query, facets)
    return answer.why if answer else ""


def test_why_nothing_names_the_word_or_the_filter_to_drop(index: Index) -> None:
    assert why(index, "change") == ""
    assert why(index, "change zzzz") == "No card says “zzzz”."
    assert why(index, "qqqq/zzzz change qqqq") == "No card says “qqqq” or “zzzz”."
    assert why(index, "walk", Facets(max_minutes=5)) == (
        "Nothing fits all of this. Without the filter for the time, one card does."
    )
    assert why(index, "walk workshop") == "Nothing fits all of this. Without “workshop”, one card does."
    assert why(index, '"walk a" workshop') == "No card says “walk a”."


@pytest.mark.parametrize(
    "junk", ['"', '""', "* ( [", "\0", "a" * 10_000, "é" * 500, "\u202e", '"' * 50 + "x"]
)
def test_whatever_is_typed_gives_an_answer(index: Index, junk: str) -> None:
    assert isinstance(index.search(junk), list)
    answer = why_nothing(index, junk)
    assert (answer is None) == bool(index.search(junk))
