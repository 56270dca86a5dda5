"""The shim of `shim.c` from Python: strike a process of one's own at the n-th call on its files."""

from __future__ import annotations

import ctypes
import os
import shutil
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
    """Run `python -m WORDS` with the shim loaded; its exit code, or 3 where the shim cannot be built."""
    built_by = compiler()
    if built_by is None:
        print("this campaign needs Linux and a C compiler", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory(prefix="deckapp-shim-") as folder:
        library = Path(folder) / "shim.so"
        subprocess.run([built_by, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
        asked = dict(os.environ, LD_PRELOAD=str(library), **{LOADED: "1"})
        return subprocess.run([sys.executable, "-m", *words], env=asked, check=False).returncode


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


def end() -> None:
    """Let all calls through again; programs are still refused."""
    ctypes.CDLL(None).fault_end()
