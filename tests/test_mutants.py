"""The tool that asks the tests whether they would notice a change."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging"))

import mutants  # noqa: E402

CODE = '''"""Ages."""


def may_vote(age: int | None, *, citizen: bool = True) -> bool:
    """From eighteen on."""
    return citizen and age is not None and age >= 18
'''
TEST = """from deckapp.age import may_vote


def test_from_eighteen_on() -> None:
    assert may_vote(19) is True
    assert may_vote(17) is False
"""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests within these tests need no windows, and begin four times sooner without."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:pytest-qt -p no:hypothesispytest")


def changed(source: str) -> set[str]:
    found = mutants.mutants(Path("deckapp/age.py"), source)
    return {(source[: one.start] + one.after + source[one.end :]).splitlines()[5].strip() for one in found}


def test_only_what_does_something_is_changed() -> None:
    assert changed(CODE) == {
        "return None",
        "return (citizen)",
        "return (age >= 18)",
        "return citizen and (age is None) and age >= 18",
        "return citizen and age is not None and (age > 18)",
        "return citizen and age is not None and age >= 36",
    }


def test_what_the_tests_let_pass_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deckapp").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "deckapp" / "__init__.py").touch()
    (tmp_path / "deckapp" / "age.py").write_text(CODE)
    (tmp_path / "tests" / "test_age.py").write_text(TEST)
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    assert mutants.main(["deckapp", "-n", "6"]) == 1
    said = capsys.readouterr().out
    assert "4 killed, 2 survived" in said
    assert "+ return (age >= 18)" in said
    assert "+ return citizen and age is not None and (age > 18)" in said


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one file in a room, and the tests of another room that run it."""
    for folder in ("deckapp/plan", "tests/plan", "tests/ui", "packaging"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "packaging" / "recorded_calls.py").write_text(
        (ROOT / "packaging" / "recorded_calls.py").read_text("utf-8")
    )
    (tmp_path / "deckapp" / "__init__.py").touch()
    (tmp_path / "deckapp" / "plan" / "__init__.py").touch()
    (tmp_path / "deckapp" / "plan" / "age.py").write_text(CODE)
    (tmp_path / "tests" / "ui" / "test_form.py").write_text(TEST.replace("deckapp.age", "deckapp.plan.age"))
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    return tmp_path


def test_the_tests_that_run_a_function_are_found_and_asked_wherever_they_stand(tree: Path) -> None:
    calls = mutants.recorded(tree / "calls")
    assert calls == {"deckapp/plan/age.py:4": ["tests/ui/test_form.py::test_from_eighteen_on"]}
    assert mutants.recorded(tree / "calls") == calls
    mutant = next(mutants.mutants(Path("deckapp/plan/age.py"), CODE))
    assert mutant.function == 4
    assert mutants.tests_of(mutant, tree, None) == [["tests/plan"]]
    assert mutants.tests_of(mutant, tree, calls) == [calls["deckapp/plan/age.py:4"], ["tests/plan"]]
    assert {verdict.how for verdict in mutants.tried([mutant], calls)} == {"killed"}


def test_a_test_that_fails_only_once_notices_nothing(tree: Path) -> None:
    (tree / "tests" / "plan" / "test_age.py").write_text(
        "from pathlib import Path\n\n\ndef test_that_fails_once() -> None:\n"
        "    seen = Path('seen')\n    first = not seen.exists()\n    seen.touch()\n    assert not first\n"
    )
    mutant = next(mutants.mutants(Path("deckapp/plan/age.py"), CODE))
    assert [verdict.how for verdict in mutants.tried([mutant])] == ["survived"]
