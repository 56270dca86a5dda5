"""The user's folders of fonts: a pipe among them keeps fontconfig, and so Qt, waiting for ever."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

MOST = 20_000
"""So many files are looked at; more are no user's own fonts."""
_DIR = re.compile(r"<dir>\s*(/[^<]+?)\s*</dir>")


def pipe_among_fonts() -> Path | None:
    """The first pipe in the user's folders of fonts; none but on Linux, where these are looked through."""
    if not sys.platform.startswith("linux"):
        return None
    looked = 0
    for folder in _folders():
        for place, _folders_below, names in os.walk(folder):
            for name in names:
                looked += 1
                if looked > MOST:
                    return None
                if _waits(os.path.join(place, name)):
                    return Path(place, name)
    return None


def _folders() -> Iterator[Path]:
    home = Path(os.environ.get("HOME") or os.path.expanduser("~"))
    yield home / ".fonts"
    yield Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "fonts"
    own = os.environ.get("FONTCONFIG_FILE", "")
    if own and os.path.isfile(own):
        try:
            text = Path(own).read_text(encoding="utf-8", errors="replace")[:100_000]
        except OSError:
            return
        yield from (Path(found) for found in _DIR.findall(text) if found != "/")


def _waits(path: str) -> bool:
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return False
