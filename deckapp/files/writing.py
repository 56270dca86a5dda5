"""Replacing a file in one step, so that at every moment it is whole."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from deckapp.files.failures import WRITING, Words, failure, told
from deckapp.files.locks import alone_in
from deckapp.files.rights import ANY_WRITE, create, is_read_only

LEFTOVER_SECONDS = 600
"""A half-written file of a writer that was killed goes once it is older than this."""
NO_FLUSH = {
    getattr(errno, name, None) for name in ("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENOTTY", "EROFS")
}
"""How a file system says that it flushes nothing on demand; all else means that the data may not be there."""
TRIES = 8
"""On Windows a file that a scanner or a viewer just looks at cannot be replaced for some moments."""
READ_ONLY = Words("it is read-only", "choose another name, or make it writable first")
NOT_YOURS = Words("you may not write to it", "choose another name, or ask whoever owns it")
FOLDER_SHUT = Words(
    "nothing may be written in its folder", "choose another folder, or ask whoever owns this one"
)
STAYS = Words("the system does not let it be replaced", "choose another name")
NO_FILE = Words("this is a disk or a socket, not a file", "choose another name")
NO_ORDINARY_FILE = Words("this is not an ordinary file", "choose another name")
NOBODY_READS = Words("nobody reads from this pipe", "start what reads from it first")


def replace_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file anew beside the old one, flush it to disk, and put it in the old one's place.

    A link is followed; rights, owner and attributes stay. A file that is read-only is replaced only with
    `force`. A pipe or a device such as /dev/null is written to and stays what it is. Raises OSError, and
    then the old file is as it was.
    """
    with replacing(path, force=force) as file:
        file.write(data)


def write_output(path: Path, data: bytes, *, force: bool = False) -> None:
    """What `replace_file` does, for a file that a person asked for: not through a link to one of another kind."""
    if error := leads_elsewhere(path):
        raise error
    replace_file(path, data, force=force)


