"""Journals of programs that are gone: what they hold, read without changing anything."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from deckapp.files.locks import try_lock
from deckapp.files.stamps import stamp
from deckapp.plan.file import read_plan
from deckapp.plan.journal_lines import ENDING, FORMAT, VERSION, Edit, Header, apply, from_line
from deckapp.plan.plan import Plan
from deckapp.problem import NewerFormatError, Problem, ProblemsError


class Recovery(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was open when a program ended without closing it.

    `path` is the journal, `plan_path` the plan's own file if it had one, `last_edit` in UTC.
    `file_changed` says that the plan's file is no longer the one that the edits started from.
    """

    path: Path
    plan_path: Path | None
    title: str
    last_edit: dt.datetime
    edits: int
    file_changed: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What to call the plan: its title, its file's name, or "Untitled plan"."""
        return self.title or (self.plan_path.stem if self.plan_path else "Untitled plan")


def recoverable(folder: Path) -> list[Recovery]:
    """The plans that can be recovered from the journals in a folder, the latest first.

    Journals of living programs, and those without an edit that a file lacks, are passed over.
    """
    found = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        if _is_alive(path):
            continue
        try:
            plan, recovery = _replay(path)
        except (ProblemsError, OSError):
            continue
        if recovery is not None and not _is_saved(plan, recovery):
            found.append(recovery)
    return sorted(found, key=lambda recovery: recovery.last_edit, reverse=True)


def recover(path: Path) -> Plan:
    """The plan as a journal leaves it: after every whole edit up to the first damage.

    Raises ProblemsError where not even the plan that the edits started from can be read, OSError.
    """
    return _replay(path)[0]


def discard(path: Path) -> None:
    """Remove a journal for good."""
    path.unlink(missing_ok=True)


def _replay(path: Path) -> tuple[Plan, Recovery | None]:
    """The plan, and what is to be told of it; None where the journal holds nothing that a file lacks."""
    lines = _lines(path)
    header = _header(next(lines, b""), path)
    plan, seq, last_edit = header.base, 0, header.time
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=2):
        try:
            edit = from_line(line, Edit)
            if edit.seq != seq + 1:
                raise ValueError(f"edit {seq + 1} is missing")
            plan = apply(plan, edit)
        except ValueError as error:
            message = f"the journal is damaged here: {error}"
            problems.append(
                Problem(str(path), number, 1, message, "the edits before it are recovered", "warning")
            )
            break
        seq, last_edit = edit.seq, edit.time
    if not seq and not header.unsaved and not problems:
        return plan, None
    plan_path = Path(header.plan_path) if header.plan_path else None
    return plan, Recovery(
        path=path,
        plan_path=plan_path,
        title=plan.title,
        last_edit=last_edit,
        edits=header.edits + seq,
        file_changed=stamp(plan_path) != header.stamp,
        problems=tuple(problems),
    )


def _lines(path: Path) -> Iterator[bytes]:
    """The whole lines of a journal, without their ends; a last one without an end was never written."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]


def _header(line: bytes, path: Path) -> Header:
    try:
        named = from_line(line, _Named)
        if named.format == FORMAT and named.version > VERSION:
            problem = Problem(str(path), message="the journal was written by a newer Deckapp")
            raise NewerFormatError([problem])
        return from_line(line, Header)
    except ValueError as error:
        raise ProblemsError(
            [Problem(str(path), 1, 1, f"nothing can be recovered from this journal: {error}")]
        ) from None


class _Named(msgspec.Struct):
    """What every version's header has."""

    format: str
    version: int


def _is_saved(plan: Plan, recovery: Recovery) -> bool:
    """Whether the plan's file holds all of it: the program ended between saving and giving up its journal."""
    if recovery.plan_path is None or not recovery.file_changed:
        return False
    try:
        return read_plan(recovery.plan_path)[0] == plan
    except (ProblemsError, OSError):
        return False


def _is_alive(path: Path) -> bool:
    """Whether a living program holds the journal."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_lock(handle)
    finally:
        os.close(handle)
