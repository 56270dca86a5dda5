"""Shrinking a face's text until it fits, together and only so far."""

from __future__ import annotations

from typing import Protocol

import msgspec

from deckapp.face.drawing import CardDrawing
from deckapp.face.page import MM, FaceProblem

_TRIES = 5


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
    # Text of half the size takes a quarter of the room.
    guess = (max(result.room, 0.0) / max(result.room + result.over, 1.0)) ** 0.5
    low, high, best = smallest, 1.0, 0.0
    for _ in range(_TRIES):
        if high - low < 0.015 or guess <= smallest:
            break
        if lay(guess, measure=True)[1].fits:
            low = best = guess
        else:
            high = guess
        guess = (low + high) / 2
    drawing, result = lay(best or smallest)
    return drawing if result.fits else None


def _blamed(drawing: CardDrawing, result: Fitted, about: str) -> CardDrawing:
    if not result.fits:
        over = round(result.over / MM, 1) or 0.1
        message = f"{about} is {over} mm too long even at {drawing.style.min_size:g} points"
        drawing.problems.append(FaceProblem(result.largest, drawing.side, message, over))
    return drawing
