"""How far out, how large and how deep the things of a plan may be, so that no file makes an endless one."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec.structs import replace

from deckapp.plan.plan import Activity, Note, Position

MAX_OFFSET = 100_000.0
"""The furthest that a thing may lie from its cell's corner, in board units."""
NOTE_SIZES = (48.0, 2_000.0)
"""The smallest and the largest width and height of a note, in board units."""
MAX_TEXT = 20_000
"""The longest text of a plan, in characters; the file keeps what is longer."""

MAX_DEPTH = 64
"""How deep lists and objects may lie in one another in a file."""

Value = TypeVar("Value", bound=msgspec.Struct)


def inside(position: Position) -> Position:
    """The position within the bounds of a cell; the very same where it is."""
    x, y = _clamped(position.x, 0.0, MAX_OFFSET), _clamped(position.y, 0.0, MAX_OFFSET)
    return position if (x, y) == (position.x, position.y) else replace(position, x=x, y=y)


def settled(part: Value) -> Value:
    """The part with its position and size within bounds; the very same where they are."""
    if not isinstance(part, Activity | Note):
        return part
    position = inside(part.position)
    if position is not part.position:
        part = replace(part, position=position)
    if isinstance(part, Note):
        width, height = _clamped(part.width, *NOTE_SIZES), _clamped(part.height, *NOTE_SIZES)
        if (width, height) != (part.width, part.height):
            part = replace(part, width=width, height=height)
    return part


def _clamped(value: float, low: float, high: float) -> float:
    # What is not a number compares with nothing, itself included.
    return min(max(value, low), high) if value == value else low
