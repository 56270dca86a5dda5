"""What the system's refusals mean to somebody who has never heard of them: which file, why, and what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from deckapp.names import readable
from deckapp.problem import Problem, sentence


class Words(NamedTuple):
    """Why something failed, to stand behind the name of a file, and what to do about it."""

    why: str
    remedy: str = ""


NO_SUCH_NAME = Words("no file can have such a name", "choose another name")
_ASK = "ask whoever owns it for the right to use it, or choose another one"
_BUSY = Words("another program holds the file", "close it there, or try again in a moment")
_GONE = Words("the disk or share it lies on does not answer", "connect it again")
_MANY = Words("too many files are open", "close other programs, and try again")

ALWAYS: Mapping[int, Words] = {
    errno.ENOENT: Words("there is no such file", "check the name and the folder"),
    errno.ENOTDIR: Words("there is no such file: a part of its path is no folder", "check the name and the folder"),
    errno.EACCES: Words("you have no right to it", _ASK),
    errno.EPERM: Words("the system does not allow it", _ASK),
    errno.EISDIR: Words("this is a folder, not a file", "name a file in it"),
    errno.EEXIST: Words("something of this name is there already", "choose another name"),
    errno.ENAMETOOLONG: Words("its name is too long", "choose a shorter name"),
    errno.EILSEQ: NO_SUCH_NAME,
    errno.EINVAL: Words("this disk does not take that", "choose another name or folder"),
    errno.ELOOP: Words("links lead round in a circle here", "name the file that is meant"),
    errno.EAGAIN: _BUSY,
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EIO: Words("the disk could not read or write it", "check the disk, and take a copy from elsewhere"),
    errno.ESTALE: Words("the share it lies on has lost it", "connect the share again"),
    errno.ENXIO: Words("nobody is at the other end of it", "start what reads from it first"),
    errno.EPIPE: Words("whoever read from it has stopped", "start what reads from it again"),
    errno.EMFILE: _MANY,
    errno.ENFILE: _MANY,
    errno.ENOMEM: Words("there is not enough memory", "close other programs, and try again"),
    errno.ENOSPC: Words("the disk is full", "make room on it, or choose a folder on another disk"),
    errno.EROFS: Words("nothing can be written on its disk", "choose a folder on another disk"),
    errno.EFBIG: Words("it is larger than its disk takes", "choose a folder on another disk"),
    **dict.fromkeys((errno.ENODEV, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTUNREACH), _GONE),
}  # fmt: skip
"""What most refusals mean, whatever was wanted."""
if hasattr(errno, "EDQUOT"):
    ALWAYS = {
        **ALWAYS,
        errno.EDQUOT: Words("your share of the disk is used up", "delete what you need no more"),
    }

READING: Mapping[int, Words] = {
    **ALWAYS,
    errno.EACCES: Words("you may not read this file", "ask whoever owns it for the right to read it"),
    errno.EPERM: Words("you may not read this file", "ask whoever owns it for the right to read it"),
    errno.EIO: Words("the disk could not read it", "take a copy from elsewhere, and check the disk"),
    errno.EINVAL: NO_SUCH_NAME,
}
WRITING: Mapping[int, Words] = {
    **ALWAYS,
    errno.ENOENT: Words("there is no such folder", "make it first, or choose another"),
    errno.ENOTDIR: Words("a part of its path is no folder", "choose another folder"),
    errno.ELOOP: Words("links lead round in a circle here", "choose another folder"),
    errno.EACCES: Words("you may not write here", "choose another folder, or ask whoever owns it"),
    errno.EPERM: Words("you may not write here", "choose another folder, or ask whoever owns it"),
    errno.EIO: Words("the disk could not write it", "choose a folder on another disk, and check this one"),
}
FOLDERS: Mapping[int, Words] = {
    **ALWAYS,
    errno.ENOENT: Words("there is no such folder", "check the name"),
    errno.ENOTDIR: Words("this is no folder", "check the name"),
    errno.EACCES: Words(
        "you may not look into this folder", "ask whoever owns it for the right to look into it"
    ),
    errno.EPERM: Words(
        "you may not look into this folder", "ask whoever owns it for the right to look into it"
    ),
}
_HELD_ON_WINDOWS = 32, 33


def words(error: Exception, table: Mapping[int, Words] = ALWAYS) -> Words:
    """Why this failed and what to do; what we said ourselves is taken as it was said.

    `table` is what the system's own refusals mean here.
    """
    if not isinstance(error, OSError):
        return Words(str(error) or type(error).__name__)
    code, said = error.errno or 0, error.strerror or ""
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return _BUSY
    by_system = not said or said == os.strerror(code) or getattr(error, "winerror", None) is not None
    notes = getattr(error, "__notes__", ())
    if not by_system or (not said and str(error)):
        return Words(said or str(error), str(notes[0]) if notes else "")
    found = table.get(code) or Words((said or os.strerror(code)).lower())
    return found._replace(remedy=str(notes[0])) if notes else found


def told(error: OSError | ValueError, path: Path | str, table: Mapping[int, Words] = ALWAYS) -> OSError:
    """The same failure as one that names its file and says in words why; a name that none can have, too."""
    if not isinstance(error, OSError):
        return failure(errno.EINVAL, NO_SUCH_NAME, path)
    return failure(error.errno or 0, words(error, table), path)


def failure(code: int, said: Words, path: Path | str) -> OSError:
    """An error of the system's kind in words of ours."""
    made = OSError(code, said.why, str(path))
    if said.remedy:
        made.add_note(said.remedy)
    return made


def as_problem(
    error: Exception, path: Path | str = "", table: Mapping[int, Words] = ALWAYS, before: str = ""
) -> Problem:
    """The failure as a problem of its file, or of `path` where it names none; `before` leads over to why."""
    named = getattr(error, "filename", None)
    said = words(error, table)
    name = (
        named
        if isinstance(named, str | os.PathLike)
        else os.fsdecode(named)
        if isinstance(named, bytes)
        else path
    )
    return Problem(str(name), message=before + said.why, hint=said.remedy)


def as_sentences(error: Exception, path: Path | str = "", table: Mapping[int, Words] = ALWAYS) -> str:
    """The failure for a window, in whole sentences: the file and why, then what to do."""
    problem = as_problem(error, path, table)
    why = f"{readable(problem.path)}: {problem.message}." if problem.path else sentence(problem.message)
    return f"{why} {sentence(problem.hint)}".rstrip()
