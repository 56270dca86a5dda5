"""A long piece of work on a thread of its own, with progress and cancel."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from deckapp.problem import Cancelled

Result = TypeVar("Result")
Progress = Callable[[int, int], bool]
Work = Callable[[Progress], Any]


class Task(QObject):
    """Runs `work(progress)` away from the window; its signals arrive in the window's thread.

    `progress(done, total)` returns False once the user has cancelled; the work then raises `Cancelled`.
    """

    advanced = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _ended = Signal(object, object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()
        self._thread = threading.Thread(target=self._run, name="task", daemon=True)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()

    def wait(self, seconds: float | None = None) -> None:
        """Block until the thread has ended, or for so long; for the end of the application."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except Exception as error:
            self._tell(None, error)
        else:
            self._tell(result, None)

    def _tell(self, result: object, error: Exception | None) -> None:
        # Where the program did not wait for it, the task may be gone by now.
        with contextlib.suppress(RuntimeError):
            self._ended.emit(result, error)

    def _progress(self, done: int, total: int) -> bool:
        self.advanced.emit(done, total)
        return not self._cancel.is_set()

    # A slot that is named beforehand: a connection would else change the type while its thread signals.
    @Slot(object, object)
    def _end(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.done.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)


def within(seconds: float, work: Callable[[], Result]) -> Result | None:
    """What some work gives that is done in no time unless a disk does not answer; None where it takes longer.

    What it raises goes to `threading.excepthook`; a thread that waits for ever ends with the process.
    """
    made: list[Result] = []
    thread = threading.Thread(target=lambda: made.append(work()), name="soon", daemon=True)
    thread.start()
    thread.join(seconds)
    return made[0] if made else None
