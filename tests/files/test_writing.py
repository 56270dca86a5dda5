"""Replacing a file: at every moment it is the old one or the new one."""

from __future__ import annotations

import errno
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deckapp.files.writing import replace_file, replacing
from deckapp.problem import ChangedError

ROUNDS = int(os.environ.get("DECKAPP_FAULT_ROUNDS", "10"))

WRITER = """
import sys
from pathlib import Path
from deckapp.plan.edits import change_plan, new_plan
from deckapp.plan.file import write_plan
plan = new_plan()
for number in range(1_000_000):
    plan = change_plan(plan, title=str(number), author="x" * 15_000)
    write_plan(plan, Path(sys.argv[1]))
    print(number, flush=True)
"""


def test_a_file_is_made_or_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    replace_file(tmp_path / "a", b"one")
    (tmp_path / "b").write_bytes(b"two")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


posix = pytest.mark.skipif(os.name != "posix", reason="rights, pipes and devices of this kind are posix")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("kept", [0o600, 0o640, 0o664, 0o666])
def test_the_unfinished_file_has_the_rights_of_the_old_from_its_first_byte(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(kept)
    with replacing(path) as file:
        (unfinished,) = set(tmp_path.iterdir()) - {path}
        assert mode(unfinished) == kept
        file.write(b"new")
    assert mode(path) == kept
    assert path.read_bytes() == b"new"


@posix
def test_what_is_only_for_programs_does_not_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o4640)
    replace_file(path, b"new")
    assert mode(path) == 0o640


