"""Killed at every file operation, a journal offers its plan once, with every edit that was shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are of POSIX")
def test_a_plan_is_offered_once_wherever_the_program_was_killed(tmp_path: Path) -> None:
    environment = dict(os.environ, DECKAPP_HOME=str(tmp_path / "deckapp"))
    command = [sys.executable, "-m", "tests.faults.journal_kills", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr[-3000:]
    kills = [int(line.split()[-1]) for line in ended.stdout.splitlines()]
    assert len(kills) == 5
    assert min(kills) > 10
