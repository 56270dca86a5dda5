"""What stands at a place of a text whose line is too long to be counted."""

from __future__ import annotations

import pytest

from deckapp.files.excerpt import AROUND, excerpt, excerpt_of_bytes

TEXT = "".join(chr(ord("a") + number % 26) for number in range(200))


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (0, f"`{TEXT[:30]}…`"),
        (AROUND, f"`{TEXT[:60]}…`"),
        (AROUND + 1, f"`…{TEXT[1:61]}…`"),
        (100, f"`…{TEXT[70:130]}…`"),
        (200 - AROUND, f"`…{TEXT[140:]}`"),
        (169, f"`…{TEXT[139:199]}…`"),
        (200, f"`…{TEXT[170:]}`"),
    ],
)
def test_the_letters_around_a_place_are_shown_and_dots_where_there_are_more(at: int, shown: str) -> None:
    assert excerpt(TEXT, at) == shown
    assert excerpt_of_bytes(TEXT.encode(), at) == shown


def test_what_is_short_is_shown_whole_and_on_one_line() -> None:
    assert excerpt("one\n  two\tthree", 5) == "`one two three`"


def test_bytes_that_are_no_text_are_left_out() -> None:
    assert excerpt_of_bytes(b"caf\xff\xc3\xa9 au lait", 6) == "`café au lait`"
    long = ("ä" * 300).encode()
    assert excerpt_of_bytes(long, 300) == f"`…{'ä' * 60}…`"
