"""An error of ours while Qt calls us is told once, and never ends the program."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import signal
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import deckapp.ui
from deckapp.ui.kit.guard import attempt, guarded, is_guarded, overrides
from deckapp.ui.program.mishaps import MAX_BYTES, Mishaps

ROOT = Path(__file__).parents[3]


def our_classes() -> list[type]:
    """Every class of the window's that stands on one of Qt's."""
    for module in pkgutil.walk_packages(deckapp.ui.__path__, "deckapp.ui."):
        importlib.import_module(module.name)
    found = {
        kind
        for name, module in list(sys.modules.items())
        if name.startswith("deckapp.")
        for kind in vars(module).values()
        if inspect.isclass(kind) and kind.__module__.startswith("deckapp.")
    }
    return sorted((kind for kind in found if overrides_anywhere(kind)), key=lambda kind: kind.__qualname__)


def overrides_anywhere(kind: type) -> dict[str, FunctionType]:
    """What Qt would call of a class: also what it has from a mixin that knows nothing of Qt."""
    of_qt = {name for base in kind.__mro__ if base.__module__.startswith("PySide6") for name in vars(base)}
    return {
        name: method
        for base in kind.__mro__
        if base.__module__.startswith("deckapp.")
        for name, method in vars(base).items()
        if isinstance(method, FunctionType) and not name.startswith("__") and name in of_qt
    }


def test_every_method_that_qt_may_call_is_guarded() -> None:
    classes = our_classes()
    assert len(classes) > 50
    open_ones = [
        f"{kind.__qualname__}.{name}"
        for kind in classes
        for name, method in overrides_anywhere(kind).items()
        if not is_guarded(method)
    ]
    assert not open_ones, "decorate their classes with `guarded`"


def test_a_guarded_method_gives_qt_an_empty_value_and_tells(qtbot: QtBot) -> None:
    @guarded
    class Broken(QWidget):
        def sizeHint(self) -> QSize:
            raise ValueError("no size")

    made = Broken()
    qtbot.addWidget(made)
    with qtbot.captureExceptions() as told:
        assert made.sizeHint() == QSize()
    assert [str(error) for _kind, error, _trace in told] == ["no size"]
    assert set(overrides(Broken)) == {"sizeHint"}


def test_what_a_failed_paint_event_began_is_ended(qtbot: QtBot) -> None:
    left: list[QPainter] = []

    @guarded
    class Broken(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            left.append(painter)
            raise ValueError("no paint")

    made = Broken()
    qtbot.addWidget(made)
    with qtbot.captureExceptions() as told:
        made.grab()
    assert told
    assert not any(painter.isActive() for painter in left)


BREAK_ALL = """
import faulthandler, sys
faulthandler.enable()
from pathlib import Path
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget
from deckapp.app import begin
from deckapp.ui.kit.guard import overrides
from deckapp.ui.dialogs.palette import CommandPalette
from tests.ui.kit.test_guard import our_classes

def broken(kind, name):
    def method(self, *given, **named):
        for one in given:
            if isinstance(one, QPainter): one.save()
        where = self.viewport() if hasattr(self, "viewport") else self
        painter = QPainter(where) if name == "paintEvent" else None
        what = f"{kind.__qualname__}.{name}"
        exec(compile("raise ZeroDivisionError(what)", f"{what}.py", "exec"), {"what": what})
    method.__annotations__ = getattr(kind, name).__wrapped__.__annotations__
    method.__globals__.update(vars(sys.modules[kind.__module__]))
    return method

broken_ones = set()
for kind in our_classes():
    for name, guard in overrides(kind).items():
        if name.startswith(("paint", "draw", "sizeHint", "data", "headerData", "visual")):
            cell = dict(zip(guard.__code__.co_freevars, guard.__closure__))["method"]
            cell.cell_contents = broken(kind, name)
            broken_ones.add(f"{kind.__qualname__}.{name}")

qt, app = begin()
took, seen = sys.excepthook, set()
def hook(kind, error, trace):
    seen.add(str(error)); took(kind, error, trace)
