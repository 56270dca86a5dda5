"""The nearest of the names that would have been right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

LONGEST = 80
"""Longer words are no slips of the keyboard, and comparing them costs seconds."""
MANY = 5_000
"""Only so many choices are looked at; no library holds more cards."""

MOST_GUESSES = 300


def nearest(word: str, choices: Iterable[str], likeness: float = 0.65) -> str | None:
    """The choice that `word` was most likely meant to be, or None. `likeness` is 1 for equal words."""
    if not 0 < len(word) <= LONGEST:
        return None
    near = [choice for choice in islice(choices, MANY) if abs(len(choice) - len(word)) <= 1 + len(word) // 3]
    by_folded = {choice.casefold().replace("_", "-"): choice for choice in reversed(near)}
    found = get_close_matches(word.casefold().replace("_", "-"), by_folded, n=1, cutoff=likeness)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``did you mean `x`?``, or nothing where no choice is near."""
    choice = nearest(word, choices)
    return f"did you mean `{choice}`?" if choice else ""


class Guesses:
    """Says what was likely meant, as often as anybody reads it: each guess looks at all there is to choose."""

    def __init__(self, most: int = MOST_GUESSES) -> None:
        self._left = most

    def did_you_mean(self, word: str, choices: Iterable[str]) -> str:
        """As the function of that name, or nothing once so many guesses were made."""
        self._left -= 1
        return did_you_mean(word, choices) if self._left >= 0 else ""


def listed(names: Iterable[str], joint: str = "or") -> str:
    """```a`, `b` or `c```."""
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} {joint} {last}" if first else last
