"""Putting aside what cannot be read, so that it stops nothing and is kept all the same."""

from __future__ import annotations

import errno
import os
from pathlib import Path

MOST = 1000
"""Nobody keeps more damaged files of one name; then the last of them stays where it is."""


LASTING = frozenset({
    errno.EACCES, errno.EPERM, errno.EISDIR, errno.EINVAL, errno.EFBIG, errno.ELOOP, errno.ENAMETOOLONG,
})  # fmt: skip


def lasts(error: OSError) -> bool:
    """Whether what hinders reading a file will be so the next time, too: a disk or share may come back."""
    return error.errno in LASTING


def set_aside(path: Path) -> Path | None:
    """Rename a file, folder or pipe to its name with ``.damaged-1`` behind it, or the next free number.

    Returns the new path, or None where it could not be moved; then it must not be written over.
    """
    try:
        fresh = free_name(path)
        if fresh is not None:
            os.rename(path, fresh)
    except (OSError, ValueError):
        return None
    return fresh


def free_name(path: Path) -> Path | None:
    """The name that `set_aside` would give; None where all are taken."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in range(1, MOST))
    return next((name for name in names if not os.path.lexists(name)), None)
