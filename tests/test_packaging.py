"""The set-up speaks even to a Python that is too old for the rest."""

from __future__ import annotations

import ast
import re
import runpy
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    import try_versions

    return try_versions


def bounds(extra: str = "") -> dict[str, tuple[str, str]]:
    """What pyproject.toml asks for: the name as it is compared, and the lowest version and the one too high."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    found = {}
    for one in wanted:
        name, lowest, beyond = re.fullmatch(
            r"([\w-]+)(?:\[\w+\])?(?:>=([\d.]+))?(?:,<([\d.]+))?", one
        ).groups()
        found[name.replace("_", "-").lower()] = lowest or "0", beyond or "9999"
    return found


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


@pytest.mark.parametrize("name", ["run.py", "test.py", "setup_venv.py", "try_versions.py"])
def test_the_set_up_can_be_read_by_python_3_8(name: str) -> None:
    ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("name", ["run.py", "test.py", "setup_venv.py"])
def test_an_old_python_is_told_what_is_needed(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setattr(sys, "argv", [name])
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    with pytest.raises(SystemExit, match="1"):
        runpy.run_path(str(PACKAGING / name), run_name="__main__")
    assert capsys.readouterr().err == "Deckapp needs Python 3.11 or later; this is 3.10.\n"


def test_every_package_that_is_asked_for_has_its_tested_version(versions: ModuleType) -> None:
    tested = versions.read(versions.TESTED)
    asked = {**bounds(), **bounds("test"), **bounds("dev"), "hatchling": ("1.26", "9999")}
    asked.pop("deckapp")
    for name, (lowest, beyond) in asked.items():
        assert numbers(lowest) <= numbers(tested[name]) < numbers(beyond), name


def test_the_lowest_versions_are_those_that_the_project_file_names(versions: ModuleType) -> None:
    lowest = versions.read(versions.LOWEST)
    assert lowest.keys() - {"shiboken6"} == bounds().keys()
    assert lowest["shiboken6"] == lowest["pyside6-essentials"]
    assert all(
        numbers(lowest[name])[: len(numbers(low))] == numbers(low) for name, (low, _) in bounds().items()
    )


def test_what_is_newer_than_tested_is_named(versions: ModuleType) -> None:
    told = versions.differences({"pyyaml": "6.0.3", "pillow": "13.0"}, {"pyyaml": "6.0.4", "pillow": "13.0"})
    assert told == {"pyyaml": "  pyyaml 6.0.4 (tested: 6.0.3)"}
    told = versions.differences({"gone": "1"}, {"fresh": "2"})
    assert [*told.values()] == ["  fresh 2 (tested: never)", "  gone is not needed any more (tested: 1)"]


def test_an_environment_that_this_suite_set_up_holds_what_was_tested(versions: ModuleType) -> None:
    if Path(sys.prefix) != ROOT / ".venv":
        pytest.skip("this is not the venv of the two commands")
    from importlib.metadata import distributions

    tested = versions.read(versions.TESTED)
    here = {versions.normal(one.metadata["Name"]): one.version for one in distributions()}
    assert {name: version for name, version in here.items() if tested.get(name, version) != version} == {}
