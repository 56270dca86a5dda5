"""The text of printed cards: all of it, in the safe area, as large as it must be, and nothing cut off."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from deckapp.deck.deck import Deck, Suit
from deckapp.face.page import MM
from deckapp.printing.deck_pdf import print_deck
from deckapp.printing.job import PrintJob
from deckapp.printing.settings import SAFE
from deckapp.printing.sheet import Grid, SheetRect, Slot
from deckapp.printing.sizes import CARD_SIZES
from deckapp.problem import ProblemsError
from tests.face.conftest import letters, scripts, skip_without_font
from tests.printing.conftest import Paper, changed_card, job_of, pixels, with_grid, written_card, written_deck

LONG = "Say what you saw, what you felt, and what you would do another time. "


def characters(paper: Paper, page: int) -> list[tuple[str, SheetRect, float]]:
    """Each character that is drawn on a page, where, and in which size."""
    document = pypdfium2.PdfDocument(paper.data)
    text = document[page].get_textpage()
    found = []
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        char = text.get_text_range(place, 1)
        if right > left and char.strip():
            found.append(
                (char, SheetRect(left, bottom, right, top), pdfium.FPDFText_GetFontSize(text, place))
            )
    document.close()
    return found


def outside(paper: Paper) -> list[str]:
    """The characters that are in no card's safe area."""
    found = []
    for number, page in enumerate(paper.job.pages):
        safe = [face.slot.trim.grown(-SAFE * MM + 0.02) for face in page.faces]
        found += [
            char for char, box, _ in characters(paper, number) if not any(_holds(one, box) for one in safe)
        ]
    return found


def _holds(outer: SheetRect, inner: SheetRect) -> bool:
    return (
        outer.left <= inner.left and inner.right <= outer.right
        and outer.bottom <= inner.bottom and inner.top <= outer.top
    )  # fmt: skip


def unseen(paper: Paper) -> list[str]:
    """The characters of the first page that leave no ink."""
    image = paper.image(0)
    grey = image.convert("L")
    found = []
    for char, box, _ in characters(paper, 0):
        low, high = grey.crop(pixels(image, box.grown(0.5))).getextrema()
        if low == high and char.isalpha():
            found.append(char)
    return found


@pytest.mark.parametrize("size", CARD_SIZES)
def test_every_character_stands_in_the_safe_area(size: str, tmp_path: Path) -> None:
    fields = ("what", "steps") if size not in {"mini", "business"} else ("what",)
    for sheet in ("a4", "card"):
        paper = Paper(job_of(written_deck(3), size=CARD_SIZES[size], fields=fields, sheet=sheet), tmp_path)
        assert outside(paper) == []
        assert min(points for page in range(2) for *_, points in characters(paper, page)) >= 7 - 0.01


def test_text_that_runs_over_its_card_is_noticed(tmp_path: Path) -> None:
    deck = changed_card(written_deck(2), "card-0", question=LONG * 14)
    assert outside(Paper(job_of(deck, sheet="card", force=True), tmp_path)) != []


@pytest.mark.parametrize(
    "settings", [{}, {"sides": "fold"}, {"sheet": "card"}, {"size": CARD_SIZES["poker"]}]
)
def test_the_pages_say_what_the_cards_say(settings: dict[str, object], tmp_path: Path) -> None:
    deck = written_deck(3)
    found = letters("".join(Paper(job_of(deck, **settings), tmp_path).texts()))
    for card in deck.cards.values():
        for words in (
            card.title,
            card.question,
            card.what,
            *(step.text for step in card.steps),
            *card.pitfalls,
        ):
            assert letters(words) in found, words


class ClipsWords(Grid, frozen=True):
    """Lets only the upper half of each card through."""

    def front(self, place: int) -> Slot:
        slot = super().front(place)
        middle = (slot.trim.bottom + slot.trim.top) / 2
        return Slot(slot.trim, SheetRect(slot.ink.left, middle, slot.ink.right, slot.ink.top), slot.turn)


def test_no_word_is_cut_off_and_one_that_is_would_be_noticed(tmp_path: Path) -> None:
    job = job_of(written_deck(4), size=CARD_SIZES["poker"])
    assert unseen(Paper(job, tmp_path)) == []
    assert unseen(Paper(with_grid(job, ClipsWords), tmp_path)) != []


@pytest.mark.parametrize("sample", scripts(), ids=lambda sample: sample["language"])
def test_every_script_is_printed_whole(sample: dict[str, str], tmp_path: Path) -> None:
    skip_without_font(sample["text"])
    card = msgspec.structs.replace(
        written_card(0),
        title=sample["title"],
        question=sample["question"],
        what=sample["text"],
        steps=(),
        why="",
    )
    suit = Suit(id="s", title=sample["title"], cards=(card.id,))
    deck = Deck(id="d", title="D", language=sample["language"], suits=(suit,), cards={card.id: card})
    paper = Paper(job_of(deck, size=CARD_SIZES["jumbo"]), tmp_path)
    assert outside(paper) == []
    front, back = paper.texts()
    assert letters(sample["question"]) in letters(front)
    assert letters(sample["title"]) in letters(back)


# What does not fit


def too_long() -> Deck:
    return changed_card(written_deck(3), "card-1", what=LONG * 40)


def test_a_back_that_cannot_fit_names_deck_card_side_and_millimetres(tmp_path: Path) -> None:
    output = tmp_path / "out.pdf"
    output.write_bytes(b"as it was")
    with pytest.raises(ProblemsError) as caught:
        print_deck(job_of(too_long()), output)
    (problem,) = caught.value.problems
    assert "the back of “Title number 1” (`card-1`) in “A written deck”" in problem.message
    assert " mm too long" in problem.message
    assert "`what`" in problem.hint
    assert output.read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    deck = changed_card(changed_card(too_long(), "card-0", image="nowhere.png"), "card-2", why="\U0010fffd")
    with pytest.raises(ProblemsError) as caught:
        print_deck(job_of(deck), tmp_path / "out.pdf")
    front, back, glyph = (problem.message for problem in caught.value.problems)
    assert "the front of “Title number 0”" in front
    assert "nowhere.png" in front
    assert " mm too long" in back
    assert "U+10FFFD" in glyph
    assert list(tmp_path.iterdir()) == []


def test_forced_cards_are_printed_with_a_mark_and_the_others_without(tmp_path: Path) -> None:
    def alarmed(job: PrintJob) -> list[bool]:
        paper = Paper(job, tmp_path)
        images = [paper.image(page, 72) for page in range(len(job.pages))]
        return [
            any(r > 170 and g < 30 and b < 30 for _, (r, g, b) in image.getcolors(1 << 24))
            for image in images
        ]

    job = job_of(too_long(), sheet="card", sides="backs", force=True)
    assert alarmed(job) == [False, True, False]
    (warning,) = Paper(job, tmp_path).warnings
    assert warning.level == "warning"
    assert "does not fit" in Paper(job, tmp_path).texts()[1]


def test_the_fields_that_are_chosen_make_a_back_fit(tmp_path: Path) -> None:
    deck = too_long()
    paper = Paper(job_of(deck, fields=("steps", "why")), tmp_path)
    backs = letters(paper.texts()[1])
    assert letters("Write it down.") in backs
    assert letters("Because it helps.") in backs
    assert letters("A short explanation") not in backs
    assert "Titlenumber1" in letters(Paper(job_of(deck, fields=()), tmp_path).texts()[1])
