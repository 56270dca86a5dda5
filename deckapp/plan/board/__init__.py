"""The board's geometry, shared by the screen and the page."""

from deckapp.plan.board.layout import (
    CELL_PAD,
    GAP,
    GRID,
    HEAD_H,
    HEAD_W,
    PITCH_X,
    PITCH_Y,
    TILE_H,
    TILE_W,
    BoardLayout,
    Origins,
    Rect,
    lay_again,
    lay_board,
    places,
    rect_of,
    size_of,
)
from deckapp.plan.board.neighbours import Direction, neighbour, reading_order
from deckapp.plan.board.slots import Slots, reading_slot, snap

__all__ = [
    "CELL_PAD",
    "GAP",
    "GRID",
    "HEAD_H",
    "HEAD_W",
    "PITCH_X",
    "PITCH_Y",
    "TILE_H",
    "TILE_W",
    "BoardLayout",
    "Direction",
    "Origins",
    "Rect",
    "Slots",
    "lay_again",
    "lay_board",
    "neighbour",
    "places",
    "reading_order",
    "reading_slot",
    "rect_of",
    "size_of",
    "snap",
]
