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
