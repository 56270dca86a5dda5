"""Nothing in the user's own folder may stop a start: what cannot be read is left out, or set aside and kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOBODY = 65534
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and rights of this kind are of other systems")

PROGRAM = """
import faulthandler, os, sys, time, traceback
from pathlib import Path
from PySide6.QtWidgets import QApplication
from deckapp.app import App
from tests.test_hostile_home import CASES

caught = []
sys.excepthook = lambda kind, error, trace: (caught.append(error), traceback.print_exception(error))
qt = QApplication([])
for name in sys.argv[2:]:
    home = Path(sys.argv[1], name.replace(" ", "-").replace("/", "-"), "home")
    home.parent.mkdir(parents=True)
    os.environ["DECKAPP_HOME"] = str(CASES[name](home) or home)
    faulthandler.dump_traceback_later(20, exit=True)
    app = App(qt)
    app.start()
    [window] = app.windows
    while app.services.store.is_loading or not app.services.store.has_read: qt.processEvents()
    until = time.monotonic() + 0.05
    while time.monotonic() < until: qt.processEvents()
    assert app.services.store.library.decks, "the bundled decks are there"
    window.grab()
    window._fill_recent()
    app.services.settings.scheme = "dark"
    app.opener.new_plan(window)
    window.document.edit("name", __import__("msgspec").structs.replace(window.document.plan, title="Kept"))
    window.close_document()
    for dialog in qt.topLevelWidgets():
        if dialog is not window: dialog.close()
    window.close()
    app.stop()
    __import__("shiboken6").delete(app)
    faulthandler.cancel_dump_traceback_later()
    print("opened", name, *(f"{type(error).__name__}: {error}" for error in caught), sep="|", flush=True)
    caught.clear()
os._exit(0)
"""


def made(home: Path) -> Path:
    home.mkdir(exist_ok=True)
    return home


def a_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    (path / "inside").mkdir(parents=True)


def a_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x00\xffdamaged")


def a_loop(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.name)


def huge(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(1 << 33)


def closed(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"{}")
    path.chmod(0)


def closed_folder(path: Path) -> None:
    a_folder(path)
    path.chmod(0)


def device(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("/dev/zero")


KINDS = {
    "a pipe": a_pipe, "a folder": a_folder, "damaged": a_file, "a loop": a_loop, "huge": huge, "closed": closed,
    "a closed folder": closed_folder, "a device": device,
}  # fmt: skip
NAMES = (
    "settings.json", "library.msgpack", "listing.json", "calibrations.json", "errors.log",
    "decks", "cards", "journals", "versions", "starting",
)  # fmt: skip


PATHS = [
    "/tmp/a\0b.yaml", "/" + "a" * 5000, "/a" * 3000, os.fsdecode(b"/tmp/\xff.yaml"), "/dev/zero", "/dev/fd/0", "",
    "/proc/1/mem", "/proc/self/root/nothing.yaml",
]  # fmt: skip


def impossible_paths(home: Path) -> None:
    own = [made(home) / "loop.yaml", home / "secret" / "in.yaml"]
    own[0].symlink_to("loop.yaml")
    a_folder(home / "secret")
    own[1].write_text("{}")
    (home / "secret").chmod(0)
    paths = [*PATHS, *map(str, own)]
    (home / "settings.json").write_text(json.dumps({"recent_plans": paths, "opened_decks": paths}))


def strange_decks(home: Path) -> None:
    for number, (kind, make) in enumerate(KINDS.items()):
        make(home / "decks" / f"{number}.yaml")
        make(home / "cards" / f"{kind}.yaml")


def all_are(kind: str) -> Callable[[Path], None]:
    """Everything in the home is of this kind."""

    def make(home: Path) -> None:
        for name in NAMES:
            KINDS[kind](made(home) / name)

    return make


CASES: dict[str, Callable[[Path], object]] = {
    **{f"all is {kind}": all_are(kind) for kind in KINDS},
    "home is missing": lambda home: None,
    "home is a file": lambda home: home.write_text("") and None,
    "home is a pipe": lambda home: os.mkfifo(home),
    "home is a loop": a_loop,
    "home is closed": lambda home: made(home).chmod(0),
    "home is read only": lambda home: made(home).chmod(0o555),
    "home lies in a closed folder": lambda home: home.parent.chmod(0),
    "home has a long name": lambda home: home / ("a" * 300),
    "home is no text": lambda home: made(home.parent / os.fsdecode(b"\xff")),
    "home is relative": lambda home: Path("no/such/home"),
    "paths are impossible": impossible_paths,
    "decks are strange": strange_decks,
}


USUAL = (
    "all is a pipe", "all is damaged", "all is a folder", "home is a file", "home has a long name", "home is no text",
    "paths are impossible", "decks are strange",
)  # fmt: skip
RIGHTS = (
    "all is a closed folder", "home is closed", "home is read only", "paths are impossible", "decks are strange",
)  # fmt: skip
ALL = os.environ.get("DECKAPP_HOMES") == "all"
"""Every case takes two minutes, and the usual ones a tenth of that."""


def opened(tmp_path: Path, cases: Collection[str], *before: str) -> None:
    """Start the real program once in each case; none is to say anything of an error."""
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    env["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(
        [*before, sys.executable, "-c", PROGRAM, str(tmp_path), *cases], env=env, cwd=tmp_path, capture_output=True,
        text=True, timeout=280, errors="backslashreplace", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-300:] + done.stderr[-3000:]
    said = done.stdout.splitlines()
    assert [line for line in said if line.count("|") > 1] == [], "an error of ours"
    assert len(said) == len(cases)


def give_back(folder: Path) -> None:
    """Let pytest remove what nobody may enter."""
    for path, folders, _files in os.walk(folder):
        for name in folders:
            if not os.path.islink(os.path.join(path, name)):
                os.chmod(os.path.join(path, name), 0o700)


def test_the_window_opens_whatever_lies_in_the_home(tmp_path: Path) -> None:
    try:
        opened(tmp_path, CASES if ALL else USUAL)
    finally:
        give_back(tmp_path)
    assert (tmp_path / "all-is-damaged" / "home" / "settings.json.damaged-1").exists(), "and is kept"


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """A folder that somebody else may enter: no folder of pytest's can be entered by anybody but who runs it."""
    with tempfile.TemporaryDirectory() as name:
        os.chown(name, NOBODY, NOBODY)
        yield Path(name)
        give_back(Path(name))


@pytest.mark.skipif(os.geteuid() != 0, reason="whoever runs this is somebody like that")
@pytest.mark.skipif(not shutil.which("setpriv"), reason="there is no way here to become somebody else")
def test_the_same_for_somebody_who_may_not_do_everything(anybodys: Path) -> None:
    become = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    probe = [*become, sys.executable, "-c", "import deckapp.app"]
    if subprocess.run(probe, cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("somebody else may not read this checkout")
    opened(anybodys, CASES if ALL else RIGHTS, *become)
