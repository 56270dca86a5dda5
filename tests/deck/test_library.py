"""The library: what it holds, whose deck wins, and how it notices changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckapp.deck import gathering, value_count
from deckapp.deck.gathering import read_library
from deckapp.deck.library import Library, bundled_cards_folder, stamps
from deckapp.deck.reading import check_paths
from deckapp.files.home import user_folder
from deckapp.problem import Cancelled, NotFoundError, ProblemsError


def write_deck(path: Path, deck_id: str = "mine") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"id: {deck_id}\ntitle: Mine\nsuits:\n  - id: s\n    title: S\n    cards:\n      - {{id: a, title: A}}\n"
        "recipes:\n  - id: first\n    title: First\n    steps: [{card: a}]\n"
    )
    return path


def test_the_bundled_decks_are_there_and_without_fault() -> None:
    library = read_library()
    assert {"change-management", "social-media-strategy"} <= {entry.deck.id for entry in library.decks}
    assert [problem for entry in library.decks for problem in entry.problems] == []
    folders = [entry.path for entry in library.decks] + [bundled_cards_folder()]
    assert [problem for reading in check_paths(folders) for problem in reading.problems] == []


def test_decks_come_bundled_first_then_the_users_then_the_opened(tmp_path: Path) -> None:
    write_deck(user_folder() / "sub" / "mine.yaml")
    library = read_library([write_deck(tmp_path / "other.yaml", "other")])
    assert [entry.origin for entry in library.decks][-2:] == ["yours", "opened"]
    assert [entry.deck.id for entry in library.decks][-2:] == ["mine", "other"]


def test_the_first_of_two_decks_with_one_id_wins_and_the_other_is_a_problem(tmp_path: Path) -> None:
    write_deck(user_folder() / "mine.yaml")
    other = write_deck(tmp_path / "other.yaml")
    library = read_library([other])
    assert library.find("mine").origin == "yours"
    (problem,) = library.problems
    assert (problem.path, problem.line, problem.column) == (str(other), 1, 5)
    assert library.find(other).path == other


def test_a_deck_opened_twice_stands_once(tmp_path: Path) -> None:
    deck = write_deck(tmp_path / "mine.yaml")
    library = read_library([deck, tmp_path])
    assert [entry.deck.id for entry in library.decks].count("mine") == 1
    assert library.problems == ()


def test_decks_cards_and_recipes_are_found_by_name_or_missed_with_advice(tmp_path: Path) -> None:
    deck = write_deck(tmp_path / "mine.yaml")
    library = read_library([deck])
    assert library.card("mine", "a").title == "A"
    assert library.recipe("mine/first")[1].title == "First"
    assert library.recipe(f"{deck}/first")[1].title == "First"
    with pytest.raises(NotFoundError, match="did you mean `mine`"):
        library.deck("mime")
    with pytest.raises(NotFoundError, match="no card `b` in the deck `mine`"):
        library.card("mine", "b")
    with pytest.raises(NotFoundError, match="did you mean `mine/first`"):
        library.recipe("mine/frist")
    with pytest.raises(NotFoundError):
        library.recipe("first")


def test_a_file_that_is_no_deck_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\ntitle: A\n")
    library = read_library([tmp_path / "a.yaml"])
    assert [problem.message for problem in library.problems] == ["this is a card, not a deck"]
    with pytest.raises(ProblemsError, match="not a deck"):
        library.find(tmp_path / "a.yaml")


def test_every_change_is_noticed(tmp_path: Path) -> None:
    deck = write_deck(tmp_path / "mine" / "deck.yaml")
    library = read_library([tmp_path / "mine"])
    assert stamps(library) == library.stamps
    deck.write_text(deck.read_text() + "# more\n")
    assert stamps(library) != library.stamps
    library = read_library([tmp_path / "mine"])
    write_deck(tmp_path / "mine" / "second.yaml", "second")
    assert stamps(library) != library.stamps
    library = read_library([tmp_path / "mine"])
    write_deck(user_folder() / "new.yaml", "new")
    assert stamps(library) != library.stamps
    library = read_library([tmp_path / "mine"])
    (tmp_path / "mine" / "cards").mkdir()
    assert stamps(library) != library.stamps


def many_cards(home: Path, count: int) -> Path:
    """A folder of decks whose cards lie in files of their own, and the cards of a third in its own file."""
    (home / "decks").mkdir(parents=True)
    (home / "cards").mkdir()
    for number in range(count):
        (home / "cards" / f"c{number:04}.yaml").write_text(f"id: c{number:04}\ntitle: Card {number}\n")
    for deck, numbers in (("small", range(3)), ("large", range(count))):
        cards = "".join(f"  - c{number:04}\n" for number in numbers)
        text = f"id: {deck}\ntitle: {deck}\nsuits:\n- id: s\n  title: S\n  cards:\n{cards}"
        (home / "decks" / f"{deck}.yaml").write_text(text)
    inline = "".join(f"  - {{id: i{number}, title: Own {number}}}\n" for number in range(count))
    text = f"id: own\ntitle: own\nsuits:\n- id: s\n  title: S\n  cards:\n{inline}"
    (home / "decks" / "own.yaml").write_text(text)
    return home / "decks"


def test_a_large_library_is_told_of_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "FIRST_TOLD", 1)
    monkeypatch.setattr(gathering, "GROWTH", 1.02)
    user = many_cards(tmp_path, 300)
    told: list[Library] = []
    library = read_library(user=user, tell=told.append)
    counts = [len(entry.deck.cards) for some in told for entry in some.decks if entry.deck.id == "large"]
    assert counts == sorted(counts)
    assert 0 < counts[0] < 300
    assert len(told) < 100
    # What was told while reading has no problem that is none, and what comes of it is as if nothing was told.
    assert not any(entry.problems for some in told for entry in some.decks)
    assert all(entry.deck.suits for some in told for entry in some.decks)
    assert library == read_library(user=user)
    assert len(library.deck("large").cards) == len(library.deck("own").cards) == 300


def test_a_small_library_is_told_of_once_it_is_whole(tmp_path: Path) -> None:
    def tell(_library: Library) -> None:
        raise AssertionError

    read_library(user=many_cards(tmp_path, 10), tell=tell)


def bundled_cards() -> list[Path]:
    """The files of the cards that come with Deckapp."""
    return list(bundled_cards_folder().rglob("*.yaml"))


def test_the_bundled_decks_are_read_before_a_folder_that_holds_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = read_library(user=tmp_path / "none")
    monkeypatch.setattr(value_count.ValueCount.__init__, "__defaults__", (40_000,))
    cards = "".join(f"  - {{id: i{number}, title: Own}}\n" for number in range(3_000))
    (tmp_path / "decks").mkdir()
    for number in range(9):
        text = f"id: own{number}\ntitle: own\nsuits:\n- id: s\n  title: S\n  cards:\n{cards}"
        (tmp_path / "decks" / f"own{number}.yaml").write_text(text)
    library = read_library(user=tmp_path / "decks")
    ids = [entry.deck.id for entry in library.decks]
    assert ids[: len(bundled.decks)] == [entry.deck.id for entry in bundled.decks]
    assert "own0" in ids
    assert "own8" not in ids
    (told,) = library.problems
    assert "the files hold more than 40,000 values" in told.message
    assert not any(entry.problems for entry in library.decks)


def test_a_reading_that_nobody_wants_any_more_ends_after_the_next_file(tmp_path: Path) -> None:
    asked: list[int] = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 7

    with pytest.raises(Cancelled):
        read_library(user=many_cards(tmp_path, 30), wanted=wanted)
    assert len(asked) == 7


def test_very_many_decks_of_one_id_are_each_told(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"d{number:02}.yaml").write_text("id: d\ntitle: D\nsuits: []\n")
    said = [problem for reading in check_paths([tmp_path]) for problem in reading.problems]
    assert len(said) == 39
    assert {(problem.line, problem.column) for problem in said} == {(1, 5)}
