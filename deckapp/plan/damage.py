"""What is said of a journal's damage: exactly what is missing, and where what is not came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from deckapp.plan.journal_lines import Header, from_place
from deckapp.plan.replay import EPOCH, Last, Replay
from deckapp.problem import Problem

HEADERS = 3
"""So often a journal tells what it belongs to."""

LOOK = "look through the plan for what is missing"
KEPT = "the damaged journal is kept, and what stands in it can still be read as text"
NOTHING = "a line of the journal is damaged here; nothing is missing"


class Told(NamedTuple):
    """One damage: its line, what it took in one sentence, what to do, and whether anything is or may be missing."""

    line: int
    message: str
    hint: str = ""
    lacks: bool = True


class Damage(NamedTuple):
    """All that is said of a journal, by line, and whether anything of the plan is or may be missing."""

    problems: tuple[Problem, ...] = ()
    lacks: bool = False


def damage(replay: Replay, path: str) -> Damage:
    """What is wrong with a journal that was read."""
    last = [line for line in replay.hurt if line > replay.last_line]
    rest = [line for line in replay.hurt if line <= replay.last_line]
    told = [Told(line, message) for line, message in replay.odd]
    for gap in replay.gaps:
        inside = [line for line in rest if gap.before.line < line < gap.line]
        rest = [line for line in rest if line not in inside]
        message = _missing(gap.before.seq + 1, gap.seq - 1, replay.last.seq)
        until = f", before {_clock(gap.time)}" if gap.time > EPOCH else ""
        where = inside[0] if inside else gap.line
        hint = "the edits before and after are recovered"
        told.append(Told(where, f"{message}{_after(gap.before)}{until}", hint))
    told += _of_base(replay, rest)
    told += _of_end(replay, last)
    told.sort()
    problems = tuple(
        Problem(path, one.line, int(one.line > 0), one.message, one.hint, "warning") for one in told
    )
    return Damage(problems, any(one.lacks for one in told))


def _of_base(replay: Replay, hurt: list[int]) -> Iterator[Told]:
    """Of the plan as it was before the edits."""
    header, line = replay.header, hurt[0] if hurt else 0
    if replay.base_is_whole or (header is not None and not header.base and replay.filled == "same"):
        if hurt:
            yield Told(line, NOTHING, lacks=False)
        return
    if header is None or not header.base:
        what = "the plan as it was before these edits cannot be read, or not all of it"
    else:
        lost, of = header.base - len(replay.bases), header.base
        pieces = "the one piece" if of == 1 else "one" if lost == 1 else "all" if lost == of else f"{lost:,}"
        of_all = "" if of == 1 else f" of the {of:,} pieces"
        what = f"{pieces}{of_all} of the plan as it was before these edits cannot be read here"
    if header is None:
        yield Told(line, f"{what}, nor can the name of its file", LOOK)
        return
    file, before = from_place(header.place), _edits_before(header, header.base - len(replay.bases) == 1)
    hint = f"{LOOK}; {KEPT}" if before else LOOK
    match replay.filled:
        case "same":
            yield Told(
                line, f"{what}; all of it was taken from the plan's file, so nothing is missing", lacks=False
            )
        case "changed":
            message = f"{what}; it was taken from the plan's file, which has changed since: {file}"
            yield Told(
                line, f"{message}{before}", hint if before else "look whether the plan is as you left it"
            )
        case "older":
            message = f"{what}; it was taken from the plan's file as it was saved last: {file}"
            yield Told(line, f"{message}{before}", hint)
        case "unread":
            yield Told(line, f"{what}, nor can the plan's file, {file}{before}", hint)
        case _:
            yield Told(line, f"{what}, and the plan has no file yet{before}", hint)


def _edits_before(header: Header, is_one: bool) -> str:
    """Of the edits that the plan before these held already and no file does: what may be lost of them."""
    if not (header.unsaved and header.edits):
        return ""
    it = "it" if is_one else "them"
    if header.edits == 1:
        return f"; the one unsaved edit made earlier may be lost with {it}"
    return f"; some of the {header.edits:,} unsaved edits made earlier may be lost with {it}"


def _of_end(replay: Replay, hurt: list[int]) -> Iterator[Told]:
    """Of what follows the last line that can be read."""
    seq = replay.last.seq
    if not hurt:
        if replay.header is not None and not seq and not replay.header.unsaved:
            # A journal is begun with its first edit.
            yield Told(
                0,
                "the journal ends before its first edit, which is missing",
                "the plan before it is recovered",
            )
    elif seq:
        message = f"one edit or more after edit {seq}{_after(replay.last)} cannot be read"
        yield Told(hurt[0], message, "the edits before are recovered")
    elif replay.base_is_whole and replay.headers < HEADERS and len(hurt) == 1:
        yield Told(hurt[0], NOTHING, lacks=False)
    else:
        yield Told(hurt[0], "what follows here cannot be read", "what stands before it is recovered")


def _missing(first: int, last: int, of: int) -> str:
    return (
        f"edit {first} of {of} is missing"
        if first == last
        else f"edits {first} to {last} of {of} are missing"
    )


def _after(last: Last) -> str:
    label = f" (“{last.label[:60]}”)" if last.label else ""
    return f", after {_clock(last.time)}{label}" if last.time > EPOCH else ""


def _clock(time: dt.datetime) -> str:
    return f"{time.astimezone():%H:%M:%S}"
