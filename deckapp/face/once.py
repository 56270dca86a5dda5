"""Words shaped once, at one size, and put together into lines of any size and width without asking Qt again.

Unhinted text is the same at every size but for its scale, so a face that shrinks until it fits need not be
shaped again at each try. What is not so simple (other directions, marks above and below, soft hyphens,
links, words wider than the column) is left to `lines`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

import msgspec
from PySide6.QtCore import QTextBoundaryFinder

from deckapp.face.page import Glyphs

NOMINAL = 16.0
"""The size at which words are shaped, in points."""
_TINY = 1e-6


class Word(msgspec.Struct, frozen=True):
    """A word or a space, how far it moves the pen, and where within it a line may end: before which of its
    glyphs, and how far the pen is there."""

    glyphs: Glyphs
    width: float
    is_space: bool = False
    breaks: tuple[tuple[int, float], ...] = ()


class Shaped(msgspec.Struct, frozen=True):
    """A paragraph on one line, in points at the nominal size.

    `pieces` are its runs, each with the number of glyphs before it. `breaks` are the numbers of glyphs
    before the places where a line may end, `ends` how far the text before each reaches without the spaces
    there, and `begins` where the text behind each begins.
    """

    pieces: tuple[tuple[int, Glyphs], ...]
    breaks: tuple[int, ...]
    ends: tuple[float, ...]
    begins: tuple[float, ...]


class Cut(msgspec.Struct, frozen=True):
    """A line: its first glyph and the one after its last, and where it begins and ends at the nominal size."""

    start: int
    end: int
    left: float
    right: float


def word(text: str, runs: Sequence[Glyphs], advance: float) -> Word:
    """A word from the runs that Qt shaped it in; `advance` is that of its last glyph."""
    glyphs = _merged([(run, run.x - runs[0].x) for run in runs], 0.0, "")
    places = list(accumulate(map(len, glyphs.texts), initial=0))
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    breaks = []
    while 0 < (place := finder.toNextBoundary()) < len(text):
        if place in places:
            number = places.index(place)
            breaks.append((number, glyphs.xs[number]))
    return Word(glyphs, glyphs.xs[-1] + advance, False, tuple(breaks))


def shaped(runs: Iterable[tuple[Sequence[Word], str]]) -> Shaped:
    """A paragraph from the words of each of its runs and the run's colour."""
    pieces = []
    breaks: list[int] = []
    ends: list[float] = []
    begins: list[float] = []
    x = seen = 0.0
    count = 0
    after_space = False
    for words, colour in runs:
        pens = []
        first, zero = count, x
        for one in words:
            pens.append((one.glyphs, x - zero))
            if not one.is_space:
                if after_space:
                    breaks.append(count)
                    ends.append(seen)
                    begins.append(x)
                for number, dx in one.breaks:
                    breaks.append(count + number)
                    ends.append(x + dx)
                    begins.append(x + dx)
                seen = x + one.width
            after_space = one.is_space
            x += one.width
            count += len(one.glyphs.gids)
        pieces.append((first, _merged(pens, zero, colour)))
    return Shaped(tuple(pieces), (*breaks, count), (*ends, seen), (*begins, x))


def _merged(runs: Sequence[tuple[Glyphs, float]], x: float, colour: str) -> Glyphs:
    """Runs of one font and size, each with its place in the whole, as one run that begins at `x`."""
    first = runs[0][0]
    raised = any(run.ys for run, _ in runs)
    return Glyphs(
        font=first.font,
        size=first.size,
        colour=colour,
        x=x,
        y=0.0,
        gids=tuple(chain.from_iterable([run.gids for run, _ in runs])),
        xs=tuple([left + place for run, left in runs for place in run.xs]),
        ys=tuple([rise for run, _ in runs for rise in run.ys or (0.0,) * len(run.xs)]) if raised else (),
        texts=tuple(chain.from_iterable([run.texts for run, _ in runs])),
        bold=first.bold,
    )


def cuts(paragraph: Shaped, width: float, size: float) -> list[Cut] | None:
    """The lines of a paragraph in a column (points) at a size; None where a word is wider than the column."""
    limit = width * NOMINAL / size + _TINY
    breaks, ends = paragraph.breaks, paragraph.ends
    found = []
    start, left, place = 0, 0.0, 0
    while place < len(breaks):
        last = bisect_right(ends, left + limit, place) - 1
        if last < place:
            return None
        found.append(Cut(start, breaks[last], left, ends[last]))
        start, left, place = breaks[last], paragraph.begins[last], last + 1
    return found


def drawn(paragraph: Shaped, cut: Cut, size: float) -> tuple[Glyphs, ...]:
    """The glyphs of a line at a size, with the line's left end at 0."""
    scale = size / NOMINAL
    found = []
    for before, glyphs in paragraph.pieces:
        first, last = max(0, cut.start - before), min(len(glyphs.gids), cut.end - before)
        if first < last:
            found.append(_part(glyphs, first, last, cut, scale))
    return tuple(found)


def _part(glyphs: Glyphs, first: int, last: int, cut: Cut, scale: float) -> Glyphs:
    zero = glyphs.xs[first]
    x = glyphs.x + zero
    right = glyphs.x + glyphs.xs[last] if last < len(glyphs.xs) else cut.right
    return Glyphs(
        font=glyphs.font,
        size=glyphs.size * scale,
        colour=glyphs.colour,
        x=(x - cut.left) * scale,
        y=0.0,
        gids=glyphs.gids[first:last],
        xs=tuple([(place - zero) * scale for place in glyphs.xs[first:last]]),
        ys=tuple([rise * scale for rise in glyphs.ys[first:last]]),
        texts=glyphs.texts[first:last],
        bold=glyphs.bold * scale,
        width=(min(right, cut.right) - x) * scale,
    )
