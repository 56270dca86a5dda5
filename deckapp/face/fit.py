"""Shrinking a face's text until it fits, together and only so far."""

from __future__ import annotations

from typing import Protocol

import msgspec

from deckapp.face.drawing import CardDrawing
from deckapp.face.page import MM, FaceProblem

_TRIES = 6
_CLOSE = 0.012
"""Scales that are no further apart look alike."""
_FULL = 0.025
"""A face that leaves no more of its room free than this is full; a line of text takes about that much."""
_SHY = 0.002
"""How far below a guess a try is made: a little too small fits, a little too large is a try for nothing."""


class Fitted(msgspec.Struct, frozen=True):
    """What came of laying a face: by how many points it runs over, of how many, and its largest field."""

    over: float
    room: float
    largest: str

    @property
    def fits(self) -> bool:
        """Whether it fits, but for what comes of adding fractions."""
        return self.over < 0.01


class Lay(Protocol):
    """Lays a face at a scale; with `measure`, only to find out whether it fits."""

    def __call__(self, scale: float, *, measure: bool = False) -> tuple[CardDrawing, Fitted]: ...


def fitted(lay: Lay, smallest: float, about: str) -> CardDrawing:
    """The face at a scale close to the largest, from 1 down to `smallest`, at which it fits.

    Where it fits at none, the smallest comes back with a problem that says how far it runs over.
    """
    return largest(lay, smallest) or _blamed(*lay(smallest), about)


def largest(lay: Lay, smallest: float) -> CardDrawing | None:
    """The face at a scale close to the largest at which it fits; None where it fits at none."""
    result = lay(1.0, measure=True)[1]
    if result.fits:
        return lay(1.0)[0]
    low, high, best = smallest, 1.0, 0.0
    tried, share = 1.0, _share(result)
    for _ in range(_TRIES):
        # Text of half the size takes a quarter of the room.
        guess = tried * (1 + share) ** -0.5 - _SHY
        if not low < guess < high:
            guess = (low + high) / 2
        if high - low < _CLOSE:
            break
        tried, share = guess, _share(lay(guess, measure=True)[1])
        if share > 0:
            high = guess
            continue
        low = best = guess
        if -share < _FULL:
            break
    drawing, result = lay(best or smallest)
    return drawing if result.fits else None


def _share(result: Fitted) -> float:
    """By which share of its room a face runs over it; nothing or less where it fits."""
    return (min(0.0, result.over) if result.fits else result.over) / max(result.room, 1.0)


def _blamed(drawing: CardDrawing, result: Fitted, about: str) -> CardDrawing:
    if not result.fits:
        over = round(result.over / MM, 1) or 0.1
        message = f"{about} is {over} mm too long even at {drawing.style.min_size:g} points"
        drawing.problems.append(FaceProblem(result.largest, drawing.side, message, over))
    return drawing
