"""What `deckapp check` says of faces: the card, the side, the place, and what to do."""

from pathlib import Path

import pytest

from deckapp.deck.reading import read_deck
from deckapp.face.check import face_problems
from deckapp.problem import Problem

GOOD = """\
id: try
title: Try
suits:
  - id: people
    title: People
    colour: ocean
    icon: users-three
    cards:
      - id: circles
        title: Circles of Concern
        question: Who is next?
        what: A picture.
"""


def problems(folder: Path, text: str) -> list[Problem]:
    path = folder / "try.yaml"
    path.write_text(text, "utf-8")
    return face_problems(read_deck(path))


def test_a_good_deck_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


def test_text_that_cannot_fit_names_card_side_and_millimetres(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, GOOD.replace("A picture.", "Too many words for one card. " * 120))
    assert (found.line, found.column) == (12, 15)
    assert "the back of “Circles of Concern” in “Try”" in found.message
    assert "mm too long" in found.message
    assert found.hint == "shorten `what`, or show fewer fields on the back"
    assert found.level == "error"


def test_a_character_without_font_is_named(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, GOOD.replace("Who is next?", "Who is \U0010fffd?"))
    assert found.line == 11
    assert "U+10FFFD" in found.message


def test_an_unknown_icon_gets_a_suggestion(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, GOOD.replace("users-three", "user-three"))
    assert found.line == 7
    assert "`user-three`" in found.message
    assert "did you mean `users-three`?" in found.hint


@pytest.mark.parametrize(("colour", "good"), [("'#FFD23F'", False), ("'#8A6100'", True)])
def test_a_pale_suit_is_a_warning(tmp_path: Path, colour: str, good: bool) -> None:
    found = problems(tmp_path, GOOD.replace("ocean", colour))
    assert [(p.level, p.line) for p in found] == ([] if good else [("warning", 6)])


def test_pale_ink_is_a_problem_of_the_style(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, GOOD + "style:\n  ink: '#BBBBBB'\n")
    assert found.line == 14
    assert "1.9 : 1" in found.message


def test_a_file_that_is_no_deck_has_no_faces(tmp_path: Path) -> None:
    assert problems(tmp_path, "- no deck\n") == []
