"""The journal: every edit of an open plan, on disk before the interface says that it is done.

A killed program loses nothing; a power cut at most the last second. The file goes only through `close`,
`saved` and `discard`, or when a shorter one has taken its place; reading never changes it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import threading
from pathlib import Path

from deckapp.files.locks import try_lock
from deckapp.files.stamps import NOWHERE, Stamp, stamp
from deckapp.files.writing import flush_folder
from deckapp.plan.journal_lines import ENDING, Edit, Header, difference, to_line
from deckapp.plan.plan import Plan
from deckapp.plan.recovery import Recovery, discard, recover, recoverable

__all__ = ["Journal", "Recovery", "discard", "recover", "recoverable"]

MAX_BYTES = 64 * 1024 * 1024
"""A longer journal begins anew, from the plan as it then is."""
FLUSH_SECONDS = 1.0


class Journal:
    """The journal of one open plan, in a folder that all plans share. For one thread.

    A file is made with the first edit, so a plan that is only looked at leaves nothing behind.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._plan = Plan()
        self._plan_path: Path | None = None
        self._stamp: Stamp = NOWHERE
        self._file: _File | None = None
        self._limit = max_bytes
        self._seq = self._edits_before = 0

    @property
    def path(self) -> Path | None:
        """The journal's file; None while there is nothing to recover."""
        return self._file.path if self._file else None

    def start(self, plan: Plan, plan_path: Path | None, unsaved: bool = False) -> None:
        """Begin with a plan and its file, if it has one; what was journalled before is discarded.

        `unsaved` says that no file holds the plan (it was recovered, or made of a recipe): then it is
        written at once. Raises OSError.
        """
        self.close()
        self._plan, self._plan_path, self._stamp = plan, plan_path, stamp(plan_path)
        self._seq = self._edits_before = 0
        if unsaved:
            self._begin(unsaved=True)

    def append(self, before: Plan, after: Plan, label: str) -> None:
        """Write what an edit, an undo or a redo changed; it is in the file when this returns.

        Raises OSError where it could not be written; the next call then writes it too.
        """
        if self._file is None:
            self._plan = before
            self._begin()
        assert self._file is not None
        # Not from `before`: after a failed write the journal is further behind.
        parts, fields = difference(self._plan, after)
        if not parts and not fields:
            return
        edit = Edit(seq=self._seq + 1, time=_now(), label=label, parts=parts, fields=fields)
        self._file.write(to_line(edit))
        self._seq, self._plan = edit.seq, after
        if self._file.size > self._limit:
            self._limit = 2 * self._file.size
            # The edit is written; a full disk only means that the journal stays long.
            with contextlib.suppress(OSError):
                self._begin(unsaved=True)

    def saved(self, plan: Plan, plan_path: Path) -> None:
        """The plan is in its file now: nothing is to be recovered until the next edit."""
        self.start(plan, plan_path)

    def close(self, discard: bool = True) -> None:
        """Stop. What was journalled goes, or stays to be recovered where `discard` is False."""
        if self._file is not None:
            self._file.close()
            if discard:
                self._file.path.unlink(missing_ok=True)
            self._file = None

    def _begin(self, unsaved: bool = False) -> None:
        """Write a new file that starts from the plan as it is; only then the one before it goes."""
        header = Header(
            time=_now(),
            title=self._plan.title,
            plan_path=str(self._plan_path or ""),
            stamp=self._stamp,
            unsaved=unsaved,
            edits=self._edits_before + self._seq,
            base=self._plan,
        )
        fresh = _File(self._folder, to_line(header))
        self.close()
        self._file, self._edits_before, self._seq = fresh, header.edits, 0
        # A plan that is large in itself must not begin anew at every edit.
        self._limit = max(self._max_bytes, 2 * fresh.size)


class _File:
    """An append-only file, locked while it is open, flushed to disk by a thread at most once a second."""

    def __init__(self, folder: Path, first_line: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{_now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}{ENDING}"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._handle = os.open(self.path, flags, 0o600)
        self.size = 0
        self._failure: OSError | None = None
        self._written, self._closing = threading.Event(), threading.Event()
        try:
            try_lock(self._handle)
            self.write(first_line)
        except BaseException:
            os.close(self._handle)
            self.path.unlink(missing_ok=True)
            raise
        flush_folder(folder)
        self._flusher = threading.Thread(target=self._flush_now_and_then, name="journal", daemon=True)
        self._flusher.start()

    def write(self, line: bytes) -> None:
        """Append a line, whole or not at all; raises OSError, also for what could not be flushed before."""
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        left = memoryview(line)
        try:
            while left:
                left = left[os.write(self._handle, left) :]
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self.size)
            raise
        self.size += len(line)
        self._written.set()

    def close(self) -> None:
        """Flush what is left and let the file go."""
        self._closing.set()
        self._written.set()
        self._flusher.join()
        with contextlib.suppress(OSError):
            os.fsync(self._handle)
        os.close(self._handle)

    def _flush_now_and_then(self) -> None:
        while self._written.wait() and not self._closing.is_set():
            self._written.clear()
            try:
                os.fsync(self._handle)
            except OSError as failure:
                self._failure = failure
            self._closing.wait(FLUSH_SECONDS)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
