"""How much room a screen has for a window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME_PX = 40
"""So much of a small screen is left to a window's title."""


def room(widget: QWidget) -> QSize:
    """The largest size, in pixels, that a window can have on the widget's screen."""
    return widget.screen().availableSize() - QSize(0, FRAME_PX)
