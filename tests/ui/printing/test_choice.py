"""What was chosen for the last print is kept as text that anybody may have changed."""

from __future__ import annotations

import pytest

from deckapp.printing.settings import Correction, PrintSettings
from deckapp.ui.printing.choice import BY_HAND, Choice, read_choice


@pytest.mark.parametrize("text", ["", "{", "[" * 5000, '"\ud800"', '{"settings": 3}', "null"])
def test_what_cannot_be_understood_is_the_usual_choice(text: str) -> None:
    assert read_choice(text) == Choice()


def test_what_was_written_is_read_again() -> None:
    assert read_choice(Choice(shop="moo", printer="Office").kept()) == Choice(shop="moo", printer="Office")


def test_what_was_true_of_one_print_only_is_not_kept() -> None:
    once = PrintSettings(
        sheet="a3", gap=4.0, cards=(("a", 2),), suits=("s",), copies=3, skip=5, force=True,
        correction=Correction(x=2.0),
    )  # fmt: skip
    again = read_choice(Choice(settings=once).kept()).settings
    assert again == PrintSettings(sheet="a3", gap=4.0)


def test_a_shift_of_the_backs_is_kept_only_where_it_was_set_by_hand() -> None:
    shifted = PrintSettings(correction=Correction(x=2.0, angle=0.5))
    assert read_choice(Choice(settings=shifted, printer=BY_HAND).kept()).settings == shifted
    assert read_choice(Choice(settings=shifted, printer="Office").kept()).settings == PrintSettings()
