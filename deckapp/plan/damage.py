"""What is said of a journal's damage: exactly what is missing, and where what is not came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from deckapp.plan.journal_lines import from_place
from deckapp.plan.replay import EPOCH, Last, Replay
from deckapp.problem import Problem

HEADERS = 3
"""So often a journal tells what it belongs to."""

Told = tuple[int, str, str]
"""Line, message, hint."""


def damage(replay: Replay, path: str) -> tuple[Problem, ...]:
    """The problems of a journal that was read, by line."""
    last = [line for line in replay.hurt if line > replay.last_line]
    rest = [line for line in replay.hurt if line <= replay.last_line]
    told: list[Told] = [(line, message, "") for line, message in replay.odd]
    for gap in replay.gaps:
        inside = [line for line in rest if gap.before.line < line < gap.line]
        rest = [line for line in rest if line not in inside]
        message = _missing(gap.before.seq + 1, gap.seq - 1, replay.last.seq)
        until = f", before {_clock(gap.time)}" if gap.time > EPOCH else ""
        where = inside[0] if inside else gap.line
        hint = "the edits before and after are recovered"
        told.append((where, f"{message}{_after(gap.before)}{until}", hint))
    told += _of_base(replay, rest)
    told += _of_end(replay, last)
    return tuple(
        Problem(path, line, int(line > 0), message, hint, "warning") for line, message, hint in sorted(told)
    )


def _of_base(replay: Replay, hurt: list[int]) -> Iterator[Told]:
    """Of the plan as it was before the edits."""
    header, line = replay.header, hurt[0] if hurt else 0
    if replay.base_is_whole or (header is not None and not header.base and replay.filled == "same"):
        if hurt:
            yield line, "a line is damaged here; nothing is missing", ""
        return
    if header is None:
        what, whence = "all or some", "nor the name of its file"
    else:
        what = f"{header.base - len(replay.bases)} of {header.base} parts" if header.base else "all or some"
        whence = {
            "same": f"nothing is missing, for the plan's file has it: {from_place(header.place)}",
            "changed": f"what is missing comes from the plan's file as it is now, {from_place(header.place)}",
            "unread": f"nor can the plan's file, {from_place(header.place)}",
        }.get(replay.filled, "and the plan has no file yet")
    message = f"{what} of the plan as it was before these edits cannot be read; {whence}"
    yield line, message, "look through the plan for what is missing"


def _of_end(replay: Replay, hurt: list[int]) -> Iterator[Told]:
    """Of what follows the last line that can be read."""
    seq = replay.last.seq
    if not hurt:
        if replay.header is not None and not seq and not replay.header.unsaved:
            # A journal is begun with its first edit.
            yield 0, "the journal ends before its first edit", ""
    elif seq:
        message = f"one edit or more after edit {seq}{_after(replay.last)} cannot be read"
        yield hurt[0], message, "the edits before are recovered"
    elif replay.base_is_whole and replay.headers < HEADERS and len(hurt) == 1:
        yield hurt[0], "a line is damaged here; nothing is missing", ""
    else:
        yield hurt[0], "what follows here cannot be read", "what stands before it is recovered"


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
