"""What the first plan needs is there before it is asked for."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QTimer
from deckapp.app import begin
qt, app = begin([])
before = "deckapp.ui.window.workspace" in sys.modules
import threading
def look():
    if "deckapp.ui.window.workspace" in sys.modules:
        print(before, [one.name for one in threading.enumerate() if "import" in one.name], flush=True)
        app.quit()
        qt.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
QTimer.singleShot(120_000, qt.quit)
qt.exec()
app.stop()
"""


def test_the_workspace_is_imported_in_the_windows_own_thread() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False []", done.stderr
