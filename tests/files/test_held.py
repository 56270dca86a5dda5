"""A file that a program holds is known again by its name and its handle."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deckapp.files.held import HeldFile, hold


@pytest.fixture
def held(tmp_path: Path) -> Iterator[HeldFile]:
    path = tmp_path / "a.journal"
    path.write_bytes(b"edits")
    file = hold(path)
    yield file
    file.close()


def fail(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    """Let the next so many calls fail as a disk does that is in trouble."""
    real, left = getattr(os, name), iter(range(times))

    def failing(*arguments: Any) -> Any:
        if next(left, None) is not None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*arguments)

    monkeypatch.setattr(os, name, failing)


@pytest.mark.parametrize("name", ["lstat", "fstat"])
def test_a_disk_that_fails_once_does_not_make_it_another_file(
    held: HeldFile, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, name, 1)
    assert held.state() is not None


def test_a_disk_that_goes_on_failing_is_told(held: HeldFile, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, "lstat", 9)
    with pytest.raises(OSError, match="Input/output"):
        held.state()


def test_what_was_moved_or_replaced_is_not_found(held: HeldFile) -> None:
    held.path.rename(held.path.with_name("moved"))
    assert held.state() is None
    held.path.write_bytes(b"another")
    assert held.state() is None


def test_once_removed_its_name_and_handle_are_gone(held: HeldFile) -> None:
    held.remove()
    assert not held.path.exists()
    with pytest.raises(OSError, match="descriptor"):
        _ = held.handle
