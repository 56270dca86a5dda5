"""All windows of the program: opened, found by the file that they show, and forgotten when they are closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deckapp.files.same import same_file
from deckapp.ui.document.services import Services
from deckapp.ui.window.window import Window


class Windows(QObject):
    """`opened` carries each new window before it is shown, for whoever answers what it asks for."""

    opened = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.all: list[Window] = []

    def open(self) -> Window:
        """A new window with the start page."""
        window = Window(self._services)
        self.all.append(window)
        window.closed.connect(lambda: self._forget(window))
        window.window_of = lambda path: self.of(path, besides=window)
        self.opened.emit(window)
        window.show()
        return window

    def of(self, path: Path, besides: Window | None = None) -> Window | None:
        """The window in which a file is open, whichever of its names it is called by."""
        for window in self.all:
            held = window.document.path if window.document is not None else None
            if held is not None and window is not besides and same_file(held, path):
                return window
        return None

    def free(self, wanted: Window) -> Window:
        """The window that is wanted, or a new one where that shows a plan already or is closed."""
        return wanted if wanted in self.all and wanted.document is None else self.open()

    def _forget(self, window: Window) -> None:
        if window in self.all:
            self.all.remove(window)
            window.deleteLater()
