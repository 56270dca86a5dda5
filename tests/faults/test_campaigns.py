"""A little of each campaign; big ones are run by `python -m tests.faults NAME [N]`.

DECKAPP_CAMPAIGN_NAME sets how many rounds of one there are (0: none), as DECKAPP_CAMPAIGN_FUZZ=200000.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import shim

ROOT = Path(__file__).resolve().parents[2]
SMALL = {"kill": 4, "failing": 8, "fuzz": 300, "window": 3}


@pytest.mark.skipif(shim.compiler() is None, reason="the campaigns need Linux and a C compiler")
@pytest.mark.parametrize("name", SMALL)
def test_a_campaign_misses_no_goal(name: str, tmp_path: Path) -> None:
    rounds = os.environ.get(f"DECKAPP_CAMPAIGN_{name.upper()}", str(SMALL[name]))
    if rounds == "0":
        pytest.skip("none wanted")
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", name, rounds],
        cwd=ROOT, env=dict(os.environ, TMPDIR=str(tmp_path)), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_all_campaigns_are_listed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {*SMALL, "user"} <= {line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")}
