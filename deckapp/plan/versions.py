"""Earlier versions of plan files, kept in the user's data by age: many of the last hours, few of last month.

Each copy is named by its number, which orders them even where the clock went back, and by when it was
replaced: the last ten stay, then the state at each full hour of a day, then that at each midnight of a month.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from deckapp.files.aside import set_aside
from deckapp.files.failures import WRITING, words
from deckapp.files.home import home_folder
from deckapp.files.reading import read_bytes
from deckapp.files.rights import private_folder
from deckapp.files.writing import replacing
from deckapp.plan.json_text import MAX_BYTES
from deckapp.problem import NotKeptError, Problem

LAST = 10
"""So many of the last versions are kept, however quickly they came."""
HOURLY, DAILY = dt.timedelta(days=1), dt.timedelta(days=31)
"""So far back one version an hour is kept, and so far one a day."""
MOST_BYTES = 200 * 1024 * 1024
"""All versions of one plan together are no larger, except that the latest always stays."""
EARLIEST = 2000
"""An earlier year was never stamped by us, and some systems cannot tell it in local time."""
STAMP = "%Y%m%dT%H%M%S%fZ"
NAMED = re.compile(r"(\d{1,12})-(\d{8}T\d{12}Z)-.", re.DOTALL)


class Version(NamedTuple):
    """An earlier version of a plan file: where its copy lies, and when it was replaced, in local time."""

    path: Path
    replaced: dt.datetime


class VersionAge(NamedTuple):
    """What decides whether a version stays: its number, when it was replaced (UTC), its size in bytes."""

    number: int
    replaced: dt.datetime
    size: int


def versions_folder() -> Path:
    """Where earlier versions are kept: in `DECKAPP_HOME`, or in the user's data folder."""
    return home_folder() / "versions"


def list_versions(path: Path) -> list[Version]:
    """The earlier versions of a plan file, the latest first; each is a plan file that can be opened."""
    return [Version(copy, kept.replaced.astimezone()) for kept, copy in _found(_folder(path))]


def replaced_at(copy: Path) -> dt.datetime | None:
    """When the version was replaced that this copy keeps, in local time; None for what is no copy of ours."""
    named = NAMED.match(copy.name)
    try:
        return _when(named[2]).astimezone() if named else None
    except (OSError, ValueError):
        return None


def keep_version(path: Path, replacement: bytes) -> tuple[Problem, ...]:
    """Copy a plan file that is about to be replaced by these bytes; nothing where they are the same.

    Returns warnings; raises NotKeptError.
    """
    if not os.path.lexists(path):
        # There is nothing yet.
        return ()
    try:
        old = read_bytes(path, MAX_BYTES)
        return _keep(path, old) if old != replacement else ()
    except (OSError, ValueError) as error:
        raise NotKeptError(str(path), words(error, WRITING).why) from error


def outdated(versions: Sequence[VersionAge], now: dt.datetime) -> list[int]:
    """Which of some versions (the latest first) may go, as places in the sequence."""
    # One that claims to be later than those after it was stamped by a clock that went wrong.
    times = list(accumulate((version.replaced for version in versions), min, initial=now))[1:]
    hours: dict[str, int] = {}
    days: dict[str, int] = {}
    for place, when in enumerate(times):
        # What was there at the full hour is what was replaced first after it, and so the last one here.
        if now - when <= HOURLY:
            hours[f"{when:%Y%m%d%H}"] = place
        if now - when <= DAILY:
            days[f"{when:%Y%m%d}"] = place
    stay = sorted({*range(min(LAST, len(versions))), *hours.values(), *days.values()})
    total = sum(versions[place].size for place in stay)
    while total > MOST_BYTES and len(stay) > 1:
        # The one that is closest in time to the next says least; what stands alone says most.
        gone = min(range(1, len(stay)), key=lambda at: times[stay[at - 1]] - times[stay[at]])
        total -= versions[stay.pop(gone)].size
    return sorted({*range(len(versions))}.difference(stay))


def _keep(path: Path, old: bytes) -> tuple[Problem, ...]:
    folder = _folder(path)
    told = []
    for ours in (versions_folder(), folder):
        if os.path.lexists(ours) and not os.path.isdir(ours) and (moved := set_aside(ours)):
            # Something else has come into its place; kept, but not in the way.
            message = f"something else stood where earlier versions are kept; it is {moved} now"
            told.append(Problem(str(ours), message=message, level="warning"))
        private_folder(ours)
    found = _found(folder)
    if found and found[0][0].size == len(old) and read_bytes(found[0][1], MAX_BYTES) == old:
        # A save that failed after this had kept it already.
        return tuple(told)
    number = found[0][0].number + 1 if found else 1
    stamp = dt.datetime.now(dt.UTC).strftime(STAMP)
    with replacing(folder / f"{number:08}-{stamp}-{_fitting(path.name)}", like=path) as file:
        file.write(old)
    # Only now that the new one is safe may others go.
    found = _found(folder)
    for place in outdated([kept for kept, _copy in found], dt.datetime.now(dt.UTC)):
        with contextlib.suppress(OSError):
            found[place][1].unlink()
    return tuple(told)


def _found(folder: Path) -> list[tuple[VersionAge, Path]]:
    """The versions in a folder, the latest first; what is not one of ours is passed over."""
    found = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            named = NAMED.match(entry.name)
            with contextlib.suppress(OSError, ValueError):
                if named and entry.is_file(follow_symlinks=False):
                    when = _when(named[2])
                    size = entry.stat(follow_symlinks=False).st_size
                    found.append((VersionAge(int(named[1]), when, size), Path(entry.path)))
    return sorted(found, key=lambda one: (one[0].number, one[0].replaced, one[1].name), reverse=True)


def _when(stamp: str) -> dt.datetime:
    """The moment in a copy's name (UTC); raises ValueError for one that we never wrote."""
    when = dt.datetime.strptime(stamp, STAMP).replace(tzinfo=dt.UTC)
    if when.year < EARLIEST:
        raise ValueError(stamp)
    return when


def _folder(path: Path) -> Path:
    real = os.path.normcase(os.path.realpath(path))
    return versions_folder() / hashlib.sha256(os.fsencode(real)).hexdigest()[:16]


def _fitting(name: str) -> str:
    """The end of a name, short enough to have number and time in front of it."""
    return name if len(os.fsencode(name)) <= 200 else name[-50:]
