"""How files and folders look, to notice later that they have changed."""

from __future__ import annotations

from pathlib import Path

Stamp = tuple[int, int]
"""When a file last changed (nanoseconds) and its size; (0, 0) for a file that is not there."""


def stamp(path: Path) -> Stamp:
    """How a file or folder looks now."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return state.st_mtime_ns, state.st_size
