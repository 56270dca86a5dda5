"""What was likely meant by a name that is none."""

from __future__ import annotations

import pytest

from deckapp.deck.suggest import LONGEST, Guesses, did_you_mean, nearest

KEYS = ("duration", "title", "tags", "phase", "when", "when_not")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("duraton", "duration"), ("durration", "duration"), ("Duration", "duration"), ("titel", "title"),
        ("tittle", "title"), ("tag", "tags"), ("when-not", "when_not"), ("WHEN_NOT", "when_not"), ("dur", None),
        ("tiger", None), ("fase", "phase"), ("dutarion", "duration"), ("tytel", None), ("", None), ("length", None),
    ],
)  # fmt: skip
def test_the_nearest_name_is_meant_and_a_far_one_is_not(written: str, meant: str | None) -> None:
    assert nearest(written, KEYS) == meant
    assert did_you_mean(written, KEYS) == (f"did you mean `{meant}`?" if meant else "")


def test_a_name_may_be_a_third_longer_or_shorter_and_a_letter_more() -> None:
    assert nearest("abcdef", ["abcdefghi"]) == "abcdefghi"
    assert nearest("abcdef", ["abcdefghij"], 0.1) is None
    assert nearest("abcdef", ["abc"], 0.1) == "abc"
    assert nearest("abcdef", ["ab"], 0.1) is None


def test_of_names_that_differ_in_case_only_the_first_is_meant() -> None:
    assert nearest("talks", ["Talk", "talk"]) == "Talk"


def test_very_long_words_are_no_slips() -> None:
    assert nearest("a" * LONGEST, ["a" * LONGEST]) == "a" * LONGEST
    assert nearest("a" * (LONGEST + 1), ["a" * (LONGEST + 1)]) is None


def test_only_so_many_guesses_are_made() -> None:
    guesses = Guesses(2)
    assert [guesses.did_you_mean("titel", KEYS) for _ in range(3)] == ["did you mean `title`?"] * 2 + [""]
