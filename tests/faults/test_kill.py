"""Killed at any moment, the next start offers the plan with every edit that was on screen.

DECKAPP_KILL_ROUNDS sets how often the program is killed (default 50).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("DECKAPP_KILL_ROUNDS", "50"))


def run_and_kill(home: Path, seed: int, changes: int, after: float) -> list[list[str]]:
    """The lines that the program said until it was killed, `after` seconds from when it had shown so many changes.

    Counted in changes, because a slow machine may show none in any given time.
    """
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.program", str(seed)],
        cwd=ROOT,
        env=dict(os.environ, DECKAPP_HOME=str(home), QT_QPA_PLATFORM="offscreen"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    lines: list[list[str]] = []
    killer = threading.Timer(after, program.kill)
    with program.stdout, program.stderr:
        for line in program.stdout:
            lines.append(line.split())
            if lines[-1][0] == "did" and int(lines[-1][1]) >= changes and killer.ident is None:
                killer.start()
        complaint = program.stderr.read()
        program.wait(60)
    assert program.returncode == -signal.SIGKILL, complaint[-2000:]
    return lines


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_no_edit_that_was_on_screen_is_lost(tmp_path: Path) -> None:
    rng = random.Random(2027)
    shown: tuple[int, str] | None = None
    for number in range(ROUNDS + 1):
        wanted = rng.randint(0, 12)
        lines = run_and_kill(tmp_path, number, wanted, rng.uniform(0.0, 0.05))
        assert [line[0] for line in lines] == ["found", *["did"] * (len(lines) - 1)]
        _found, offers, recovered, plan = lines[0]
        if shown is not None:
            changes, on_screen = shown
            assert offers == "1", f"round {number}: {offers} plans were offered"
            assert int(recovered) >= changes, f"round {number}: an edit was lost"
            # One more than was shown is the edit in whose midst the program was killed.
            assert int(recovered) <= changes + 2, f"round {number}: edits that nobody made"
            assert int(recovered) > changes or plan == on_screen, f"round {number}: another plan"
        changes = int(lines[-1][1])
        assert changes >= wanted
        # A journal that was recovered goes on counting.
        shown = changes + int(recovered), lines[-1][2]
