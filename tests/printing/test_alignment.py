"""Backs lie behind their fronts: the back page, turned over, covers the front page."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PIL import Image, ImageOps

from deckapp.deck.card import Art
from deckapp.printing.job import PrintJob
from deckapp.printing.settings import Sides
from deckapp.printing.sheet import Axis, Grid, SheetRect, Slot
from deckapp.printing.sizes import CARD_SIZES, CardSize
from tests.printing.conftest import MM, Paper, changed_card, extents, job_of, solid_deck, with_grid, worst

NEAR = 0.15
"""Millimetres; a pixel and a bit."""


def turned_over(image: Image.Image, sides: Sides) -> Image.Image:
    """A back page as one sees it through the front."""
    return ImageOps.flip(image) if sides == "duplex-short" else ImageOps.mirror(image)


def misfit(job: PrintJob, folder: Path) -> float:
    """By how much fronts and backs miss each other on the worst sheet, in millimetres."""
    paper = Paper(job, folder)
    return max(
        worst(extents(paper.image(page)), extents(turned_over(paper.image(page + 1), job.settings.sides)))
        for page in range(0, len(job.pages), 2)
    )


@pytest.mark.parametrize("sides", ["duplex-long", "duplex-short"])
@pytest.mark.parametrize("size", CARD_SIZES)
def test_backs_of_every_size_lie_behind_their_fronts(size: str, sides: Sides, tmp_path: Path) -> None:
    assert misfit(job_of(solid_deck(2), size=CARD_SIZES[size], sides=sides), tmp_path) <= NEAR


@pytest.mark.parametrize("sides", ["duplex-long", "duplex-short"])
@pytest.mark.parametrize(
    "settings",
    [
        {"size": CardSize(88.9, 63.5), "sheet": "letter"},
        {"size": CardSize(120, 70), "gap": 4.0, "margin": 10.0},
        {"skip": 1, "gap": 3.0, "bleed": 1.5},
        {"size": CardSize(100, 140), "sheet": "a3", "copies": 2},
    ],
    ids=["landscape", "landscape with gaps", "a sheet begun", "a3"],
)
def test_backs_meet_on_partial_and_turned_sheets(
    settings: dict[str, object], sides: Sides, tmp_path: Path
) -> None:
    assert misfit(job_of(solid_deck(5), sides=sides, **settings), tmp_path) <= NEAR


def test_a_card_with_nothing_on_its_back_has_a_back_all_the_same(tmp_path: Path) -> None:
    deck = changed_card(solid_deck(1), "red", art=Art(front="red"))
    plain = msgspec.structs.replace(deck.style, pattern="plain")
    suit = msgspec.structs.replace(deck.suits[0], colour="#FF0000")
    deck = msgspec.structs.replace(deck, style=plain, suits=(suit,))
    for settings in ({}, {"skip": 2, "sides": "duplex-short"}):
        job = job_of(deck, **settings)
        paper = Paper(job, tmp_path)
        front, back = paper.image(0), turned_over(paper.image(1), job.settings.sides)
        # Where the label's paper meets the red, there are other tones too.
        reds = [{"red": extents(image)["red"]} for image in (front, back)]
        assert worst(*reds) <= NEAR


class NotMirrored(Grid, frozen=True):
    """Lays the backs as the fronts are."""

    def back(self, place: int, axis: Axis) -> Slot:
        return self.front(place)


class PackedLeft(Grid, frozen=True):
    """Mirrors full rows, and packs the last row to the left."""

    def back(self, place: int, axis: Axis) -> Slot:
        return super().back(place, axis) if place < self.columns else self.front(place)


class HalfOff(Grid, frozen=True):
    """Lays the backs half a millimetre too far to the right."""

    def back(self, place: int, axis: Axis) -> Slot:
        slot = super().back(place, axis)
        return Slot(*(_moved(rect, MM / 2) for rect in (slot.trim, slot.ink)), slot.turn)


def _moved(rect: SheetRect, by: float) -> SheetRect:
    return SheetRect(rect.left + by, rect.bottom, rect.right + by, rect.top)


@pytest.mark.parametrize("broken", [NotMirrored, PackedLeft, HalfOff])
def test_a_grid_that_is_broken_is_noticed(broken: type[Grid], tmp_path: Path) -> None:
    whole = job_of(solid_deck(3))
    assert misfit(whole, tmp_path) <= NEAR
    assert misfit(with_grid(whole, broken), tmp_path) > NEAR


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"gap": 4.0},
        {"size": CARD_SIZES["poker"], "gap": 6.0},
        {"size": CARD_SIZES["jumbo"], "sheet": "a3"},
    ],
    ids=["tarot", "with a gap", "turned", "a3"],
)
def test_a_folded_sheet_has_each_back_behind_its_front(settings: dict[str, object], tmp_path: Path) -> None:
    job = job_of(solid_deck(2), sides="fold", **settings)
    assert fold_misfit(job, tmp_path) <= NEAR


def fold_misfit(job: PrintJob, folder: Path) -> float:
    """By how much fronts miss their backs once the sheets are folded."""
    paper = Paper(job, folder)
    found = []
    for page in range(len(job.pages)):
        image = paper.image(page)
        wide, high = image.size
        if job.grid.fold == "upright":
            front = image.crop((0, 0, wide // 2, high))
            back = ImageOps.mirror(image.crop((wide - wide // 2, 0, wide, high)))
        else:
            front = image.crop((0, 0, wide, high // 2))
            back = ImageOps.flip(image.crop((0, high - high // 2, wide, high)))
        found.append(worst(extents(front), extents(back)))
    return max(found)


@pytest.mark.parametrize("broken", [HalfOff])
def test_a_fold_that_is_broken_is_noticed(broken: type[Grid], tmp_path: Path) -> None:
    assert fold_misfit(with_grid(job_of(solid_deck(2), sides="fold"), broken), tmp_path) > NEAR


def test_a_back_stands_upright_when_its_card_is_turned_over_like_a_page(tmp_path: Path) -> None:
    turns = {
        ("duplex-long", False): (0, 0), ("duplex-short", False): (0, 180),
        ("duplex-long", True): (90, 270), ("duplex-short", True): (90, 90),
    }  # fmt: skip
    for (sides, turned), expected in turns.items():
        job = job_of(solid_deck(1), sides=sides, size=CARD_SIZES["mini" if turned else "tarot"])
        assert job.grid.turned == turned
        front, back = (page.faces[0].slot.turn for page in job.pages)
        assert (front, back) == expected
