"""Journals of programs that are gone: looked at without changing anything, and taken over by one program alone."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import time
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from deckapp.files.failures import FOLDERS, READING, words
from deckapp.files.held import HeldFile, hold, open_idle, open_ordinary
from deckapp.files.stamps import NOWHERE, Stamp, stamp
from deckapp.plan.damage import damage
from deckapp.plan.file import read_plan
from deckapp.plan.journal_file import UNFINISHED, set_aside
from deckapp.plan.journal_lines import ENDING, Header, NewerError, from_line, from_place
from deckapp.plan.plan import Plan
from deckapp.plan.replay import EPOCH, Replay, aware
from deckapp.problem import NewerFormatError, Problem, ProblemsError

__all__ = [
    "Claim", "Found", "Recovery", "claim", "discard", "find_for", "look", "look_at", "recover", "recoverable",
    "set_aside",
]  # fmt: skip

MAX_BYTES = 1024 * 1024 * 1024
"""A journal can be twice as large as the largest plan and no more; what is larger is none."""
GLANCE_BYTES = 32 * 1024
"""Two headers with the longest path that there can be."""
LEFTOVER_SECONDS = 600
"""A journal that was never finished goes once it is older than this."""


class Recovery(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was open when a program ended without closing it.

    `path` is the journal, `plan_path` the plan's own file if it had one, `last_edit` in UTC.
    `file_changed` says that the plan's file is no longer the one that the edits started from, `problems`
    what of the journal cannot be read, `lacks` whether anything of the plan is or may be missing by that.
    """

    path: Path
    plan_path: Path | None
    title: str
    last_edit: dt.datetime
    edits: int
    file_changed: bool = False
    problems: tuple[Problem, ...] = ()
    lacks: bool = False

    @property
    def name(self) -> str:
        """What to call the plan: its title, its file's name, or "Untitled plan"."""
        return self.title or (self.plan_path.stem if self.plan_path else "Untitled plan")


class Found(NamedTuple):
    """What lies in the journals' folder: plans to be recovered, the latest first, and what is no journal."""

    recoveries: tuple[Recovery, ...] = ()
    problems: tuple[Problem, ...] = ()


class Claim(NamedTuple):
    """A journal that this program alone has now, and what it holds; whoever gets it closes `held`.

    `saved` is the plan as its own file held it at `stamp`, None where that is not known.
    """

    held: HeldFile
    plan: Plan
    recovery: Recovery
    stamp: Stamp
    saved: Plan | None = None


