"""`deckapp print` and `deckapp calibrate`, as somebody at a terminal or a script meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from deckapp.printing.shops import SHOPS
from deckapp.printing.sizes import CARD_SIZES
from tests.terminal import Deckapp

DECK = """\
id: tiny
title: Tiny
suits:
  - id: start
    title: Start
    cards:
      - id: three-questions
        title: Three questions
        question: What must be true in a year?
        what: Each writes three questions.
  - id: end
    title: End
    cards:
      - id: look-back
        title: Look back
        question: What did we learn?
        what: Say it in one sentence.
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "cards.pdf"


def test_a_deck_becomes_a_file_and_the_words_say_how_to_print_it(
    deckapp: Deckapp, deck: Path, output: Path
) -> None:
    said = deckapp("print", deck, "-o", output)
    assert said == (0, f"{output}: 2 cards, 1 sheet, print on both sides, flip on the long edge\n", "")
    with pikepdf.open(output) as document:
        assert len(document.pages) == 4
        assert str(document.docinfo.Title) == "Tiny"


def test_every_option_is_taken(deckapp: Deckapp, deck: Path, output: Path) -> None:
    for words in (
        (
            "--size",
            "63x88",
            "--sheet",
            "letter",
            "--margin",
            "6",
            "--gap",
            "2",
            "--bleed",
            "1",
            "--marks",
            "full",
        ),
        ("--sides", "fold", "--no-guide"),
        ("--cards", "look-backx3,three-questions", "--copies", "2", "--skip", "1"),
        ("--suit", "end", "--proof", "--fields", "what"),
        ("--offset", "-0.5,1", "--sides", "duplex-short"),
        ("--offset", "0.5,-1,0.3", "--fields", "none"),
        ("--shop", "MPC", "--size", "poker"),
    ):
        said = deckapp("print", deck, "-o", output, *words)
        assert (said.code, said.err) == (0, ""), words
        assert output.is_file()
        output.unlink()


def test_json_is_for_scripts(deckapp: Deckapp, deck: Path, output: Path) -> None:
    told = json.loads(deckapp("print", deck, "-o", output, "--cards", "look-backx2", "--json").out)
    assert told["cards"] == ["look-back", "look-back"]
    assert (told["sheets"], told["pages"], told["path"]) == (1, 4, str(output))


def test_the_list_names_every_size_and_shop_with_its_page(deckapp: Deckapp) -> None:
    said = deckapp("print", "--list")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in CARD_SIZES)
    assert all(shop.page in said.out for shop in SHOPS.values())
    told = json.loads(deckapp("print", "--list", "--json").out)
    assert told["sizes"]["poker"] == {"width": 63.5, "height": 88.9}
    assert told["sheets"]["a4"] == [210, 297]
    assert told["shops"]["mbprint"]["bleed"] == 3


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--size", "pocker"], "did you mean `poker`?"),
        (["--shop", "gamecraftr"], "did you mean `gamecrafter`?"),
        (["--fields", "waht"], "did you mean `what`?"),
        (["--fields", ","], "`none`"),
        (["--offset", "1"], "X,Y"),
        (["--copies", "0"], "at least 1"),
        (["--margin", "-3"], "0 to 100"),
        (["--size", "250x280"], "does not fit on A4"),
        (["--skip", "4"], "at most 3"),
        (["--sheet", "card", "--sides", "fold"], "cannot be folded"),
        (["--sides", "fold", "--offset", "1,1"], "no"),
        (["--cards", "a", "--suit", "b"], "not allowed with"),
        (["--cards", ","], "ID"),
        (["--suit", ""], "ids"),
        (["--tray", "1"], "--printer"),
    ],
)
def test_wrong_usage_says_what_would_be_right_and_writes_nothing(
    deckapp: Deckapp, deck: Path, output: Path, words: list[str], hint: str
) -> None:
    said = deckapp("print", deck, "-o", output, *words)
    assert said.code == 2
    assert hint in said.err
    assert not output.exists()


def test_a_file_that_cannot_be_written_is_named_by_its_own_name(
    deckapp: Deckapp, deck: Path, output: Path
) -> None:
    output.mkdir()
    said = deckapp("print", deck, "-o", output)
    assert said.code == 1
    assert said.err.startswith(f"{output}: ")
    assert ".tmp" not in said.err
    assert list(output.parent.glob(".deckapp*")) == []


def test_a_mark_that_is_read_twice_is_refused(deckapp: Deckapp) -> None:
    said = deckapp("calibrate", "--readings", "A=1,1", "a=2,2")
    assert said.code == 2
    assert "each mark is read once" in said.err


