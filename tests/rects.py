"""Rectangles of the board, for tests of what may not lie on one another."""

from __future__ import annotations

from deckapp.plan.board import Rect


def share_area(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share any area."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
