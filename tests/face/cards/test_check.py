"""What `deckapp check` says of faces: the card, the side, the place, and what to do."""

import json
from base64 import b64encode
from pathlib import Path

import pytest
from PIL import Image

from deckapp.deck.reading import check_paths, read_deck
from deckapp.face.cards.check import face_problems, plan_picture_problems
from deckapp.plan.file import read_plan
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


def test_of_many_characters_without_font_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    strange = "".join(chr(0x10FF00 + number) for number in range(50))
    found = problems(tmp_path, GOOD.replace("A picture.", strange))
    assert len(found) == 21
    assert [f"U+{0x10FF00 + number:X}" in one.message for number, one in enumerate(found[:20])] == [True] * 20
    assert found[-1].message.endswith("no font has 30 more of its characters")
    assert found[-1].hint == "use another character, or install a font that has it"


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


def broken_jpeg(path: Path) -> None:
    """A JPEG of which the end is missing: its head is good."""
    Image.effect_noise((300, 200), 60).save(path, "JPEG")
    path.write_bytes(path.read_bytes()[:4000])


@pytest.mark.parametrize(
    ("field", "line"),
    [("image: a.png\n", 13), ("art:\n          front: a.png\n", 14), ("art: {back: a.png}\n", 13)],
)
@pytest.mark.parametrize("kind", ["cut off", "PostScript", "AVIF"])
def test_a_picture_that_cannot_be_drawn_is_found_with_card_file_and_place(
    tmp_path: Path, field: str, line: int, kind: str
) -> None:
    path = tmp_path / "a.png"
    if kind == "cut off":
        broken_jpeg(path)
    elif kind == "PostScript":
        path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n{} loop\n")
    else:
        path.write_bytes(b"\0\0\0\x1cftypavif" + bytes(80))
    (found,) = problems(tmp_path, GOOD + "        " + field)
    side = "back" if "back" in field else "front"
    assert (found.path, found.line, found.level) == (str(tmp_path / "try.yaml"), line, "error")
    assert (
        f"the {side} of “Circles of Concern” in “Try”: the picture {path} cannot be drawn: " in found.message
    )
    assert kind in found.message
    assert found.hint


def test_a_picture_that_the_style_does_not_show_is_looked_at_too(tmp_path: Path) -> None:
    broken_jpeg(tmp_path / "a.jpg")
    (found,) = problems(tmp_path, GOOD + "        image: a.jpg\nstyle: {front: [question, title]}\n")
    assert (found.line, "a.jpg cannot be drawn" in found.message) == (13, True)


def test_a_card_that_no_deck_names_has_its_picture_looked_at(tmp_path: Path) -> None:
    broken_jpeg(tmp_path / "a.jpg")
    (tmp_path / "alone.yaml").write_text("id: alone\ntitle: Alone\nimage: a.jpg\n", "utf-8")
    (reading,) = check_paths([tmp_path])
    (found,) = face_problems(reading)
    assert (found.path, found.line) == (str(tmp_path / "alone.yaml"), 3)
    assert "the front of “Alone”: the picture" in found.message


def test_what_is_not_drawn_of_an_svg_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><text>Hi</text><rect width='9' height='9'/></svg>", "utf-8"
    )
    (found,) = problems(tmp_path, GOOD + "        image: a.svg\n")
    assert (found.level, found.line) == ("warning", 13)
    assert f"the picture {tmp_path / 'a.svg'}: text in it is not drawn" in found.message
    assert found.hint == "turn it into paths"


def test_a_picture_that_plans_leave_out_is_a_warning(tmp_path: Path) -> None:
    Image.new("L", (40, 30)).save(tmp_path / "a.png")
    with (tmp_path / "a.png").open("ab") as file:
        file.truncate(21 * 1024 * 1024)
    (found,) = problems(tmp_path, GOOD + "        image: a.png\n")
    assert (found.level, found.line) == ("warning", 13)
    assert "larger than 20 MiB, and plans leave it out" in found.message


def plan_file(folder: Path, **fields: object) -> Path:
    """A plan with an activity whose card has these fields, and an image that is a PostScript program."""
    program = b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n"
    card = {"id": "c", "title": "Circles", **fields}
    data = {
        "format": "deckapp-plan", "version": 1, "title": "T", "images": {"sha256:1": b64encode(program).decode()},
        "activities": {"a1": {"title": "Talk to people", "card": card}, "a2": {"title": "Again", "card": card}},
    }  # fmt: skip
    path = folder / "try.deckplan"
    path.write_text(json.dumps(data, indent=1), "utf-8")
    return path


def test_a_picture_in_a_plan_that_cannot_be_drawn_names_card_and_activity(tmp_path: Path) -> None:
    path = plan_file(tmp_path, image="sha256:1", art={"back": "sha256:2"})
    first, second = plan_picture_problems(read_plan(path)[0], path)
    lines = path.read_text("utf-8").splitlines()
    assert '"image"' in lines[first.line - 1]
    assert '"back"' in lines[second.line - 1]
    named = "of “Circles” (the activity “Talk to people”): the picture cannot be drawn: "
    assert first.message.startswith(f"the front {named}it is PostScript")
    assert second.message == f"the back {named}it is not in the plan"


def test_a_file_that_is_no_deck_has_no_faces(tmp_path: Path) -> None:
    assert problems(tmp_path, "- no deck\n") == []
