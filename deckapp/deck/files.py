"""The files that a deck is read from: bounded, and never outside the folder that was opened."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from deckapp.files.failures import FOLDERS, READING, as_problem, words
from deckapp.files.reading import read_bytes
from deckapp.problem import Problem

MAX_BYTES = 8 * 1024 * 1024
MAX_FILES = 20_000
DECK_ENDINGS = (".yaml", ".yml")


def read_text(path: Path) -> str | Problem:
    """The text of a YAML file, or the one reason why it cannot be had."""
    name = str(path)
    try:
        return _decoded(name, read_bytes(path, MAX_BYTES))
    except OSError as error:
        problem = as_problem(error, name, READING)
        return problem._replace(hint="split it into several files") if error.errno == errno.EFBIG else problem


def _decoded(name: str, data: bytes) -> str | Problem:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return Problem(
            name, line, column, "the file is not UTF-8 text", "save it again with the encoding UTF-8"
        )


def yaml_files(folder: Path) -> tuple[list[Path], list[Path], list[Problem]]:
    """The files that decks and cards are read from, as `files_below` finds them."""
    return files_below(folder, DECK_ENDINGS, "YAML files")


def files_below(
    folder: Path, suffixes: Sequence[str], called: str
) -> tuple[list[Path], list[Path], list[Problem]]:
    """Every file under the folder with one of these endings, in a steady order, the folders walked, and what
    was left out. `called` is what many such files are called.

    Hidden folders are not entered, links to folders are not followed, and a link to a file outside
    the folder is a Problem.
    """
    inside = os.path.realpath(folder)
    files: list[Path] = []
    folders: list[Path] = []
    problems: list[Problem] = []
    for place, below, names in os.walk(folder, onerror=lambda error: problems.append(_unreadable(error))):
        below[:] = sorted(name for name in below if not name.startswith("."))
        folders.append(Path(place))
        for name in sorted(names):
            path = Path(place, name)
            if name.startswith(".") or path.suffix.lower() not in suffixes:
                continue
            if len(files) == MAX_FILES:
                problems.append(
                    Problem(str(folder), message=f"there are more than {MAX_FILES} {called} here",
                            hint="open a smaller folder")
                )  # fmt: skip
                return files, folders, problems
            if os.path.islink(path) and not _within(os.path.realpath(path), inside):
                problems.append(
                    Problem(str(path), message="this is a link to a file outside the folder",
                            hint="put a copy of the file here")
                )  # fmt: skip
                continue
            files.append(path)
    return files, folders, problems


def has_own_decks(folder: Path, opened: Sequence[Path]) -> bool:
    """Whether anything lies in the folder of the user's decks, or a deck was opened from elsewhere. Opens nothing."""
    if opened:
        return True
    try:
        with os.scandir(folder) as found:
            return any(not one.name.startswith(".") for one in found)
    except OSError:
        return False


def own_decks(folder: Path, opened: Sequence[Path], most: int = 3) -> str:
    """The names of the files in a folder and of others, in brackets and a few only; "" for none. Opens nothing."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.lower().endswith(DECK_ENDINGS))
    except OSError:
        names = []
    names += [path.name for path in opened]
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return f" ({', '.join([*names[:most], *more])})" if names else ""


def _unreadable(error: OSError) -> Problem:
    return as_problem(error, table=FOLDERS)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def picture(written: str, beside: Path, roots: tuple[Path, ...]) -> Path | tuple[str, str]:
    """The absolute path of a picture named in a file that lies in `beside`, or (message, remedy).

    The picture must lie inside one of the folders `roots`, once links are followed.
    """
    remedy = "name a file in the deck's folder, such as images/circle.png"
    if "://" in written:
        return f"the picture `{_cut(written)}` is an address, not a file", remedy
    if written.startswith(("/", "\\", "~")) or PureWindowsPath(written).drive:
        return f"the picture `{_cut(written)}` is not named from the card's own folder", remedy
    try:
        found = Path(os.path.realpath(beside / written))
        if not any(_within(str(found), os.path.realpath(root)) for root in roots):
            return f"the picture `{_cut(written)}` lies outside the deck's folder", remedy
        mode = os.stat(found).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        slashes = (
            "write / between folders, not \\" if "\\" in written else "check the name, also its capitals"
        )
        return f"the picture `{_cut(written)}` does not exist", slashes
    except OSError as error:
        said = words(error, READING)
        return f"the picture `{_cut(written)}` cannot be read: {said.why}", said.remedy
    if stat.S_ISREG(mode):
        return found
    return f"the picture `{_cut(written)}` is {_kind(mode)}, not a file", remedy


def _kind(mode: int) -> str:
    """What that is which is no ordinary file."""
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for fits, name in kinds if fits(mode)), "a device")


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
