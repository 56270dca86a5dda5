"""The grid: as large as fits, in the middle of its sheet, turned where that holds more."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deckapp.face.page import MM
from deckapp.printing.settings import PrintSettings
from deckapp.printing.sheet import Grid, lay_grid
from deckapp.printing.sizes import CARD_SIZES, SHEET_SIZES, CardSize, card_size, sheet_title, size_name
from deckapp.problem import SettingsError

sides = st.floats(30, 300)
layouts = st.builds(
    PrintSettings,
    sheet=st.sampled_from(list(SHEET_SIZES)), margin=st.floats(0, 20), gap=st.floats(0, 20),
    bleed=st.none() | st.floats(0, 6), sides=st.sampled_from(["duplex-long", "fold"]),
)  # fmt: skip


def grid_or_none(card: CardSize, options: PrintSettings) -> Grid | None:
    try:
        return lay_grid(card, options)
    except SettingsError:
        return None


@settings(max_examples=200, deadline=None)
@given(card=st.builds(CardSize, sides, sides), options=layouts)
def test_a_grid_is_centred_within_the_margins_and_holds_no_two_cards_in_one_place(
    card: CardSize, options: PrintSettings
) -> None:
    grid = grid_or_none(card, options)
    assume(grid is not None and grid.count < 200)
    assert grid is not None
    fronts = [grid.front(place) for place in range(grid.count)]
    backs = [grid.back(place, grid.fold) for place in range(grid.count)] if grid.fold else []
    slots = [*fronts, *backs]
    near = pytest.approx
    assert min(slot.trim.left for slot in slots) == near(grid.width - max(slot.trim.right for slot in slots))
    assert min(slot.trim.bottom for slot in slots) == near(grid.height - max(slot.trim.top for slot in slots))
    edge = options.margin * MM - 0.02
    for slot in slots:
        assert slot.ink.left >= edge
        assert slot.ink.bottom >= edge
        wide, high = slot.trim.right - slot.trim.left, slot.trim.top - slot.trim.bottom
        expected = (card.height, card.width) if grid.turned else (card.width, card.height)
        assert (wide / MM, high / MM) == near(expected)
    for number, one in enumerate(slots):
        for other in slots[number + 1 :]:
            across = min(one.ink.right, other.ink.right) - max(one.ink.left, other.ink.left)
            down = min(one.ink.top, other.ink.top) - max(one.ink.bottom, other.ink.bottom)
            assert across < 0.01 or down < 0.01


@settings(max_examples=100, deadline=None)
@given(card=st.builds(CardSize, sides, sides), options=layouts)
def test_no_more_would_fit(card: CardSize, options: PrintSettings) -> None:
    grid = grid_or_none(card, options)
    assume(grid is not None and options.sides != "fold")
    assert grid is not None
    bleed = 2 * options.bleed_of / MM + 2 * options.margin
    wide, high = SHEET_SIZES[options.sheet]
    for across, down in ((card.width, card.height), (card.height, card.width)):
        columns = int((wide - bleed + options.gap) / (across + options.gap) + 1e-9)
        rows = int((high - bleed + options.gap) / (down + options.gap) + 1e-9)
        assert grid.count >= columns * rows


@pytest.mark.parametrize(
    ("size", "sheet", "count", "turned"),
    [
        ("tarot", "a4", 4, False), ("poker", "a4", 9, False), ("poker", "letter", 9, False), ("bridge", "a4", 10, True),
        ("mini", "a4", 18, True), ("business", "a4", 10, False), ("a6", "a4", 2, True), ("poker", "a3", 18, True),
    ],
)  # fmt: skip
def test_sheets_hold_what_people_expect(size: str, sheet: str, count: int, turned: bool) -> None:
    grid = lay_grid(CARD_SIZES[size], PrintSettings(sheet=sheet))  # type: ignore[arg-type]
    assert (grid.count, grid.turned) == (count, turned)


def test_a_card_larger_than_the_sheet_is_refused_with_its_size() -> None:
    with pytest.raises(SettingsError, match=r"300 x 250 mm does not fit on Letter with a margin of 5 mm"):
        lay_grid(CardSize(300, 250), PrintSettings(sheet="letter"))


def test_the_bleed_depends_on_the_gap_where_nobody_says() -> None:
    assert PrintSettings().bleed_of == 0
    assert PrintSettings(gap=2).bleed_of == PrintSettings(sheet="card").bleed_of == 3 * MM
    assert PrintSettings(gap=2, bleed=1).bleed_of == MM
    assert PrintSettings(sheet="card").marks_of == "none"
    assert PrintSettings().marks_of == "crop"


@pytest.mark.parametrize(
    ("text", "size"),
    [("poker", (63.5, 88.9)), ("Tarot", (70, 120)), ("63x88", (63, 88)), ("57.15 × 88,9 mm", (57.15, 88.9))],
)
def test_sizes_are_names_or_millimetres(text: str, size: tuple[float, float]) -> None:
    assert card_size(text) == CardSize(*size)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("pokr", "did you mean `poker`?"), ("x", "WxH"), ("10x10", "from 30 to 300"), ("70x", "WxH")],
)
def test_a_size_that_is_none_is_refused_with_a_remedy(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match=r".+") as caught:
        card_size(text)
    assert hint in str(caught.value)


def test_sizes_and_sheets_have_names_for_people() -> None:
    assert size_name(CardSize(63.5, 88.9)) == "poker"
    assert size_name(CardSize(61, 88.9)) == ""
    assert [sheet_title(name) for name in ("a4", "letter", "a3")] == ["A4", "Letter", "A3"]
