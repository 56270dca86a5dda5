"""Who has a file open is told by a small file beside it, which never stands in anybody's way."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deckapp.files import open_mark
from deckapp.files.open_mark import GONE_SECONDS, OpenMark, mark_place, who_has

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and links of this kind are posix")

HOLDER = """
import sys, time
from pathlib import Path
from deckapp.files.open_mark import OpenMark
mark = OpenMark(Path(sys.argv[1]))
print(mark.take() is None and mark.is_held, flush=True)
sys.stdin.read()
mark.release()
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "merger.deckplan"
    path.write_text("{}")
    return path


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program has the file open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        yield holder
        holder.kill()


def test_another_program_is_told_who_where_and_since_when(plan: Path) -> None:
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=2)
    with held_elsewhere(plan) as holder:
        mine = OpenMark(plan)
        other = mine.take()
        assert other is not None
        assert not mine.is_held
        assert other.pid == holder.pid
        assert other.where == socket.gethostname()
        assert other.who
        assert before < other.since <= dt.datetime.now(dt.UTC)
        assert plan.read_text() == "{}", "nobody is kept from reading"


def test_who_closes_takes_the_mark_away(plan: Path) -> None:
    with held_elsewhere(plan) as holder:
        assert holder.stdin is not None
        holder.stdin.close()
        holder.wait(timeout=60)
        assert not mark_place(plan).exists()
    mark = OpenMark(plan)
    assert mark.take() is None
    assert sorted(os.listdir(plan.parent)) == [".~lock.merger.deckplan#", "merger.deckplan"]
    mark.release()
    assert os.listdir(plan.parent) == ["merger.deckplan"]


@posix
def test_a_killed_program_leaves_one_that_the_next_takes_over(plan: Path) -> None:
    with held_elsewhere(plan) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait(timeout=60)
        assert mark_place(plan).exists()
        assert who_has(plan) is None
        mark = OpenMark(plan)
        assert mark.take() is None
        assert mark.is_held
        assert len(os.listdir(plan.parent)) == 2


def test_a_link_and_a_way_round_lead_to_the_same_mark(plan: Path) -> None:
    (plan.parent / "sub").mkdir()
    with held_elsewhere(plan):
        assert who_has(plan.parent / "sub" / ".." / plan.name) is not None
        if os.name == "posix":
            (plan.parent / "sub" / "link.deckplan").symlink_to(plan)
            assert OpenMark(plan.parent / "sub" / "link.deckplan").take() is not None


def write_mark(path: Path, **fields: Any) -> Path:
    """A mark as another computer would have left it."""
    told = {"format": "deckapp-open", "who": "Ada", "where": "LAPTOP-2", "since": "2026-11-28T10:32:00Z",
            "pid": 77, "born": "", "token": "t", **fields}  # fmt: skip
    place = mark_place(path)
    place.write_text(json.dumps(told))
    return place


def test_a_mark_from_another_computer_holds_while_it_gives_signs_of_life(plan: Path) -> None:
    place = write_mark(plan)
    other = OpenMark(plan).take()
    assert other is not None
    assert (other.who, other.where) == ("Ada", "LAPTOP-2")
    old = time.time() - GONE_SECONDS - 60
    os.utime(place, (old, old))
    mark = OpenMark(plan)
    assert mark.take() is None
    assert mark.is_held


def test_a_sign_of_life_is_seen_and_a_mark_that_was_removed_comes_back(plan: Path) -> None:
    mark = OpenMark(plan)
    mark.take()
    old = time.time() - GONE_SECONDS - 60
    os.utime(mark.place, (old, old))
    mark.beat()
    assert time.time() - mark.place.stat().st_mtime < GONE_SECONDS
    mark.place.unlink()
    mark.beat()
    assert mark.place.exists()
    mark.release()
    assert not mark.place.exists()


def test_a_number_that_another_process_has_now_says_nothing(plan: Path) -> None:
    here = socket.gethostname()
    write_mark(plan, where=here, pid=os.getpid(), born="another-boot/123")
    if sys.platform.startswith("linux"):
        assert who_has(plan) is None
    for pid in (0, -1, 2**31 - 1, 2**80):
        write_mark(plan, where=here, pid=pid)
        assert who_has(plan) is None, pid


