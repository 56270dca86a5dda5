"""Shrinking a face's text until it fits, together and only so far."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from deckapp.face.drawing import CardDrawing
from deckapp.face.page import MM, FaceProblem

_STEPS = 12


class Fitted(msgspec.Struct, frozen=True):
    """What came of laying a face: by how many points it runs over, and which field is the largest."""

    over: float
    largest: str


def fitted(lay: Callable[[float], tuple[CardDrawing, Fitted]], smallest: float, about: str) -> CardDrawing:
    """The face at the largest scale, from 1 down to `smallest`, at which it fits.

    Where it fits at none, the smallest comes back with a problem that says how far it runs over.
    """
    drawing, result = lay(1.0)
    if result.over <= 0 or smallest >= 1:
        return _blamed(drawing, result, about)
    low, high = 0, _STEPS
    best = lay(smallest)
    while high - low > 1 and best[1].over <= 0:
        middle = (low + high) // 2
        tried = lay(1 - (1 - smallest) * middle / _STEPS)
        if tried[1].over <= 0:
            high, best = middle, tried
        else:
            low = middle
    return _blamed(*best, about)


def _blamed(drawing: CardDrawing, result: Fitted, about: str) -> CardDrawing:
    if result.over > 0:
        over = round(result.over / MM, 1) or 0.1
        message = f"{about} is {over} mm too long even at {drawing.style.min_size:g} points"
        drawing.problems.append(FaceProblem(result.largest, drawing.side, message, over))
    return drawing
