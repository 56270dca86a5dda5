"""Earlier versions of plan files, kept in the user's data: the last five of each."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from pathlib import Path
from typing import NamedTuple

from deckapp.files.home import home_folder
from deckapp.problem import Problem

KEPT = 5
STAMP = "%Y%m%dT%H%M%S%fZ"


class Version(NamedTuple):
    """An earlier version of a plan file: where its copy lies, and when it was replaced, in local time."""

    path: Path
    replaced: dt.datetime


def versions_folder() -> Path:
    """Where earlier versions are kept: in `DECKAPP_HOME`, or in the user's data folder."""
    return home_folder() / "versions"


def list_versions(path: Path) -> list[Version]:
    """The earlier versions of a plan file, the latest first; each is a plan file that can be opened."""
    found = []
    folder = _folder(path)
    for copy in folder.iterdir() if folder.is_dir() else ():
        if re.match(r"\d{8}T\d{12}Z-.", copy.name):
            when = dt.datetime.strptime(copy.name.partition("-")[0], STAMP).replace(tzinfo=dt.UTC)
            found.append(Version(copy, when.astimezone()))
    return sorted(found, key=lambda version: version.replaced, reverse=True)


def keep_version(path: Path, replacement: bytes) -> tuple[Problem, ...]:
    """Copy a plan file that is about to be replaced by these bytes; nothing where they are the same.

    What goes wrong is told as a warning: a plan must be saved even where no version can be kept.
    """
    try:
        if path.exists() and (old := path.read_bytes()) != replacement:
            _keep(path, old)
    except (OSError, ValueError) as error:
        message = f"the version before this one could not be kept: {error}"
        return (Problem(str(path), message=message, hint="the plan itself is saved", level="warning"),)
    return ()


def _keep(path: Path, old: bytes) -> None:
    folder = _folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = dt.datetime.now(dt.UTC).strftime(STAMP)
    unfinished = folder / f"{stamp}.tmp"
    try:
        unfinished.write_bytes(old)
        unfinished.replace(folder / f"{stamp}-{_fitting(path.name)}")
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    for version in list_versions(path)[KEPT:]:
        version.path.unlink(missing_ok=True)


def _folder(path: Path) -> Path:
    real = os.path.normcase(os.path.realpath(path))
    return versions_folder() / hashlib.sha256(os.fsencode(real)).hexdigest()[:16]


def _fitting(name: str) -> str:
    """The end of a name, short enough to have the time in front of it."""
    return name if len(os.fsencode(name)) <= 200 else name[-60:]
