"""The set-up speaks even to a Python that is too old for the rest."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parent.parent / "packaging"


@pytest.mark.parametrize("name", ["run.py", "test.py", "setup_venv.py"])
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
