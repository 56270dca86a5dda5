"""Where Qt cannot open any window it ends the process at once; before that, why is said in words."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler

from deckapp.problem import Problem

REFUSED = re.compile(r'Could not load the Qt platform plugin "([\w-]+)"')
UNKNOWN = re.compile(r'Could not find the Qt platform plugin "([^"]*)"')
UNANSWERED = re.compile(r"could not connect to display(.*)")
INSTALL = "`python3 packaging/run.py` in a checkout installs what Qt needs, or tells the command that does"


@contextlib.contextmanager
def reasons_told() -> Iterator[None]:
    """While Qt looks for a display: where it finds none, say why and end with exit code 1."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            # When this returns, Qt aborts.
            with contextlib.suppress(OSError, ValueError, AttributeError):
                print(reason(heard, text), file=sys.stderr, flush=True)
            os._exit(1)
        heard.append(text)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    # Nothing of it was fatal; who looks at standard error finds it there as ever.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        print(*heard, sep="\n", end="\n" if heard else "", file=sys.stderr)


def reason(heard: Sequence[str], last: str = "") -> Problem:
    """Why no window can be opened, out of what Qt said before it gave up."""
    said = "\n".join(heard)
    for name in REFUSED.findall(said):
        if library := _lacking(name):
            return _problem(f"{library}, which Qt needs for a window here, is not installed", INSTALL)
    if found := UNANSWERED.search(said):
        display = found[1].strip() or os.environ.get("WAYLAND_DISPLAY", "")
        which = f" `{display}`" if display else ""
        return _problem(f"the display{which} does not answer", "check DISPLAY and WAYLAND_DISPLAY")
    if found := UNKNOWN.search(said):
        message = f"QT_QPA_PLATFORM names `{found[1]}`, which is no platform of Qt's"
        return _problem(message, "unset it")
    return _problem(heard[-1].strip() if heard else last.partition("\n")[0], INSTALL)


def _problem(why: str, hint: str) -> Problem:
    return Problem("deckapp", message=f"no window can be opened: {why}", hint=hint)


def _lacking(plugin: str) -> str:
    """The library of the system that a platform plugin cannot be loaded without; "" where it can be."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    for file in sorted(folder.glob(f"libq{plugin}*.so")):
        try:
            ctypes.CDLL(str(file))
        except OSError as error:
            return str(error).partition(":")[0]
    return ""
