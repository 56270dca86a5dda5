"""The library for the window: read on a thread of its own, and again when one of its files changes."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from deckapp.deck import listing
from deckapp.files.gone import is_gone
from deckapp.files.home import home_folder, user_folder
from deckapp.problem import Cancelled
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.task import Task, within

if TYPE_CHECKING:
    from deckapp.deck.library import Library
    from deckapp.deck.search import Index

log = logging.getLogger(__name__)

DEBOUNCE_MS = 300
NOWHERE = Path(os.devnull)
"""Stands for a folder in which nothing lies, and nothing is library_cache."""
KEPT = "library.msgpack"
LISTED = "listing.json"
PAINT_MS = 100
"""So long the first window may take Python for itself, before cards are made ready to be searched."""
PATIENCE_SECONDS = 10.0
"""Nobody waits longer for a window that does not come."""
LISTED_SECONDS = 0.5
"""A deck that was opened from a share may lie where nobody answers; then the list comes with the library."""
MOMENT_SECONDS = 2.0
"""So long the window may stand still for a deck that was chosen before it was read."""
WATCHED = 4000
"""At most so many files and folders are watched; what lies beyond is looked at when the window is entered."""


class Fresh(NamedTuple):
    """What one pass over the files gave, and what must be watched from now on."""

    library: Library
    search: Index
    watched: tuple[str, ...]


class LibraryStore(QObject):
    """Holds the library of the moment and its search index; starts to read as soon as it is made.

    `changed` carries the library before and after; `loading_changed` whether files are being read. Where the
    first reading takes long, `changed` and `begun` carry what there is by then.
    """

    changed = Signal(object, object)
    begun = Signal(object)
    read = Signal(object)
    """The library that was just read; `changed` follows once it can be searched."""
    loading_changed = Signal(bool)
    _some = Signal(object)

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        *,
        user: Path | None = None,
        bundled_only: bool = False,
    ) -> None:
        """Begin to read; `bundled_only` leaves everything of the user's alone until `take_in_all`."""
        super().__init__(parent)
        self._library: Library | None = None
        self._latest: Library | None = None
        self._begun: Library | None = None
        self._index: Index | None = None
        self._first = threading.Event()
        self._painted = threading.Event()
        self.user = user or user_folder()
        self.is_loading = False
        self._bundled_only = bundled_only
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
        self._some.connect(self._take_some)
        self._watcher.fileChanged.connect(self._quiet.start)
        self._watcher.directoryChanged.connect(self._quiet.start)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._enter)
        places = self._places()
        self.listing = within(LISTED_SECONDS, lambda: _listed(places))
        """What decks there are, as the last start kept it, before they can be read; None where it is old."""
        # First what waits to be painted, however long that takes, then a while for the user's first gesture.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(PAINT_MS, self, self._painted.set))
        self.reload()

    @property
    def library(self) -> Library:
        """What can be searched; empty until the first reading is done."""
        if self._library is None:
            from deckapp.deck.library import Library

            self._library = Library()
        return self._library

    @property
    def has_read(self) -> bool:
        """The first reading is done."""
        return self._latest is not None

    def latest(self) -> Library:
        """What was read last. Waits a moment for the first reading, for whoever chose from the listing at once.

        Where that takes longer, only those decks are there that have all of their cards by now.
        """
        self._painted.set()
        self._first.wait(MOMENT_SECONDS)
        if self._latest is None and self._begun is not None:
            from deckapp.deck.library import Library

            return Library(decks=tuple(held for held in self._begun.decks if held.whole))
        return self._latest or self.library

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

    def take_in_all(self) -> None:
        """Read the user's own decks too from now on."""
        self._bundled_only = False
        self.reload()

    def look(self) -> None:
        """Read again if a file or folder is no longer as it was."""
        self._begin(must=False)

    def stop(self) -> None:
        """End the reading, and wait until it has put its file away; nothing is announced any more."""
        self._stopped = True
        self._painted.set()
        self._first.set()
        self._quiet.stop()
        if self._task is not None:
            # What still waits for a share that does not answer ends with the process.
            self._task.wait(PATIENCE_SECONDS)
            self._task = None

    def _enter(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._library:
            self._quiet.start()

    def _begin(self, *, must: bool) -> None:
        if self._stopped:
            return
        if self._task is not None:
            self._next = must or bool(self._next)
            return
        places = self._places()
        known = None if must else self.library
        self._task = Task(
            lambda _progress: (
                read(places, known, self._tell, self._wanted)
                if self._latest
                else read_first(
                    places,
                    self._tell,
                    self._painted.wait if self.listing else None,
                    self._tell_some,
                    self._wanted,
                )
            ),
            self,
        )
        self._task.done.connect(self._take)
        self._task.failed.connect(self._fail)
        self._task.cancelled.connect(self._finish)
        self._set_loading(must)
        self._task.start()

    def _places(self) -> LibraryFiles:
        if self._bundled_only:
            return LibraryFiles(NOWHERE, (), NOWHERE / "decks")
        return LibraryFiles(home_folder(), self._settings.opened_decks, self.user)

    def _wanted(self) -> bool:
        """Asked by the reading thread after each file."""
        return not self._stopped

    def _tell(self, library: Library) -> None:
        """Called by the reading thread."""
        self._latest = library
        self._first.set()
        self.read.emit(library)

    def _tell_some(self, library: Library) -> None:
        """Called by the reading thread while it still reads."""
        if not self._stopped:
            from deckapp.deck.search import Index

            self._begun = library
            self._some.emit(Fresh(library, Index(library), ()))

    def _take_some(self, made: Fresh) -> None:
        if not self._stopped and self._latest is None:
            before, self._library, self._index = self.library, made.library, made.search
            self.begun.emit(made.library)
            self.changed.emit(before, made.library)

    def _take(self, made: object) -> None:
        if self._stopped:
            return
        if isinstance(made, Fresh):
            before, self._library, self._index = self.library, made.library, made.search
            self._watched = made.watched
            self.changed.emit(before, made.library)
        # A file that was replaced is no longer watched until it is named again.
        self._watch()
        self._finish()

    def _fail(self, error: Exception) -> None:
        log.error("the library could not be read", exc_info=error)
        self._first.set()
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


class LibraryFiles(NamedTuple):
    """Where the library is kept between two starts, and what it is read from."""

    kept: Path
    opened: Sequence[Path]
    user: Path


Tell = Callable[["Library"], None]


Wanted = Callable[[], bool]


def read_first(
    places: LibraryFiles, tell: Tell, wait: Callable[[float], object] | None, tell_some: Tell, wanted: Wanted
) -> Fresh:
    """The library as the last start kept it, if its files are as they were; else as `read`.

    Where that takes long, `tell_some` is given what there is by then.
    Where the decks are listed already, `wait` gives the window its time first.
    """
    if wait is not None:
        wait(PATIENCE_SECONDS)
    places = _there(places)
    # Slow to import, and the listing does without.
    from deckapp.deck import library_cache

    library = library_cache.load(places.kept / KEPT, places.opened, places.user)
    if library is None:
        return _read(places, tell, wanted, tell_some)
    tell(library)
    return _fresh(library)


def read(places: LibraryFiles, known: Library | None, tell: Tell, wanted: Wanted) -> Fresh | None:
    """Read the library, tell of it, and index it; None where the files of the `known` one are as they were.

    Raises Cancelled as soon as `wanted` says False.
    """
    from deckapp.deck.library import stamps

    if known is not None and stamps(known) == known.stamps:
        return None
    return _read(_there(places), tell, wanted)


def _read(places: LibraryFiles, tell: Tell, wanted: Wanted, tell_some: Tell | None = None) -> Fresh:
    from deckapp.deck import library_cache
    from deckapp.deck.gathering import read_library

    library = read_library(places.opened, user=places.user, tell=tell_some, wanted=wanted)
    if not wanted():
        raise Cancelled
    tell(library)
    library_cache.keep(places.kept / KEPT, library, places.opened, places.user)
    decks = listing.list_decks(library)
    listing.keep(places.kept / LISTED, decks, library.stamps, places.opened, places.user)
    return _fresh(library)


def _there(places: LibraryFiles) -> LibraryFiles:
    """The places without the opened decks that are gone; for a thread."""
    return places._replace(opened=[path for path in places.opened if not is_gone(path)])


def _listed(places: LibraryFiles) -> listing.Listing | None:
    there = _there(places)
    return listing.load(there.kept / LISTED, there.opened, there.user)


def _fresh(library: Library) -> Fresh:
    from deckapp.deck.search import Index

    watched = tuple(str(path) for path in library.stamps if os.path.exists(path))
    return Fresh(library, Index(library), watched)
