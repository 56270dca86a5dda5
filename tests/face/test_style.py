"""Colours: the suits', their tints, and whether text on them can be read."""

import pytest

from deckapp.face.style import (
    INK,
    PAPER,
    READABLE,
    SUIT_COLOURS,
    colour,
    contrast,
    readable,
    readable_on,
    tint,
)  # fmt: skip


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1F6F54", "#1F6F54") == 1


@pytest.mark.parametrize("name", SUIT_COLOURS)
def test_each_suit_colour_reads_on_paper_and_under_white(name: str) -> None:
    assert contrast(colour(name), PAPER) >= 4.7
    assert contrast("#FFFFFF", colour(name)) >= 4.7


def test_a_colour_may_be_a_name_or_a_number() -> None:
    assert colour("pine") == "#1F6F54"
    assert colour("#abcdef") == "#ABCDEF"
    with pytest.raises(KeyError):
        colour("mauve")


def test_a_tint_lies_between_ground_and_colour() -> None:
    assert tint("#000000", 0, "#FFFFFF") == "#FFFFFF"
    assert tint("#000000", 1, "#FFFFFF") == "#000000"
    assert tint("#000000", 0.5, "#FFFFFF") == "#808080"


@pytest.mark.parametrize("ground", ["#FFFFFF", "#FFEE88", "#888888", "#202020", "#000000"])
def test_a_readable_colour_is_found_on_every_ground(ground: str) -> None:
    for name in ("pine", "ochre", "#FFE680", "#FFFFFF"):
        assert contrast(readable(colour(name), ground), ground) >= min(
            READABLE, contrast("#000000", ground), 4.5
        )
    assert contrast(readable_on(ground), ground) >= 3.9
    assert readable(INK, PAPER) == INK
