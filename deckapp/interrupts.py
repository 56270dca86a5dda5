"""Ctrl+C at any moment: the work stops, nothing half-done is left, and no traceback is shown."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

INTERRUPTED = 130
AGAIN_SECONDS = 0.01
"""Where Python could only report an interruption, it comes again so soon, and then in a better place."""
LATEST_SECONDS = 2.0
"""Some libraries catch every exception when they are imported; then it comes again after so long."""
TRIES = 4
ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name))


def leave_at_once() -> None:
    """From now on Ctrl+C ends the process; for when nothing has begun yet, or all is done."""
    with contextlib.suppress(ValueError):  # in a thread of somebody else's, who has his own way
        signal.signal(signal.SIGINT, _leave)


def leave_to_the_system() -> None:
    """From now on the system itself ends the process at Ctrl+C: Qt's loop hears of nothing else."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_DFL)


class Farewell:
    """While it listens, a signal that ends the process lets something be done first, whatever the process is at.

    Python's own handlers wait until Qt or a library comes back to Python; a thread of its own does not.
    Signals that somebody handles or ignores already are left alone.
    """

    def __init__(self) -> None:
        self._heard: list[int] = []
        self._pipe: tuple[int, int] | None = None

    def listen(self, tell: Callable[[], object]) -> None:
        """From now on call `tell` before the process ends by SIGTERM, SIGHUP or Ctrl+C; for the main thread."""
        if self._pipe is not None or os.name != "posix":
            return
        usual = [number for number in ENDINGS if signal.getsignal(number) is signal.SIG_DFL]
        reading, writing = self._pipe = os.pipe()
        os.set_blocking(writing, False)
        threading.Thread(target=_say_farewell, args=(reading, tell), name="farewell", daemon=True).start()
        try:
            for number in usual:
                signal.signal(number, _nothing)
                self._heard.append(number)
            signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        except ValueError:  # in a thread of somebody else's, who has his own way
            self.stop()

    def stop(self) -> None:
        """Leave the signals to the system again."""
        if self._pipe is None:
            return
        (_reading, writing), self._pipe = self._pipe, None
        with contextlib.suppress(ValueError):
            signal.set_wakeup_fd(-1)
            while self._heard:
                signal.signal(self._heard.pop(), signal.SIG_DFL)
        os.close(writing)


def _say_farewell(reading: int, tell: Callable[[], object]) -> None:
    """Wait for a signal's number, or for nobody to be able to write one any more."""
    number = os.read(reading, 1)
    os.close(reading)
    if number:
        try:
            tell()
        finally:
            os._exit(128 + number[0])


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """What is to be done, a thread does."""


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """While work runs, Ctrl+C raises KeyboardInterrupt, so that what is unfinished is removed.

    It comes again where it was swallowed; in the end the process ends.
    """
    tries = 0

    def interrupt(_number: int, frame: FrameType | None) -> None:
        nonlocal tries
        # A library that is stopped while it is imported may abort the process: a moment later, then.
        if _is_importing(frame) and _alarm(AGAIN_SECONDS):
            return
        tries += 1
        if tries > TRIES:
            os._exit(INTERRUPTED)
        _alarm(LATEST_SECONDS)
        raise KeyboardInterrupt

    def unraisable(report: sys.UnraisableHookArgs, /) -> None:
        if not issubclass(report.exc_type, KeyboardInterrupt):
            hook(report)
        elif not _alarm(AGAIN_SECONDS):
            os._exit(INTERRUPTED)

    try:
        before = signal.signal(signal.SIGINT, interrupt)
    except ValueError:
        yield
        return
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, interrupt)
    hook, sys.unraisablehook = sys.unraisablehook, unraisable
    try:
        yield
    finally:
        _alarm(0)
        signal.signal(signal.SIGINT, before)
        sys.unraisablehook = hook


def _is_importing(frame: FrameType | None) -> bool:
    """Whether Python is importing anything just now."""
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def _alarm(seconds: float) -> bool:
    """Interrupt once more after so long, never at 0; False where the system cannot."""
    if not hasattr(signal, "setitimer"):
        return False
    signal.setitimer(signal.ITIMER_REAL, seconds)
    return True


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
