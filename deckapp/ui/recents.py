"""The plans opened last; whether they are still there is looked up by threads, since a share may never answer."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from deckapp.files.gone import is_gone
from deckapp.files.home import documents_folder
from deckapp.ui.settings import Settings


class Recents(QObject):
    """Lists them at once; each that turns out to be gone leaves the list. One that does not answer stays."""

    changed = Signal()
    _answered = Signal(object, bool)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._gone: dict[Path, bool] = {}
        self._asked: set[Path] = set()
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

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
                threading.Thread(target=self._ask, args=(path,), name="recent", daemon=True).start()

    def _ask(self, path: Path) -> None:
        gone = is_gone(path)
        # The window may have been closed meanwhile.
        with contextlib.suppress(RuntimeError):
            self._answered.emit(path, gone)

    def _take(self, path: Path, gone: bool) -> None:
        self._asked.discard(path)
        before = self._gone.get(path, False)
        self._gone[path] = gone
        if gone != before:
            self.changed.emit()
