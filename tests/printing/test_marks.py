"""Marks lie on the lines of cuts, never in a card or its bleed; nothing is inked outside of the margins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from deckapp.face.page import MM
from deckapp.printing.job import PrintJob
from deckapp.printing.marks import THICK, Line, cut_marks, fold_marks
from deckapp.printing.sheet import SheetRect, Slot
from deckapp.printing.sizes import CARD_SIZES
from tests.printing.conftest import DPI, Paper, job_of, solid_deck, written_deck

SHEETS = [
    {},
    {"size": CARD_SIZES["poker"], "sheet": "letter"},
    {"size": CARD_SIZES["mini"], "gap": 4.0},
    {"gap": 8.0, "bleed": 2.0},
    {"size": CARD_SIZES["business"], "gap": 2.0, "margin": 8.0},
    {"sheet": "card", "bleed": 3.0},
]


def faults(lines: Sequence[Line], slots: Sequence[Slot]) -> list[Line]:
    """The marks that lie on no cut, or ink a card or its bleed."""
    upright = [edge for slot in slots for edge in (slot.trim.left, slot.trim.right)]
    level = [edge for slot in slots for edge in (slot.trim.bottom, slot.trim.top)]
    found = []
    for x0, y0, x1, y1 in lines:
        at, cuts = (x0, upright) if x0 == x1 else (y0, level)
        off_the_cut = min(abs(at - cut) for cut in cuts) > 0.05 * MM
        half = THICK / 2
        inked = (
            SheetRect(x0 - half, y0, x1 + half, y1) if x0 == x1 else SheetRect(x0, y0 - half, x1, y1 + half)
        )
        if off_the_cut or any(_overlap(inked, slot.ink) for slot in slots):
            found.append((x0, y0, x1, y1))
    return found


def _overlap(one: SheetRect, other: SheetRect) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    # A mark on the outermost cut lies half a stroke beside the card's corner, and touches it there.
    return across > 0.001 and down > 0.001


def lines_of(job: PrintJob, page: int = 0) -> tuple[list[Line], list[Slot]]:
    slots = [face.slot for face in job.pages[page].faces]
    return cut_marks(job.settings.marks_of, slots, job.area), slots


@pytest.mark.parametrize("kind", ["crop", "full"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_marks_lie_on_the_cuts_and_ink_no_card(sheet: dict[str, object], kind: str) -> None:
    job = job_of(solid_deck(5), marks=kind, **sheet)
    for page in range(len(job.pages)):
        lines, slots = lines_of(job, page)
        assert len(lines) >= 4
        assert faults(lines, slots) == []
        for line in lines:
            assert job.area.left <= line[0] <= line[2] <= job.area.right
            assert job.area.bottom <= line[1] <= line[3] <= job.area.top


@settings(max_examples=60, deadline=None)
@given(
    size=st.sampled_from(list(CARD_SIZES.values())), gap=st.floats(0, 15), bleed=st.floats(0, 5),
    skip=st.integers(0, 1), kind=st.sampled_from(["crop", "full"]),
)  # fmt: skip
def test_no_mark_is_ever_in_a_card(size: object, gap: float, bleed: float, skip: int, kind: str) -> None:
    lines, slots = lines_of(
        job_of(solid_deck(3), size=size, gap=gap, bleed=bleed, skip=skip, marks=kind, sheet="a3")
    )
    assert faults(lines, slots) == []


def test_every_cut_has_a_mark_at_both_ends() -> None:
    lines, slots = lines_of(job_of(solid_deck(4), gap=4.0))
    for slot in slots:
        for x in (slot.trim.left, slot.trim.right):
            assert sum(line[0] == line[2] and abs(line[0] - x) < 0.02 for line in lines) == 2
        for y in (slot.trim.bottom, slot.trim.top):
            assert sum(line[1] == line[3] and abs(line[1] - y) < 0.02 for line in lines) == 2


def test_marks_that_enter_the_bleed_or_miss_the_cut_are_noticed() -> None:
    job = job_of(solid_deck(4), gap=6.0, bleed=3.0)
    lines, slots = lines_of(job)
    bare = [Slot(slot.trim, slot.trim) for slot in slots]
    assert faults(cut_marks("full", bare, job.area), slots) != []
    beside = [(x0 + 0.2 * MM, y0, x1 + 0.2 * MM, y1) for x0, y0, x1, y1 in lines]
    assert len(faults(beside, slots)) >= len(lines) / 2


def test_the_marks_that_are_printed_are_the_only_ink_beside_the_cards(tmp_path: Path) -> None:
    for sides in ("duplex-long", "duplex-short"):
        job = job_of(solid_deck(3), gap=4.0, sides=sides)
        bare = msgspec.structs.replace(job, settings=msgspec.structs.replace(job.settings, marks="none"))
        with_marks, without = Paper(job, tmp_path).image(1), Paper(bare, tmp_path).image(1)
        ink = (
            ImageChops.difference(with_marks, without)
            .convert("L")
            .point(lambda level: 255 if level > 40 else 0)
        )
        assert ink.getbbox() is not None
        for face in job.pages[1].faces:
            scale = DPI / 72
            inside = face.slot.ink.grown(-1.0)
            box = (
                int(inside.left * scale), int(ink.height - inside.top * scale),
                int(inside.right * scale), int(ink.height - inside.bottom * scale),
            )  # fmt: skip
            assert ink.crop(box).getbbox() is None


def least_margin(job: PrintJob, folder: Path) -> float:
    """How far the ink of all pages stays from the edges of the paper, in millimetres."""
    paper = Paper(job, folder)
    found = []
    for page in range(len(job.pages)):
        grey = paper.image(page, 100).convert("L").point(lambda level: 255 if level < 250 else 0)
        left, top, right, bottom = grey.getbbox() or (99, 99, 0, 0)
        found.append(min(left, top, grey.width - right, grey.height - bottom) * 25.4 / 100)
    return min(found)


@pytest.mark.parametrize(
    "options",
    [
        {"size": CARD_SIZES["poker"], "sheet": "letter"},
        {"size": CARD_SIZES["bridge"], "margin": 3.0},
        {"size": CARD_SIZES["mini"], "gap": 6.0, "marks": "full", "margin": 12.0},
        {"sides": "fold", "marks": "full", "guide": True},
        {"size": CARD_SIZES["mini"], "guide": True, "margin": 20.0},
    ],
)
def test_nothing_is_inked_outside_of_the_margins(options: dict[str, object], tmp_path: Path) -> None:
    job = job_of(written_deck(10, paper="#E8D8C0"), fields=("what",), **options)
    assert least_margin(job, tmp_path) >= job.settings.margin - 0.3


def test_ink_in_the_margin_is_noticed(tmp_path: Path) -> None:
    job = job_of(written_deck(9), size=CARD_SIZES["poker"], marks="full", margin=2.0, fields=())
    assert least_margin(job, tmp_path) < 5 - 0.3


def test_the_fold_is_marked_between_fronts_and_backs() -> None:
    for size, fold in (("tarot", "upright"), ("a6", "level")):
        job = job_of(solid_deck(2), size=CARD_SIZES[size], sides="fold")
        assert job.grid.fold == fold
        slots = [face.slot for face in job.pages[0].faces]
        lines = fold_marks(job.grid, slots, job.area)
        assert len(lines) == 2
        for x0, y0, x1, y1 in lines:
            if fold == "upright":
                assert x0 == x1 == pytest.approx(job.grid.width / 2)
            else:
                assert y0 == y1 == pytest.approx(job.grid.height / 2)
        assert not any(
            _overlap(SheetRect(*line).grown(THICK / 2), slot.ink.grown(-THICK))
            for line in lines
            for slot in slots
        )
