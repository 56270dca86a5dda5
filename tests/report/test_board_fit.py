"""How the board is spread over sheets."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.deck import Deck
from deckapp.plan import edits
from deckapp.plan.plan import PARKING, Plan, Position
from deckapp.report.board_fit import SMALLEST, Cells, cells_of, fit_board
from deckapp.report.board_places import Frame, SheetPlaces, lay_places
from tests.report.conftest import many

WIDTH, FIRST, OTHER = 750.0, 420.0, 470.0


def places_of(cells: Cells) -> list[SheetPlaces]:
    fit = fit_board(cells, WIDTH, FIRST, OTHER)
    return [
        lay_places(cells, fit, number, Frame(0, 0, WIDTH, OTHER if number else FIRST))
        for number in range(len(fit.sheets))
    ]


def test_the_recipe_fits_one_sheet_in_tiles_that_fill_it(plan: Plan) -> None:
    (sheet,) = places_of(cells_of(plan))
    assert sheet.metrics.scale > 0.7
    assert sheet.bottom > 0.9 * FIRST
    assert set(sheet.spots) == set(plan.activities)


def test_empty_space_of_the_free_board_is_left_out(plan: Plan) -> None:
    key = next(iter(plan.activities))
    position = plan.activities[key].position
    moved = Position(phase=position.phase, workstream=position.workstream, x=9000, y=7000)
    (before,), (after,) = places_of(cells_of(plan)), places_of(cells_of(edits.move(plan, {key: moved})))
    assert after.metrics == before.metrics
    assert len(after.spots) == len(before.spots)


def test_two_hundred_activities_take_several_sheets_and_stay_readable(deck: Deck) -> None:
    sheets = places_of(cells_of(many(deck, 200, 6, 5)))
    assert len(sheets) > 1
    assert sheets[0].metrics.scale >= SMALLEST


def test_a_row_that_is_cut_says_that_it_goes_on() -> None:
    cells = Cells(phases=("p",), streams=("s",), things={("p", "s"): [str(n) for n in range(300)]})
    fit = fit_board(cells, WIDTH, FIRST, OTHER)
    lanes = [lane for sheet in fit.sheets for lane in sheet.lanes]
    assert [lane.goes_on for lane in lanes] == [True] * (len(lanes) - 1) + [False]
    assert all(later.first == earlier.first + earlier.lines for earlier, later in pairwise(lanes))


def full(rows: int, each: int, phases: int) -> Cells:
    """A board with as much in every cell."""
    names, streams = (
        tuple(f"{kind}{n}" for n in range(count)) for kind, count in (("p", phases), ("s", rows))
    )
    things = {(p, s): [f"{p}{s}{n}" for n in range(each)] for p in names for s in streams}
    return Cells(phases=names, streams=streams, things=things)


@pytest.mark.parametrize(
    ("board", "scale"), [((1, 6, 4), 0.75), ((2, 7, 4), 0.68), ((1, 6, 5), 0.6), ((1, 12, 3), SMALLEST)]
)
def test_of_the_sizes_that_can_be_read_it_is_the_largest_that_takes_the_fewest_sheets(
    board: tuple[int, int, int], scale: float
) -> None:
    fit = fit_board(full(*board), 760, 400, 480)
    assert len(fit.sheets) > 1
    assert fit.metrics.scale == pytest.approx(scale)


def test_a_row_goes_whole_to_the_next_sheet_only_where_it_fits_there() -> None:
    begun_anew = 0
    for rows, each, phases in product(range(2, 6), range(3, 40, 3), (3, 4)):
        fit = fit_board(full(rows, each, phases), 760, 400, 480)
        for number, (sheet, after) in enumerate(pairwise(fit.sheets)):
            lane = after.lanes[0]
            if lane.first or sheet.columns != after.columns:
                continue
            begun_anew += 1
            room = (480 if number else 400) - fit.metrics.head_h
            room -= sum(fit.metrics.height(one.lines) for one in sheet.lanes)
            assert not lane.goes_on or fit.metrics.height(1) > room
    assert begun_anew > 10


def test_phases_without_anything_are_narrow_but_there() -> None:
    cells = Cells(phases=("a", "b"), streams=("s",), things={("a", "s"): ["1"]})
    (sheet,) = places_of(cells)
    (_, wide), (_, narrow) = sheet.columns
    assert 0 < narrow < wide


def test_a_plan_without_workstreams_shows_what_is_parked() -> None:
    cells = Cells(phases=(), streams=(), things={(PARKING, PARKING): ["1", "2"]})
    (sheet,) = places_of(cells)
    assert set(sheet.parked) == {"1", "2"}
    assert sheet.spots == {}


@given(
    st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=4), min_size=1, max_size=12),
    st.integers(0, 60),
)
def test_everything_stands_once_inside_its_frame_and_covers_nothing(
    counts: list[list[int]], parked: int
) -> None:
    streams = tuple(f"s{number}" for number in range(4))
    things = {
        (f"p{place}", streams[row]): [f"{place}-{row}-{number}" for number in range(count)]
        for place, column in enumerate(counts)
        for row, count in enumerate(column)
    }
    things[PARKING, PARKING] = [f"parked-{number}" for number in range(parked)]
    cells = Cells(phases=tuple(f"p{place}" for place in range(len(counts))), streams=streams, things=things)
    seen: list[str] = []
    for number, sheet in enumerate(places_of(cells)):
        spots = sheet.spots | sheet.parked
        seen += spots
        taken = sorted((spot.y, spot.x, spot.w, spot.h) for spot in spots.values())
        for y, x, w, h in taken:
            assert x >= 0
            assert x + w <= WIDTH + 0.01
            assert y + h <= (OTHER if number else FIRST) + 0.01
        for (y, x, w, h), (below, right, _, _) in pairwise(taken):
            assert below >= y + h or right >= x + w
    assert sorted(seen) == sorted(key for keys in things.values() for key in keys)


@pytest.mark.parametrize("zoom", [1.0, 1.3])
def test_larger_paper_has_larger_tiles(plan: Plan, zoom: float) -> None:
    fit = fit_board(cells_of(plan), WIDTH * zoom, FIRST * zoom, OTHER * zoom, zoom)
    assert fit.metrics.scale > 0.7 * zoom
