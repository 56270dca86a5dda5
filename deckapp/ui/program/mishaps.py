"""Errors of our own while the window is open: written down, told calmly once, and never the end of the program."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

FILE = "errors.log"
MAX_BYTES = 256 * 1024
MOST_PLACES = 100
INTERRUPTED = 130


class Mishaps(QObject):
    """Takes what nobody caught. `happened` says what to tell the user, once in the program's life."""

    happened = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / FILE
        self._places: set[tuple[str, int, str]] = set()

    def install(self) -> None:
        """Hear of every error from now on, in any thread."""
        sys.excepthook = self.take
        threading.excepthook = lambda caught: self.take(
            caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
        )

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write an error down, the first time that it comes from its place; never raises."""
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            QCoreApplication.exit(INTERRUPTED if issubclass(kind, KeyboardInterrupt) else 0)
            return
        with contextlib.suppress(Exception):
            last = traceback.extract_tb(trace)[-1:]
            place = (last[0].filename, last[0].lineno or 0, kind.__name__) if last else ("", 0, kind.__name__)
            # What fails while it is drawn fails again and again.
            if place in self._places or len(self._places) == MOST_PLACES:
                return
            is_first = not self._places
            self._places.add(place)
            text = "".join(traceback.format_exception(kind, error, trace))
            with contextlib.suppress(OSError, ValueError, AttributeError):
                sys.stderr.write(text)
            kept = self._write(f"{datetime.now():%Y-%m-%d %H:%M:%S}\n{text}\n")
            if is_first:
                self.happened.emit(_told(self._file if kept else None))

    def _write(self, text: str) -> bool:
        """Add it to the file, which never grows beyond a bound; False where that cannot be done."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._file, flags, 0o600)
            try:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    return False
                if os.fstat(handle).st_size > MAX_BYTES:
                    os.ftruncate(handle, 0)
                os.write(handle, text.encode("utf-8", "backslashreplace"))
            finally:
                os.close(handle)
        except (OSError, ValueError):
            return False
        return True


def _told(file: Path | None) -> str:
    kept = f" What it was is written in {file}; please report it." if file else ""
    return f"Something went wrong in Deckapp. Your plan and its unsaved edits are safe; save it soon.{kept}"
