"""The library kept from the last start: taken only while nothing that it was read from has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deckapp.deck import library_cache
from deckapp.deck.gathering import read_library
from deckapp.deck.library import Library

DECK = "id: own\ntitle: Own\nsuits:\n- {id: s, title: S, cards: [{id: c, title: C}]}\n"


@pytest.fixture
def user(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "own.yaml").write_text(DECK)
    return folder


@pytest.fixture
def file(tmp_path: Path, user: Path) -> Path:
    """A library that was library_cache."""
    library_cache.keep(tmp_path / "library", library_of(user), [], user)
    return tmp_path / "library"


def library_of(user: Path) -> Library:
    return read_library(user=user)


def test_what_was_kept_is_the_library(file: Path, user: Path) -> None:
    assert library_cache.load(file, [], user) == library_of(user)
    assert os.listdir(file.parent).count("library") == 1


def test_a_changed_deck_is_read_again(file: Path, user: Path) -> None:
    (user / "own.yaml").write_text(DECK.replace("title: C", "title: Changed"))
    assert library_cache.load(file, [], user) is None


def test_a_new_or_a_lost_deck_is_noticed(file: Path, user: Path) -> None:
    (user / "more.yaml").write_text(DECK.replace("own", "more"))
    assert library_cache.load(file, [], user) is None
    library_cache.keep(file, library_of(user), [], user)
    assert library_cache.load(file, [], user) is not None
    (user / "more.yaml").unlink()
    assert library_cache.load(file, [], user) is None


def test_another_choice_of_decks_is_another_library(file: Path, user: Path, tmp_path: Path) -> None:
    assert library_cache.load(file, [tmp_path / "elsewhere.yaml"], user) is None


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x83\xa6reader", b"not a library at all"])
def test_a_damaged_file_counts_for_nothing(file: Path, user: Path, damage: bytes) -> None:
    file.write_bytes(damage)
    assert library_cache.load(file, [], user) is None
    file.write_bytes(b"")
    file.unlink()
    assert library_cache.load(file, [], user) is None


def test_where_nothing_can_be_kept_nothing_breaks(tmp_path: Path, user: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, where a folder is needed")
    library_cache.keep(blocked / "library", library_of(user), [], user)
    assert blocked.read_text() == "a file, where a folder is needed"
