"""Reading a file that somebody named: only an ordinary one, never more than so much, and without ever waiting."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from deckapp.files.failures import READING, Words, failure, told

NO_ORDINARY_FILE = Words("this is not an ordinary file", "name a file, no device, pipe or socket")


def read_bytes(path: Path, limit: int) -> bytes:
    """What is in an ordinary file of at most `limit` bytes.

    Raises OSError, whose `strerror` is in plain words and whose `errno` is EFBIG where the file is larger and
    EISDIR or EINVAL where it is a folder, a device, a pipe or a socket: those are not even opened.
    """
    with open_ordinary(path) as file:
        size = os.fstat(file.fileno()).st_size
        pieces: list[bytes] = []
        left = limit + 1 if size <= limit else 0
        # One byte more than the file says it has: the second read finds its end, and nothing is joined.
        while left and (piece := _some(file, min(left, max(size + 1, 1 << 16)), path)):
            pieces.append(piece)
            left -= len(piece)
    if not left:
        raise OSError(errno.EFBIG, f"the file is larger than {in_words(limit)}", str(path))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def open_ordinary(path: Path) -> BinaryIO:
    """An ordinary file, unbuffered and open for reading; raises OSError as `read_bytes` does."""
    try:
        # Looked at before it is opened, since opening alone sets some devices to work; and once more after
        # that, since something else may have come into its place.
        _refuse_others(os.stat(path), path)
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except (OSError, ValueError) as error:
        raise told(error, path, READING) from error
    try:
        _refuse_others(os.fstat(handle), path)
        return os.fdopen(handle, "rb", buffering=0)
    except BaseException:
        os.close(handle)
        raise


def in_words(size: int) -> str:
    """A number of bytes as people say it: 8 MiB."""
    for unit, step in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if size >= step:
            return f"{size / step:.3g} {unit}"
    return f"{size} bytes"


def _refuse_others(state: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise failure(errno.EISDIR, READING[errno.EISDIR], path)
    if not stat.S_ISREG(state.st_mode):
        raise failure(errno.EINVAL, NO_ORDINARY_FILE, path)


def _some(file: BinaryIO, size: int, path: Path) -> bytes:
    """The next bytes, none at the end; a file of the system's that would make us wait is refused."""
    try:
        piece = file.read(size)
    except OSError as error:
        raise told(error, path, READING) from error
    if piece is None:
        raise failure(errno.EAGAIN, READING[errno.EAGAIN], path)
    return piece
