"""What goes wrong around a journal: no edit goes astray, into nothing or into another file, without a word."""

from __future__ import annotations

import errno
import itertools
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from deckapp.files.held import HeldElsewhereError
from deckapp.plan import edits
from deckapp.plan.file import write_plan
from deckapp.plan.journal import Journal, recover, recoverable
from deckapp.plan.plan import Note, Plan
from deckapp.plan.recovery import claim, discard, find_for, look, look_at, set_aside

posix = pytest.mark.skipif(os.name != "posix", reason="of POSIX")


def titled(plan: Plan, title: str) -> Plan:
    return edits.change_plan(plan, title=title)


def on_disk(journal: Journal) -> str:
    """The title that the next start would offer."""
    assert journal.path is not None
    return recover(journal.path).title


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    return tmp_path / "journals"


@pytest.fixture
def journal(plan: Plan, journals: Path) -> Journal:
    """A journal with one edit in it."""
    made = Journal(journals)
    made.start(plan, None)
    made.append(plan, titled(plan, "A"), "Rename")
    return made


def handles() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_a_handle_that_was_closed_is_never_written_to_again(
    journal: Journal, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_named: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    write_plan(titled(plan, "A"), tmp_path / "a.deckplan")
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refused)
        journal.saved(titled(plan, "A"), tmp_path / "a.deckplan")
    with (tmp_path / "another window's file").open("wb") as other:
        other.write(b"%PDF")
        other.flush()
        journal.append(titled(plan, "A"), titled(plan, "B"), "Rename")
    assert (tmp_path / "another window's file").read_bytes() == b"%PDF"
    assert on_disk(journal) == "B"
    journal.close(discard=False)
    assert [found.title for found in recoverable(tmp_path / "journals")] == ["B"]


@pytest.mark.parametrize(
    "loss", ["folder removed", "folder moved", "file removed", "file replaced", "file cut"]
)
def test_a_journal_that_was_lost_begins_anew_and_whole(
    loss: str, journal: Journal, journals: Path, plan: Plan, tmp_path: Path
) -> None:
    path = journal.path
    assert path is not None
    match loss:
        case "folder removed":
            path.unlink()
            journals.rmdir()
        case "folder moved":
            journals.rename(tmp_path / "elsewhere")
        case "file removed":
            path.unlink()
        case "file replaced":
            path.unlink()
            path.write_text("somebody's")
        case "file cut":
            os.truncate(path, 100)
    journal.check()
    assert on_disk(journal) == "A"
    journal.append(titled(plan, "A"), titled(plan, "B"), "Rename")
    assert on_disk(journal) == "B"
    assert loss != "file replaced" or path.read_text() == "somebody's"
    journal.close()
    assert recoverable(journals) == []


def test_a_folder_that_became_a_file_is_told_until_it_is_one_again(
    journal: Journal, journals: Path, plan: Plan
) -> None:
    assert journal.path is not None
    journal.path.unlink()
    journals.rmdir()
    journals.touch()
    for title in "BC":
        with pytest.raises(NotADirectoryError, match="journals is not a folder"):
            journal.append(plan, titled(plan, title), "Rename")
    with pytest.raises(NotADirectoryError, match="journals is not a folder"):
        journal.check()
    (problem,) = look(journals).problems
    assert "cannot be read" in problem.message
    journals.unlink()
    journal.check()
    assert on_disk(journal) == "C"
    journal.close()


@posix
def test_a_folder_that_became_a_link_has_the_journal_where_it_leads(
    journal: Journal, journals: Path, plan: Plan, tmp_path: Path
) -> None:
    journals.rename(tmp_path / "old")
    (tmp_path / "other").mkdir()
    journals.symlink_to(tmp_path / "other")
    journal.append(plan, titled(plan, "B"), "Rename")
    journal.close(discard=False)
    assert [recover(path).title for path in (tmp_path / "other").iterdir()] == ["B"]


class Faults:
    """Lets file operations of this thread fail, from the nth on and so many, unless it rests."""

    def __init__(self, first: int, count: int, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.range = range(first, first + count)
        self.done = 0
        self.rests = False
        self._error, self._thread = number, threading.get_ident()
        for name in ("open", "write", "replace", "unlink", "link", "ftruncate", "fsync", "close", "mkdir",
                     "lstat", "fstat"):  # fmt: skip
            monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*args: Any, **named: Any) -> Any:
            if self.rests or threading.get_ident() != self._thread:
                return real(*args, **named)
            self.done += 1
            if self.done not in self.range:
                return real(*args, **named)
            if name == "close":
                real(*args, **named)
            raise OSError(self._error, os.strerror(self._error))

        return operation


