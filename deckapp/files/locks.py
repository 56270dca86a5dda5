"""A lock on an open file that the system lets go when its process ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 40
    """Windows locks bytes, and nobody else can read those: one far past the end of any journal serves."""

    def try_lock(handle: int) -> bool:
        """Lock an open file for this process; False where another one holds it."""
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """Lock an open file for this process; False where another one holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some network file systems have no locks: better to offer too much than to hide lost work.
            return True
        return True


WAIT_SECONDS = 10.0
FOLDER_SECONDS = 2.0
"""Folders are locked by others for reasons of their own; a save does not wait long for them."""
STEP_SECONDS = 0.01


@contextlib.contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Be the only program that has this lock file, for as long as the block runs; it is made, and stays.

    Whoever holds it for more than ten seconds has hung, and is no longer waited for. Raises OSError where
    the file cannot be made.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags, 0o600)
    try:
        _wait_for(handle, WAIT_SECONDS)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only writer in a folder that looks before it replaces a file, where the system can see to that."""
    try:
        handle = os.open(folder, os.O_RDONLY) if os.name == "posix" else -1
    except OSError:
        handle = -1
    try:
        if handle >= 0:
            _wait_for(handle, FOLDER_SECONDS)
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _wait_for(handle: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not try_lock(handle) and time.monotonic() < end:
        time.sleep(STEP_SECONDS)
