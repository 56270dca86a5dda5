"""Lines of a heading about equally long, so that no last word stands alone."""

from __future__ import annotations

from typing import Protocol

from deckapp.face.type.text import Block

_STEPS = 6


class LayHeading(Protocol):
    """Lays the heading in a column so many points wide; with `measure` only its size."""

    def __call__(self, width: float, measure: bool = False) -> Block: ...


def balanced(lay: LayHeading, full: Block) -> Block:
    """The heading in the narrowest column that needs no more lines than the full one and tears no word."""
    if full.lines < 2 or full.torn:
        return full
    low, high = full.width / full.lines, full.width
    for _ in range(_STEPS):
        middle = (low + high) / 2
        block = lay(middle, measure=True)
        if block.lines == full.lines and not block.torn:
            high = middle
        else:
            low = middle
    return lay(high) if high < full.width else full
