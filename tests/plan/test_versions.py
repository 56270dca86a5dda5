"""Earlier versions of a plan file."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from deckapp.plan import edits
from deckapp.plan.file import read_plan, write_plan
from deckapp.plan.plan import Plan
from deckapp.plan.versions import list_versions, versions_folder


def titles(path: Path) -> list[str]:
    return [read_plan(version.path)[0].title for version in list_versions(path)]


def save(plan: Plan, path: Path, *names: str) -> None:
    for name in names:
        assert write_plan(edits.change_plan(plan, title=name), path) == ()


def test_the_last_five_versions_are_kept_the_latest_first(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, *"abcdefgh")
    assert read_plan(path)[0].title == "h"
    assert titles(path) == ["g", "f", "e", "d", "c"]
    latest = list_versions(path)[0]
    assert latest.path.name.endswith("merger.deckplan")
    assert abs(dt.datetime.now(dt.UTC) - latest.replaced) < dt.timedelta(minutes=1)


def test_a_first_save_and_one_without_a_change_keep_nothing(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a", "a", "a")
    assert list_versions(path) == []


def test_two_files_of_one_name_have_versions_of_their_own(plan: Plan, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        save(plan, tmp_path / folder / "p.deckplan", folder, "after")
    assert titles(tmp_path / "one" / "p.deckplan") == ["one"]
    assert titles(tmp_path / "two" / "p.deckplan") == ["two"]


def test_a_file_that_was_no_plan_is_kept_too(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    write_plan(plan, path)
    assert list_versions(path)[0].path.read_text() == "mine"


def test_saving_goes_on_where_no_version_can_be_kept(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a")
    (tmp_path / "blocked").write_text("a file where a folder should be")
    monkeypatch.setenv("DECKAPP_HOME", str(tmp_path / "blocked"))
    (warning,) = write_plan(edits.change_plan(plan, title="b"), path)
    assert warning.level == "warning"
    assert read_plan(path)[0].title == "b"


def test_versions_lie_in_the_users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKAPP_HOME", str(tmp_path))
    assert versions_folder() == tmp_path / "versions"
    monkeypatch.delenv("DECKAPP_HOME")
    assert versions_folder().parts[-2:] == ("deckapp", "versions")


def test_a_very_long_name_is_shortened(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 120 + ".deckplan")
    save(plan, path, "a", "b")
    assert titles(path) == ["a"]


def test_other_files_in_the_folder_do_no_harm(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a", "b")
    (list_versions(path)[0].path.parent / "README-x").write_text("hello")
    assert titles(path) == ["a"]


def test_a_damaged_plan_says_where_its_last_version_is(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a", "b")
    os.truncate(path, 40)
    with pytest.raises(Exception, match="its last version is kept as") as caught:
        read_plan(path)
    assert str(list_versions(path)[0].path) in str(caught.value)
