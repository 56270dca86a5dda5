"""The order in which Tab goes: as one reads, also through what came later than the rest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_Path = list[tuple[int, int]]


def order_as_read(parts: Iterable[QWidget]) -> None:
    """Let Tab go through these parts of a window: part by part, down the lines.

    Qt's own order is that in which the widgets were made: rows that come and go would all stand last.
    What is hidden is ordered too, or it would lose its place for the time when it shows.
    """
    stops = [stop for part in parts for stop in _stops(part)]
    for stop, following in pairwise(stops):
        QWidget.setTabOrder(stop, following)


def _stops(part: QWidget) -> list[QWidget]:
    found = [one for one in (part, *part.findChildren(QWidget)) if _is_stop(one, part.window())]
    # What hands the focus on stands beside what it hands it to, or Qt would leap there and back.
    return sorted(found, key=lambda one: _path(one.focusProxy() or one, part))


def _is_stop(widget: QWidget, window: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.window() is window


def _path(widget: QWidget, part: QWidget) -> _Path:
    """Line and column in each of the boxes around it, so that it counts for nothing how far one has scrolled."""
    path: _Path = []
    box: QWidget | None = widget
    while box is not None and box is not part:
        path.insert(0, (box.y(), box.x()))
        box = box.parentWidget()
    return path
