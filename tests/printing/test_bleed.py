"""Ink runs over the cut as far as it must, and the boxes that a print shop reads say so."""

from __future__ import annotations

from io import BytesIO
from math import ceil
from pathlib import Path

import pytest
from PIL import Image

from deckapp.deck.card import Art
from deckapp.deck.deck import Deck
from deckapp.face.page import MM
from deckapp.printing.deck_pdf import print_deck
from deckapp.printing.job import PrintJob
from deckapp.printing.sheet import Grid, SheetRect, Slot
from deckapp.printing.sizes import CARD_SIZES
from tests.printing.conftest import (
    Paper,
    changed_card,
    extents,
    is_blank,
    job_of,
    picture_of,
    solid_deck,
    with_grid,
    written_deck,
)

PAPER = "#E8D8C0"
"""A ground that is darker than paper, so that a picture shows where it ends."""


def ring(slot: Slot) -> list[SheetRect]:
    """The four strips of bleed around what is cut out."""
    ink, trim = slot.ink, slot.trim
    return [
        SheetRect(ink.left, ink.bottom, trim.left, ink.top),
        SheetRect(trim.right, ink.bottom, ink.right, ink.top),
        SheetRect(ink.left, ink.bottom, ink.right, trim.bottom),
        SheetRect(ink.left, trim.top, ink.right, ink.top),
    ]


def has_white_in_its_bleed(job: PrintJob, slots: list[Slot], folder: Path) -> bool:
    image = Paper(job, folder).image(0)
    return any(is_blank(image, strip) for slot in slots for strip in ring(slot) if _is_wide(strip))


def _is_wide(rect: SheetRect) -> bool:
    return rect.right - rect.left > 1 and rect.top - rect.bottom > 1


def slots_of(job: PrintJob) -> list[Slot]:
    return [face.slot for face in job.pages[0].faces]


class InkStopsAtTrim(Grid, frozen=True):
    """Cuts the ink off where the card is cut."""

    def front(self, place: int) -> Slot:
        slot = super().front(place)
        return Slot(slot.trim, slot.trim, slot.turn)


@pytest.mark.parametrize("bleed", [2.0, 3.175, 6.0])
@pytest.mark.parametrize("side", ["fronts", "backs"])
def test_every_pixel_of_the_bleed_is_inked(bleed: float, side: str, tmp_path: Path) -> None:
    job = job_of(written_deck(2, paper=PAPER), sheet="card", bleed=bleed, sides=side)
    assert not has_white_in_its_bleed(job, slots_of(job), tmp_path)


def test_the_bleed_of_cards_on_a_sheet_is_inked(tmp_path: Path) -> None:
    for settings in (
        {"gap": 8.0},
        {"gap": 2.0},
        {"gap": 0.0, "bleed": 3.0},
        {"gap": 8.0, "size": CARD_SIZES["mini"]},
    ):
        job = job_of(written_deck(4, paper=PAPER), sides="fronts", marks="none", **settings)
        assert not has_white_in_its_bleed(job, slots_of(job), tmp_path), settings


def test_art_fills_the_bleed(tmp_path: Path) -> None:
    job = job_of(solid_deck(2), sheet="card", bleed=3.048)
    assert not has_white_in_its_bleed(job, slots_of(job), tmp_path)


@pytest.mark.parametrize("bleed", [2.0, 3.175])
def test_art_made_to_the_bleed_is_neither_stretched_nor_cut(bleed: float, tmp_path: Path) -> None:
    """Its middle, as large as the card, ends where the card is cut."""
    dots, rim = [round((side + 2 * bleed) * 10) for side in (70, 120)], round(bleed * 10)
    art = Image.new("RGB", (dots[0], dots[1]), "#00FF00")
    art.paste("#0000FF", (rim, rim, dots[0] - rim, dots[1] - rim))
    art.save(tmp_path / "art.png")
    deck = changed_card(written_deck(1), "card-0", art=Art(front=str(tmp_path / "art.png")))
    job = job_of(deck, sides="fronts", sheet="card", bleed=bleed)
    print_deck(job, tmp_path / "out.pdf")
    found = extents(picture_of(tmp_path / "out.pdf", dpi=400), 400)["blue"]
    trim = slots_of(job)[0].trim
    edges = (trim.left, job.grid.height - trim.top, trim.right, job.grid.height - trim.bottom)
    assert found == pytest.approx([edge / MM for edge in edges], abs=0.2)


