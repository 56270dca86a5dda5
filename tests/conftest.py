"""What all tests share: no screen, no user's own folders."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest

from deckapp.cli.program import main
from deckapp.plan.edits import parts
from tests.terminal import Deckapp, Said

# No test is timed: a busy machine accuses nobody.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

GARBAGE = 20_000
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _no_collecting() -> Iterator[None]:
    """Collect garbage between tests only: a Qt object destroyed by a worker thread ends the program."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collect_here() -> Iterator[None]:
    yield
    if gc.get_count()[0] > GARBAGE:
        gc.collect()


class Errors(logging.Handler):
    """Keeps the errors that the program logs: whoever sees a blank must not have passed its test."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


_errors = Errors()
logging.getLogger("deckapp").addHandler(_errors)


@pytest.fixture(autouse=True)
def _no_logged_error(request: pytest.FixtureRequest) -> Iterator[None]:
    """A logged error fails a test, unless it is marked as one that wants it: `logs_errors`."""
    _errors.said.clear()
    yield
    wanted = request.node.get_closest_marker("logs_errors") is not None
    said, _errors.said = _errors.said, []
    if said and not wanted:
        pytest.fail("the program logged an error:\n" + "\n".join(said), pytrace=False)
    if wanted:
        assert said, "no error was logged"


@pytest.fixture(autouse=True)
def _private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the folders of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("DECKAPP_HOME", str(home / "deckapp"))


@pytest.fixture(autouse=True)
def _counted_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new ids count a1, a2, a3, so that a test can name what it made; tests of ids undo it."""
    monkeypatch.setattr(parts, "candidates", lambda prefix: (f"{prefix}{number}" for number in count(1)))


@pytest.fixture
def deckapp(capsys: pytest.CaptureFixture[str], qapp: object) -> Deckapp:
    """Runs `deckapp` with these words."""

    def run(*words: object) -> Said:
        code = main([str(word) for word in words])
        return Said(code, *capsys.readouterr())

    return run
