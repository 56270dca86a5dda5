"""Whether a process that was heard of is still the same one: its number alone is given out again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

MAX_PID = 2**31 - 1


def born(pid: int) -> str:
    """When a process began, in the system's own terms; "" where that cannot be known."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_bytes().decode().strip()
        # The name of the program, in brackets, may hold anything.
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return f"{boot}/{int(fields[19])}"
    except (OSError, ValueError, IndexError):
        return ""


def is_alive(pid: int, was_born: str) -> bool:
    """Whether a process of this computer lives and is the one that began then, as far as can be known."""
    if not 0 < pid <= MAX_PID:
        return False
    if was_born and sys.platform.startswith("linux"):
        return born(pid) == was_born
    if os.name != "posix":
        # There, asking with a signal would end it; the locks of such systems hold everywhere.
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
