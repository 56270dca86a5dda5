"""Files that a program holds by a lock: one object owns the handle, closes it once and forgets it at once.

Whoever only looks never stands in the way of who holds, or is about to.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path

from deckapp.files.locks import try_lock

PATIENCE_SECONDS = 1.0
"""So long is a lock asked for again: who looks has it for a moment at most."""
STEP_SECONDS = 0.01
LOOKS = 5
"""So often is a file opened again that was replaced just then."""
GONE = (errno.ENOENT, errno.ENOTDIR, errno.ESTALE)
PLAIN = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)


class HeldElsewhereError(OSError):
    """Another window or program holds the file."""


class HeldFile:
    """An open file that nobody else holds, and the name under which others find it."""

    def __init__(self, path: Path, handle: int) -> None:
        """Own an open handle, which is locked or cannot be."""
        self.path = path
        self._handle: int | None = handle
        self._process = os.getpid()

    @property
    def handle(self) -> int:
        """The handle; raises OSError once it is closed."""
        if self._handle is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), str(self.path))
        return self._handle

    def state(self) -> os.stat_result | None:
        """The file's state; None where others would not find this very file by its name any more.

        It was removed, moved or replaced, or its folder was; or this process is a copy of the one that holds it.
        Raises OSError where that cannot be seen.
        """
        if self._handle is None or self._process != os.getpid():
            return None
        try:
            found, held = _looked_at(self.path, self._handle)
        except OSError as error:
            if error.errno in GONE:
                return None
            raise
        return held if os.path.samestat(found, held) else None

    def is_found(self) -> bool:
        """Whether others find this very file by its name; closed where they don't. Raises OSError, closed too."""
        found = False
        try:
            found = self.state() is not None
        finally:
            if not found:
                self.close()
        return found

    def close(self) -> None:
        """Let the file go, for others to take."""
        handle, self._handle = self._handle, None
        if handle is not None:
            # Also where closing fails, the number is the system's again.
            with contextlib.suppress(OSError):
                os.close(handle)

    def remove(self) -> None:
        """Let the file go and remove it, or leave it empty where that is not possible; never raises OSError."""
        try:
            state = self.state()
        except OSError:
            state = None
        if state is None:
            self.close()
            return
        # First emptied: at no moment may somebody find it whole and let go. What has a second name stays there.
        if state.st_nlink == 1:
            with contextlib.suppress(OSError):
                os.ftruncate(self.handle, 0)
        if os.name == "posix":
            with contextlib.suppress(OSError):
                self.path.unlink()
            self.close()
        else:
            self.close()
            with contextlib.suppress(OSError):
                self.path.unlink()


def hold(path: Path) -> HeldFile:
    """Hold a file that is there; it can be written to where its rights allow that.

    Raises HeldElsewhereError, FileNotFoundError, and OSError as well where it is no ordinary file.
    """
    for _ in range(LOOKS):
        try:
            handle = open_ordinary(path, os.O_RDWR | os.O_APPEND)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            handle = open_ordinary(path)
        held = HeldFile(path, handle)
        if not lock_soon(handle):
            held.close()
            raise HeldElsewhereError(errno.EBUSY, "another window or program holds it", str(path))
        if held.is_found():
            return held
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def open_idle(path: Path) -> int | None:
    """A handle to read a file that nobody holds; None where somebody does.

    Raises FileNotFoundError, and OSError as well where it is no ordinary file or may not be read.
    """
    for _ in range(LOOKS):
        looked = HeldFile(path, open_ordinary(path))
        if _is_locked(looked.handle):
            looked.close()
            return None
        # A holder may have put another file in its place and let this one go.
        if looked.is_found():
            return looked.handle
    return None


def open_ordinary(path: Path, flags: int = os.O_RDONLY) -> int:
    """A handle to an ordinary file, never to what a link leads to; raises OSError."""
    try:
        # Opening alone would set some devices to work.
        _refuse_others(os.lstat(path), path)
        handle = os.open(path, flags | PLAIN)
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error), str(path)) from None
    try:
        _refuse_others(os.fstat(handle), path)
    except BaseException:
        os.close(handle)
        raise
    return handle


def lock_soon(handle: int) -> bool:
    """Lock an open file for this process, if need be after a moment; False where another one holds it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not try_lock(handle):
        if time.monotonic() > end:
            return False
        time.sleep(STEP_SECONDS)
    return True


def _looked_at(path: Path, handle: int) -> tuple[os.stat_result, os.stat_result]:
    """What the name leads to, and what the handle is; looked at again where a disk fails for once."""
    try:
        return os.lstat(path), os.fstat(handle)
    except OSError as error:
        if error.errno in GONE:
            raise
    return os.lstat(path), os.fstat(handle)


def _refuse_others(state: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "this is not an ordinary file", str(path))


if sys.platform == "win32":

    def _is_locked(handle: int) -> bool:
        # Here a look needs the lock itself, for a moment; so who finds it taken looks again.
        return not lock_soon(handle)

else:
    import fcntl

    def _is_locked(handle: int) -> bool:
        """Whether somebody holds the file; lookers share their lock, and let it go at once."""
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            fcntl.flock(handle, fcntl.LOCK_UN)
        except BlockingIOError:
            return True
        except OSError:
            # Some network file systems have no locks: better to offer too much than to hide lost work.
            return False
        return False
