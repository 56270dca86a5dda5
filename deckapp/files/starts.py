"""Starts of the window that are under way: one that dies before the user's decks are shown leaves its sign."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from deckapp.files.aside import set_aside
from deckapp.files.locks import try_lock

FOLDER = "starting"
ENDING = ".start"
ENOUGH = 2
"""After so many starts in a row that died, the next one is made without what may have killed them."""
MOST = 100


class Start:
    """One start. Its sign is a file that is locked while the process lives, so no other start takes it for dead.

    Nothing here raises: where no sign can be left, a start that dies is simply not known of.
    """

    def __init__(self, home: Path, *, own_decks: bool = True) -> None:
        """Begin a start; without `own_decks` there is nothing to leave out, and so nothing to be careful about."""
        self._folder = home / FOLDER
        self._handle = -1
        self._sign: Path | None = None
        with contextlib.suppress(OSError, ValueError):
            if os.path.lexists(self._folder) and not os.path.isdir(self._folder):
                set_aside(self._folder)
        self._dead = list(islice(self._found_dead(), MOST))
        self.is_careful = own_decks and len(self._dead) >= ENOUGH
        """Whether the starts before this one died, one after the other."""
        if not own_decks:
            self._forget()
        else:
            with contextlib.suppress(OSError, ValueError):
                self._leave_sign()

    @property
    def is_under_way(self) -> bool:
        """Whether it would count as one that died if the process ended now."""
        return self._sign is not None

    def arrived(self) -> None:
        """The start is over, and all is well: what died before is forgotten, unless this start was a careful one."""
        self.ended()
        if not self.is_careful:
            self._forget()

    def ended(self) -> None:
        """The process ends in order, or has nothing to fear any more: take the sign away."""
        sign, self._sign = self._sign, None
        if sign is not None:
            with contextlib.suppress(OSError):
                os.close(self._handle)
            with contextlib.suppress(OSError):
                sign.unlink()

    def dare(self) -> None:
        """Be a start like any other from now on: what killed the others is tried once more."""
        self.is_careful = False
        if self._sign is None:
            with contextlib.suppress(OSError, ValueError):
                self._leave_sign()

    def _forget(self) -> None:
        for sign in self._dead:
            with contextlib.suppress(OSError):
                sign.unlink()
        self._dead = []

    def _leave_sign(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        sign = self._folder / f"{os.getpid()}-{time.time_ns()}{ENDING}"
        # Nobody looks at it before it is locked; Windows cannot rename what is open.
        unseen = sign if os.name == "nt" else sign.with_suffix(".new")
        self._handle = os.open(unseen, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try_lock(self._handle)
        if unseen != sign:
            os.rename(unseen, sign)
        self._sign = sign

    def _found_dead(self) -> Iterator[Path]:
        """The signs that no living process holds."""
        with contextlib.suppress(OSError, ValueError):
            for sign in sorted(self._folder.glob(f"*{ENDING}")):
                if _is_dead(sign):
                    yield sign


def _is_dead(sign: Path) -> bool:
    try:
        handle = os.open(sign, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        return try_lock(handle)
    finally:
        os.close(handle)
