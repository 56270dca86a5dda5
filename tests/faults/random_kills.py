"""The real program, started and killed at random moments, again and again on what the kill before left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def killed_at_random(home: Path, seed: int, rounds: int) -> Iterator[tuple[float, str]]:
    """Each round's seconds, and what was wrong with what it found: "" where nothing was."""
    rng = random.Random(seed)
    shown: tuple[int, str] | None = None
    for number in range(rounds + 1):
        wanted = rng.randint(0, 12)
        begun = time.monotonic()
        lines, complaint = run_and_kill(home, 1000 * seed + number, wanted, rng.uniform(0.0, 0.05))
        fault = complaint
        if not fault and [line[0] for line in lines] != ["found", *["did"] * (len(lines) - 1)]:
            fault = f"it said {lines[:3]}"
        if not fault and shown is not None:
            fault = _compared(lines[0], *shown)
        # The last start only looks what the last kill left.
        if number < rounds or fault:
            yield time.monotonic() - begun, fault
        if fault:
            return
        # A journal that was recovered goes on counting.
        shown = int(lines[-1][1]) + int(lines[0][2]), lines[-1][2]


def _compared(found: list[str], changes: int, on_screen: str) -> str:
    """What is wrong with what a start found, after so many changes of which the last showed this plan."""
    _found, offers, recovered, plan = found
    if offers != "1":
        return f"{offers} plans were offered"
    if int(recovered) < changes:
        return f"an edit was lost: {recovered} of {changes}"
    # One more than was shown is the edit in whose midst the program was killed.
    if int(recovered) > changes + 2:
        return f"edits that nobody made: {recovered} of {changes}"
    if int(recovered) == changes and plan != on_screen:
        return "another plan"
    return ""


def run_and_kill(home: Path, seed: int, changes: int, after: float) -> tuple[list[list[str]], str]:
    """The lines that the program said until it was killed, `after` seconds from when it had shown so many
    changes, and what it complained of where it ended by itself.

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
    return lines, "" if program.returncode == -signal.SIGKILL else f"it ended by itself\n{complaint[-2000:]}"