def test_ink_that_stops_at_the_trim_is_noticed(tmp_path: Path) -> None:
    job = job_of(written_deck(2, paper=PAPER), sheet="card", sides="fronts")
    broken = with_grid(job, InkStopsAtTrim)
    assert has_white_in_its_bleed(broken, slots_of(job), tmp_path)


def test_neighbours_bleed_no_further_than_half_way() -> None:
    job = job_of(written_deck(4), gap=4.0, bleed=3.0)
    one, other = (job.grid.front(place) for place in (0, 1))
    assert one.ink.right == pytest.approx(other.ink.left)
    assert one.ink.right - one.trim.right == pytest.approx(2 * MM)
    assert one.trim.left - one.ink.left == pytest.approx(3 * MM)


def boxes(paper: Paper) -> list[dict[str, tuple[float, ...]]]:
    """The boxes of each page in millimetres."""
    names = ("MediaBox", "BleedBox", "TrimBox")
    with paper.open() as document:
        return [
            {name: tuple(float(edge) / MM for edge in page[f"/{name}"]) for name in names}
            for page in document.pages
        ]


@pytest.mark.parametrize("size", CARD_SIZES)
@pytest.mark.parametrize("marks", ["none", "crop"])
def test_a_page_of_one_card_says_where_it_is_cut(size: str, marks: str, tmp_path: Path) -> None:
    known = CARD_SIZES[size]
    paper = Paper(job_of(solid_deck(1), sheet="card", size=known, bleed=3.175, marks=marks), tmp_path)
    found = boxes(paper)
    assert len(found) == 2
    for page in found:
        media, bleed, trim = (page[name] for name in ("MediaBox", "BleedBox", "TrimBox"))
        assert trim[2] - trim[0] == pytest.approx(known.width, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(known.height, abs=0.01)
        for outer, inner in ((media, bleed), (bleed, trim)):
            assert outer[0] <= inner[0] < inner[2] <= outer[2]
            assert outer[1] <= inner[1] < inner[3] <= outer[3]
        assert [abs(a - b) for a, b in zip(bleed, trim, strict=True)] == pytest.approx([3.175] * 4, abs=0.01)
        assert (media[2] - bleed[2] >= 5) == (marks == "crop")


@pytest.mark.parametrize(
    ("sheet", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4)), ("a3", (297, 420))]
)
def test_a_sheet_is_exactly_as_large_as_the_paper(
    sheet: str, size: tuple[float, float], tmp_path: Path
) -> None:
    with Paper(job_of(solid_deck(1), sheet=sheet, guide=True), tmp_path).open() as document:
        for page in document.pages:
            assert [float(edge) / MM for edge in page.MediaBox] == pytest.approx([0, 0, *size], abs=0.01)
            assert page.get("/Rotate", 0) == 0


def art_deck(folder: Path, dots: int) -> Deck:
    """A deck with one tarot card whose front is an image of so many dots across, made to a bleed of 3 mm."""
    file = BytesIO()
    Image.new("RGB", (dots, ceil(dots * 126 / 76)), "#335577").save(file, "JPEG")
    (folder / "front.jpg").write_bytes(file.getvalue())
    return changed_card(written_deck(1), "card-0", art=Art(front=str(folder / "front.jpg")))


def test_an_image_of_too_few_dots_is_a_warning_that_names_its_card(tmp_path: Path) -> None:
    enough = ceil((70 + 2 * 3) / 25.4 * 300)
    for dots, sheet, warned in ((enough, "card", 0), (enough, "a4", 0), (enough // 2, "card", 1)):
        found = print_deck(job_of(art_deck(tmp_path, dots), sheet=sheet), tmp_path / "out.pdf")
        assert len(found) == warned
        for warning in found:
            assert warning.level == "warning"
            assert "“Title number 0” (`card-0`)" in warning.message
            assert "150 dpi" in warning.message


def test_what_is_not_drawn_of_an_svg_is_a_warning_and_the_rest_is_printed(tmp_path: Path) -> None:
    (tmp_path / "front.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 76 126'>"
        "<rect width='76' height='126' fill='#00f'/><text>Hi</text></svg>"
    )
    deck = changed_card(written_deck(1), "card-0", art=Art(front=str(tmp_path / "front.svg")))
    (warning,) = print_deck(job_of(deck, sheet="card"), tmp_path / "out.pdf")
    assert "(`card-0`)" in warning.message
    assert (warning.level, warning.hint) == ("warning", "turn it into paths")
    image = picture_of(tmp_path / "out.pdf")
    assert {image.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)} == {
        (0, 0, 255)
    }