def look(folder: Path) -> Found:
    """What can be recovered from the journals in a folder, and those of which nothing can be read.

    Journals of living programs, and those without an edit that a file lacks, are passed over. Needs the
    memory of a journal's longest line, or of one plan where its file has changed meanwhile.
    """
    _sweep(folder)
    found: list[Recovery] = []
    problems: list[Problem] = []
    for path in _journals(folder, problems):
        try:
            recovery = look_at(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(_unread(path, words(error, READING).why))
        except ProblemsError as error:
            problems.extend(error.problems)
        else:
            if recovery is not None:
                found.append(recovery)
    return Found(tuple(sorted(found, key=lambda one: one.last_edit, reverse=True)), tuple(problems))


def recoverable(folder: Path) -> list[Recovery]:
    """The plans that can be recovered from the journals in a folder, the latest first; as `look`."""
    return list(look(folder).recoveries)


def look_at(path: Path) -> Recovery | None:
    """What a journal holds that no file does; None also while a living program has it.

    Raises ProblemsError where nothing can be read, OSError.
    """
    handle = open_idle(path)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as file:
        if not os.fstat(handle).st_size:
            # What was given up and could not be removed at the time.
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        replay = _replay(path, file, in_full=False)
        recovery = _told(path, replay, os.fstat(handle))
    return None if _is_saved(recovery) else recovery


def find_for(folder: Path, plan_path: Path) -> list[Path]:
    """The journals that belong to a plan's file and no living program has, the latest first.

    Found by their first lines alone: whether they hold anything, `look_at` says.
    """
    wanted = os.path.realpath(plan_path)
    real: dict[str, str] = {}
    found = []
    for path in reversed(_journals(folder, [])):
        with contextlib.suppress(OSError):
            place = _place(_glance(path))
            if place and place not in real:
                real[place] = os.path.realpath(from_place(place) or "")
            if place and real[place] == wanted and (handle := open_idle(path)) is not None:
                os.close(handle)
                found.append(path)
    return found


def recover(path: Path) -> Plan:
    """The plan as a journal leaves it, with every edit that can be read; nothing is changed.

    Raises ProblemsError where nothing can be read, OSError.
    """
    with os.fdopen(open_ordinary(path), "rb") as file:
        return _replay(path, file, in_full=True).plan()


def claim(path: Path) -> Claim:
    """Take a journal, so that no other program can, and its plan.

    Raises HeldElsewhereError where another one has it, ProblemsError where nothing can be read, OSError.
    """
    held = hold(path)
    try:
        with os.fdopen(os.dup(held.handle), "rb") as file:
            file.seek(0)
            replay = _replay(path, file, in_full=True)
        header = replay.header
        recovery = _told(path, replay, os.fstat(held.handle))
        return Claim(held, replay.plan(), recovery, header.stamp if header else NOWHERE, replay.saved())
    except BaseException:
        held.close()
        raise


def discard(path: Path) -> None:
    """Remove a journal for good; raises HeldElsewhereError where another program has it, OSError."""
    with contextlib.suppress(FileNotFoundError):
        hold(path).remove()


def _journals(folder: Path, problems: list[Problem]) -> list[Path]:
    """What is called a journal, the oldest first; a folder that cannot be read becomes a problem."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name.endswith(ENDING)]
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the folder of the journals cannot be read: {words(error, FOLDERS).why}"
        problems.append(Problem(str(folder), message=message, hint="unsaved edits are not protected there"))
        return []
    return [folder / name for name in sorted(names)]


def _sweep(folder: Path) -> None:
    """Remove journals that a program was killed in the midst of making, long ago: nobody was told of them."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"*{ENDING}{UNFINISHED}"):
            old = time.time() - left.lstat().st_mtime > LEFTOVER_SECONDS
            if old and (handle := open_idle(left)) is not None:
                os.close(handle)
                left.unlink()


def _replay(path: Path, file: IO[bytes], in_full: bool) -> Replay:
    size = os.fstat(file.fileno()).st_size
    replay = Replay(in_full)
    try:
        if size > MAX_BYTES:
            raise ValueError(f"it is larger than {MAX_BYTES // 1024**3} GiB, the most a journal can be")
        replay.read(file)
    except NewerError as error:
        raise NewerFormatError([Problem(str(path), message=str(error), hint="update Deckapp")]) from None
    except ValueError as error:
        raise ProblemsError([_unread(path, str(error))]) from None
    if not replay.entries:
        raise ProblemsError([_unread(path, "no line of it is whole")])
    return replay


def _told(path: Path, replay: Replay, state: os.stat_result) -> Recovery:
    header, last = replay.header, replay.last
    plan_path = from_place(header.place) if header else None
    begun = aware(header.edited or header.time) if header else EPOCH
    moment = last.time if last.seq else begun
    hurt = damage(replay, str(path))
    return Recovery(
        path=path,
        plan_path=plan_path,
        title=replay.title,
        last_edit=moment if moment > EPOCH else _moment(state.st_mtime),
        edits=(header.edits if header else 0) + last.seq,
        file_changed=header is not None and stamp(plan_path) != header.stamp,
        problems=hurt.problems,
        lacks=hurt.lacks,
    )


def _is_saved(recovery: Recovery) -> bool:
    """Whether the plan's file holds all of it: the program ended between saving and giving up its journal."""
    if recovery.plan_path is None or not recovery.file_changed or recovery.problems:
        return False
    try:
        return read_plan(recovery.plan_path)[0] == recover(recovery.path)
    except (ProblemsError, OSError):
        return False


def _glance(path: Path) -> bytes:
    """The first bytes of a journal."""
    handle = open_ordinary(path)
    try:
        return os.read(handle, GLANCE_BYTES)
    finally:
        os.close(handle)


def _place(data: bytes) -> str:
    """The place of the plan's file out of the first bytes of a journal, which tell of it twice; "" for none."""
    for line in data.split(b"\n", 2)[:2]:
        with contextlib.suppress(ValueError):
            entry = from_line(line, in_part=True)
            if isinstance(entry, Header):
                return entry.place
    return ""


def _unread(path: Path, why: str) -> Problem:
    return Problem(str(path), message=f"nothing can be recovered from this journal: {why}", hint="it is kept")


def _moment(seconds: float) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, OSError, ValueError):
        return EPOCH
