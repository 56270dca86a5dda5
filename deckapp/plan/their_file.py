"""What has become of an open plan's file meanwhile, and what it differs in, in words."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path
from typing import Literal, NamedTuple

from deckapp.plan.differences import differences, differences_apart
from deckapp.plan.file import NOTHING, Seen, plan_bytes, plan_from_json, read_newer, seen_in
from deckapp.plan.plan import Plan
from deckapp.problem import NewerFormatError, ProblemsError

APART = "This window and the file differ, and it is not known in which of them this was changed:"
Fate = Literal["changed", "newer", "damaged", "gone", "unreadable", "no file"]


class TheirFile(NamedTuple):
    """What stands in a file's place: what became of it in words, what was `seen` of it, and the plan in it.

    `changed` is when, in local time, where there is such a time.
    """

    fate: Fate
    words: str
    seen: Seen
    plan: Plan | None = None
    changed: dt.datetime | None = None

    @property
    def can_be_replaced(self) -> bool:
        """Whether saving can put a plan into its place."""
        return self.fate != "no file"


def look_at(path: Path) -> TheirFile:
    """What has become of a file that was read or written before."""
    try:
        data = plan_bytes(path)
    except FileNotFoundError:
        return TheirFile("gone", "The plan’s file is gone: somebody deleted, moved or renamed it.", NOTHING)
    except OSError as error:
        words = str(error.strerror)
        if error.errno in (errno.EISDIR, errno.EINVAL):
            kind = "a folder" if error.errno == errno.EISDIR else "something that is no ordinary file"
            return TheirFile("no file", f"In the place of the plan’s file there is {kind} now.", words)
        return TheirFile("unreadable", f"The plan’s file cannot be read any more: {words}.", words)
    except ProblemsError as error:
        # Too large; `seen_now` says so in the words of the reader.
        words = error.problems[0].message
        return TheirFile("no file", f"The plan’s file is no plan any more: {words}.", words)
    changed, seen = _changed(path), seen_in(data)
    try:
        plan, _problems = plan_from_json(data, str(path))
    except NewerFormatError:
        said = "The plan’s file was changed by a newer Deckapp."
        return TheirFile("newer", said, seen, _newer(path), changed)
    except ProblemsError as error:
        said = f"The plan’s file was changed, and cannot be read any more: {error.problems[0].message}."
        return TheirFile("damaged", said, seen, None, changed)
    said = "The plan’s file was changed by somebody else, or in another program."
    return TheirFile("changed", said, seen, plan, changed)


def told(base: Plan | None, mine: Plan, theirs: TheirFile) -> str:
    """What the file and the window differ in, a sentence a line; `base` is what both started from."""
    if theirs.plan is None:
        return ""
    if base is None:
        return _listed(APART, differences_apart(mine, theirs.plan))
    parts = (
        _listed("In the file, since it was opened or saved here:", differences(base, theirs.plan)),
        _listed("In this window, since then:", differences(base, mine)),
    )
    return "\n\n".join(filter(None, parts))


def says_the_same(base: Plan | None, mine: Plan, theirs: TheirFile) -> bool:
    """Whether nothing of theirs would be lost: the file only is written differently."""
    return theirs.plan is not None and theirs.fate == "changed" and theirs.plan in (base, mine)


def _listed(head: str, sentences: tuple[str, ...]) -> str:
    return "\n".join((head, *(f"  • {sentence}" for sentence in sentences))) if sentences else ""


def _newer(path: Path) -> Plan | None:
    try:
        return read_newer(path)[0]
    except (ProblemsError, OSError):
        return None


def _changed(path: Path) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).astimezone()
    except (OSError, ValueError, OverflowError):
        return None
