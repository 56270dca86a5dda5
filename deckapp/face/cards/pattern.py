"""The quiet patterns of a suit, drawn from its icon or from plain shapes."""

from __future__ import annotations

from functools import lru_cache

from deckapp.deck.deck import Pattern
from deckapp.face.icons import BOX
from deckapp.face.page import Path, Spot

_DOT = "M128,88a40,40,0,1,0,40,40a40,40,0,0,0,-40,-40Z"
_RING = "M128,28a100,100,0,1,0,100,100A100,100,0,0,0,128,28Zm0,184a84,84,0,1,1,84,-84A84,84,0,0,1,128,212Z"
_WAVE = (
    "M0,128C64,40,64,40,128,128C192,216,192,216,256,128L256,150C192,238,192,238,128,150C64,62,64,62,0,150Z"
)
_WEAVE = "M30,60H226V76H30ZM30,104H226V120H30Z"


@lru_cache(256)
@lru_cache(64)
def pattern(
    kind: Pattern, icon: str, colour: str, x: float, y: float, width: float, height: float, pitch: float
) -> tuple[Path, ...]:
    """A pattern over a rectangle (points); it runs over the edges, which the painter cuts off.

    `icon` is the path data of the suit's icon, `pitch` the distance of its repeats.
    """
    d, share, turns, rows = {
        "icons": (icon, 0.62, (-14.0, 12.0), 0.86),
        "dots": (_DOT, 0.8, (0.0,), 0.5),
        "rings": (_RING, 1.1, (0.0,), 0.5),
        "waves": (_WAVE, 1.0, (0.0,), 0.42),
        "weave": (_WEAVE, 0.62, (0.0, 90.0), 0.62),
        "plain": ("", 0.0, (0.0,), 1.0),
    }[kind]
    if not d:
        return ()
    pitch = {"dots": pitch * 0.7, "waves": pitch * 0.8, "weave": pitch * 0.8}.get(kind, pitch)
    size = pitch * share
    step = pitch * rows
    across, down = int(width / pitch) + 3, int(height / step) + 2
    spots = []
    for row in range(down):
        shift = 0.5 * (row % 2) if kind not in {"waves", "weave"} else 0.0
        for place in range(across):
            left = x + (place - 1 + shift) * pitch + (pitch - size) / 2
            top = y + (row - 0.35) * step
            if left < x + width and top < y + height and left + size > x and top + size > y:
                spots.append(Spot(left, top, size / BOX, turns[(place + row) % len(turns)]))
    return (Path(d=d, colour=colour, spots=tuple(spots)),)