def test_a_deck_and_a_file_must_be_named(deckapp: Deckapp, deck: Path, output: Path) -> None:
    for words in ([], [deck], ["-o", output], [deck, "-o", output.with_suffix(".png")]):
        assert deckapp("print", *words).code == 2


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--cards", "lok-back"], "did you mean `look-back`?"),
        (["--suit", "strt"], "did you mean `start`?"),
        (["--printer", "Office"], "nothing is known of the printer `Office`"),
    ],
)
def test_what_does_not_exist_is_one_line_and_no_file(
    deckapp: Deckapp, deck: Path, output: Path, words: list[str], hint: str
) -> None:
    said = deckapp("print", deck, "-o", output, *words)
    assert said.code == 1
    assert hint in said.err
    assert said.err.count("\n") == 1
    assert not output.exists()


def test_a_deck_that_is_nowhere_or_has_mistakes_is_not_printed(
    deckapp: Deckapp, deck: Path, output: Path
) -> None:
    assert "did you mean `change-management`" in deckapp("print", "chnge-management", "-o", output).err
    deck.write_text(DECK.replace("question: What did", "qestion: What did"), encoding="utf-8")
    said = deckapp("print", deck, "-o", output)
    assert said.code == 1
    assert said.err.startswith(f"{deck}:16:")
    assert not output.exists()


def test_text_that_does_not_fit_is_named_unless_forced(deckapp: Deckapp, deck: Path, output: Path) -> None:
    deck.write_text(DECK.replace("What did we learn?", "What did we learn? " * 60), encoding="utf-8")
    said = deckapp("print", deck, "-o", output)
    assert said.code == 1
    assert said.err.startswith(f"{deck}:16:")
    assert "the front of “Look back” (`look-back`) in “Tiny”" in said.err
    assert " mm too long" in said.err
    assert not output.exists()
    said = deckapp("print", deck, "-o", output, "--force")
    assert said.code == 0
    assert "warning: the front of “Look back”" in said.err
    assert output.is_file()


def test_a_picture_that_nobody_has_is_named_by_card_and_side_and_marked_where_forced(
    deckapp: Deckapp, deck: Path, output: Path
) -> None:
    deck.write_text(DECK + "        art: {back: gone.png}\n", encoding="utf-8")
    said = deckapp("print", deck, "-o", output)
    assert said.code == 1
    assert (
        "the back of “Look back” (`look-back`) in “Tiny”: the picture `gone.png` does not exist" in said.err
    )
    assert not output.exists()
    assert deckapp("print", deck, "-o", output, "--cards", "look-back", "--force", "--no-guide").code == 0
    with pypdfium2.PdfDocument(output) as document:
        front, back = (page.get_textpage().get_text_range() for page in document)
    assert "does not exist" not in front
    assert "gone.png" in back
    assert "does not exist" in back


def test_backs_that_are_too_long_come_with_the_fields_that_fit(
    deckapp: Deckapp, deck: Path, output: Path
) -> None:
    deck.write_text(DECK + "        why: " + "It must be so. " * 70 + "\n", encoding="utf-8")
    words = ("print", deck, "-o", output, "--size", "mini")
    said = deckapp(*words, "--fields", "what,why")
    assert said.code == 1
    assert said.err.splitlines()[-1] == "deckapp print: with `--fields what` every back fits"
    assert deckapp(*words, "--fields", "what").code == 0
    assert "--fields" not in deckapp(*words, "--fields", "why").err


# Calibration


def test_a_printer_is_calibrated_once_and_then_named(
    deckapp: Deckapp, deck: Path, output: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert deckapp("calibrate", "-o", sheet) == (0, f"{sheet}\n", "")
    readings = ("--readings", "A=1.0,-0.5", "B=1.0,-0.5", "C=1.0,-0.5", "d=1.0,-0.5")
    said = deckapp("calibrate", *readings, "--printer", "Office", "--paper", "Card")
    assert said.code == 0
    assert "+1.00 mm to the right and -0.50 mm up" in said.out
    assert deckapp("calibrate", "--list").out.startswith("Office, Card  +1.00, -0.50 mm")
    assert json.loads(deckapp("calibrate", "--list", "--json").out)[0]["printer"] == "Office"
    assert deckapp("print", deck, "-o", output, "--printer", "office").code == 0
    made_up_for = output.read_bytes()
    assert deckapp("print", deck, "-o", output, "--offset", "1,0.5").code == 0
    # Seen from behind, a millimetre to the left is one to the right.
    assert output.read_bytes() == made_up_for


def test_readings_are_solved_without_a_printer_too(deckapp: Deckapp) -> None:
    told = json.loads(deckapp("calibrate", "--readings", "A=0.2,0.1", "D=0.2,0.1", "--json").out)
    assert (told["x"], told["y"]) == pytest.approx((0.2, 0.1))
    assert json.loads(deckapp("calibrate", "--list", "--json").out) == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--readings", "A=1"],
        ["--readings", "A"],
        ["--readings", "E=1,1"],
        ["--readings", "A=90,1"],
        ["-o", "x.png"],
    ],
)
def test_a_calibration_that_is_none_is_wrong_usage(deckapp: Deckapp, words: list[str]) -> None:
    assert deckapp("calibrate", *words).code == 2
