"""Start and memory, each in a process of its own, against a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.samples import write_deck

ROUNDS = 15

BARE = """
import time
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted = True
window = Window(); window.painted = False
window.resize(QSize(1440, 900).boundedTo(window.screen().availableSize() - QSize(0, 40))); window.show()
while not window.painted:
    app.processEvents()
"""

OURS = """
import gc, time
gc.disable()
from PySide6.QtCore import QEvent, QObject
from deckapp.app import begin
app, made = begin()
class Watch(QObject):
    painted = False
    def eventFilter(self, watched, event):
        Watch.painted = Watch.painted or event.type() == QEvent.Type.Paint
        return False
page = made.windows[0].start_page
watch = Watch()
while page.listing is None:
    app.processEvents()
page.installEventFilter(watch)
page.update()
while not Watch.painted:
    app.processEvents()
"""

CLOCK = "\nprint(time.monotonic(), flush=True)\n"
MEMORY = """
import os
for line in open("/proc/self/status"):
    if line.startswith("VmRSS"):
        print(line.split()[1], flush=True)
os._exit(0)
"""
LEAVE = "\nimport os; os._exit(0)\n"


def _run(code: str, home: Path) -> tuple[float, str]:
    environment = dict(os.environ, DECKAPP_HOME=str(home), QT_QPA_PLATFORM="offscreen")
    begin = time.monotonic()
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return begin, made.stdout.strip()


def start() -> Iterator[Figure]:
    """From the process's start to the first painted window with the library listed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        times: dict[str, list[float]] = {BARE: [], OURS: []}
        for _ in range(ROUNDS):
            for code, taken in times.items():
                begin, end = _run(code + CLOCK + LEAVE, home)
                taken.append(float(end) - begin)
    bare, ours = (statistics.median(taken) for taken in times.values())
    yield Figure("start to painted window / bare window", ours / bare, 1.8, "x",
                 f"{ours * 1e3:.0f} ms against {bare * 1e3:.0f} ms")  # fmt: skip


def memory() -> Iterator[Figure]:
    """Resident memory with 2,000 cards in the library, against a bare window."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "decks").mkdir()
        write_deck(home / "decks", 2000)
        bare = statistics.median(int(_run(BARE + MEMORY, home)[1]) for _ in range(3))
        ours = statistics.median(int(_run(OURS + MEMORY, home)[1]) for _ in range(3))
    yield Figure("memory with 2,000 cards / bare window", ours / bare, 2.0, "x",
                 f"{ours / 1024:.0f} MB against {bare / 1024:.0f} MB")  # fmt: skip


BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {"start": start, "memory": memory}
