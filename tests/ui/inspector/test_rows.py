"""The stretch in which two lists differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deckapp.ui.inspector.rows import difference

LISTS = st.lists(st.sampled_from("abcdef"), unique=True)


@given(LISTS, LISTS)
def test_replacing_the_stretch_makes_one_list_of_the_other(before: list[str], after: list[str]) -> None:
    start, old_end, new_end = difference(before, after)
    made = list(before)
    made[start:old_end] = after[start:new_end]
    assert made == after


def test_one_row_more_or_less_is_one_row() -> None:
    assert difference("abc", "abxc") == (2, 2, 3)
    assert difference("abc", "ac") == (1, 2, 1)
    assert difference("abc", "abc") == (3, 3, 3)
