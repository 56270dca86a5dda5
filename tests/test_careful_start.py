"""A start that crashed twice opens without the user's decks and says so: the real program, killed by a deck."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PROGRAM = """
import os, sys
from pathlib import Path
from deckapp.app import begin
from deckapp.deck import shelf

if "poisoned" in sys.argv:
    # Stands for a fault in a library that a deck sets off: the process is gone at once.
    read = shelf.read_file
    shelf.read_file = lambda path, *more: os.kill(os.getpid(), 9) if path.name == "poison.yaml" else read(path, *more)
qt, app = begin()
app._settling.timer.setInterval(50)

def told():
    return [notice.text for notice in app.windows[0]._notices.shown]

def run_until(done):
    while not done(): qt.processEvents()

signs = Path(os.environ["DECKAPP_HOME"], "starting")
run_until(lambda: app._start._sign is None)
ids = [held.deck.id for held in app.services.store.latest().decks]
print("told", told(), flush=True)
print("mine" if "poison" in ids else "bundled" if ids else "none", flush=True)
if "dare" in sys.argv:
    [notice] = app.windows[0]._notices.shown
    assert notice.button.text() == "Load my decks"
    notice.button.click()
    assert app._start._sign is not None
    run_until(lambda: app._start._sign is None)
    ids = [held.deck.id for held in app.services.store.latest().decks]
    print("dared", "poison" in ids, told(), flush=True)
if "killed later" in sys.argv: os.kill(os.getpid(), 9)
app.quit(); app.stop(); os._exit(0)
"""


def start(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DECKAPP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], env=env, cwd=ROOT, capture_output=True, text=True, timeout=90
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    cards = [{"id": "one", "title": "One"}]
    deck = {
        "id": "poison",
        "title": "Poison",
        "suits": [{"id": "s", "title": "S", "colour": "plum", "cards": cards}],
    }
    (decks / "poison.yaml").write_text(json.dumps(deck))
    return tmp_path / "home"


@pytest.mark.skipif(os.name == "nt", reason="no signals of this kind")
def test_a_deck_that_kills_the_program_stops_it_twice_only(home: Path) -> None:
    for _ in range(2):
        assert start(home, "poisoned").returncode == -signal.SIGKILL
    third = start(home, "poisoned")
    assert third.returncode == 0, third.stderr
    assert "bundled" in third.stdout
    assert "stopped twice while it started" in third.stdout
    assert "poison.yaml" in third.stdout
    assert "bundled" in start(home, "poisoned").stdout, "nor does the next one, until somebody dares"
    assert start(home, "poisoned", "dare").returncode == -signal.SIGKILL
    mended = start(home, "dare")
    assert "dared True []" in mended.stdout, mended.stderr
    assert "told []\nmine" in start(home).stdout


@pytest.mark.skipif(os.name == "nt", reason="no signals of this kind")
def test_being_killed_later_is_no_start_that_crashed(home: Path) -> None:
    for _ in range(3):
        last = start(home, "killed later")
        assert "told []\nmine" in last.stdout
        assert last.returncode == -signal.SIGKILL


WAIT = """
import os, signal, sys, time
from deckapp.app import begin
from deckapp.interrupts import leave_to_the_system
from deckapp.deck import shelf
read = shelf.read_file
def slow(path, *more):
    if path.name == "poison.yaml":
        print("reading", flush=True)
        time.sleep(60)
    return read(path, *more)
shelf.read_file = slow
leave_to_the_system()
for number in (signal.SIGTERM, signal.SIGHUP):  # who runs the tests by nohup passes on that they are ignored
    signal.signal(number, signal.SIG_DFL)
qt, app = begin()
qt.exec()
"""


def signs(home: Path) -> list[str]:
    return os.listdir(home / "starting") if (home / "starting").exists() else []


@pytest.mark.skipif(os.name == "nt", reason="no signals of this kind")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_ends_a_start_by_hand_makes_none_that_crashed(home: Path, ending: signal.Signals) -> None:
    env = {**os.environ, "DECKAPP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-c", WAIT], env=env, cwd=ROOT, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.readline().strip() == b"reading"
        assert len(signs(home)) == 1
        started.send_signal(ending)
        try:
            assert started.wait(timeout=60) == 128 + ending
        finally:
            started.kill()
    assert signs(home) == []


def test_who_has_no_decks_of_his_own_is_never_told_of_starts_that_crashed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "starting").mkdir(parents=True)
    for number in range(3):
        (home / "starting" / f"{number}.start").touch()
    assert "told []\nbundled" in start(home).stdout
    assert signs(home) == []
