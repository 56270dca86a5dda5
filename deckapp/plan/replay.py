"""What a journal holds, read line by line: what is whole on both sides of any damage, and what is missing."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import IO, Any

import msgspec

from deckapp.files.stamps import NOWHERE, stamp
from deckapp.plan.file import read_plan
from deckapp.plan.journal_lines import (
    START,
    Base,
    Edit,
    GlimpsedBase,
    GlimpsedEdit,
    Header,
    NewerError,
    from_line,
    from_place,
)
from deckapp.plan.plan import Plan
from deckapp.plan.rebuilding import Rebuilding
from deckapp.problem import DeckappError, Problem

MAX_LINE = 400 * 1024 * 1024
"""The longest line: one with the largest picture that a plan may hold."""
MAX_PIECES = 100
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
HEADERS = 3
"""So often a journal tells what it belongs to."""


class Replay:
    """One reading of a journal. With `in_full` its plan is put together, else only told of."""

    def __init__(self, path: Path, in_full: bool) -> None:
        self.header: Header | None = None
        self.seq = 0
        """The number of the last edit; with those that are missing there were so many."""
        self.title = ""
        self.last_edit = EPOCH
        self.entries = 0
        self.problems: list[Problem] = []
        self._path = path
        self._rebuilding = Rebuilding() if in_full else None
        self._headers = self._last_base = 0
        self._bases: set[int] = set()
        self._hurt: list[int] = []
        self._hurt_base: list[int] = []
        self._label = ""
        self._based = False
        self._gaps: list[tuple[int, int, int, str]] = []

    def read(self, file: IO[bytes]) -> None:
        """Take in every line that can be read; raises OSError, NewerError."""
        in_part = self._rebuilding is None
        for number, line in _lines(file):
            whole = line.endswith(b"\n")
            try:
                entries = [from_line(line[:-1] if whole else line, in_part)]
            except NewerError:
                raise
            except ValueError:
                entries = list(_pieces(line, in_part))
                # A last line without an end was never written, or lacks its end alone.
                if whole or len(entries) > 1:
                    self._hurt.append(number)
            self.entries += len(entries)
            for entry in entries:
                self._take(number, entry)
        self._end_base()
        self._end()
        self._tell_gaps()
        self.problems.sort(key=lambda problem: problem.line)

    def plan(self) -> Plan:
        """The plan as the journal leaves it; for a reading in full."""
        assert self._rebuilding is not None
        return self._rebuilding.plan()

    def _take(self, number: int, entry: Any) -> None:
        match entry:
            case Header():
                self._take_header(entry)
            case Base() | GlimpsedBase():
                self._take_base(number, entry)
            case Edit() | GlimpsedEdit():
                self._take_edit(number, entry)

    def _take_header(self, header: Header) -> None:
        self._hurt_base, self._hurt = self._hurt_base + self._hurt, []
        self._headers += 1
        if self.header is None:
            self.header = header
            self.last_edit, self.title = _aware(header.time), self.title or header.title

    def _take_base(self, number: int, base: Any) -> None:
        self._hurt_base, self._hurt = self._hurt_base + self._hurt, []
        if base.number not in self._bases:
            self._bases.add(base.number)
            self._take_changes(number, base)

    def _take_edit(self, number: int, edit: Any) -> None:
        if not self._based and self._hurt and edit.seq == self.seq + 1:
            # What is hurt before the first edit, where no edit is missing, belongs to the beginning.
            self._hurt_base, self._hurt = self._hurt_base + self._hurt, []
        self._end_base()
        if edit.seq <= self.seq:
            self._warn(number, f"this line tells edit {edit.seq} again; it is passed over")
            return
        if edit.seq > self.seq + 1:
            self._keep_gap(self._hurt[0] if self._hurt else number, edit)
        else:
            self._tell_harmless(self._hurt)
        self._hurt = []
        self._take_changes(number, edit)
        self.seq, self.last_edit, self._label = edit.seq, _aware(edit.time), edit.label

    def _take_changes(self, number: int, entry: Any) -> None:
        if self._rebuilding is not None:
            for odd in self._rebuilding.take(entry.parts, entry.fields):
                self._warn(number, f"a part of this line makes no sense and is left out: {odd}")
            title = entry.fields.get("title")
        else:
            title = _text(entry.fields.get("title"))
        if isinstance(title, str):
            self.title = title

    def _end_base(self) -> None:
        """All that the edits start from was read: see what of it is missing, and whether the file has it."""
        if self._based:
            return
        self._based = True
        wanted = self.header.base if self.header else max(self._bases, default=0)
        missing = wanted - len(self._bases)
        if self.header is not None and missing <= 0:
            self._tell_harmless(self._hurt_base)
            return
        if self.header is None and not self._hurt_base and not self._hurt and not self._bases:
            self._hurt_base = [1]
        line = self._hurt_base[0] if self._hurt_base else HEADERS
        what = f"{missing} of {wanted} parts" if missing > 0 else "a part"
        message = f"{what} of the plan as it was before these edits cannot be read"
        self._warn(line, f"{message}; {self._fill()}", "look through the plan for what is missing")

    def _fill(self) -> str:
        """Take what is missing from the plan's own file; says in words how that went."""
        header = self.header
        if header is None:
            return "and neither can the name of the plan's file"
        path = from_place(header.place)
        if path is None:
            return "and the plan has no file yet"
        now = stamp(path)
        same = now == header.stamp and not header.unsaved
        try:
            if now == NOWHERE:
                raise FileNotFoundError
            if self._rebuilding is not None:
                self._rebuilding.fill(read_plan(path)[0])
        except (DeckappError, OSError):
            return f"nor can the plan's file, {path}"
        if same:
            return f"nothing is missing, for the plan's file has it: {path}"
        return f"what is missing comes from the plan's file as it is now, {path}"

    def _end(self) -> None:
        hurt, self._hurt = self._hurt, []
        if not hurt:
            if self.header is not None and not self.seq and not self.header.unsaved:
                # A journal is begun with its first edit.
                self._warn(0, "the journal ends before its first edit")
            return
        beginning_only = not self.seq and self.header is not None and len(self._bases) >= self.header.base
        if beginning_only and self._headers < HEADERS and len(hurt) == 1:
            self._tell_harmless(hurt)
        elif self.seq:
            message = f"one edit or more after edit {self.seq}{self._after()} cannot be read"
            self._warn(hurt[0], message, "the edits before are recovered")
        else:
            self._warn(hurt[0], "what follows here cannot be read", "what stands before it is recovered")

    def _keep_gap(self, line: int, edit: Any) -> None:
        time = _aware(edit.time)
        until = f", before {_clock(time)}" if time > EPOCH else ""
        self._gaps.append((line, self.seq + 1, edit.seq - 1, self._after() + until))

    def _tell_gaps(self) -> None:
        for line, first, last, when in self._gaps:
            which = f"edit {first}" if first == last else f"edits {first} to {last}"
            verb = "is" if first == last else "are"
            hint = "the edits before and after are recovered"
            self._warn(line, f"{which} of {self.seq} {verb} missing{when}", hint)

    def _after(self) -> str:
        label = f" (“{self._label[:60]}”)" if self._label else ""
        return f", after {_clock(self.last_edit)}{label}" if self.last_edit != EPOCH else ""

    def _tell_harmless(self, hurt: list[int]) -> None:
        if hurt:
            self._warn(hurt[0], "a line is damaged here; nothing is missing")

    def _warn(self, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(str(self._path), line, 1, message, hint, "warning"))


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The number of each line, and the line with its end if it has one; of one that is too long, a piece."""
    number = 0
    while line := file.readline(MAX_LINE):
        number += 1
        yield number, line
        while len(line) == MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE)


def _pieces(line: bytes, in_part: bool) -> Iterator[Any]:
    """The entries that are whole within a damaged line, which may be two that lost what parted them."""
    starts = [found.start() for found in islice(re.finditer(re.escape(START), line), MAX_PIECES)]
    for start, end in pairwise([*starts, len(line)]):
        for piece in (line[start:end], line[start : end - 1]):
            with contextlib.suppress(ValueError):
                yield from_line(piece, in_part)
                break


def _text(raw: msgspec.Raw | None) -> str | None:
    try:
        return msgspec.json.decode(raw, type=str) if raw is not None else None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _aware(time: dt.datetime) -> dt.datetime:
    """The time with its zone; what no calendar could show in every zone is the epoch."""
    time = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
    return time if 1970 < time.year < 9999 else EPOCH


def _clock(time: dt.datetime) -> str:
    return f"{time.astimezone():%H:%M:%S}"
