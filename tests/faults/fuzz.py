"""Files that are nearly right, hostile or mere noise, through their readers, many in a process."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from tests.faults.hostile import lay_out
from tests.faults.kinds import KINDS, home, mutated, prepare
from tests.faults.rounds import SECONDS, Say, Tally, in_turn, spread

ABOUT = "mutated decks, cards, plans, settings, journals, versions and calibrations through their readers"
USUAL = 200_000
CHUNK = 500

Chunk = tuple[str, int, int]
"""A kind, and from which input to which."""


def main(count: int) -> int:
    """Read so many files; 1 if any goal was missed."""
    prepare()
    tally = Tally("fuzz")
    chunks: list[Chunk] = []
    for kind, how in KINDS.items():
        number = max(1, round(count * how.share))
        chunks += [(kind, at, min(at + CHUNK, number)) for at in range(0, number, CHUNK)]
    # The kinds by turns, so that each worker has some of each.
    spread(sorted(chunks, key=lambda chunk: chunk[1]), _read_chunk, tally)
    return tally.report()


def again(word: str) -> int:
    """Read the one input that a report names, as KIND/NUMBER."""
    prepare()
    kind, _, number = word.partition("/")
    tally = Tally("fuzz")
    spread([(kind, int(number), int(number) + 1)], _read_chunk, tally)
    return tally.report()


def keep_input(name: str, kind: str, number: int) -> Path:
    """The file of a failing input, to be looked at; it stays."""
    folder = Path(tempfile.gettempdir(), f"deckapp-failing-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}-{kind}-{number}"
    path.write_bytes(mutated(kind, number))
    return path


def fresh_home(folder: Path) -> None:
    """An empty user's folder for this process, and a folder of hostile pictures beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "home").mkdir(parents=True)
    (folder / "files").mkdir()
    lay_out(folder / "files")
    os.environ.update(DECKAPP_HOME=str(folder / "home"), HOME=str(folder), QT_QPA_PLATFORM="offscreen")


def _read_chunk(chunk: Chunk, tally: Tally, folder: Path) -> None:
    kind, first, last = chunk
    fresh_home(folder)

    def read(number: int, say: Say) -> None:
        data = mutated(kind, number)
        say("begin", number)
        shutil.rmtree(home() / "versions", ignore_errors=True)
        lost = KINDS[kind].read(folder / "files", data)
        if lost:
            say("fault", "lost", lost)

    for number, fault, seconds, megabytes in in_turn(range(first, last), read, seconds=6 * SECONDS):
        tally.see(seconds, megabytes)
        if fault:
            path = keep_input("fuzz", kind, number)
            tally.fault(*fault, f"python -m tests.faults fuzz {kind}/{number}   # {path}")
