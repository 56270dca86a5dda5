"""Strips are put below and beside each other, from the side on which reading starts."""

from __future__ import annotations

from deckapp.face.page import Box
from deckapp.report.strip import Piece, Strip, beside, stack


def strip(width: float, height: float) -> Strip:
    return Strip(
        width=width, height=height, pieces=(Box(x=0, y=0, width=width, height=height, fill="#000000"),)
    )


def places(made: Strip) -> list[tuple[float, float]]:
    return [place(piece) for piece in made.pieces]


def place(piece: Piece) -> tuple[float, float]:
    assert isinstance(piece, Box)
    return piece.x, piece.y


def test_strips_stand_beside_each_other_from_the_left_or_from_the_right() -> None:
    strips = [(0.0, strip(20, 10)), (30.0, strip(40, 30))]
    made = beside(100, strips, rim=5)
    assert (made.width, made.height) == (100, 40)
    assert places(made) == [(0, 5), (30, 5)]
    assert places(beside(100, strips, rtl=True)) == [(80, 0), (30, 0)]
    assert beside(100, []).height == 0


def test_strips_stand_below_each_other_with_a_gap_between() -> None:
    made = stack([strip(20, 10), strip(40, 30)], 6)
    assert (made.width, made.height) == (40, 46)
    assert places(made) == [(0, 0), (0, 16)]
    assert made.breaks == (16,)
