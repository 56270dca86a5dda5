"""Earlier versions of a plan file: kept by age, in number and size bounded, and for nobody else's eyes."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from deckapp.plan import edits
from deckapp.plan.file import read_plan, write_plan
from deckapp.plan.plan import Plan
from deckapp.plan.versions import (
    MOST_BYTES,
    VersionAge,
    keep_version,
    list_versions,
    outdated,
    versions_folder,
)


def titles(path: Path) -> list[str]:
    return [read_plan(version.path)[0].title for version in list_versions(path)]


def save(plan: Plan, path: Path, *names: str) -> None:
    for name in names:
        assert write_plan(edits.change_plan(plan, title=name), path) == ()


def test_the_last_versions_are_kept_the_latest_first(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, *"abcdefgh")
    assert read_plan(path)[0].title == "h"
    assert titles(path) == ["g", "f", "e", "d", "c", "b", "a"]
    latest = list_versions(path)[0]
    assert latest.path.name.endswith("merger.deckplan")
    assert abs(dt.datetime.now(dt.UTC) - latest.replaced) < dt.timedelta(minutes=1)


def test_quick_saves_do_not_push_out_the_one_that_mattered(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "mattered", *(str(number) for number in range(40)))
    kept = titles(path)
    assert kept[:10] == [str(number) for number in range(38, 28, -1)]
    assert kept[-1] == "mattered"
    # A full hour, or a midnight, may have passed between two of them.
    assert len(kept) <= 12


NOON = dt.datetime(2026, 11, 28, 12, 30, tzinfo=dt.UTC)


def pruned(times: list[dt.datetime], sizes: int = 1000) -> list[dt.datetime]:
    """What is left, the latest first, when versions come at these times and each one tidies up."""
    left: list[VersionAge] = []
    for number, when in enumerate(times):
        left.insert(0, VersionAge(number, when, sizes))
        gone = outdated(left, when)
        left = [one for place, one in enumerate(left) if place not in gone]
    return [one.replaced for one in left]


def test_ten_then_one_an_hour_then_one_a_day_for_a_month() -> None:
    minutes = 60 * 24 * 60
    times = [NOON - dt.timedelta(minutes=back) for back in range(minutes, -1, -10)]
    left = pruned(times)
    assert left[:10] == times[:-11:-1]
    hours = {when for when in left if when.minute == 0}
    assert {NOON - dt.timedelta(minutes=30, hours=back) for back in range(2, 24)} <= hours
    midnights = {when for when in left if (when.hour, when.minute) == (0, 0)}
    assert {NOON.replace(hour=0, minute=0) - dt.timedelta(days=back) for back in range(31)} <= midnights
    assert len(left) <= 10 + 25 + 32
    assert min(left) > NOON - dt.timedelta(days=32)


def test_a_clock_that_went_back_costs_no_version(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a", "b", "c")
    for version in list_versions(path):
        number, _, rest = version.path.name.partition("-")
        later = rest.replace(rest[:4], "2099")
        version.path.rename(version.path.with_name(f"{number}-{later}"))
    save(plan, path, *"defgh")
    assert titles(path) == ["g", "f", "e", "d", "c", "b", "a"]
    ahead = NOON + dt.timedelta(days=400)
    times = [ahead + dt.timedelta(minutes=n) for n in range(5)] + [
        NOON + dt.timedelta(minutes=n) for n in range(9)
    ]
    left = pruned(times)
    assert left[:10] == times[:-11:-1]


def test_all_versions_of_a_plan_are_bounded_in_size() -> None:
    hourly = [NOON - dt.timedelta(hours=back) for back in range(24, 0, -1)]
    quick = [NOON + dt.timedelta(seconds=n) for n in range(20)]
    left = pruned(hourly + quick, MOST_BYTES // 4)
    assert len(left) == 4
    assert left[0] == quick[-1]
    assert left[-1] in hourly, "what stands alone outlives what came in a hurry"
    assert pruned(quick, 2 * MOST_BYTES) == [quick[-1]], "the latest stays however large it is"


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are posix")
def test_versions_have_the_plans_own_rights(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    versions_folder().mkdir(parents=True)
    versions_folder().chmod(0o755)
    save(plan, path, "a")
    for mode in (0o600, 0o640):
        path.chmod(mode)
        save(plan, path, f"at {mode}", "and on")
        copy = list_versions(path)[0].path
        assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IMODE(path.stat().st_mode) == mode
        for folder in (copy.parent, versions_folder()):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_a_failed_save_had_kept_is_not_kept_twice(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a")
    for _ in range(3):
        keep_version(path, b"never written")
    assert titles(path) == ["a"]


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


def test_strange_names_among_them_do_no_harm(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a", "b")
    folder = list_versions(path)[0].path.parent
    for name in ("README-x", "00000002-99999999T999999999999Z-x", "00000003-00010101T000000000000Z-x",
                 "20261128T003952123456Z-merger.deckplan", os.fsdecode(b"00000009-\xff"), "new\nline"):  # fmt: skip
        (folder / name).write_text("hello")
    (folder / "00000007-20261128T003952123456Z-folder").mkdir()
    if os.name == "posix":
        os.mkfifo(folder / "00000008-20261128T003952123456Z-pipe")
        (folder / "00000009-20261128T003952123456Z-link").symlink_to(tmp_path / "merger.deckplan")
    save(plan, path, "c")
    assert titles(path)[0] == "b"
    assert titles(path)[-1] == "a"


@pytest.mark.skipif(os.name != "posix", reason="names in bytes are posix")
def test_a_name_that_is_no_text_has_versions(plan: Plan, tmp_path: Path) -> None:
    for name in (b"caf\xe9.deckplan", b"two\nlines.deckplan", b"\xff" * 240 + b".deckplan"):
        path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
        save(plan, path, "a", "b")
        assert titles(path) == ["a"]


def test_a_damaged_plan_says_where_its_last_version_is(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    save(plan, path, "a", "b")
    os.truncate(path, 40)
    with pytest.raises(Exception, match="its last version is kept as") as caught:
        read_plan(path)
    assert str(list_versions(path)[0].path) in str(caught.value)


def test_what_lies_in_the_place_of_the_versions_is_set_aside_named_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "merger.deckplan"
    write_plan(edits.new_plan("A"), path)
    versions_folder().parent.mkdir(parents=True, exist_ok=True)
    versions_folder().write_text("mine")
    [told] = write_plan(edits.new_plan("B"), path)
    moved = versions_folder().with_name("versions.damaged-1")
    assert told.message == f"something else stood where earlier versions are kept; it is {moved} now"
    assert len(list_versions(path)) == 1
    assert moved.read_text() == "mine"
