"""Bytes from outside never become a Python object, and so never run anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLANT = """
import os, sys
from PySide6.QtCore import QSettings
class Evil:
    def __reduce__(self): return os.system, ("touch " + sys.argv[2],)
settings = QSettings(sys.argv[1], QSettings.Format.IniFormat)
for key in ("FileDialog/history", "FileDialog/lastVisited", "FileDialog/shortcuts", "FileDialog/sidebarWidth",
            "FileDialog/qtVersion", "FileDialog/viewMode", "FileDialog/treeViewHeader", "scheme", "layout/window"):
    settings.setValue(key, Evil())
settings.sync()
"""

SEAL = """
from deckapp.ui.program.sealing import refuse_objects
if "sealed" in __import__("sys").argv: refuse_objects()
"""

READ_SETTINGS = """
import sys
from PySide6.QtCore import QSettings
settings = QSettings(sys.argv[1], QSettings.Format.IniFormat)
print([settings.value(key) for key in settings.allKeys()])
"""

ASK_FOR_FILE = """
from PySide6.QtWidgets import QApplication, QFileDialog
app = QApplication([])
QFileDialog(None, "Open", "/tmp").open()
app.processEvents()
"""

DROP = """
import os, sys
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableWidget
app = QApplication([])
class Evil:
    def __reduce__(self): return os.system, ("touch " + sys.argv[2],)
model = QStandardItemModel()
item = QStandardItem("a")
item.setData(Evil(), Qt.ItemDataRole.UserRole + 1)
model.appendRow(item)
kind = "application/x-qabstractitemmodeldatalist"
dragged = QMimeData()
dragged.setData(kind, model.mimeData([model.index(0, 0)]).data(kind))
QTableWidget(2, 2).dropMimeData(0, 0, dragged, Qt.DropAction.CopyAction)
"""

WAYS = {"settings": READ_SETTINGS, "a file dialog": ASK_FOR_FILE, "a drop": DROP}


def ran(way: str, tmp_path: Path, *, sealed: bool) -> bool:
    """Whether a planted command ran when a program read it this way."""
    conf, sign = tmp_path / "conf" / "QtProject.conf", tmp_path / "RAN"
    env = {**os.environ, "XDG_CONFIG_HOME": str(conf.parent), "QT_QPA_PLATFORM": "offscreen"}
    root = str(Path(__file__).parents[3])

    def run(code: str) -> None:
        words = [sys.executable, "-c", code, str(conf), str(sign), *(["sealed"] if sealed else [])]
        subprocess.run(words, env=env, cwd=root, check=True, capture_output=True, timeout=60)

    run(PLANT)
    assert b"PyObjectWrapper" in conf.read_bytes()
    run(SEAL + WAYS[way])
    return sign.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_command_is_not_run(way: str, tmp_path: Path) -> None:
    assert not ran(way, tmp_path, sealed=True)


def test_the_planted_command_would_run(tmp_path: Path) -> None:
    """Else the tests above would say nothing."""
    assert ran("settings", tmp_path, sealed=False)


def test_python_reads_its_own_pickles_as_before() -> None:
    code = SEAL + "import pickle; assert pickle.loads(pickle.dumps([1])) == [1]"
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", code, "sealed"], cwd=root, check=True, timeout=60)


def test_the_program_itself_is_sealed_before_it_reads_anything(tmp_path: Path) -> None:
    conf, sign = tmp_path / "conf" / "QtProject.conf", tmp_path / "RAN"
    env = {**os.environ, "XDG_CONFIG_HOME": str(conf.parent), "QT_QPA_PLATFORM": "offscreen"}
    env["DECKAPP_HOME"] = str(tmp_path / "home")
    subprocess.run([sys.executable, "-c", PLANT, conf, sign], env=env, check=True, timeout=60)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.ini").write_bytes(conf.read_bytes())
    (tmp_path / "home" / "settings.json").write_bytes(conf.read_bytes())
    code = """
from deckapp.app import begin
qt, app = begin()
app.windows[0].commands.open_files()
for _ in range(20): qt.processEvents()
app.quit()
"""
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", code], env=env, cwd=root, check=True, timeout=60)
    assert not sign.exists()
    assert (tmp_path / "home" / "settings.json.damaged-1").exists(), "what could not be read is kept"
