"""A small hidden file beside one that is open: who has it open, where, and since when.

It asks others to be careful and never keeps anybody from reading. Where none can be made (a read-only
folder, a disk without links) nothing is said and nothing fails. One whose program is gone is recognised:
here by the system's own lock and by the process, from another computer by its last sign of life.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import hashlib
import os
import secrets
import socket
import stat
import time
from pathlib import Path

import msgspec

from deckapp.files.locks import try_lock
from deckapp.files.processes import born, is_alive
from deckapp.files.reading import read_bytes
from deckapp.files.writing import unfinished

FORMAT = "deckapp-open"
MAX_BYTES = 4096
MAX_NAME = 255
MAX_WORDS = 60
BEAT_SECONDS = 60.0
"""So often an open plan's mark gives a sign of life."""
GONE_SECONDS = 600.0
"""A mark from another computer without one for so long is left over: that sleeps, crashed or is cut off."""


class Owner(msgspec.Struct, frozen=True):
    """Who has a file open: the user `who` at the computer `where`, since `since` (UTC)."""

    format: str
    who: str
    where: str
    since: dt.datetime
    pid: int
    born: str
    token: str


class OpenMark:
    """The mark of one file that this program has open; for one thread."""

    def __init__(self, path: Path) -> None:
        self._target = Path(os.path.realpath(path))
        self.place = mark_place(path)
        self._me = Owner(
            FORMAT, _user(), _computer(), _now(), os.getpid(), born(os.getpid()), secrets.token_hex(8)
        )
        self._handle = -1

    @property
    def is_held(self) -> bool:
        """Whether others are told that the file is open here."""
        return self._handle >= 0

    def take(self) -> Owner | None:
        """Make the mark, in the place of one that was left over; returns who else has the file open, if so."""
        if self.is_held:
            return None
        fresh = unfinished(self._target)
        try:
            handle = _write(fresh, msgspec.json.encode(self._me))
        except OSError:
            return _living(self.place, time.time())
        try:
            # What the clock of the disk says, which may be another computer's.
            other = self._settle(fresh, os.fstat(handle).st_mtime)
            if other is None and _token(self.place) == self._me.token:
                self._handle, handle = handle, -1
            return other
        except OSError:
            return None
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink()
            if handle >= 0:
                _let_go(handle)

    def beat(self) -> None:
        """Give a sign of life; make the mark where it could not be made before, or where it was removed."""
        if self.is_held and _token(self.place) != self._me.token:
            handle, self._handle = self._handle, -1
            _let_go(handle)
        if not self.is_held:
            self.take()
            return
        with contextlib.suppress(OSError):
            os.utime(self._handle if os.utime in os.supports_fd else self.place)

    def release(self) -> None:
        """Remove the mark, if it is still ours."""
        if not self.is_held:
            return
        mine = _token(self.place) == self._me.token
        handle, self._handle = self._handle, -1
        # Windows removes no file that is open; elsewhere nobody may come in between.
        if os.name != "posix":
            _let_go(handle)
        if mine:
            with contextlib.suppress(OSError):
                self.place.unlink()
        if os.name == "posix":
            _let_go(handle)

    def _settle(self, fresh: Path, now: float) -> Owner | None:
        """Put the mark into its place unless a living one is there; raises OSError."""
        for _ in range(3):
            try:
                _link(fresh, self.place)
                return None
            except FileExistsError:
                pass
            if (other := _living(self.place, now)) is not None:
                return other
            if not _is_left_over(self.place, now):
                # Not one of ours: it is somebody else's to remove.
                raise OSError(errno.EEXIST, "something else is in the mark's place", str(self.place))
            _remove_left_over(self.place, unfinished(self._target), now)
        return _living(self.place, now)


def mark_place(path: Path) -> Path:
    """Where the mark of a file lies, whichever of its names it is called by."""
    real = Path(os.path.realpath(path))
    name = f".~lock.{real.name}#"
    if len(os.fsencode(name)) > MAX_NAME:
        name = f".~lock.{hashlib.sha256(os.fsencode(real.name)).hexdigest()[:16]}#"
    return real.with_name(name)


def who_has(path: Path) -> Owner | None:
    """Who has a file open now, as far as its mark says; the same program may be meant."""
    return _living(mark_place(path), time.time())


# Reading marks, which anybody may have written.


def _read(place: Path) -> Owner | None:
    """The owner that a mark names; None where there is no mark, or something else."""
    try:
        if stat.S_ISLNK(place.lstat().st_mode):
            return None
        owner = msgspec.json.decode(read_bytes(place, MAX_BYTES), type=Owner)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        return None
    if owner.format != FORMAT or owner.since.tzinfo is None:
        return None
    return msgspec.structs.replace(owner, who=_plain(owner.who), where=_plain(owner.where))


def _token(place: Path) -> str:
    owner = _read(place)
    return owner.token if owner else ""


def _living(place: Path, now: float) -> Owner | None:
    """The owner that a mark names, where it is not left over."""
    owner = _read(place)
    return owner if owner and not _is_gone(owner, place, now) else None


def _is_gone(owner: Owner, place: Path, now: float) -> bool:
    if owner.where != _computer():
        try:
            return now - place.stat().st_mtime > GONE_SECONDS
        except OSError:
            return True
    if is_alive(owner.pid, owner.born):
        return False
    # Another room of the same computer (a container) has other numbers, but the lock holds there too.
    return not _is_locked(place)


def _is_locked(place: Path) -> bool:
    try:
        handle = os.open(place, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        return not try_lock(handle)
    finally:
        _let_go(handle)


def _is_left_over(place: Path, now: float) -> bool:
    """Whether a mark may go: one of ours whose program is gone, or one that was never finished."""
    if (owner := _read(place)) is not None:
        return _is_gone(owner, place, now)
    try:
        state = place.lstat()
    except OSError:
        return True
    return stat.S_ISREG(state.st_mode) and not state.st_size and now - state.st_mtime > BEAT_SECONDS


def _remove_left_over(place: Path, aside: Path, now: float) -> None:
    """Move it aside first: where another start was quicker, the living one goes back."""
    os.rename(place, aside)
    try:
        if not _is_left_over(aside, now):
            with contextlib.suppress(FileExistsError):
                _link(aside, place)
    finally:
        aside.unlink()


def _link(fresh: Path, place: Path) -> None:
    """Give a finished file its name unless that is taken; raises FileExistsError, OSError."""
    if hasattr(os, "link"):
        try:
            os.link(fresh, place, follow_symlinks=False) if os.name == "posix" else os.link(fresh, place)
            return
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            pass
    # No links here (FAT, some shares). The name is taken first, and then replaced by the finished file.
    os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
    try:
        os.replace(fresh, place)
    except OSError:
        place.unlink()
        raise


def _write(path: Path, data: bytes) -> int:
    """A handle to a new file with these bytes, locked; everybody who may enter the folder may read it."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags, 0o644)
    try:
        os.write(handle, data)
        try_lock(handle)
    except BaseException:
        _let_go(handle)
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return handle


def _let_go(handle: int) -> None:
    """Close a handle; also where a share tells of trouble in that moment, it is closed."""
    with contextlib.suppress(OSError):
        os.close(handle)


def _user() -> str:
    try:
        return _plain(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "somebody"


def _computer() -> str:
    return _plain(socket.gethostname()) or "this computer"


def _plain(text: str) -> str:
    """A text from a stranger's file: one line, short, nothing that writes backwards."""
    return "".join(letter for letter in text if letter.isprintable())[:MAX_WORDS].strip()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
