"""Reading decks from real folders: where cards are found, what survives, and what is said of the rest."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from pathlib import Path

import msgspec
import pytest

from deckapp.deck.card import Card
from deckapp.deck.reading import check_paths, read_card, read_deck
from tests.deck.broken_decks import PNG


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def a_deck(path: Path, *cards: str, more: str = "") -> Path:
    named = "".join(f"      - {card}\n" for card in cards)
    return write(path, f"id: d\ntitle: D\nsuits:\n  - id: s\n    title: S\n    cards:\n{named}{more}")


def a_card(path: Path, title: str, more: str = "") -> Path:
    return write(path, f"id: {path.stem}\ntitle: {title}\n{more}")


def said(problems: object) -> str:
    assert isinstance(problems, tuple)
    return "\n".join(map(str, problems))


def test_cards_are_looked_up_in_the_deck_then_beside_it_then_a_folder_up_then_on_the_shelves(
    tmp_path: Path,
) -> None:
    shelf = tmp_path / "shelf"
    for name in "abcd":
        a_card(shelf / f"{name}.yaml", "shelf")
    for name in "abc":
        a_card(tmp_path / "cards" / "deep" / f"{name}.yaml", "up")
    for name in "ab":
        a_card(tmp_path / "decks" / "cards" / f"{name}.yaml", "beside")
    deck = a_deck(tmp_path / "decks" / "d.yaml", "{id: a, title: inline}", "b", "c", "d")
    reading = read_deck(deck, [shelf])
    assert reading.problems == ()
    assert reading.deck is not None
    assert [card.title for card in reading.deck.cards.values()] == ["inline", "beside", "up", "shelf"]


def test_a_deck_named_from_its_own_folder_finds_the_cards_a_folder_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_card(tmp_path / "cards" / "a.yaml", "A")
    a_deck(tmp_path / "decks" / "d.yaml", "a")
    monkeypatch.chdir(tmp_path / "decks")
    reading = read_deck(Path("d.yaml"))
    assert reading.problems == ()
    assert reading.deck is not None
    assert list(reading.deck.cards) == ["a"]


def test_problems_bear_the_path_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_card(tmp_path / "cards" / "a.yaml", "A", "oops: x\n")
    a_deck(tmp_path / "decks" / "d.yaml", "a")
    monkeypatch.chdir(tmp_path)
    (problem,) = [p for reading in check_paths([Path("decks"), Path("cards")]) for p in reading.problems]
    assert str(problem).startswith("cards/a.yaml:3:1: unknown key `oops`")


def test_a_bad_card_hides_no_good_one_and_is_not_said_to_be_missing(tmp_path: Path) -> None:
    write(tmp_path / "cards" / "bad.yaml", 'id: bad\ntitle: "never closed\n')
    a_card(tmp_path / "cards" / "good.yaml", "Good", "related: [bad]\n")
    reading = read_deck(a_deck(tmp_path / "d.yaml", "good", "bad"))
    assert reading.deck is not None
    assert reading.deck.suits[0].cards == ("good",)
    assert [(p.line, p.column) for p in reading.problems] == [(2, 8)]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_a_bad_card_never_shadows_a_good_one_of_the_same_id(tmp_path: Path, names: tuple[str, str]) -> None:
    bad, good = names
    write(tmp_path / "cards" / f"{bad}.yaml", "id: twin\ntitle: [1]\n")
    write(tmp_path / "cards" / f"{good}.yaml", "id: twin\ntitle: Good\n")
    reading = read_deck(a_deck(tmp_path / "d.yaml", "twin"))
    assert reading.deck is not None
    assert [card.title for card in reading.deck.cards.values()] == ["Good"]
    assert reading.problems == ()


def test_a_bad_field_falls_back_to_its_default(tmp_path: Path) -> None:
    deck = write(
        tmp_path / "d.yaml", "id: d\ntitle: D\nsuits:\n  - {id: s, title: S, colour: pink, icon: flag}\n"
    )
    reading = read_deck(deck)
    assert reading.deck is not None
    assert (reading.deck.suits[0].colour, reading.deck.suits[0].icon) == ("slate", "flag")
    assert len(reading.problems) == 1


def test_a_deck_without_id_and_title_still_shows_its_cards(tmp_path: Path) -> None:
    deck = write(tmp_path / "d.yaml", "suits:\n  - cards:\n      - {id: a, title: A}\n")
    reading = read_deck(deck)
    assert reading.deck is not None
    assert list(reading.deck.cards) == ["a"]
    assert len(reading.problems) == 4


def test_pictures_become_absolute_and_stay_inside(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "images").mkdir(parents=True)
    (home / "images" / "a.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    (home / "images" / "link.png").symlink_to(tmp_path / "secret.png")
    a_card(home / "cards" / "a.yaml", "A", "image: ../images/a.png\n")
    a_card(home / "cards" / "b.yaml", "B", "image: ../images/link.png\n")
    reading = read_deck(a_deck(home / "d.yaml", "a", "b"))
    assert reading.deck is not None
    assert reading.deck.cards["a"].image == os.path.realpath(home / "images" / "a.png")
    assert reading.deck.cards["b"].image == ""
    assert "b.yaml:3:8: the picture `../images/link.png` lies outside the deck's folder" in said(
        reading.problems
    )
    assert read_card(home / "cards" / "a.yaml")[0] == reading.deck.cards["a"]


@pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and devices of this kind are posix")
def test_a_picture_that_is_no_file_is_told_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "round.png").symlink_to("round.png")
    with socket.socket(socket.AF_UNIX) as end, contextlib.chdir(tmp_path):
        end.bind("socket.png")
    kinds = {
        "folder.png": "is a folder, not a file; name a file in the deck's folder",
        "pipe.png": "is a pipe, not a file; name a file in the deck's folder",
        "socket.png": "is a socket, not a file; name a file in the deck's folder",
        "folder.png/a.png": "does not exist; check the name",
        "gone.png": "does not exist; check the name",
        "round.png": "cannot be read: links lead round in a circle here; name the file that is meant",
    }
    with contextlib.suppress(PermissionError):
        os.mknod(tmp_path / "zero.png", 0o600 | stat.S_IFCHR, os.makedev(1, 5))
        kinds["zero.png"] = "is a device, not a file; name a file in the deck's folder"
    for name, kind in kinds.items():
        for field in (f"image: {name}", f"art: {{front: {name}}}"):
            card, problems = read_card(a_card(tmp_path / "a.yaml", "A", f"{field}\n"))
            assert card is not None
            assert len(problems) == 1
            assert f"the picture `{name}` {kind}" in said(problems)


def test_places_are_found_when_asked_for(tmp_path: Path) -> None:
    a_card(tmp_path / "cards" / "a.yaml", "A", "steps:\n  - x\n  - {text: y, minutes: 3}\n")
    deck = a_deck(tmp_path / "d.yaml", "a", "{id: b, title: B, what: long}")
    reading = read_deck(deck)
    place = reading.place("a", "steps/1/text")
    assert (Path(place.path).name, place.line, place.column) == ("a.yaml", 5, 12)
    place = reading.place("b", "what")
    assert (Path(place.path).name, place.line, place.column) == ("d.yaml", 8, 33)
    assert (reading.place("b", "why").line, reading.place("b", "why").column) == (8, 9)
    assert reading.place("", "suits/s/title").line == 5


@pytest.mark.parametrize("kind", ["missing", "folder", "fifo"])
def test_what_is_no_file_is_one_problem(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "d.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    reading = read_deck(path)
    assert reading.deck is None
    assert len(reading.problems) == 1


def test_a_card_is_not_a_deck_and_a_deck_is_not_a_card(tmp_path: Path) -> None:
    card, deck = a_card(tmp_path / "a.yaml", "A"), a_deck(tmp_path / "d.yaml", "{id: b, title: B}")
    assert "this is a card, not a deck" in said(read_deck(card).problems)
    assert "this is a deck, not a card" in said(read_card(deck)[1])


def test_a_card_that_no_deck_names_is_checked_against_all_that_were_seen(tmp_path: Path) -> None:
    a_deck(tmp_path / "decks" / "d.yaml", "a", "{id: inner, title: I}")
    a_card(tmp_path / "cards" / "a.yaml", "A")
    a_card(tmp_path / "cards" / "lone.yaml", "L", "related: [a, inner, nowhere]\n")
    problems = [p for reading in check_paths([tmp_path]) for p in reading.problems]
    assert [(Path(p.path).name, p.line, p.column, p.message) for p in problems] == [
        ("lone.yaml", 3, 21, "there is no card `nowhere`")
    ]
    alone = [p for reading in check_paths([tmp_path / "cards" / "a.yaml"]) for p in reading.problems]
    assert alone == []


def test_a_problem_of_a_shared_card_is_said_once(tmp_path: Path) -> None:
    a_card(tmp_path / "cards" / "a.yaml", "A", "oops: x\n")
    a_deck(tmp_path / "one" / "d.yaml", "a")
    a_deck(tmp_path / "two" / "d.yaml", "a")
    problems = [p for reading in check_paths([tmp_path, tmp_path / "one"]) for p in reading.problems]
    assert len(problems) == 1


def test_two_decks_of_one_folder_may_not_share_an_id(tmp_path: Path) -> None:
    a_deck(tmp_path / "a.yaml", "{id: x, title: X}")
    a_deck(tmp_path / "b.yaml", "{id: x, title: X}")
    (problem,) = [p for reading in check_paths([tmp_path]) for p in reading.problems]
    assert (Path(problem.path).name, problem.line) == ("b.yaml", 1)


def test_links_to_files_outside_the_folder_are_not_followed(tmp_path: Path) -> None:
    a_card(tmp_path / "out" / "x.yaml", "X")
    (tmp_path / "in" / "cards").mkdir(parents=True)
    (tmp_path / "in" / "cards" / "x.yaml").symlink_to(tmp_path / "out" / "x.yaml")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "out")
    readings = check_paths([tmp_path / "in"])
    assert "link to a file outside" in said(readings[0].problems)
    assert len(readings) == 1


@pytest.mark.parametrize("value", ["[[x]]", "{a: [b]}", "!!x y"])
def test_a_card_is_shown_without_the_one_field_that_makes_no_sense(tmp_path: Path, value: str) -> None:
    whole = {"question": "Who?", "what": "What", "why": "Why"}
    for field in [field.name for field in msgspec.structs.fields(Card) if not field.required]:
        lines = "".join(f"{name}: {text}\n" for name, text in whole.items() if name != field)
        path = a_card(tmp_path / f"{field.replace('_', '-')}.yaml", "T", f"{lines}{field}: {value}\n")
        card, problems = read_card(path)
        assert card is not None, field
        assert {name: getattr(card, name) for name in whole if name != field} == {
            name: text for name, text in whole.items() if name != field
        }
        assert problems, field


def test_where_time_runs_out_the_rest_is_not_read_and_nobody_is_blamed(tmp_path: Path) -> None:
    for name in "abc":
        a_card(tmp_path / f"{name}.yaml", "T", "related: [nowhere]\n")
    (problem,) = [p for reading in check_paths([tmp_path], until=0.0) for p in reading.problems]
    assert "up to here the files took too long to read" in problem.message
    assert "deckapp check --all" in problem.hint
