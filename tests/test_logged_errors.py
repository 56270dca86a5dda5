"""A logged error fails a test: `pictures` may log and draw a blank, and nobody would notice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = """
import logging
import pytest
log = logging.getLogger("deckapp.somewhere")
def test_silent():
    log.warning("no error")
def test_logs():
    log.error("a face could not be drawn")
@pytest.mark.logs_errors
def test_wants_it():
    log.error("this one is wanted")
@pytest.mark.logs_errors
def test_misses_it():
    pass
"""


def test_a_logged_error_fails_a_test_that_does_not_want_it(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    words = [
        "-n0",
        "-q",
        "-rA",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(ROOT),
        "-c",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, str(ROOT / "pyproject.toml"), str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    outcomes = {
        line.split("::")[1].split()[0]: line.split()[0] for line in done.stdout.splitlines() if "::" in line
    }
    assert "the program logged an error:\na face could not be drawn" in done.stdout, done.stdout + done.stderr
    assert outcomes["test_silent"] == outcomes["test_wants_it"] == "PASSED"
    assert "2 error" in done.stdout
