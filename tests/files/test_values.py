"""A file of plain values: nothing in it runs, stops a start, or is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from deckapp.files.values import MAX_BYTES, Values

CHECKS = {"size": lambda value: isinstance(value, int), "names": lambda value: isinstance(value, list)}


def opened(path: Path) -> Values:
    return Values(path, CHECKS)


def test_what_was_set_is_there_next_time(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    opened(file).set("size", 3)
    assert opened(file).get("size", 1) == 3
    assert json.loads(file.read_bytes()) == {"size": 3}


def test_a_path_that_is_no_text_is_kept_too(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    opened(file).set("names", [os.fsdecode(b"/a/\xff.deckplan")])
    (kept,) = opened(file).get("names", [])
    assert os.fsencode(kept) == b"/a/\xff.deckplan"


def test_the_file_is_written_only_where_something_changed(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    values = opened(file)
    values.set("size", 3)
    file.unlink()
    values.set("size", 3)
    assert not file.exists()


def test_unknown_names_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"newer": [1, {"a": null}], "size": 2}')
    opened(file).set("size", 5)
    assert json.loads(file.read_bytes()) == {"newer": [1, {"a": None}], "size": 5}


def test_a_value_of_the_wrong_kind_is_named_once_and_the_others_are_used(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"size": "three", "names": ["a"], "newer": 1}')
    values = opened(file)
    assert (values.get("size", 1), values.get("names", [])) == (1, ["a"])
    [problem] = values.problems
    assert "`size`" in problem.message
    assert json.loads((tmp_path / "settings.json.damaged-1").read_bytes())["size"] == "three"
    assert opened(file).problems == []
    assert opened(file).get("newer", 0) == 1


def _folder(file: Path) -> None:
    (file / "inside").mkdir(parents=True)


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _loop(file: Path) -> None:
    file.symlink_to(file.name)


DAMAGED: dict[str, Any] = {
    "cut": b'{"size": 3, "na',
    "empty": b"",
    "no names": b"[1, 2]",
    "a word": b'"settings"',
    "not UTF-8": b'{"size": "\xff\xfe"}',
    "noughts": bytes(5000),
    "too deep": b"[" * 100_000,
    "a number without end": b'{"size": ' + b"9" * 100_000 + b"}",
    "too large": b'{"a": "' + b"x" * MAX_BYTES + b'"}',
    "a folder": _folder,
    "a pipe": _pipe,
    "a link to itself": _loop,
}


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of this kind are of other systems")
@pytest.mark.parametrize("damage", DAMAGED)
def test_what_cannot_be_read_is_set_aside_named_and_kept(damage: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    make = DAMAGED[damage]
    make(file) if callable(make) else file.write_bytes(make)
    values = opened(file)
    assert values.get("size", 1) == 1
    [problem] = values.problems
    aside = tmp_path / "settings.json.damaged-1"
    assert aside.name in problem.hint
    assert os.path.lexists(aside)
    if not callable(make):
        assert aside.read_bytes() == make
    values.set("size", 4)
    again = opened(file)
    assert (again.get("size", 1), again.problems) == (4, [])


def test_every_damaged_file_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for number in range(3):
        file.write_text(f"damaged {number}")
        opened(file)
    kept = sorted(path.read_text() for path in tmp_path.glob("settings.json.damaged-*"))
    assert kept == ["damaged 0", "damaged 1", "damaged 2"]


@pytest.mark.parametrize("home", ["a file", "no/such/folder", "a" * 300, "nul\0nul"])
def test_a_home_where_nothing_can_be_written_stops_nothing(home: str, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    values = opened(tmp_path / home / "settings.json")
    values.set("size", 4)
    assert values.get("size", 1) == 4


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user do everything")
def test_what_may_not_be_moved_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "home" / "settings.json"
    file.parent.mkdir()
    file.write_text("{torn")
    file.parent.chmod(0o555)
    try:
        values = opened(file)
        values.set("size", 4)
    finally:
        file.parent.chmod(0o755)
    assert file.read_text() == "{torn"
    assert values.problems


def test_two_programs_lose_at_most_each_others_value_of_one_name(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    here, there = opened(file), opened(file)
    here.set("size", 1)
    there.set("names", ["a"])
    here.set("size", 2)
    assert json.loads(file.read_bytes()) == {"size": 2, "names": ["a"]}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_at_every_moment_the_file_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    opened(file).set("names", ["x" * 500])
    if (writer := os.fork()) == 0:
        values = opened(file)
        for number in range(60):
            values.set("size", number)
        os._exit(0)
    values = opened(file)
    for number in range(60):
        values.set("names", [str(number) * 200])
    _, status = os.waitpid(writer, 0)
    assert status == 0
    assert not list(tmp_path.glob("*.damaged-*"))
    assert opened(file).get("size", 0) in range(60)