@posix
def test_the_unfinished_file_is_never_open_to_more_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    asked: list[int] = []
    really = os.open

    def watched(name: str, flags: int, mode: int = 0o777, **more: int) -> int:
        handle = really(name, flags, mode, **more)
        asked.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return handle

    monkeypatch.setattr(os, "open", watched)
    replace_file(path, b"new")
    assert 0o600 in asked
    assert not any(one & 0o077 for one in asked if one < 0o700)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_and_the_group_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    path.chmod(0o640)
    replace_file(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (1234, 4321, 0o640)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_what_one_group_was_allowed_goes_to_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not yours")

    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    path.chmod(0o664)
    monkeypatch.setattr(os, "fchown", refuse)
    replace_file(path, b"new")
    assert (path.stat().st_uid, mode(path)) == (os.geteuid(), 0o644)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_group_stays_where_the_owner_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.fchown

    def only_group(handle: int, owner: int, group: int) -> None:
        if owner != -1:
            raise PermissionError(errno.EPERM, "not yours")
        really(handle, owner, group)

    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    path.chmod(0o664)
    monkeypatch.setattr(os, "fchown", only_group)
    replace_file(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (os.geteuid(), 4321, 0o664)


@posix
def test_a_copy_has_the_rights_of_what_it_was_made_like(tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(b"old")
    (tmp_path / "plan").chmod(0o640)
    with replacing(tmp_path / "copy", like=tmp_path / "plan") as file:
        file.write(b"new")
    assert mode(tmp_path / "copy") == 0o640
    (tmp_path / "copy").chmod(0o604)
    with replacing(tmp_path / "copy", like=tmp_path / "plan") as file:
        file.write(b"newer")
    assert mode(tmp_path / "copy") == 0o640


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="attributes of this kind are Linux's")
def test_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.tag", b"mine")
    except OSError:
        pytest.skip("no attributes on this file system")
    replace_file(path, b"new")
    assert os.getxattr(path, "user.tag") == b"mine"


def test_a_read_only_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    replace_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert os.listdir(tmp_path) == ["a"]


REFUSED = [errno.ENOTSUP, errno.EINVAL, errno.ENOSYS, errno.EPERM]


@posix
@pytest.mark.parametrize("code", REFUSED)
def test_where_rights_cannot_be_set_and_nothing_is_flushed_a_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, "not here")

    path = tmp_path / "a"
    path.write_bytes(b"old")
    for name in ("chmod", "fchmod", "fchown", "setxattr", "listxattr"):
        monkeypatch.setattr(os, name, refuse)
    if code != errno.EPERM:
        monkeypatch.setattr(os, "fsync", refuse)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_what_did_not_reach_the_disk_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail(_: int) -> None:
        raise OSError(code, "lost")

    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="lost"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


@posix
def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    link = tmp_path / "a.pdf"
    link.symlink_to("/dev/null")
    replace_file(link, b"new")
    assert link.is_char_device()
    assert Path("/dev/null").is_char_device()
    if Path("/dev/full").exists():
        with pytest.raises(OSError, match="the disk is full"):
            replace_file(Path("/dev/full"), b"new")
        assert Path("/dev/full").is_char_device()


@posix
def test_a_pipe_is_written_to_where_somebody_reads_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.pdf"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="nobody reads"):
        replace_file(pipe, b"x" * 200_000)
    with (
        (tmp_path / "read").open("wb") as read,
        subprocess.Popen(["cat", str(pipe)], stdout=read) as reader,
    ):
        while reader.poll() is None:
            try:
                replace_file(pipe, b"x" * 200_000)
                break
            except OSError:
                time.sleep(0.01)
        reader.wait(timeout=60)
    assert (tmp_path / "read").read_bytes() == b"x" * 200_000
    assert pipe.is_fifo()


@posix
def test_nothing_goes_into_a_pipe_when_something_is_wrong(tmp_path: Path) -> None:
    pipe = tmp_path / "a.pdf"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(ZeroDivisionError), replacing(pipe) as file:
        file.writelines(b"half" for left in (1, 0) if 1 // left)
    assert os.read(reading, 10) == b""
    os.close(reading)


@posix
def test_a_socket_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as served:
        served.bind(str(tmp_path / "s"))
        with pytest.raises(OSError, match="socket"):
            replace_file(tmp_path / "s", b"new")
    assert (tmp_path / "s").is_socket()


def test_what_is_looked_at_last_can_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def stop() -> None:
        raise ChangedError(str(path))

    with pytest.raises(ChangedError), replacing(path, check=stop) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


@posix
def test_names_of_every_kind_are_written(tmp_path: Path) -> None:
    for name in (b"caf\xe9", b"two\nlines", b"x" * 255, b"[a]*?"):
        path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
        replace_file(path, b"one")
        replace_file(path, b"two")
        assert path.read_bytes() == b"two"


@posix
def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "a")
    replace_file(tmp_path / "link", b"one")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a").read_bytes() == b"one"


def test_a_name_of_the_greatest_length_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 246 + ".deckplan")
    replace_file(path, b"one")
    assert path.read_bytes() == b"one"


def test_where_nothing_can_be_made_the_old_file_stays(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no such folder"):
        replace_file(tmp_path / "missing" / "a", b"one")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        replace_file(tmp_path / "folder", b"one")
    assert os.listdir(tmp_path) == ["folder"]


@pytest.mark.skipif(os.name != "posix", reason="limits are set with resource")
def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a"
    replace_file(path, b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="larger than its disk takes"):
            replace_file(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_what_a_killed_writer_left_is_swept_away_later(tmp_path: Path) -> None:
    path = tmp_path / "a"
    # The name that a writer of this file uses, seen at work.
    with replacing(path):
        (left,) = tmp_path.iterdir()
    left.write_bytes(b"half")
    replace_file(path, b"three")
    assert left.exists()
    os.utime(left, (time.time() - 3600, time.time() - 3600))
    replace_file(path, b"four")
    assert not left.exists()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_a_whole_plan(tmp_path: Path) -> None:
    from deckapp.plan.file import list_versions, read_plan

    path = tmp_path / "plan.deckplan"
    chance = random.Random(1)
    for _ in range(ROUNDS):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            told = [int(line) for line in writer.stdout.read().splitlines() if line] or [0]
        plan, problems = read_plan(path)
        assert problems == ()
        assert len(plan.author) == 15_000
        # What was told is there; the next one may be.
        assert int(plan.title) in (told[-1], told[-1] + 1)
        assert all(read_plan(version.path)[1] == () for version in list_versions(path))
        path.unlink()
