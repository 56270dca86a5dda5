"""Ways over a board: its reading order, and what lies next to a thing."""

from __future__ import annotations

from math import inf
from typing import Literal

from deckapp.plan.board.layout import CELL_PAD, PITCH_Y, BoardLayout, Origins, places, rect_of, size_of
from deckapp.plan.plan import Plan

Direction = Literal["left", "right", "up", "down"]


def reading_order(plan: Plan) -> list[str]:
    """Activities and notes as one reads: workstream by workstream, phase by phase, slot by slot.

    The parking lot comes last.
    """
    columns = {key: index for index, (key, _) in enumerate(plan.phases_in_order())}
    rows = {key: index for index, (key, _) in enumerate(plan.workstreams_in_order())}
    parked = (len(rows), len(columns))

    where = places(plan)

    def place(piece: str) -> tuple[int, int, int, float, float]:
        position = where[piece]
        phase, workstream = plan.cell_of(position)
        cell = (rows[workstream], columns[phase]) if phase in columns else parked
        # Things dropped by hand are never quite level: a line is as high as a slot.
        line = round((position.y - CELL_PAD) / PITCH_Y)
        return (*cell, line, position.x, position.y)

    return sorted(where, key=place)


def neighbour(plan: Plan, layout: BoardLayout, piece: str, direction: Direction) -> str | None:
    """The activity or note that one expects in a direction, or None at the edge of what there is.

    What lies straight ahead wins over what is nearer but askew. Raises KeyError where `piece` is neither.
    """
    x, y = rect_of(plan, layout, piece).centre
    sign = 1.0 if direction in ("right", "down") else -1.0
    best, nearest = None, inf
    origins = Origins(layout)
    for other, position in places(plan).items():
        if other == piece:
            continue
        left, top = origins.of(position)
        width, height = size_of(plan, other)
        dx, dy = left + width / 2 - x, top + height / 2 - y
        ahead, aside = (dx * sign, abs(dy)) if direction in ("left", "right") else (dy * sign, abs(dx))
        # Twice as far aside as ahead is another direction.
        if ahead <= 0 or aside > 2 * ahead:
            continue
        if ahead + 2 * aside < nearest:
            best, nearest = other, ahead + 2 * aside
    return best
