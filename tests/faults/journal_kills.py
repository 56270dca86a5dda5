"""A journal killed at every file operation: `python -m tests.faults.journal_kills FOLDER`, for POSIX.

Each way of using a journal runs in a process that ends at its nth file operation, for every n. After each end
is looked whether the plan is offered once at most, and as it was last shown (or with the edit that was being
made). Says in the end how many ends there were.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deckapp.plan.edits import change_plan, new_plan
from deckapp.plan.file import read_plan, write_plan
from deckapp.plan.journal import Journal, recover
from deckapp.plan.recovery import claim, look

ABOUT = "a journal killed at every file operation, and recovering after it, without a window"
USUAL = 1
OPERATIONS = ("open", "write", "replace", "rename", "unlink", "link", "ftruncate", "fsync", "close", "mkdir")
TITLES = "ABCDEFGH"
START = new_plan("A")
Show = Callable[[str], None]


def edit(journal: Journal, titles: str, show: Show) -> None:
    """Rename the plan again and again."""
    for before, after in itertools.pairwise(titles):
        journal.append(change_plan(START, title=before), change_plan(START, title=after), "Rename " * 100)
        show(after)


def editing(folder: Path, show: Show) -> None:
    journal = Journal(folder / "journals")
    journal.start(START, folder / "p.deckplan")
    edit(journal, "ABCD", show)
    journal.close(discard=False)


def growing(folder: Path, show: Show) -> None:
    journal = Journal(folder / "journals", max_bytes=10)
    journal.start(START, folder / "p.deckplan")
    edit(journal, "ABCDEFGH", show)
    journal.close(discard=False)


def saving(folder: Path, show: Show) -> None:
    journal = Journal(folder / "journals")
    journal.start(START, folder / "p.deckplan")
    edit(journal, "ABC", show)
    write_plan(change_plan(START, title="C"), folder / "p.deckplan")
    journal.saved(change_plan(START, title="C"), folder / "p.deckplan")
    edit(journal, "CD", show)
    journal.close(discard=False)


def recovering(folder: Path, show: Show) -> None:
    (found,) = look(folder / "journals").recoveries
    claimed = claim(found.path)
    journal = Journal(folder / "journals", claim=claimed)
    journal.start(claimed.plan, found.plan_path, unsaved=True)
    title = claimed.plan.title
    edit(journal, TITLES[TITLES.index(title) :][:3], show)
    journal.close(discard=False)


def crashed(folder: Path) -> str:
    """Leave a journal; returns the title that the plan has in it."""
    editing(folder, lambda _title: None)
    return "D"


def damaged(folder: Path) -> str:
    crashed(folder)
    (path,) = (folder / "journals").glob("*.journal")
    path.write_bytes(path.read_bytes().replace(b'"seq":2', b'"seq":Z'))
    return "D"


def anew(folder: Path) -> str:
    return "A"


WAYS: dict[str, tuple[Callable[[Path], str], Callable[[Path, Show], None]]] = {
    "edit": (anew, editing),
    "grow": (anew, growing),
    "save": (anew, saving),
    "recover": (crashed, recovering),
    "recover a damaged one": (damaged, recovering),
}


def end_at(operation: int) -> None:
    """Kill this process before its nth file operation from now on."""
    left, mine = operation, threading.get_ident()

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **named: Any) -> Any:
            nonlocal left
            if threading.get_ident() == mine:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **named)

        return counted

    for name in OPERATIONS:
        setattr(os, name, counting(getattr(os, name)))


def run(use: Callable[[Path, Show], None], folder: Path, operation: int) -> tuple[bool, str]:
    """Whether a process that does this was killed at that operation, and the last title that it showed."""
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        tell = os.write
        end_at(operation)
        use(folder, lambda title: tell(said, title.encode()) and None)
        os._exit(0)
    os.close(said)
    with os.fdopen(heard) as file:
        shown = file.read()
    return os.WIFSIGNALED(os.waitpid(child, 0)[1]), shown[-1:]


def what_is_left(folder: Path) -> tuple[int, str]:
    """How many plans are offered, and the title that the user comes back to."""
    found = look(folder / "journals")
    assert not found.problems, found.problems
    if found.recoveries:
        return len(found.recoveries), recover(found.recoveries[0].path).title
    return 0, read_plan(folder / "p.deckplan")[0].title


def check(name: str, folder: Path, shown: str, offers: int) -> str:
    """Returns the title that the user comes back to."""
    count, title = what_is_left(folder)
    assert offers <= count <= 1, f"{name}: {count} plans are offered"
    following = TITLES[TITLES.index(shown) + 1 :][:1]
    assert title in (shown, following), f"{name}: {shown} was shown, and {title} comes back"
    return title


def kill_everywhere(name: str, folder: Path) -> int:
    """Kill one way of using a journal at its every operation, and recovering after it too; returns how often."""
    prepare, use = WAYS[name]
    kills = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        write_plan(START, folder / "p.deckplan")
        before = prepare(folder)
        was_killed, shown = run(use, folder, kills)
        title = check(f"{name}, operation {kills}", folder, shown or before, int(use is recovering))
        if not was_killed:
            return kills
        kills += 1
        if what_is_left(folder)[0]:
            _killed, shown = run(recovering, folder, kills % 20)
            check(f"{name}, operation {kills}, then recovered", folder, shown or title, 1)
        if "damaged" in name:
            assert any(b'"seq":Z' in path.read_bytes() for path in folder.rglob("*.journal")), (
                "it was not kept"
            )


def everywhere(folder: Path) -> None:
    """Kill every way of using a journal, and say how often."""
    for name in WAYS:
        print(name, kill_everywhere(name, folder / "home"), flush=True)


def main(count: int) -> int:
    """Do all of it so often; raises AssertionError where an edit is lost or a plan offered twice."""
    for _ in range(count):
        with tempfile.TemporaryDirectory(prefix="deckapp-journal-kills-") as folder:
            everywhere(Path(folder))
    return 0


if __name__ == "__main__":
    everywhere(Path(sys.argv[1]))