def edit_while_failing(plan: Plan, journal: Journal, faults: Faults) -> Plan:
    """Edit; each edit is on disk, or said not to be."""
    for title in "ABCDEFGH":
        after = edits.change_plan(plan, title=title, author="x" * 150)
        faults.rests = False
        try:
            journal.append(plan, after, title * 200)
        except OSError:
            protected = False
        else:
            protected = True
        faults.rests, plan = True, after
        assert not protected or recover(journal.path or Path()) == plan
    return plan


@posix
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.ESTALE])
@pytest.mark.parametrize("count", [1, 4, 1000])
def test_whatever_fails_an_edit_is_on_disk_or_said_not_to_be(
    error: int, count: int, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = handles()
    for first in itertools.count(1):
        folder = tmp_path / str(first)
        journal = Journal(folder, max_bytes=2500)
        journal.start(plan, None)
        with monkeypatch.context() as patch:
            faults = Faults(first, count, error, patch)
            present = edit_while_failing(plan, journal, faults)
        journal.check()
        assert recover(journal.path or Path()) == present
        journal.close(discard=False)
        (found,) = recoverable(folder)
        assert recover(found.path) == present
        discard(found.path)
        assert [name for name in os.listdir(folder) if not name.endswith(".new")] == []
        assert handles() <= before
        if faults.done < first:
            break


def test_an_edit_that_cannot_be_written_is_said_to_be_unprotected(journal: Journal, plan: Plan) -> None:
    odd = replace(plan, notes={"n1": Note(text="half \ud800 a letter")})
    with pytest.raises(OSError, match="cannot be written"):
        journal.append(plan, odd, "Note")
    journal.append(odd, titled(plan, "B"), "Rename")
    assert on_disk(journal) == "B"
    journal.close()


@posix
def test_a_copy_of_the_process_writes_a_journal_of_its_own(
    journal: Journal, journals: Path, plan: Plan
) -> None:
    child = os.fork()
    if child == 0:
        journal.append(plan, titled(plan, "child"), "Rename")
        os._exit(int(on_disk(journal) != "child"))
    assert os.waitpid(child, 0)[1] == 0
    journal.append(plan, titled(plan, "parent"), "Rename")
    assert on_disk(journal) == "parent"
    assert [found.title for found in recoverable(journals)] == ["child"]
    child = os.fork()
    if child == 0:
        journal.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert on_disk(journal) == "parent"
    journal.close()


LOOKER = """
import sys
from pathlib import Path
from deckapp.plan.recovery import look
print("looking", flush=True)
while True:
    look(Path(sys.argv[1]))
"""


@posix
def test_a_living_journal_is_never_offered_while_others_look(plan: Plan, tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-c", LOOKER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as looker:
        assert looker.stdout is not None
        looker.stdout.readline()
        for _ in range(int(os.environ.get("DECKAPP_FAULT_ROUNDS", "10")) * 10):
            journal = Journal(tmp_path, max_bytes=10)
            journal.start(plan, None)
            present = plan
            for title in "AB":
                after = titled(present, title * 500)
                journal.append(present, after, "Rename")
                assert recoverable(tmp_path) == []
                present = after
            journal.close(discard=False)
            (found,) = recoverable(tmp_path)
            claim(found.path).held.remove()
        looker.kill()


@pytest.fixture
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckapp.files.held.PATIENCE_SECONDS", 0.05)


@pytest.mark.usefixtures("_no_patience")
def test_one_alone_gets_a_crashed_journal(journal: Journal, journals: Path) -> None:
    journal.close(discard=False)
    (found,) = recoverable(journals)
    claimed = claim(found.path)
    assert recoverable(journals) == []
    with pytest.raises(HeldElsewhereError):
        claim(found.path)
    with pytest.raises(HeldElsewhereError):
        discard(found.path)
    claimed.held.close()
    assert len(recoverable(journals)) == 1
    claim(found.path).held.remove()
    with pytest.raises(FileNotFoundError):
        claim(found.path)


@pytest.mark.usefixtures("_no_patience")
def test_what_two_threads_want_at_once_one_gets(journal: Journal, journals: Path) -> None:
    journal.close(discard=False)
    (found,) = recoverable(journals)
    for _ in range(20):
        start, got = threading.Barrier(4), list[Any]()

        def take(start: threading.Barrier = start, got: list[Any] = got) -> None:
            start.wait()
            try:
                got.append(claim(found.path))
            except HeldElsewhereError as error:
                got.append(error)

        threads = [threading.Thread(target=take) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (claimed,) = (one for one in got if not isinstance(one, OSError))
        claimed.held.close()


@posix
@pytest.mark.parametrize("name", [b"\xff.deckplan", "Änderung %20 plan.deckplan".encode(), b"a\nb.deckplan"])
def test_a_plan_of_any_name_is_journalled(name: bytes, plan: Plan, journals: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    write_plan(plan, path)
    journal = Journal(journals)
    journal.start(plan, path)
    journal.append(plan, titled(plan, ""), "Rename")
    journal.close(discard=False)
    (found,) = recoverable(journals)
    assert (found.plan_path, found.file_changed) == (path, False)
    assert find_for(journals, path) == [found.path]
    claimed = claim(found.path)
    journal = Journal(journals, claim=claimed)
    journal.start(claimed.plan, path, unsaved=True)
    journal.close(discard=False)
    assert [one.plan_path for one in recoverable(journals)] == [path]


@posix
def test_what_is_no_journal_is_named_and_kept_and_hinders_nothing(journal: Journal, journals: Path) -> None:
    journal.close(discard=False)
    os.mkfifo(journals / "pipe.journal")
    (journals / "folder.journal").mkdir()
    (journals / "link.journal").symlink_to("/dev/zero")
    (journals / "text.journal").write_text("Dear diary,\n")
    (journals / "zeros.journal").write_bytes(bytes(5000))
    with (journals / "huge.journal").open("wb") as file:
        file.truncate(1 << 40)
    (journals / os.fsdecode(b"\xff.journal")).write_text("x")
    (journals / "other.txt").touch()
    found = look(journals)
    assert [one.title for one in found.recoveries] == ["A"]
    names = [Path(problem.path).name for problem in found.problems]
    assert names == sorted(
        ["pipe.journal", "folder.journal", "link.journal", "text.journal", "zeros.journal", "huge.journal",
         os.fsdecode(b"\xff.journal")]
    )  # fmt: skip
    for problem in found.problems:
        assert "nothing can be recovered" in problem.message
        kept = set_aside(Path(problem.path))
        assert kept.parent == journals / "damaged"
        assert os.path.lexists(kept)
    assert look(journals).problems == ()
    assert len(look(journals).recoveries) == 1


@posix
@pytest.mark.skipif(os.name == "posix" and os.getuid() == 0, reason="root may read all")
def test_a_journal_that_may_not_be_read_is_named(journal: Journal, journals: Path) -> None:
    journal.close(discard=False)
    (path,) = journals.iterdir()
    path.chmod(0)
    assert [problem.path for problem in look(journals).problems] == [str(path)]


def test_what_was_given_up_and_could_not_be_removed_is_cleared_away(journals: Path) -> None:
    journals.mkdir()
    (journals / "a.journal").touch()
    unfinished = journals / "b.journal.new"
    unfinished.write_text("half")
    assert look(journals) == ((), ())
    assert os.listdir(journals) == ["b.journal.new"]
    os.utime(unfinished, (0, 0))
    look(journals)
    assert os.listdir(journals) == []


def test_a_clock_that_went_back_hides_nothing(
    plan: Plan, journals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt

    moments = iter(dt.datetime(2030 - number, 1, 1, tzinfo=dt.UTC) for number in range(100))
    monkeypatch.setattr("deckapp.plan.journal._now", lambda: next(moments))
    for title in "AB":
        journal = Journal(journals)
        journal.start(plan, None)
        journal.append(plan, titled(plan, title), "Rename")
        journal.append(titled(plan, title), titled(plan, title * 2), "Rename")
        journal.close(discard=False)
    assert [(found.title, found.edits) for found in recoverable(journals)] == [("AA", 2), ("BB", 2)]


def test_the_journals_of_a_plan_are_found_by_its_real_path(
    journal: Journal, plan: Plan, tmp_path: Path
) -> None:
    journal.close()
    path = tmp_path / "p.deckplan"
    write_plan(plan, path)
    (tmp_path / "sub").mkdir()
    held = Journal(tmp_path / "journals")
    held.start(plan, path)
    held.append(plan, titled(plan, "B"), "Rename")
    assert find_for(tmp_path / "journals", path) == []
    held.close(discard=False)
    (found,) = find_for(tmp_path / "journals", tmp_path / "sub" / ".." / "p.deckplan")
    recovery = look_at(found)
    assert recovery is not None
    assert (recovery.title, recovery.plan_path) == ("B", path)
    assert find_for(tmp_path / "journals", tmp_path / "other.deckplan") == []
