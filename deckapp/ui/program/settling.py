"""The end of a start: when the user's decks are read and their first cards are drawn, or somebody ends the program."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from deckapp.files.starts import Start
from deckapp.interrupts import Farewell
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures

LOOK_MS = 100
"""So often is looked whether the first cards of the library are drawn."""
QUIET_LOOKS = 2
MOST_LOOKS = 50
"""After so many looks somebody has gone on to other things."""


class Settling(QObject):
    """Takes the sign of a start away as soon as nothing of the user's decks can end it any more.

    What kills the program in the meantime without asking it, a fault in reading or drawing above all, leaves
    the sign; who ends it by hand, or with the session, does not.
    """

    def __init__(self, start: Start, farewell: Farewell | None, parent: QObject) -> None:
        """`farewell` tells of signals that end the process; without it they count as a crash does."""
        super().__init__(parent)
        self.start = start
        self._farewell = farewell
        self._pictures: Pictures | None = None
        self.timer = QTimer(self, interval=LOOK_MS)
        self.timer.timeout.connect(self._look)
        self._looks = self._quiet = 0
        self._listen()

    def follow(self, store: LibraryStore, pictures: Pictures) -> None:
        """Wait for this library, and for what is drawn of it."""
        self._pictures = pictures
        store.loading_changed.connect(self._wait)

    def dare(self) -> None:
        """A start like any other is made once more; the library is about to be read again."""
        self.timer.stop()
        self.start.dare()
        self._listen()

    def end(self) -> None:
        """The program ends in order."""
        self.timer.stop()
        self.start.ended()
        self._hush()

    def _wait(self, is_loading: bool) -> None:
        self._looks = self._quiet = 0
        if is_loading or not self.start.is_under_way:
            self.timer.stop()
        else:
            self.timer.start()

    def _look(self) -> None:
        """See whether what is shown has been drawn: nothing was asked for at two looks, or enough time has passed."""
        self._looks += 1
        is_idle = self._pictures is None or self._pictures.is_idle()
        self._quiet = self._quiet + 1 if is_idle else 0
        if self._quiet == QUIET_LOOKS or self._looks == MOST_LOOKS:
            self.timer.stop()
            self.start.arrived()
            self._hush()

    def _listen(self) -> None:
        if self._farewell is not None and self.start.is_under_way:
            self._farewell.listen(self.start.ended)

    def _hush(self) -> None:
        if self._farewell is not None:
            self._farewell.stop()
