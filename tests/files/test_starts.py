"""A start that dies leaves its sign; one that arrives, ends in order, or still lives does not count."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.files.starts import Start

ROOT = Path(__file__).parents[2]
DIE = """
import os, sys
from pathlib import Path
from deckapp.files.starts import Start
start = Start(Path(sys.argv[1]), own_decks=sys.argv[2] != "no decks")
print("careful" if start.is_careful else "usual", flush=True)
if sys.argv[2] == "arrive": start.arrived()
if sys.argv[2] == "dare": start.dare(); start.arrived()
if sys.argv[2] == "wait": sys.stdin.read()
os._exit(9)
"""


def run(home: Path, how: str) -> str:
    """Start a program that dies at once, or when it has arrived."""
    words = [sys.executable, "-c", DIE, str(home), how]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60).stdout.strip()


def test_after_two_that_died_the_third_is_careful(tmp_path: Path) -> None:
    assert [run(tmp_path, "die") for _ in range(4)] == ["usual", "usual", "careful", "careful"]


def test_one_that_arrives_between_them_makes_all_well(tmp_path: Path) -> None:
    assert [run(tmp_path, how) for how in ("die", "arrive", "die", "die")] == ["usual"] * 4


def test_a_careful_start_that_arrives_proves_nothing(tmp_path: Path) -> None:
    assert [run(tmp_path, how) for how in ("die", "die", "arrive", "die")][2:] == ["careful"] * 2


def test_one_that_dared_and_arrived_makes_all_well(tmp_path: Path) -> None:
    assert [run(tmp_path, how) for how in ("die", "die", "dare", "die")][2:] == ["careful", "usual"]


def test_one_that_was_killed_later_died_of_something_else(tmp_path: Path) -> None:
    assert [run(tmp_path, "arrive") for _ in range(3)] == ["usual"] * 3


def test_without_decks_of_ones_own_there_is_nothing_to_be_careful_about(tmp_path: Path) -> None:
    assert [run(tmp_path, how) for how in ("die", "die", "no decks", "die", "die")] == ["usual"] * 5
    assert run(tmp_path, "die") == "careful"


def test_programs_that_start_at_once_are_not_dead(tmp_path: Path) -> None:
    words = [sys.executable, "-c", DIE, str(tmp_path), "wait"]
    living = [
        subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [one.stdout.readline().strip() for one in living if one.stdout] == ["usual"] * 4
    assert not Start(tmp_path).is_careful
    for one in living:
        one.communicate("")


@pytest.mark.skipif(os.name == "nt", reason="no pipes of this kind")
@pytest.mark.parametrize("kind", ["no home", "a file", "a pipe", "a loop", "full of folders"])
def test_where_no_sign_can_be_left_nothing_stops(kind: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    if kind == "no home":
        home.write_text("")
    else:
        home.mkdir()
        place = home / "starting"
        if kind == "a file":
            place.write_text("mine")
        elif kind == "a pipe":
            os.mkfifo(place)
        elif kind == "a loop":
            place.symlink_to(place.name)
        else:
            for number in range(5):
                (place / f"{number}.start").mkdir(parents=True)
                os.mkfifo(place / f"pipe-{number}.start")
    start = Start(home)
    assert not start.is_careful or kind == "full of folders"
    start.arrived()
    start.dare()
    start.ended()
    if kind == "a file":
        assert (home / "starting.damaged-1").read_text() == "mine"
