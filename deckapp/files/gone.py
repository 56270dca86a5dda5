"""Whether nothing lies at a path any more."""

from __future__ import annotations

import errno
import os
from pathlib import Path

NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)
"""What the system says of a path at which nothing can lie; of all others there may be something some day."""


def is_gone(path: Path) -> bool:
    """Whether nothing lies at a path; a share that does not answer may yet come back.

    Asking one may take minutes: for a thread.
    """
    try:
        os.stat(path)
    except OSError as error:
        return error.errno in NOWHERE
    except ValueError:
        return True
    return False
