"""The plans opened last; whether they are still there is looked up by threads, since a share may never answer."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

from deckapp.files.gone import is_gone
from deckapp.files.home import documents_folder
from deckapp.ui.document.settings import Settings

FIRST_MS, LAST_MS = 20, 2000
"""So soon answers are looked for at first, and so often in the end."""


class Recents(QObject):
    """Lists them at once; each that turns out to be gone leaves the list. One that does not answer stays.

    The threads know nothing of Qt: what is waited for in vain must not outlive an object of the window's.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._gone: dict[Path, bool] = {}
        self._asked: set[Path] = set()
        self._answers: SimpleQueue[tuple[Path, bool]] = SimpleQueue()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take)

    @property
    def paths(self) -> list[Path]:
        """Those that are not known to be gone, newest first."""
        return [path for path in self._settings.recent_plans if not self._gone.get(path)]

    @property
    def folder(self) -> Path:
        """Where to begin when somebody is asked for a file: where the newest lies of those that are there."""
        there = (path.parent for path in self._settings.recent_plans if self._gone.get(path) is False)
        return next(there, documents_folder())

    def remember(self, path: Path) -> None:
        """Put a plan first that was just read or written."""
        self._settings.remember_plan(path)
        for known in self._settings.recent_plans[:1]:
            self._gone[known] = False

    def look(self) -> None:
        """Ask after each; one that has not answered yet is not asked again."""
        for path in self._settings.recent_plans:
            if path not in self._asked:
                self._asked.add(path)
                given = (path, self._answers)
                threading.Thread(target=_ask, args=given, name="recent", daemon=True).start()
                self._timer.start(FIRST_MS)

    def _take(self) -> None:
        """See what has been answered; less and less often where nothing is."""
        before = self.paths
        while not self._answers.empty():
            path, gone = self._answers.get()
            self._asked.discard(path)
            self._gone[path] = gone
        if self._asked:
            self._timer.setInterval(min(2 * self._timer.interval(), LAST_MS))
        else:
            self._timer.stop()
        if self.paths != before:
            self.changed.emit()


def _ask(path: Path, answers: SimpleQueue[tuple[Path, bool]]) -> None:
    answers.put((path, is_gone(path)))
