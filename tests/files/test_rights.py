"""Folders of ours are for their user alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from deckapp.files.rights import is_read_only, private_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of this kind are posix")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_and_those_above_it_that_were_missing_are_closed_to_others(tmp_path: Path) -> None:
    above = mode(tmp_path)
    private_folder(tmp_path / "one" / "two" / "three")
    for folder in ("one", "one/two", "one/two/three"):
        assert mode(tmp_path / folder) == 0o700
    assert mode(tmp_path) == above


@pytest.mark.parametrize("open_to_others", [0o755, 0o711, 0o770, 0o701])
def test_one_that_others_may_look_into_is_closed_to_them(tmp_path: Path, open_to_others: int) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours").chmod(open_to_others)
    private_folder(tmp_path / "ours")
    assert mode(tmp_path / "ours") == 0o700


def test_one_that_is_closed_already_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir(mode=0o500)
    private_folder(tmp_path / "ours")
    assert mode(tmp_path / "ours") == 0o500


def test_a_file_in_its_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "ours").touch()
    with pytest.raises(OSError, match="ours"):
        private_folder(tmp_path / "ours")


@pytest.mark.parametrize(
    ("rights", "read_only"), [(0o444, True), (0o400, True), (0o644, False), (0o600, False)]
)
def test_what_nobody_may_write_to_is_read_only_for_the_administrator_too(
    tmp_path: Path, rights: int, read_only: bool
) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(rights)
    assert is_read_only(tmp_path / "a") is read_only
    assert not is_read_only(tmp_path / "gone")
