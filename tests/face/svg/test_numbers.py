"""Numbers, lengths and transformations as SVG writes them."""

from __future__ import annotations

from math import sqrt

import pytest

from deckapp.face.svg.numbers import SAME, diagonal, fitted, length, numbers, times, transform, write, written
from deckapp.problem import PictureError


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 2,3", [1, 2, 3]),
        ("1-2", [1, -2]),
        (".5.5", [0.5, 0.5]),
        ("1e2 +3. -4e-1", [100, 3, -0.4]),
        ("", []),
    ],
)
def test_numbers_are_found_however_they_are_parted(text: str, found: list[float]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("3", 3), ("3px", 3), ("3 pt", 4), ("1pc", 16), ("25.4mm", 96), ("2.54cm", 96), ("1in", 96), ("2em", 32),
        ("2ex", 16), ("2rem", 32), ("25%", 50), (" -5 ", -5), ("", 7), ("wide", 7), ("3 parsecs", 7),
    ],
)  # fmt: skip
def test_a_length_is_in_user_units_or_else_the_usual_one(text: str, units: float) -> None:
    assert length(text, 200, 7) == pytest.approx(units)


@pytest.mark.parametrize("text", ["1e10", "-1e10", "1e400"])
def test_a_number_out_of_all_bounds_is_refused(text: str) -> None:
    with pytest.raises(PictureError, match="bounds"):
        numbers(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.5, "0.5"), (100.0, "100"), (-0.0000001, "0"), (0.0, "0"), (1.2345678, "1.23457")],
)
def test_numbers_are_written_as_short_as_they_can_be(value: float, text: str) -> None:
    assert write(value) == text


def test_a_transformation_is_written_as_an_operator() -> None:
    assert written((1, 0, 0.25, 1, -3, 100)) == "1 0 0.25 1 -3 100 cm"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("translate(3)", (1, 0, 0, 1, 3, 0)),
        ("translate(3, 4)", (1, 0, 0, 1, 3, 4)),
        ("scale(2)", (2, 0, 0, 2, 0, 0)),
        ("scale(2 3)", (2, 0, 0, 3, 0, 0)),
        ("rotate(90)", (0, 1, -1, 0, 0, 0)),
        ("rotate(450)", (0, 1, -1, 0, 0, 0)),
        ("rotate(90 10 0)", (0, 1, -1, 0, 10, -10)),
        ("skewX(45)", (1, 0, 1, 1, 0, 0)),
        ("skewY(45)", (1, 1, 0, 1, 0, 0)),
        ("matrix(1 2 3 4 5 6)", (1, 2, 3, 4, 5, 6)),
        ("translate(10) scale(2)", (2, 0, 0, 2, 10, 0)),
        ("scale(2) translate(10)", (2, 0, 0, 2, 20, 0)),
    ],
)
def test_transformations_are_understood(text: str, made: tuple[float, ...]) -> None:
    assert transform(text) == pytest.approx(made)


@pytest.mark.parametrize(
    "text",
    ["", "translate()", "scale()", "rotate()", "skewX()", "skewY()", "matrix(1 2 3)", "matrix(1 2 3 4 5 6 7)",
     "shake(3)", "translate 3"],
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(text: str) -> None:
    assert transform(text) == SAME


def test_a_skew_stops_short_of_a_right_angle() -> None:
    assert transform("skewX(90)") == transform("skewX(89)")
    assert transform("skewX(-120)") == transform("skewX(-89)")


def test_the_second_of_two_transformations_comes_first() -> None:
    assert times((2, 0, 0, 3, 5, 7), (1, 0, 0, 1, 10, 100)) == (2, 0, 0, 3, 25, 307)


@pytest.mark.parametrize(
    ("how", "made"),
    [
        ("", (2, 0, 0, 2, 80, -20)),
        ("xMidYMid meet", (2, 0, 0, 2, 80, -20)),
        ("xMinYMin", (2, 0, 0, 2, -20, -20)),
        ("xMaxYMax", (2, 0, 0, 2, 180, -20)),
        ("xMidYMin slice", (4, 0, 0, 4, -40, -40)),
        ("xMidYMid slice", (4, 0, 0, 4, -40, -140)),
        ("xMidYMax slice", (4, 0, 0, 4, -40, -240)),
        ("none", (4, 0, 0, 2, -40, -20)),
    ],
)
def test_a_view_box_is_put_into_its_place(how: str, made: tuple[float, ...]) -> None:
    assert fitted((10, 10, 100, 100), 400, 200, how) == pytest.approx(made)


def test_what_goes_neither_across_nor_down_is_measured_by_the_diagonal() -> None:
    assert diagonal(300, 300) == 300
    assert diagonal(100, 0) == pytest.approx(100 / sqrt(2))