sys.excepthook = hook
window = app.windows[0]
app.opener.new_from_recipe("change-management", "first-plan", window)
work = window.workspace
for _ in range(30): qt.processEvents()
work.selection.set(list(window.document.plan.activities)[:1])
for _ in range(10): qt.processEvents()
window.commands.open_activity(next(iter(window.document.plan.activities)))
window.commands.open_palette()
work.inspector.show_outline()
for _ in range(20): qt.processEvents()
for widget in qt.topLevelWidgets():
    if not widget.isHidden(): widget.grab()
strange = {text for text in seen if text not in broken_ones}
assert not strange, strange
print(len(seen), "broken")
assert len(seen) > 15, seen
told = [notice.text for notice in window._notices.shown if "went wrong" in notice.text]
assert len(told) == 1, told
window._files = None
window.document.close()
print("alive")
sys.stdout.flush()
import os; os._exit(0)
"""


def test_a_window_in_which_nothing_can_be_drawn_lives_on(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DECKAPP_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", BREAK_ALL], env=env, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "alive" in done.stdout
    log = (tmp_path / "errors.log").read_text()
    assert "ZeroDivisionError: Canvas.drawBackground" in log
    assert log.count("ZeroDivisionError: HeadStrip.paintEvent") == 1, (
        "each place once, however often it fails"
    )


def test_what_is_attempted_stops_nothing(qtbot: QtBot) -> None:
    def fail(_what: str) -> None:
        raise RuntimeError("never mind")

    with qtbot.captureExceptions() as told:
        attempt(fail, "this")
    assert [str(error) for _kind, error, _trace in told] == ["never mind"]


def caught(mishaps: Mishaps, message: str, *, depth: int = 0) -> None:
    try:
        exec(compile("\n" * depth + "raise ValueError(message)", "made.py", "exec"), {"message": message})
    except ValueError as error:
        mishaps.take(type(error), error, error.__traceback__)


def test_an_error_is_written_down_and_told_once(tmp_path: Path, qtbot: QtBot) -> None:
    mishaps = Mishaps(tmp_path)
    said: list[str] = []
    mishaps.happened.connect(said.append)
    for number in range(5):
        caught(mishaps, f"bad {number}", depth=number // 4)
    [sentence] = said
    assert str(tmp_path / "errors.log") in sentence
    assert "safe" in sentence
    log = (tmp_path / "errors.log").read_text()
    assert "bad 0" in log
    assert "bad 1" not in log, "from the same place"
    assert "bad 4" in log


@pytest.mark.skipif(os.name == "nt", reason="no pipes of this kind")
@pytest.mark.parametrize("kind", ["a pipe", "a folder", "no home"])
def test_a_log_that_cannot_be_written_stops_nothing(kind: str, tmp_path: Path, qtbot: QtBot) -> None:
    home = tmp_path / "home"
    if kind == "no home":
        home.write_text("")
    else:
        home.mkdir()
        os.mkfifo(home / "errors.log") if kind == "a pipe" else (home / "errors.log").mkdir()
    mishaps = Mishaps(home)
    said: list[str] = []
    mishaps.happened.connect(said.append)
    caught(mishaps, "bad")
    [sentence] = said
    assert "errors.log" not in sentence


def test_the_log_stays_small(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "errors.log").write_bytes(b"x" * (MAX_BYTES + 1))
    caught(Mishaps(tmp_path), "the newest")
    assert (tmp_path / "errors.log").stat().st_size < 5000


CONTROL_C = """
import os, signal, sys
from PySide6.QtCore import QTimer
from deckapp.app import begin
from deckapp.interrupts import leave_to_the_system
leave_to_the_system()
qt, app = begin()
QTimer.singleShot(300, lambda: os.kill(os.getpid(), signal.SIGINT))
QTimer.singleShot(20_000, qt.quit)
sys.exit(qt.exec())
"""


@pytest.mark.skipif(os.name == "nt", reason="no signals of this kind")
def test_control_c_ends_the_program_without_a_word(tmp_path: Path) -> None:
    env = {**os.environ, "DECKAPP_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CONTROL_C], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == -signal.SIGINT, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "errors.log").exists()