@contextlib.contextmanager
def replacing(
    path: Path, *, force: bool = False, like: Path | None = None, check: Callable[[], None] | None = None
) -> Iterator[IO[bytes]]:
    """A new file to write to, which takes a path's place at the end as with `replace_file`.

    Where anything is raised meanwhile, the old file stays as it was. The new one has the rights of the old,
    or of `like`. `check` is called when all is written, right before the old one goes, and may raise.
    """
    problem = cannot_write(path, force=force)
    if problem:
        raise problem
    if _is_outlet(path):
        import tempfile

        with tempfile.TemporaryFile() as kept:
            yield kept
            kept.seek(0)
            try:
                _pour(kept, path)
            except OSError as error:
                raise told(error, path, WRITING) from error
        return
    target = Path(os.path.realpath(path))
    _sweep(target)
    fresh = unfinished(target)
    try:
        with os.fdopen(create(fresh, like or target), "w+b") as file:
            yield file
            file.flush()
            _flush(file.fileno())
        with alone_in(target.parent) if check else contextlib.nullcontext():
            if check:
                check()
            _replace(fresh, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        if isinstance(error, OSError) and error.filename in (None, str(fresh)):
            raise _in_words(error, path) from error
        raise
    flush_folder(target.parent)


def unfinished(target: Path) -> Path:
    """A name for an unfinished file beside a file; where its writer is killed, a later one removes it."""
    return target.with_name(f"{_stem(target)}{os.getpid()}-{os.urandom(8).hex()}.tmp")


def cannot_write(path: Path, *, force: bool = False, outlet: bool = True) -> OSError | None:
    """Why a path cannot be written to, as far as that is known beforehand.

    Without `outlet`, pipes and devices are refused as well.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return _folder_is_shut(path)
    except (OSError, ValueError) as error:
        return told(error, path, WRITING)
    if stat.S_ISDIR(mode):
        return failure(errno.EISDIR, WRITING[errno.EISDIR], path)
    if stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        return failure(errno.EINVAL, NO_FILE, path)
    if not (outlet or stat.S_ISREG(mode)):
        return failure(errno.EINVAL, NO_ORDINARY_FILE, path)
    if not stat.S_ISREG(mode):
        return None
    # What is put in a file's place needs the folder, whatever the file's own rights say.
    if problem := _folder_is_shut(path):
        return problem
    if not force and is_read_only(path):
        return failure(errno.EACCES, NOT_YOURS if mode & ANY_WRITE else READ_ONLY, path)
    return None


def leads_elsewhere(path: Path) -> OSError | None:
    """Why a file of one kind is not written through a link: it leads to a file of another kind.

    A folder from a stranger may hold a `report.pdf` that is a link to a plan or a thesis.
    """
    real = os.path.realpath(path)
    same_ending = os.path.splitext(real)[1].lower() == path.suffix.lower()
    if same_ending or not os.path.islink(path) or not os.path.isfile(real):
        return None
    words = Words(f"it is a link to {os.path.basename(real)}", "choose another name, or remove the link")
    return failure(errno.EINVAL, words, path)


def has_other_names(path: Path) -> bool:
    """Whether a file has other names on the disk (hard links): what takes its place leaves the old file to those.

    Nothing is lost then, as it would be if they changed along: who makes such links by the thousand, for
    snapshots and backups, wants what he keeps to stay as it is. But it has to be said.
    """
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(state.st_mode) and state.st_nlink > 1


def can_be_forced(error: OSError) -> bool:
    """Whether what speaks against writing is only that somebody wants a file to stay as it is."""
    return error.strerror in (READ_ONLY.why, NOT_YOURS.why)


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to disk, where the system can do so."""
    if os.name != "posix":
        return
    # The file is in place by now; some file systems refuse this, and that must not look like a failure.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _folder_is_shut(path: Path) -> OSError | None:
    """Why nothing can be put into a path's folder, where that is so; one that is missing is another matter."""
    folder = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(folder) or os.access(folder, os.W_OK | os.X_OK):
        return None
    with contextlib.suppress(OSError, AttributeError):
        if os.statvfs(folder).f_flag & os.ST_RDONLY:
            return failure(errno.EROFS, WRITING[errno.EROFS], path)
    return failure(errno.EACCES, FOLDER_SHUT, path)


def _in_words(error: OSError, path: Path) -> OSError:
    """What went wrong with the unfinished file beside a path, of which nobody has heard, said of the path."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return failure(error.errno, STAYS if error.filename2 else FOLDER_SHUT, path)
    return told(error, path, WRITING)


def _is_outlet(path: Path) -> bool:
    """Whether a path is a pipe or a device, which takes what is written and is never replaced."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def _pour(kept: IO[bytes], path: Path) -> None:
    """Write all of a file to a pipe or a device; a pipe that nobody reads is refused, not waited for."""
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise failure(errno.ENXIO, NOBODY_READS, path) from error
    with os.fdopen(handle, "wb") as outlet:
        if os.name == "posix":
            os.set_blocking(handle, True)
        while piece := kept.read(1 << 20):
            outlet.write(piece)


def _flush(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_FLUSH:
            raise


def _replace(fresh: Path, target: Path) -> None:
    for tries in range(TRIES):
        try:
            os.replace(fresh, target)
            return
        except PermissionError:
            if os.name == "posix" or tries == TRIES - 1:
                raise
            with contextlib.suppress(OSError):
                target.chmod(stat.S_IWRITE | stat.S_IREAD)
            time.sleep(0.05)


def _stem(target: Path) -> str:
    """What the names of a file's unfinished successors begin with; short, however long its own name is."""
    return f".deckapp-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def _sweep(target: Path) -> None:
    """Remove what writers that were killed half-way left of this file."""
    stem = _stem(target)
    with contextlib.suppress(OSError), os.scandir(target.parent) as found:
        for left in found:
            if left.name.startswith(stem) and left.name.endswith(".tmp"):
                with contextlib.suppress(OSError):
                    if time.time() - left.stat(follow_symlinks=False).st_mtime > LEFTOVER_SECONDS:
                        os.unlink(left)
