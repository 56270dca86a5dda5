"""What all tests share: no screen, no user's own folders."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

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


@pytest.fixture(autouse=True)
def _private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the folders of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("DECKAPP_HOME", str(home / "deckapp"))
