"""How much room a screen has for a window, and where a window was when it was closed."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME_PX = 40
"""So much of a small screen is left to a window's title."""
LEAST_PX = 200
"""A window smaller than this, each way, was no window."""
_PLACE = re.compile(r"(-?\d{1,5}) (-?\d{1,5}) (\d{1,5}) (\d{1,5})( maximised)?")


def room(widget: QWidget) -> QSize:
    """The largest size, in pixels, that a window can have on the widget's screen."""
    return widget.screen().availableSize() - QSize(0, FRAME_PX)


def place_of(window: QWidget) -> str:
    """Where a window is and how large, for `put_back`: left, top, width, height, and whether it is maximised.

    Plain numbers: what Qt writes of a geometry says more, and nobody can tell what it does when it is read.
    """
    area = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
    maximised = " maximised" if window.isMaximized() else ""
    return f"{area.x()} {area.y()} {area.width()} {area.height()}{maximised}"


def put_back(window: QWidget, place: str) -> None:
    """Give a window its place again, as far as it fits on a screen of today; do nothing where it is no place."""
    if not (found := _PLACE.fullmatch(place)):
        return
    left, top, width, height = map(int, found.groups()[:4])
    if min(width, height) < LEAST_PX:
        return
    screen = QGuiApplication.screenAt(QPoint(left + width // 2, top)) or window.screen()
    free = screen.availableGeometry().adjusted(0, FRAME_PX, 0, 0)
    size = QSize(width, height).boundedTo(free.size())
    corner = QPoint(
        max(free.left(), min(left, free.right() + 1 - size.width())),
        max(free.top(), min(top, free.bottom() + 1 - size.height())),
    )
    window.setGeometry(QRect(corner, size))
    if found[5]:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
