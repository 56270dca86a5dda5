"""Shrinking a face's text until it fits, together and only so far."""

from __future__ import annotations

from math import log
from typing import Protocol

import msgspec

from deckapp.face.cards.drawing import MOST_FACES, CardDrawing
from deckapp.face.page import MM, FaceProblem

_TRIES = 6
_CLOSE = 0.012
"""Scales that are no further apart look alike."""
_FULL, _AIM = 0.975, 0.992
"""The shares of its room from which a face is full (a line of text is about the rest), and that tries aim at."""
_POWER = 2.6
"""By about this power of the scale a face needs room: half the size takes a quarter, and tighter spaces."""


class Fitted(msgspec.Struct, frozen=True):
    """What came of laying a face: by how many points it runs over, of how many, and its largest field."""

    over: float
    room: float
    largest: str

    @property
    def fits(self) -> bool:
        """Whether it fits, but for what comes of adding fractions."""
        return self.over < 0.01


class LayFace(Protocol):
    """Lays a face at a scale; with `measure`, only to find out whether it fits."""

    def __call__(self, scale: float, *, measure: bool = False) -> tuple[CardDrawing, Fitted]: ...


def fitted(lay: LayFace, smallest: float, about: str) -> CardDrawing:
    """The face at a scale close to the largest, from 1 down to `smallest`, at which it fits.

    Where it fits at none, the smallest comes back with a problem that says how far it runs over.
    """
    return largest(lay, smallest) or _blamed(*lay(smallest), about)


def largest(lay: LayFace, smallest: float) -> CardDrawing | None:
    """The face at a scale close to the largest at which it fits; None where it fits at none."""
    result = lay(1.0, measure=True)[1]
    if result.fits:
        return lay(1.0)[0]
    low, high, best = smallest, 1.0, 0.0
    tried, filled, power = 1.0, _filled(result), _POWER
    for _ in range(_TRIES):
        guess = tried * (_AIM / filled) ** (1 / power)
        if not low < guess < high:
            guess = (low + high) / 2
        if high - low < _CLOSE:
            break
        last, before = tried, filled
        tried, filled = guess, _filled(lay(guess, measure=True)[1])
        power = min(max(log(filled / before) / log(tried / last), _POWER / 2), _POWER * 2)
        if filled > 1:
            high = guess
            continue
        low = best = guess
        if filled > _FULL:
            break
    drawing, result = lay(best or smallest)
    return drawing if result.fits else None


def _filled(result: Fitted) -> float:
    """Which share of its room a face takes; more than 1 where it does not fit."""
    share = 1 + result.over / max(result.room, 1.0)
    return max(0.01, min(1.0, share) if result.fits else share)


def _blamed(drawing: CardDrawing, result: Fitted, about: str) -> CardDrawing:
    if not result.fits:
        over = round(result.over / MM, 1) or 0.1
        # So long a text is not laid to its end.
        least = "more than " if result.over > (MOST_FACES - 1) * drawing.height / 2 else ""
        message = f"{about} is {least}{over:g} mm too long even at {drawing.style.min_size:g} points"
        drawing.problems.append(FaceProblem(result.largest, drawing.side, message, over))
    return drawing
