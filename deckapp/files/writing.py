"""Replacing a file in one step, so that at every moment it is whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

LEFTOVER_SECONDS = 600
"""A half-written file of a writer that was killed goes once it is older than this."""


def replace_file(path: Path, data: bytes) -> None:
    """Write a file anew beside the old one, flush it to disk, and put it in the old one's place.

    A link is followed, permissions stay. Raises OSError, and then the old file is as it was.
    """
    with replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A new file to write to, which takes a path's place at the end as with `replace_file`.

    Where anything is raised meanwhile, the old file stays as it was.
    """
    target = Path(os.path.realpath(path))
    _sweep(target)
    fresh = target.with_name(f"{_stem(target)}{os.getpid()}-{time.monotonic_ns():x}.tmp")
    try:
        with fresh.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(fresh, stat.S_IMODE(target.stat().st_mode))
        os.replace(fresh, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        if isinstance(error, OSError) and error.filename == str(fresh):
            # Nobody has heard of the file beside it.
            error.filename, error.filename2 = str(path), None
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to disk, where the system can do so."""
    if os.name != "posix":
        return
    # The file is in place by now; some file systems refuse this, and that must not look like a failure.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _stem(target: Path) -> str:
    """What the names of a file's unfinished successors begin with; short, however long its own name is."""
    return f".deckapp-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def _sweep(target: Path) -> None:
    """Remove what writers that were killed half-way left of this file."""
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{_stem(target)}*.tmp"):
            if time.time() - left.stat().st_mtime > LEFTOVER_SECONDS:
                left.unlink()
