"""How files and folders look, to notice later that they have changed."""

from __future__ import annotations

from pathlib import Path

Stamp = tuple[int, int]
"""When a file last changed (nanoseconds) and its size."""
NOWHERE: Stamp = (0, 0)
"""The stamp of what is not there."""


def stamp(path: Path | None) -> Stamp:
    """How a file or folder looks now; `NOWHERE` for none, one that is not there or cannot be seen."""
    try:
        state = path.stat() if path else None
    except (OSError, ValueError):
        return NOWHERE
    return (state.st_mtime_ns, state.st_size) if state else NOWHERE
