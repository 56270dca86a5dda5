"""The shim of `shim.c` from Python: strike a process of one's own at the n-th call on its files."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT, KILL, TEAR = 0, -1, -2
"""What happens at the n-th call, beside an errno: nothing but counting, the end, the end in the midst of a write."""
LOADED = "DECKAPP_SHIM"
SOURCE = Path(__file__).with_suffix(".c")


def is_loaded() -> bool:
    """Whether this process was started by `within`."""
    return LOADED in os.environ


def compiler() -> str | None:
    """The C compiler that builds the shim; None where there is none, or no LD_PRELOAD."""
    if not sys.platform.startswith("linux"):
        return None
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def within(words: list[str]) -> int:
    """Go on as `python -m WORDS` with the shim loaded; returns 3 where it cannot be built, and nothing else."""
    built_by = compiler()
    if built_by is None:
        print("this campaign needs Linux and a C compiler", file=sys.stderr)
        return 3
    folder = Path(tempfile.mkdtemp(prefix="deckapp-shim-"))
    library = folder / "shim.so"
    subprocess.run([built_by, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
    sys.stdout.flush()
    asked = dict(os.environ, LD_PRELOAD=str(library), **{LOADED: str(folder)})
    return os.execve(sys.executable, [sys.executable, "-m", *words], asked)


def clear() -> None:
    """Leave nothing of the shim but what is loaded: programs that are started from here run without it."""
    del os.environ["LD_PRELOAD"]
    shutil.rmtree(os.environ[LOADED], ignore_errors=True)


def die_with_parent() -> None:
    """In a forked process: end when the one that forked it ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def begin(
    folder: Path, number: int = 0, how: int = COUNT, *, looks: bool = False, ever: bool = False, log: int = -1
) -> None:
    """From now on strike the `number`-th call on files below `folder` in this process.

    `how` is COUNT, KILL, TEAR or an errno; `looks` counts calls that only read, too; with `ever` all later
    calls fail as well. What was struck (with COUNT: each call) is written to the file descriptor `log`.
    """
    ctypes.CDLL(None).fault_begin(os.fsencode(folder), ctypes.c_long(number), how, int(looks), int(ever), log)


def watch(log: int) -> None:
    """Let all calls through, but write down the programs that are to be run, and refuse them."""
    begin(Path("/nowhere at all"), log=log)


def can(call: str, error: int) -> bool:
    """Whether this call may fail so on a real system."""
    return bool(ctypes.CDLL(None).fault_can(call.encode(), error))


def end() -> None:
    """Let all calls through again; programs are still refused."""
    ctypes.CDLL(None).fault_end()
