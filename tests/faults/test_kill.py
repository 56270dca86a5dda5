"""Killed at any moment, the next start offers the plan with every edit that was on screen.

DECKAPP_KILL_ROUNDS sets how often the program is killed (default 12; `python -m tests.faults kill`: 1,000).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.faults.random_kills import killed_at_random

ROUNDS = int(os.environ.get("DECKAPP_KILL_ROUNDS", "12"))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_no_edit_that_was_on_screen_is_lost(tmp_path: Path) -> None:
    faults = [fault for _seconds, fault in killed_at_random(tmp_path, 2027, ROUNDS)]
    assert faults == [""] * ROUNDS
