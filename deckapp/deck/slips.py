"""Words that a typing slip away may have been meant: one slip from four letters on, two from eight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

LONGEST = 40
_BLOCK = 7
"""Letters whose numbers differ only in their lowest seven bits stand on one keyboard."""


class Slips:
    """Finds the words of a sorted vocabulary that a mistyped word may have been meant to begin."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self.letters = sorted(set().union(*vocabulary))
        self.masks = [(word, _mask(word)) for word in vocabulary if len(word) >= 6]

    def meant(self, word: str) -> list[str]:
        """The words that begin with `word` once a slip, or two in a long word, is forgiven."""
        if not 4 <= len(word) <= LONGEST:
            return []
        found = self._one_slip(word)
        return found or (self._two_slips(word) if len(word) >= 8 else [])

    def _one_slip(self, word: str) -> list[str]:
        blocks = {ord(letter) >> _BLOCK for letter in word}
        letters = [letter for letter in self.letters if ord(letter) >> _BLOCK in blocks]
        cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        tries = {head + tail[1:] for head, tail in cuts if tail}
        tries |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
        tries |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
        tries |= {head + letter + tail for head, tail in cuts for letter in letters}
        found: set[str] = set()
        for attempt in tries:
            found.update(self._beginning(attempt))
        return sorted(found)

    def _beginning(self, start: str) -> list[str]:
        """The words that begin so; a mere three letters must be the whole word."""
        vocabulary = self.vocabulary
        first = bisect_left(vocabulary, start)
        if first == len(vocabulary) or not vocabulary[first].startswith(start):
            return []
        if len(start) < 4:
            return [start] if vocabulary[first] == start else []
        return list(vocabulary[first : bisect_left(vocabulary, start + "\U0010ffff", first)])

    def _two_slips(self, word: str) -> list[str]:
        mask, starts = _mask(word), word[:2]
        near = (
            other
            for other, letters in self.masks
            if (mask & ~letters).bit_count() <= 2 and other[0] in starts and len(other) >= len(word) - 2
        )
        return [other for other in near if slips_to_beginning(word, other, 2) <= 2]


def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 63)
    return mask


def slips_to_beginning(word: str, other: str, limit: int) -> int:
    """How many slips lead from `word` to the nearest beginning of `other`; `limit` + 1 where there are more.

    A slip is a letter left out, added, wrong, or swapped with its neighbour (Damerau 1964).
    """
    other = other[: len(word) + limit]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, counterpart in enumerate(other, 1):
            cost = before[j - 1] + (letter != counterpart)
            cost = min(cost, before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == counterpart:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row)
