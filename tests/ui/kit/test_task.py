"""Long work away from the window: progress, result, failure and cancel all arrive as signals."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from deckapp.problem import Cancelled
from deckapp.ui.kit.task import Progress, Task


def test_progress_and_result_arrive_in_the_windows_thread(qtbot: QtBot) -> None:
    seen: list[tuple[int, int, bool]] = []

    def work(progress: Progress) -> str:
        assert progress(1, 2)
        return "done"

    task = Task(work)
    main = QThread.currentThread()
    task.advanced.connect(lambda done, total: seen.append((done, total, QThread.currentThread() is main)))
    with qtbot.waitSignal(task.done) as blocker:
        task.start()
    assert blocker.args == ["done"]
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][:2] == (1, 2)


def test_cancelled_work_says_so_and_nothing_else(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while progress(0, 1):
            pass
        raise Cancelled

    task = Task(work)
    done: list[object] = []
    task.done.connect(done.append)
    task.failed.connect(done.append)
    with qtbot.waitSignal(task.cancelled):
        task.start()
        begun.wait()
        task.cancel()
    task.wait()
    assert done == []


def test_a_failure_carries_its_error(qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("too wide")

    task = Task(work)
    with qtbot.waitSignal(task.failed) as blocker:
        task.start()
    assert str(blocker.args[0]) == "too wide"
