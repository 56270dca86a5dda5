"""Standard error without what a library of C writes there past Python."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Within, standard error leads nowhere: libtiff tells there of each line that it cannot read.

    Where the program was started without one, its number may be another file's by now, and nothing is done.
    """
    try:
        number = sys.__stderr__.fileno() if sys.__stderr__ else -1
    except (OSError, ValueError):
        number = -1
    if number != 2:
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
