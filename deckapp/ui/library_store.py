"""The library for the window: read on a thread of its own, and again when one of its files changes."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from deckapp.deck import kept
from deckapp.deck.library import Library, read_library, stamps, user_folder
from deckapp.home import home_folder
from deckapp.ui.settings import Settings
from deckapp.ui.task import Task

if TYPE_CHECKING:
    from deckapp.deck.search import Index

log = logging.getLogger(__name__)

DEBOUNCE_MS = 300
KEPT = "library.msgpack"
PAINT_SECONDS = 0.1
"""So long the first window may take Python for itself, before cards are made ready to be searched."""
WATCHED = 4000
"""At most so many files and folders are watched; what lies beyond is looked at when the window is entered."""


class Fresh(msgspec.Struct, frozen=True):
    """What one pass over the files gave, and what must be watched from now on."""

    library: Library
    index: Index
    watched: tuple[str, ...]


class LibraryStore(QObject):
    """Holds the library of the moment and its search index; starts to read as soon as it is made.

    `changed` carries the library before and after; `loading_changed` whether files are being read.
    """

    changed = Signal(object, object)
    listed = Signal(object)
    """The library that was just read; `changed` follows once it can be searched."""
    loading_changed = Signal(bool)

    def __init__(
        self, settings: Settings, parent: QObject | None = None, *, user: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.library = self.latest = Library()
        """What can be searched, and what was read last."""
        self._index: Index | None = None
        self.user = user or user_folder()
        self.is_loading = False
        self._settings = settings
        self._watched: tuple[str, ...] = ()
        self._task: Task | None = None
        self._next: bool | None = None
        self._stopped = False
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(DEBOUNCE_MS)
        self._quiet.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._quiet.start)
        self._watcher.directoryChanged.connect(self._quiet.start)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._enter)
        self.reload()

    @property
    def index(self) -> Index:
        """The index of `library`."""
        if self._index is None:
            from deckapp.deck.search import Index

            self._index = Index(self.library)
        return self._index

    def reload(self) -> None:
        """Read everything again."""
        self._begin(must=True)

    def look(self) -> None:
        """Read again if a file or folder is no longer as it was."""
        self._begin(must=False)

    def stop(self) -> None:
        """End the reading, and wait for it; nothing is announced any more."""
        self._stopped = True
        self._quiet.stop()
        if self._task is not None:
            self._task.wait()
            self._task = None

    def _enter(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self.library.stamps:
            self._quiet.start()

    def _begin(self, *, must: bool) -> None:
        if self._stopped:
            return
        if self._task is not None:
            self._next = must or bool(self._next)
            return
        opened, user, library = self._settings.opened_decks, self.user, self.library
        known = None if must else library
        work = read if self.library.stamps else read_first
        self._task = Task(lambda _progress: work(opened, user, known, self._tell), self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._fail)
        self._set_loading(must)
        self._task.start()

    def _tell(self, library: Library) -> None:
        """Called by the reading thread."""
        self.latest = library
        self.listed.emit(library)

    def _take(self, made: object) -> None:
        if self._stopped:
            return
        if isinstance(made, Fresh):
            before, self.library, self._index = self.library, made.library, made.index
            self._watched = made.watched
            self.changed.emit(before, made.library)
        # A file that was replaced is no longer watched until it is named again.
        self._watch()
        self._finish()

    def _fail(self, error: Exception) -> None:
        log.error("the library could not be read", exc_info=error)
        self._finish()

    def _finish(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        self._set_loading(False)
        again, self._next = self._next, None
        if again is not None:
            self._begin(must=again)

    def _set_loading(self, loading: bool) -> None:
        if loading != self.is_loading:
            self.is_loading = loading
            self.loading_changed.emit(loading)

    def _watch(self) -> None:
        held = {*self._watcher.files(), *self._watcher.directories()}
        wanted = set(self._watched[:WATCHED])
        if gone := held - wanted:
            self._watcher.removePaths(list(gone))
        if new := [path for path in wanted - held if os.path.exists(path)]:
            self._watcher.addPaths(new)


Tell = Callable[[Library], None]


def read_first(opened: Sequence[Path], user: Path, known: Library | None, tell: Tell) -> Fresh | None:
    """The library as the last start kept it, if its files are as they were; else as `read`."""
    library = kept.load(home_folder() / KEPT, opened, user)
    if library is None:
        return read(opened, user, None, tell)
    tell(library)
    time.sleep(PAINT_SECONDS)
    return _fresh(library)


def read(opened: Sequence[Path], user: Path, known: Library | None, tell: Tell) -> Fresh | None:
    """Read the library, tell of it, and index it; None where the files of the `known` one are as they were."""
    if known is not None and stamps(known) == known.stamps:
        return None
    library = read_library(opened, user=user)
    tell(library)
    kept.keep(home_folder() / KEPT, library, opened, user)
    return _fresh(library)


def _fresh(library: Library) -> Fresh:
    # The start page lists the library without it.
    from deckapp.deck.search import Index

    watched = tuple(str(path) for path in library.stamps if path.exists())
    return Fresh(library, Index(library), watched)
