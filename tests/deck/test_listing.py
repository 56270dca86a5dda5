"""The listing kept from the last start: taken only while nothing that it was made from has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deckapp.deck import listing
from deckapp.deck.gathering import read_library
from deckapp.deck.library import Library

DECK = """
id: own
title: Own
summary: Mine alone.
style: {width: 63, height: 88, corner: 2, paper: "#FFFFFF"}
suits:
- {id: s, title: S, cards: [{id: c, title: C}, {id: d, title: D}]}
- {id: t, title: T, cards: [{id: e, title: E}]}
recipes:
- {id: r, title: A start, summary: For two., steps: [{card: c}, {card: e}]}
"""


@pytest.fixture
def user(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "own.yaml").write_text(DECK)
    return folder


def kept(user: Path) -> tuple[Path, Library]:
    file, library = user.parent / "listing", read_library(user=user)
    listing.keep(file, listing.list_decks(library), library.stamps, [], user)
    return file, library


def test_a_deck_is_listed_with_what_a_first_look_shows(user: Path) -> None:
    own = listing.list_decks(read_library(user=user))[-1]
    assert own[:5] == ("own", "Own", "Mine alone.", 3, 2)
    assert own[5:9] == (63.0, 88.0, 2.0, "#FFFFFF")
    assert own.recipes == (("r", "A start", "For two.", 2),)


def test_what_was_kept_is_the_listing(user: Path) -> None:
    file, library = kept(user)
    assert listing.load(file, [], user) == listing.list_decks(library)


def test_whatever_changes_the_library_makes_the_listing_old(user: Path, tmp_path: Path) -> None:
    file, _library = kept(user)
    assert listing.load(file, [tmp_path / "elsewhere.yaml"], user) is None
    (user / "own.yaml").write_text(DECK.replace("title: Own", "title: Owned"))
    assert listing.load(file, [], user) is None
    file, _library = kept(user)
    (user / "more.yaml").write_text(DECK.replace("id: own", "id: more"))
    assert listing.load(file, [], user) is None


@pytest.mark.parametrize("damage", ["", "[]", "{}", "[" * 100_000, '{"decks": [[1]]}', "\0"])
def test_a_damaged_file_counts_for_nothing(user: Path, damage: str) -> None:
    file, _library = kept(user)
    file.write_text(damage)
    assert listing.load(file, [], user) is None


@pytest.mark.parametrize("decks", [7, [7], [["id"]], [["own", "Own", "", "many", 1, 1, 1, 1, "", []]]])
def test_what_is_no_deck_counts_for_nothing(user: Path, decks: object) -> None:
    file, _library = kept(user)
    file.write_text(json.dumps({**json.loads(file.read_text()), "decks": decks}))
    assert listing.load(file, [], user) is None
