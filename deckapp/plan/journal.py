"""The journal: every edit of an open plan, on disk before the interface says that it is done.

A killed program loses nothing; a power cut at most the last second. An open plan has one journal, under one
name; what takes its place does so in one step. Whatever fails, the next call tries anew, with all that is
not on disk yet.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
from collections.abc import Iterator
from pathlib import Path

from deckapp.files.stamps import NOWHERE, Stamp, stamp
from deckapp.plan.journal_beginning import beginning
from deckapp.plan.journal_file import JournalFile, begin, keep_damaged, new_path
from deckapp.plan.journal_lines import Edit, Header, difference, to_line, to_place
from deckapp.plan.plan import Plan
from deckapp.plan.recovery import Claim, Recovery, discard, recover, recoverable
from deckapp.plan.row_order import placed

__all__ = ["Journal", "Recovery", "discard", "recover", "recoverable"]

MAX_BYTES = 64 * 1024 * 1024
"""A longer journal begins anew, from the plan as it then is."""
FULL = (errno.ENOSPC, errno.EDQUOT)


class Journal:
    """The journal of one open plan, in a folder that all plans share. For one thread.

    A file is made with the first edit, so a plan that is only looked at leaves nothing behind.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES, claim: Claim | None = None) -> None:
        """Nothing is written yet; `claim` is a journal that is recovered, whose name and place this one takes."""
        self._folder = folder
        self._max_bytes = max_bytes
        self._claim = claim
        self._plan_path: Path | None = None
        self._stamp: Stamp = NOWHERE
        self._file: JournalFile | None = None
        self._latest = self._written = Plan()
        self._saved: Plan | None = None
        self._label = ""
        self._unsaved = self._damaged = False
        self._limit = max_bytes
        self._rest: Iterator[bytes] = iter(())
        self._piece = b""
        self._seq = self._edits_before = 0
        self._edited: dt.datetime | None = None
        self.kept: Path | None = None
        """Where a damaged journal that this one took over is kept."""

    @property
    def path(self) -> Path | None:
        """The journal's file; None while there is nothing to recover."""
        return self._file.path if self._file else None

    @property
    def is_needed(self) -> bool:
        """Whether anything is not in the plan's own file, as far as the journal knows."""
        return self._file is not None or self._unsaved or self._latest is not self._written

    @property
    def is_behind(self) -> bool:
        """Whether `check` is wanted soon: of a large plan not all is in the journal yet, only in its file."""
        return bool(self._piece)

    def start(self, plan: Plan, plan_path: Path | None, unsaved: bool = False) -> None:
        """Begin with a plan and its file, if it has one; what was journalled before is discarded.

        `unsaved` says that no file holds the plan (it was recovered, or made of a recipe): then it is
        written at once. Raises OSError where that failed; it is tried again with the next call.
        """
        self.close()
        self._latest = self._written = plan
        self._plan_path, self._stamp, self._unsaved = plan_path, stamp(plan_path), unsaved
        self._saved = None if unsaved or plan_path is None else plan
        self._seq = self._edits_before = 0
        self._edited = None
        self._piece = b""
        if self._claim is not None:
            self._take_over(self._claim)
            self._claim = None
        if unsaved:
            self._begin()

    def append(self, before: Plan, after: Plan, label: str) -> None:
        """Write what an edit, an undo or a redo changed; it is in the file when this returns.

        Raises OSError where it could not be written; the next call then writes it too.
        """
        del before  # After a failed write the journal is further behind.
        self._latest = after
        self._label = label
        self._catch_up()

    def check(self) -> None:
        """See whether all is still where the next start would find it, and write anew what is not.

        Raises OSError while that fails.
        """
        self._catch_up()
        self._write_piece()

    def saved(self, plan: Plan, plan_path: Path) -> None:
        """The plan is in its file now: nothing is to be recovered until the next edit."""
        self.start(plan, plan_path)

    def close(self, discard: bool = True) -> None:
        """Stop. What was journalled goes, or stays to be recovered where `discard` is False."""
        file, self._file = self._file, None
        if file is None:
            return
        if discard and self._damaged:
            with contextlib.suppress(OSError):
                self._keep(file)
        if discard and not self._damaged:
            file.remove()
        else:
            file.close()
        self._damaged = False

    def _take_over(self, claim: Claim) -> None:
        self._file, self._damaged = JournalFile(claim.held), bool(claim.recovery.problems)
        self._plan_path, self._stamp, self._saved = claim.recovery.plan_path, claim.stamp, claim.saved
        self._edits_before, self._edited = claim.recovery.edits, claim.recovery.last_edit

    def _catch_up(self) -> None:
        """Bring what is on disk up to the latest plan."""
        edit = self._edit(self._seq + 1)
        if self._file is None:
            if edit or self._unsaved:
                self._begin()
        elif not self._file.is_sound:
            self._begin()
        elif edit:
            self._add(edit)

    def _edit(self, seq: int) -> Edit | None:
        """What of the latest plan is not written yet; None where nothing is."""
        parts, fields = difference(self._written, self._latest)
        if not parts and not fields:
            return None
        stands = placed(self._written, self._latest, parts)
        return Edit(seq=seq, time=_now(), label=self._label, parts=parts, fields=fields, behind=stands)

    def _add(self, edit: Edit) -> None:
        assert self._file is not None
        try:
            self._file.write(to_line(edit))
        except OSError as error:
            # Where there is no room for a line there is none for the whole plan.
            if error.errno in FULL and self._file.is_sound:
                raise
            self._begin()
            return
        self._seq, self._written, self._edited = edit.seq, self._latest, edit.time
        if self._file.size > self._limit and not self._piece:
            self._limit = 2 * self._file.size
            # The edit is written; a full disk only means that the journal stays long.
            with contextlib.suppress(OSError):
                self._begin()

    def _begin(self) -> None:
        """Write a file that starts from the plan; only once it is whole the one before it goes."""
        old, edits = self._file, self._edits_before + self._seq
        edit, latest = b"", self._edit(1)
        edited = latest.time if latest else self._edited
        if latest and old is None:
            edit = to_line(latest)
        elif latest:
            edits += 1
        base = self._written if edit else self._latest
        header = Header(
            time=_now(),
            title=base.title[:200],
            place=to_place(self._plan_path),
            stamp=self._stamp,
            unsaved=self._unsaved or old is not None,
            edits=edits,
            edited=edited,
        )
        saved = self._saved if header.unsaved else None
        rest = beginning(header, base, header.unsaved or self._stamp == NOWHERE, saved)
        self._file = self._placed(next(rest) + edit, old)
        self._rest, self._piece = rest, b""
        self._damaged = False
        self._seq, self._edits_before, self._written = int(bool(edit)), edits, self._latest
        self._edited = edited
        self._next_piece()

    def _placed(self, lines: bytes, old: JournalFile | None) -> JournalFile:
        """A new file in the place of the old one, or under a new name where that is lost."""
        instead = old if old is not None and old.is_in_place else None
        if instead is not None and self._damaged:
            self._keep(instead)
        made = begin(instead.path if instead else new_path(self._folder), lines, instead)
        if old is not None and instead is None:
            # Where it has come back meanwhile, it must not be offered beside the new one.
            if self._damaged:
                old.close()
            else:
                old.remove()
        return made

    def _write_piece(self) -> None:
        """Write a little more of what the journal begins with."""
        if self._piece and self._file is not None:
            self._file.write(self._piece)
            self._next_piece()

    def _next_piece(self) -> None:
        self._piece = b""
        self._piece = next(self._rest, b"")
        if self._file is not None:
            # A plan that is large in itself must not begin anew at every edit.
            self._limit = max(self._max_bytes, 2 * self._file.size)

    def _keep(self, file: JournalFile) -> None:
        self.kept = keep_damaged(file.path)
        self._damaged = False


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
