"""Links on a printed board keep to the gaps between tiles."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from deckapp.report.link_paths import Gaps, Point, TileSpot, arrow_head, rounded_path, shortened, ways

W, H, GAP = 100.0, 60.0, 16.0
COLUMNS, LINES = 4, 4


def spot(column: int, line: int) -> TileSpot:
    return TileSpot(column, line, GAP + column * (W + GAP), GAP + line * (H + GAP), W, H)


def gaps(size: float, count: int) -> tuple[tuple[float, float], ...]:
    return tuple((place * (size + GAP), place * (size + GAP) + GAP) for place in range(count + 1))


GRID = Gaps(gaps(W, COLUMNS), gaps(H, LINES))
FULL = {f"{column}{line}": spot(column, line) for column, line in product(range(COLUMNS), range(LINES))}


def crosses(course: list[Point], tile: TileSpot) -> bool:
    """Whether a way touches the inside of a tile."""
    for (ax, ay), (bx, by) in pairwise(course):
        across = min(ax, bx) < tile.x + tile.w - 0.01 and max(ax, bx) > tile.x + 0.01
        down = min(ay, by) < tile.y + tile.h - 0.01 and max(ay, by) > tile.y + 0.01
        if across and down:
            return True
    return False


@pytest.mark.parametrize(
    ("source", "target"), [(s, t) for s, t in product(FULL, FULL) if s != t], ids=lambda key: str(key)
)
def test_no_way_crosses_a_tile(source: str, target: str) -> None:
    (course,) = ways([(source, target)], FULL, GRID)
    assert not any(crosses(course, tile) for tile in FULL.values())
    assert on_edge(course[0], FULL[source])
    assert on_edge(course[-1], FULL[target])
    assert all(abs(ax - bx) < 0.01 or abs(ay - by) < 0.01 for (ax, ay), (bx, by) in pairwise(course))


def on_edge(point: Point, tile: TileSpot) -> bool:
    x, y = point
    beside = x in (tile.x, tile.x + tile.w) and tile.y <= y <= tile.y + tile.h
    return beside or (y in (tile.y, tile.y + tile.h) and tile.x <= x <= tile.x + tile.w)


def test_a_free_row_is_crossed_straight() -> None:
    spots = {"a": spot(0, 1), "b": spot(3, 1)}
    (course,) = ways([("a", "b")], spots, GRID)
    assert course == [(spots["a"].x + W, spots["a"].y + H / 2), (spots["b"].x, spots["a"].y + H / 2)]


def test_neighbours_in_a_column_are_joined_straight_down() -> None:
    (course,) = ways([("00", "01")], FULL, GRID)
    assert course == [(spot(0, 0).x + W / 2, spot(0, 0).y + H), (spot(0, 0).x + W / 2, spot(0, 1).y)]


def test_links_to_different_tiles_keep_apart_in_a_gap() -> None:
    one, other = ways([("00", "12"), ("01", "13")], FULL, GRID)
    assert one[1][0] != other[1][0]


def test_links_that_never_meet_in_a_gap_both_run_along_its_middle() -> None:
    low, high = GRID.upright[1]

    def lanes(*links: tuple[str, str]) -> list[set[float]]:
        return [{x for x, _ in course if low < x < high} for course in ways(links, FULL, GRID)]

    middle = (low + high) / 2
    assert lanes(("00", "11"), ("02", "13")) == [{middle}, {middle}]
    assert lanes(("00", "11"), ("01", "12")) == [{middle}, {middle}], "one begins where the other ends"
    one, other = lanes(("00", "12"), ("01", "13"))
    assert one != other


def test_links_to_the_same_tile_join() -> None:
    one, other = ways([("00", "12"), ("01", "12")], FULL, GRID)
    assert one[-2:] == other[-2:]


def test_what_comes_and_what_goes_on_one_side_part() -> None:
    coming, going = ways([("02", "00"), ("00", "10")], FULL, GRID)
    assert coming[-1][0] == going[0][0]
    assert coming[-1][1] > going[0][1] + 5


def test_a_path_has_rounded_corners_and_ends_at_its_tip() -> None:
    course = [(0.0, 0.0), (20.0, 0.0), (20.0, 30.0)]
    assert rounded_path(course, 5) == "M0.00 0.00L15.00 0.00C20.00 0.00 20.00 0.00 20.00 5.00L20.00 30.00"
    assert shortened(course, 2) == [(0.0, 0.0), (20.0, 0.0), (20.0, 28.0)]
    assert arrow_head(course, 4) == "M18.00 26.00L20.00 30.00L22.00 26.00Z"


@pytest.mark.parametrize("links", [[("00", "12"), ("01", "10")], [("01", "10"), ("00", "12")]])
def test_what_leaves_a_row_does_not_run_into_what_enters_it(links: list[tuple[str, str]]) -> None:
    courses = dict(zip(links, ways(links, FULL, GRID), strict=True))
    assert courses["00", "12"][1][0] < courses["01", "10"][1][0]
