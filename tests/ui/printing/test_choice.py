"""What was chosen for the last print is kept as text that anybody may have changed."""

from __future__ import annotations

import pytest

from deckapp.ui.printing.choice import Choice, read_choice


@pytest.mark.parametrize("text", ["", "{", "[" * 5000, '"\ud800"', '{"settings": 3}', "null"])
def test_what_cannot_be_understood_is_the_usual_choice(text: str) -> None:
    assert read_choice(text) == Choice()


def test_what_was_written_is_read_again() -> None:
    assert read_choice(Choice(shop="moo", printer="Office").kept()) == Choice(shop="moo", printer="Office")
