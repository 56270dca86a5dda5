"""Who may read and write a file: kept when it is replaced, and never wider in between."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def is_read_only(path: Path) -> bool:
    """Whether a file that is there is meant not to be changed; the administrator, who may, is asked as well."""
    try:
        return not (path.stat().st_mode & ANY_WRITE and os.access(path, os.W_OK))
    except (OSError, ValueError):
        return False


def create(path: Path, like: Path | None) -> int:
    """A handle to a new, empty file with the rights, owner and attributes of `like`.

    Where that is not there, with those of any new file. Raises OSError.
    """
    old = _state(like) if like else None
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    # The system takes from 0666 what the user's mask and the folder's own rules say.
    handle = os.open(path, flags, 0o600 if old else 0o666)
    if old and like and os.name == "posix":
        with contextlib.suppress(OSError, ValueError):
            _give(handle, old, like)
    return handle


def private_folder(path: Path) -> None:
    """Make a folder for the user alone, and those above it that are missing; raises OSError.

    One of ours that others may look into is closed to them.
    """
    if not path.is_dir():
        if not path.parent.exists():
            private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        # Not ours, or on a disk without rights: then it stays as it is.
        with contextlib.suppress(OSError):
            path.chmod(0o700)


def _state(path: Path) -> os.stat_result | None:
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state if stat.S_ISREG(state.st_mode) else None


def _give(handle: int, old: os.stat_result, like: Path) -> None:
    """Owner first, then attributes (access lists are among them), and last the rights, which owners reset."""
    mode = stat.S_IMODE(old.st_mode) & 0o777
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(handle, old.st_uid, old.st_gid)
        except OSError:
            try:
                os.fchown(handle, -1, old.st_gid)
            except OSError:
                # What one group was allowed must not go to another.
                mode = mode & ~0o070 | (mode & 0o007) << 3
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(like):
                with contextlib.suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(like, name))
    os.fchmod(handle, mode)
