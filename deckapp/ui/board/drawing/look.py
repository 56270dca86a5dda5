"""The board's colours, taken from the palette of the moment, and how much is drawn at which zoom."""

from __future__ import annotations

from enum import Enum

import msgspec
from msgspec.structs import replace
from PySide6.QtGui import QColor, QPalette

from deckapp.plan.board import TILE_W

FAR_BELOW_PX = 90
"""A tile narrower than this on screen shows only its title, large on the suit's colour."""
TINY_BELOW_PX = 30
"""A tile narrower than this is a spot of its suit's colour: no letter could be read any more."""


class Detail(Enum):
    """How much of a tile is drawn."""

    NEAR = "near"
    FAR = "far"
    TINY = "tiny"


def detail_at(zoom: float) -> Detail:
    """What to draw where a board unit is `zoom` pixels wide."""
    width = TILE_W * zoom
    if width < TINY_BELOW_PX:
        return Detail.TINY
    return Detail.FAR if width < FAR_BELOW_PX else Detail.NEAR


class BoardColours(msgspec.Struct, frozen=True):
    """The colours in which the board itself is drawn; tiles and notes bring their own."""

    ground: QColor
    cell: QColor
    rule: QColor
    edge: QColor
    ink: QColor
    quiet: QColor
    accent: QColor
    paper: QColor

    def without_focus(self) -> BoardColours:
        """The same, with what is chosen marked more quietly: the keys go elsewhere now."""
        return replace(self, accent=self.quiet)


def look_of(palette: QPalette) -> BoardColours:
    """The colours for this palette, light or dark."""
    role = QPalette.ColorRole
    return BoardColours(
        ground=palette.color(role.Window),
        cell=palette.color(role.AlternateBase),
        rule=palette.color(role.Midlight),
        edge=palette.color(role.Mid),
        ink=palette.color(role.WindowText),
        quiet=palette.color(role.PlaceholderText),
        accent=palette.color(role.Accent),
        paper=QColor("#FFFDF8"),
    )


def faded(colour: QColor, alpha: float) -> QColor:
    """The colour, let through: 0 is nothing, 1 the colour."""
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made