def test_one_of_many_that_start_at_once_has_it(plan: Path) -> None:
    write_mark(plan, where=socket.gethostname(), pid=2**31 - 1)
    marks = [OpenMark(plan) for _ in range(5)]
    others = [mark.take() for mark in marks]
    assert [mark.is_held for mark in marks].count(True) == 1
    assert others.count(None) == 1


STRANGE = [
    b"",
    b"\0" * 5000,
    b"[" * 4000,
    b"{}",
    b'{"format": "deckapp-open"}',
    b"\xff\xfe",
    b",ada,host,12:00;",
]


@pytest.mark.parametrize("content", STRANGE)
def test_a_strange_mark_does_no_harm_and_stays(plan: Path, content: bytes) -> None:
    mark_place(plan).write_bytes(content)
    mark = OpenMark(plan)
    assert mark.take() is None
    assert not mark.is_held
    mark.beat()
    mark.release()
    assert mark_place(plan).read_bytes() == content
    assert len(os.listdir(plan.parent)) == 2


@posix
@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "dangling", "round", "zero"])
def test_what_is_no_file_in_the_marks_place_does_no_harm_and_stays(plan: Path, kind: str) -> None:
    place = mark_place(plan)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        target = {"link": plan, "dangling": plan.parent / "none", "round": place, "zero": "/dev/zero"}[kind]
        place.symlink_to(target)
    mark = OpenMark(plan)
    assert mark.take() is None
    mark.beat()
    mark.release()
    assert place.is_symlink() or place.exists()
    assert plan.read_text() == "{}"


def test_a_mark_left_unfinished_is_taken_over_later(plan: Path) -> None:
    place = mark_place(plan)
    place.touch()
    os.utime(place, (time.time() - 3600, time.time() - 3600))
    mark = OpenMark(plan)
    mark.take()
    assert mark.is_held


def test_a_strangers_words_are_made_plain(plan: Path) -> None:
    write_mark(plan, who="A\nda\u202e<b>" + "x" * 500, where="\x1b[31mred")
    other = who_has(plan)
    assert other is not None
    assert other.who.startswith("Ada<b>xxx")
    assert len(other.who) <= 60
    assert "\x1b" not in other.where


def test_where_none_can_be_made_nothing_fails(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.open

    def refuse(path: Any, flags: int, *more: Any, **others: Any) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "read-only")
        return really(path, flags, *more, **others)

    monkeypatch.setattr(os, "open", refuse)
    mark = OpenMark(plan)
    assert mark.take() is None
    assert not mark.is_held
    mark.beat()
    mark.release()
    write_mark(plan)
    assert mark.take() is not None, "who else has it is still told"
    assert OpenMark(plan.parent / "gone" / "a.deckplan").take() is None


def test_on_a_disk_without_links_it_is_made_too(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", refuse)
    mark = OpenMark(plan)
    assert mark.take() is None
    assert mark.is_held
    assert OpenMark(plan).take() is not None
    mark.release()
    assert os.listdir(plan.parent) == ["merger.deckplan"]


@posix
def test_names_of_every_kind_have_marks(tmp_path: Path) -> None:
    for name in (b"caf\xe9.deckplan", b"two\nlines.deckplan", b"x" * 246 + b".deckplan"):
        path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
        path.touch()
        mark = OpenMark(path)
        mark.take()
        assert mark.is_held
        assert who_has(path) is not None
        mark.release()
    assert not list(tmp_path.glob(".*"))


def test_our_own_lock_says_that_we_live_even_where_processes_cannot_be_seen(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_elsewhere(plan):
        monkeypatch.setattr(open_mark, "is_alive", lambda *_: False)
        assert who_has(plan) is not None


def test_trouble_while_a_handle_is_closed_stops_nobody(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = os.close

    def failing(handle: int) -> None:
        close(handle)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "close", failing)
    mark, other = OpenMark(plan), OpenMark(plan)
    assert mark.take() is None
    assert mark.is_held
    assert other.take() is not None
    mark_place(plan).unlink()
    mark.beat()
    assert mark.is_held
    mark.release()
    assert not mark_place(plan).exists()
