"""What the system's refusals mean: the file, why, and what to do, in words of ours and never in the system's."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckapp.files.failures import READING, WRITING, as_problem, as_sentences, failure, told, words

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


@pytest.mark.parametrize("table", [READING, WRITING])
def test_every_refusal_that_is_known_has_words_and_a_remedy(table: dict[int, object]) -> None:
    for code in table:
        said = words(OSError(code, os.strerror(code)), table)  # type: ignore[arg-type]
        assert said.why
        assert said.remedy
        assert os.strerror(code) not in said.why
        assert said.why[0].islower()
        assert not said.why.endswith(".")


def test_one_that_is_not_known_is_told_as_the_system_tells_it() -> None:
    assert words(OSError(errno.EDOM, os.strerror(errno.EDOM))).why == os.strerror(errno.EDOM).lower()


def test_what_we_said_ourselves_stays_with_its_remedy() -> None:
    made = failure(errno.EACCES, words(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))), "/a/b")
    again = told(made, "/a/b", READING)
    assert words(again, WRITING) == (
        "the disk is full",
        "make room on it, or choose a folder on another disk",
    )


def test_the_file_that_the_failure_names_is_told() -> None:
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/disk/a.pdf")
    assert str(as_problem(error, "other")).startswith("/disk/a.pdf: the disk is full; make room")
    assert as_sentences(error).startswith("/disk/a.pdf: the disk is full. Make room")
    assert as_sentences(OSError("the printer takes no further page")) == "The printer takes no further page."


WORK = """
import os, sys
from pathlib import Path
import deckapp.cli.groundwork as groundwork, deckapp.files.writing as writing
from deckapp.problem import ProblemsError
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for name in sys.argv[1:]:
    path = Path(name)
    try:
        groundwork.expect_output(path)
        writing.replace_file(path, b"new")
        print("written")
    except ProblemsError as error:
        print(error.problems[0])
    except OSError as error:
        print(writing.can_be_forced(error), error.strerror)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as base:
        os.chmod(base, 0o777)
        yield Path(base)
        for inside in Path(base).iterdir():
            inside.chmod(0o777)


def as_nobody(*paths: Path) -> list[str]:
    """What is said where an ordinary user writes to these paths."""
    done = subprocess.run(
        [sys.executable, "-c", WORK, *map(str, paths)], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.splitlines()


def give(path: Path, mode: int) -> None:
    path.chmod(mode)
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are posix")
def test_the_words_fit_the_cause_and_force_is_offered_only_where_it_helps(folder: Path) -> None:
    shut, open_folder = folder / "shut", folder / "open"
    for made in (shut, open_folder):
        made.mkdir()
        (made / "a.pdf").write_text("old")
        give(made / "a.pdf", 0o444 if made is open_folder else 0o644)
    give(open_folder, 0o755)
    give(shut, 0o555)
    names = (shut / "a.pdf", shut / "new.pdf", open_folder / "a.pdf", open_folder / "new.pdf")
    old, new, locked, written = as_nobody(*names)
    for path, line in ((names[0], old), (names[1], new)):
        assert line == (
            f"{path}: nothing may be written in its folder; choose another folder, or ask whoever owns this one"
        )
    assert locked == f"{names[2]}: it is read-only; --force replaces it all the same"
    assert written == "written"
    assert (shut / "a.pdf").read_text() == "old"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="a file of somebody else's needs root")
def test_a_file_of_somebody_elses_is_not_called_read_only(folder: Path) -> None:
    (folder / "theirs.pdf").write_text("old")
    (folder / "theirs.pdf").chmod(0o644)
    (line,) = as_nobody(folder / "theirs.pdf")
    assert line.endswith("theirs.pdf: you may not write to it; --force replaces it all the same")
