"""The file of a journal while its program lives: held, added to line by line, flushed to disk by a thread."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from deckapp.files.held import PLAIN, HeldElsewhereError, HeldFile, lock_soon
from deckapp.files.writing import flush_folder
from deckapp.plan.journal_lines import ENDING

FLUSH_SECONDS = 1.0
UNFINISHED = ".new"
"""Ends the name of a journal that is still being made; nobody looks at it."""
DAMAGED = "damaged"
"""The folder beside the journals for those of which a part could not be read."""


class JournalFile:
    """A journal that this program holds. What was written is whole, or the file is not `usable` any more."""

    def __init__(self, held: HeldFile, size: int = 0, usable: bool = False) -> None:
        """Own a file of `size` bytes; where it is not `usable`, nothing is added to it."""
        self._held = held
        self.size = size
        self._usable = usable
        self._written, self._closing = threading.Event(), threading.Event()
        self._flusher: threading.Thread | None = None

    @property
    def path(self) -> Path:
        return self._held.path

    @property
    def is_in_place(self) -> bool:
        """Whether the next start would find this very file; raises OSError where that cannot be seen."""
        return self._held.state() is not None

    @property
    def is_sound(self) -> bool:
        """Whether the next start would find all that was written."""
        try:
            state = self._held.state() if self._usable else None
        except OSError:
            return False
        return state is not None and state.st_size == self.size

    def write(self, line: bytes) -> None:
        """Append a line, whole or not at all; raises OSError."""
        try:
            _write(self._held.handle, line)
        except OSError:
            try:
                os.ftruncate(self._held.handle, self.size)
            except OSError:
                self._usable = False
            raise
        self.size += len(line)
        self.flush_soon()

    def flush_soon(self) -> None:
        """Let what was written be on disk in a second at most; the journal is no more `is_sound` if that fails."""
        self._written.set()
        if self._flusher is None:
            self._flusher = threading.Thread(target=self._flush_now_and_then, name="journal", daemon=True)
            self._flusher.start()

    def close(self) -> None:
        """Flush what is left and let the file go; it stays."""
        self._stop()
        with contextlib.suppress(OSError):
            os.fsync(self._held.handle)
        self._held.close()

    def remove(self) -> None:
        """Let the file go, and remove it."""
        self._stop()
        self._held.remove()

    def _stop(self) -> None:
        self._closing.set()
        self._written.set()
        if self._flusher is not None:
            self._flusher.join()

    def _flush_now_and_then(self) -> None:
        while self._written.wait() and not self._closing.is_set():
            self._written.clear()
            try:
                os.fsync(self._held.handle)
            except OSError:
                # What the system could not write it has forgotten; flushing again would not bring it back.
                self._usable = False
            self._closing.wait(FLUSH_SECONDS)


def new_path(folder: Path) -> Path:
    """A name for a new journal, which nothing has."""
    return folder / f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(8)}{ENDING}"


def begin(path: Path, lines: bytes, instead: JournalFile | None) -> JournalFile:
    """Make a journal in one step: nobody sees it before it is whole and held.

    `instead` is one of that name, which the new one replaces once it is on disk. Raises OSError, and then
    everything is as before.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, f"{path.parent} is not a folder", str(path)) from None
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)
    held = HeldFile(
        unfinished, os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | PLAIN, 0o600)
    )
    try:
        if not lock_soon(held.handle):
            raise HeldElsewhereError(errno.EBUSY, "another program holds the new journal", str(path))
        _write(held.handle, lines)
        if instead is not None:
            os.fsync(held.handle)
        held = _put_in_place(held, path, instead)
    except BaseException:
        held.remove()
        raise
    flush_folder(path.parent)
    made = JournalFile(held, len(lines), usable=True)
    made.flush_soon()
    return made


def keep_damaged(path: Path) -> Path:
    """Keep a journal of which a part could not be read in a folder of its own, beside its present name.

    Returns where. Raises OSError.
    """
    for kept in _names_aside(path):
        with contextlib.suppress(FileExistsError):
            _link(path, kept)
            flush_folder(kept.parent)
            return kept
        if os.path.samefile(path, kept):
            return kept
    raise _no_name(path)


def set_aside(path: Path) -> Path:
    """Move what lies among the journals and cannot be read out of the way; returns where to. Raises OSError."""
    for kept in _names_aside(path):
        if not os.path.lexists(kept):
            return path.rename(kept)
    raise _no_name(path)


def _names_aside(path: Path) -> Iterator[Path]:
    folder = path.parent / DAMAGED
    folder.mkdir(mode=0o700, exist_ok=True)
    yield folder / path.name
    yield from (folder / f"{path.stem}-{number}{path.suffix}" for number in range(2, 1000))


def _no_name(path: Path) -> OSError:
    return FileExistsError(errno.EEXIST, f"{path.parent / DAMAGED} is full", str(path))


def _link(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no second names.
        with path.open("rb") as file, kept.open("xb") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())


def _put_in_place(held: HeldFile, path: Path, instead: JournalFile | None) -> HeldFile:
    if os.name == "posix":
        os.replace(held.path, path)
        held.path = path
        if instead is not None:
            instead.close()
        return held
    # Here no open file can be renamed or replaced: for a moment nobody holds the journal, and who would take
    # it then finds it held, or another one, when he tries.
    held.close()
    if instead is not None:
        instead.close()
    os.replace(held.path, path)
    placed = HeldFile(path, os.open(path, os.O_RDWR | os.O_APPEND | PLAIN))
    if not lock_soon(placed.handle):
        placed.close()
        raise HeldElsewhereError(errno.EBUSY, "another program took the new journal", str(path))
    return placed


def _write(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
