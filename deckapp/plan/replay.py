"""What a journal holds, read line by line, as far as it is whole on both sides of any damage."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import IO, Any, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from deckapp.files.stamps import NOWHERE, stamp
from deckapp.plan.file import read_plan
from deckapp.plan.journal_lines import (
    START,
    Base,
    Edit,
    GlimpsedBase,
    GlimpsedEdit,
    GlimpsedSaved,
    Header,
    NewerError,
    Saved,
    from_line,
    from_place,
)
from deckapp.plan.plan import Plan
from deckapp.plan.rebuilding import Rebuilding
from deckapp.problem import DeckappError

MAX_LINE = 400 * 1024 * 1024
"""The longest line: one with the largest picture that a plan may hold."""
MAX_PIECES = 100
"""So many entries are looked for in one damaged line."""
MAX_HURT = 100_000
"""After so many lines that cannot be read, the rest is no journal."""
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Filled = Literal["", "same", "older", "changed", "unread", "no file"]
"""Where what is missing of the plan before the edits came from: nothing is missing, the plan's file as it was
then, the same though it never held that plan, the file as it is now, no file that can be read, none at all."""


class Last(NamedTuple):
    """The last edit before a place in a journal: its line, number, time and label."""

    line: int = 0
    seq: int = 0
    time: dt.datetime = EPOCH
    label: str = ""


class Gap(NamedTuple):
    """Edits that are missing: the one before them, and line, number and time of the one after."""

    before: Last
    line: int
    seq: int
    time: dt.datetime


class Replay:
    """One reading of a journal. With `in_full` its plan is put together, else only told of.

    After `read`, `header` tells how many lines the plan before the edits has wherever that was written, and
    `last` of the last edit; `hurt` are the lines that could not be read, `odd` is what made no sense.
    """

    def __init__(self, in_full: bool) -> None:
        self.header: Header | None = None
        self.headers = self.entries = 0
        self.bases: set[int] = set()
        self._saved: set[int] = set()
        self._is_exact = True
        self.last = Last()
        self.last_line = 0
        self.title = ""
        self.filled: Filled = ""
        self.hurt: list[int] = []
        self.gaps: list[Gap] = []
        self.odd: list[tuple[int, str]] = []
        self._rebuilding = Rebuilding() if in_full else None

    @property
    def base_is_whole(self) -> bool:
        """Whether all lines of the plan that the edits start from were read."""
        return self.header is not None and 0 < self.header.base <= len(self.bases)

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
                    self.hurt.append(number)
                    if len(self.hurt) == MAX_HURT:
                        break
            for entry in entries:
                self.entries, self.last_line = self.entries + 1, number
                self._take(number, entry)
        if not self.base_is_whole:
            self.filled = self._fill()

    def plan(self) -> Plan:
        """The plan as the journal leaves it; for a reading in full."""
        assert self._rebuilding is not None
        return self._rebuilding.plan()

    def saved(self) -> Plan | None:
        """The plan as its file held it when it was read or written last; None where that is not surely known."""
        header = self.header
        if self._rebuilding is None or header is None or not self._is_exact or header.stamp == NOWHERE:
            return None
        if not header.unsaved:
            return self._rebuilding.saved() if self.base_is_whole or self.filled == "same" else None
        is_told = self.base_is_whole and 0 < header.saved == len(self._saved)
        return self._rebuilding.saved() if is_told else None

    def _take(self, number: int, entry: Any) -> None:
        match entry:
            case Header():
                self._take_header(entry)
            case Base() | GlimpsedBase():
                self._take_base(number, entry)
            case Saved() | GlimpsedSaved():
                self._take_saved(entry)
            case Edit() | GlimpsedEdit():
                self._take_edit(number, entry)

    def _take_header(self, header: Header) -> None:
        self.headers += 1
        held = self.header
        if held is None:
            self.title = self.title or header.title
        more = {"base": max(held.base, header.base), "saved": max(held.saved, header.saved)} if held else {}
        self.header = replace(held or header, **more)

    def _take_base(self, number: int, base: Any) -> None:
        if base.number in self.bases:
            return
        self.bases.add(base.number)
        if not self.last.seq:
            self._take_title(base)
        if self._rebuilding is not None:
            odd = self._rebuilding.take_base(base.parts, base.fields)
            self._is_exact = self._is_exact and not odd
            self.odd += [
                (number, f"a part of this line makes no sense and is left out: {one}") for one in odd
            ]

    def _take_saved(self, saved: Any) -> None:
        # Nothing that is recovered comes from here, so there is nothing to tell of what makes no sense.
        self._saved.add(saved.number)
        if self._rebuilding is not None and self._rebuilding.take_saved(saved.parts, saved.fields):
            self._is_exact = False

    def _take_edit(self, number: int, edit: Any) -> None:
        if edit.seq <= self.last.seq:
            self.odd.append((number, f"this line tells edit {edit.seq} again; it is passed over"))
            return
        time = aware(edit.time)
        if edit.seq > self.last.seq + 1:
            self.gaps.append(Gap(self.last, number, edit.seq, time))
        self._take_title(edit)
        if self._rebuilding is not None:
            odd = self._rebuilding.take_edit(edit)
            self.odd += [
                (number, f"a part of this line makes no sense and is left out: {one}") for one in odd
            ]
        self.last = Last(number, edit.seq, time, edit.label)

    def _take_title(self, entry: Any) -> None:
        title = entry.fields.get("title")
        title = _text(title) if isinstance(title, msgspec.Raw) else title
        if isinstance(title, str):
            self.title = title

    def _fill(self) -> Filled:
        """Take what is missing of the plan before the edits from its own file."""
        header = self.header
        path = from_place(header.place) if header else None
        if header is None or path is None:
            return "no file"
        now = stamp(path)
        if now == NOWHERE:
            return "unread"
        if self._rebuilding is not None:
            try:
                self._rebuilding.fill(read_plan(path)[0])
            except (DeckappError, OSError):
                return "unread"
        if now != header.stamp:
            return "changed"
        return "older" if header.unsaved else "same"


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


def _text(raw: msgspec.Raw) -> str | None:
    try:
        return msgspec.json.decode(raw, type=str)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def aware(time: dt.datetime) -> dt.datetime:
    """The time with its zone; what no calendar could show in every zone is the epoch."""
    time = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
    return time if 1970 < time.year < 9999 else EPOCH
