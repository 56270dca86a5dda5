"""The arithmetic of the wall."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect

from deckapp.ui.library.grid import CellGrid
from deckapp.ui.library.wall import WIDTHS


def grid(width: int, count: int = 100, wanted: int = 132) -> CellGrid:
    return CellGrid(count=count, width=width, wanted=wanted, ratio=120 / 70, below=0, gap=16, margin=12)


@pytest.mark.parametrize("width", range(240, 1400, 37))
def test_cells_stand_side_by_side_within_the_width(width: int) -> None:
    made = grid(width)
    row = [made.cell(number) for number in range(made.columns)]
    assert row[0].left() >= made.margin
    assert row[-1].right() < width - made.margin
    assert all(b.left() - a.right() - 1 == made.gap for a, b in pairwise(row))
    assert row[0].left() == pytest.approx(width - row[-1].right(), abs=2)


@pytest.mark.parametrize("width", range(240, 1400, 37))
def test_each_size_shows_larger_cards_than_the_one_before(width: int) -> None:
    sizes = [grid(width, wanted=wanted).cell_width for wanted in WIDTHS]
    assert sizes == sorted(set(sizes)) or sizes[-1] == width - 2 * 12


def test_what_shows_is_what_a_rectangle_test_finds() -> None:
    made = grid(500)
    for top, bottom in ((0, 300), (1000, 1400), (made.height - 10, made.height + 500)):
        window = QRect(0, top, 500, bottom - top)
        seen = {number for number in range(made.count) if made.cell(number).intersects(window)}
        assert seen <= set(made.between(top, bottom))
        assert len(made.between(top, bottom)) <= len(seen) + 2 * made.columns


def test_a_point_finds_its_cell_and_a_gap_finds_none() -> None:
    made = grid(500, count=7)
    for number in range(7):
        assert made.at(made.cell(number).center().x(), made.cell(number).center().y()) == number
    gap = made.cell(0).right() + made.gap // 2
    assert made.at(gap, made.cell(0).center().y()) == -1
    assert made.at(made.cell(6).center().x(), made.height + 400) == -1
    assert grid(500, count=0).at(100, 100) == -1
    assert grid(500, count=0).height == 0
