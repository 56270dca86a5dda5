"""Garbage is collected in the window's thread alone, and never in the middle of a frame.

Python collects in whichever thread happens to allocate; a Qt object in a cycle would then be destroyed by
the thread that draws faces, which ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000
FULL_EVERY = 15
"""Every so many times the oldest objects are looked through too."""


class Collector(QObject):
    """Takes the place of Python's own collection while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._round = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(EVERY_MS)

    def _collect(self) -> None:
        self._round = (self._round + 1) % FULL_EVERY
        young, _middle, _old = gc.get_threshold()
        if self._round == 0:
            gc.collect()
        elif gc.get_count()[0] > young:
            gc.collect(1)
