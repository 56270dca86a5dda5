"""Words shaped once, at one size, and put together into lines of any size and width without asking Qt again.

Unhinted text is the same at every size but for its scale, so a face that shrinks until it fits need not be
shaped again at each try. What is not so simple (other directions, marks above and below, soft hyphens,
links, words wider than the column) is left to `lines`. All is measured in sizes of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

import msgspec
from PySide6.QtCore import QTextBoundaryFinder

from deckapp.face.page import Glyphs, Word

_TINY = 1e-7


class WordPart(msgspec.Struct, frozen=True):
    """A word, or what of it a line may end after, with the spaces behind it; `reach` is its width without them."""

    word: Word
    width: float
    reach: float


class WordStretch(msgspec.Struct, frozen=True):
    """Words in one font and colour; `first` is the number of words before them."""

    first: int
    font: str
    colour: str
    words: tuple[Word, ...]


class Shaped(msgspec.Struct, frozen=True, eq=False):
    """A paragraph on one line.

    `places` are where its words begin, and where the last ends. `breaks` are the numbers of words before
    the places where a line may end, and `ends` how far the text before each reaches without the spaces there.
    """

    stretches: tuple[WordStretch, ...]
    places: tuple[float, ...]
    breaks: tuple[int, ...]
    ends: tuple[float, ...]


class QuickLine(msgspec.Struct, frozen=True):
    """A line of a paragraph at a size: its first word, the one after its last, and where it begins and ends.

    Its size and width are in points.
    """

    paragraph: Shaped
    size: float
    start: int
    end: int
    left: float
    right: float
    width: float

    def at(self, x: float, base: float, top: float) -> list[Glyphs]:
        """Its glyphs with its left end at `x` and its baseline at `base`."""
        places, size = self.paragraph.places, self.size
        found = []
        for stretch in self.paragraph.stretches:
            before = stretch.first
            first, last = max(self.start, before), min(self.end, before + len(stretch.words))
            if first < last:
                left, right = places[first], min(places[last], self.right)
                found.append(
                    Glyphs(
                        font=stretch.font,
                        size=size,
                        colour=stretch.colour,
                        x=x + (left - self.left) * size,
                        y=base,
                        words=stretch.words[first - before : last - before],
                        width=(right - left) * size,
                    )
                )
        return found


def parts(text: str, word: Word, spaces: Sequence[Word]) -> tuple[WordPart, ...]:
    """A word in parts that a line may end between, the last of them with the spaces behind the word."""
    places = list(accumulate(map(len, word.texts), initial=0))
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    cuts = [0]
    while 0 < (place := finder.toNextBoundary()) < len(text):
        if place in places:
            cuts.append(places.index(place))
    found = [_between(word, start, end) for start, end in zip(cuts, [*cuts[1:], len(word.gids)], strict=True)]
    last = found.pop()
    end = joined([last, *spaces])
    return *(WordPart(one, one.width, one.width) for one in found), WordPart(end, end.width, last.width)


def _between(word: Word, start: int, end: int) -> Word:
    left = word.xs[start]
    right = word.xs[end] if end < len(word.xs) else word.width
    xs = tuple([x - left for x in word.xs[start:end]])
    return Word(word.gids[start:end], xs, word.texts[start:end], right - left, word.ys[start:end])


def joined(words: Sequence[Word]) -> Word:
    """Words as one word."""
    if len(words) == 1:
        return words[0]
    pens = list(accumulate([word.width for word in words], initial=0.0))
    raised = any(word.ys for word in words)
    return Word(
        tuple([gid for word in words for gid in word.gids]),
        tuple([pen + x for pen, word in zip(pens, words) for x in word.xs]),  # noqa: B905  (the last pen is the end)
        tuple([text for word in words for text in word.texts]),
        pens[-1],
        tuple([y for word in words for y in word.ys or (0.0,) * len(word.gids)]) if raised else (),
    )


def shaped(runs: Iterable[tuple[Sequence[WordPart], str, str]]) -> Shaped:
    """A paragraph from the parts of each of its runs and the run's font and colour."""
    stretches = []
    places: list[float] = []
    breaks: list[int] = []
    ends: list[float] = []
    x = seen = 0.0
    may_end = False
    for found, font, colour in runs:
        stretches.append(WordStretch(len(places), font, colour, tuple([part.word for part in found])))
        # A line does not end where a word only changes its style.
        inside = False
        for part in found:
            width, reach = part.width, part.reach
            if reach:
                if may_end or inside:
                    breaks.append(len(places))
                    ends.append(seen)
                seen = x + reach
            places.append(x)
            x += width
            inside = True
            may_end = width > reach
    return Shaped(tuple(stretches), (*places, x), (*breaks, len(places)), (*ends, seen))


def quick_lines(paragraph: Shaped, width: float, size: float) -> list[QuickLine] | None:
    """The lines of a paragraph in a column (points) at a size; None where a word is wider than the column."""
    limit = width / size + _TINY
    breaks, ends, places = paragraph.breaks, paragraph.ends, paragraph.places
    found = []
    start, left, place = 0, 0.0, 0
    while place < len(breaks):
        last = bisect_right(ends, left + limit, place) - 1
        if last < place:
            return None
        end, right = breaks[last], ends[last]
        found.append(QuickLine(paragraph, size, start, end, left, right, (right - left) * size))
        start, left, place = end, places[end], last + 1
    return found
