"""Whether two paths lead to one file, however they are written."""

from __future__ import annotations

import os
from pathlib import Path


def same_file(one: Path, other: Path) -> bool:
    """Links, `sub/..`, capitals where the system knows none, two hard names: all are one file."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        # One of them is not there: then their names must say it.
        return _plain(one) == _plain(other)


def _plain(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
