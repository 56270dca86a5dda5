"""Replacing a file: at every moment it is the old one or the new one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deckapp.files.writing import replace_file, replacing

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


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights elsewhere")
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
    with pytest.raises(OSError, match="No such file"):
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
        with pytest.raises(OSError, match="File too large"):
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
