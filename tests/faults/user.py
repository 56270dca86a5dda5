"""What root cannot try: files and folders without rights, as an ordinary user, and some tests of files as that user."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults.hostile import PNG
from tests.faults.kinds import DECK
from tests.faults.rounds import TRACE, Tally

ABOUT = "as an ordinary user: no rights to read, write or enter, no home; and the tests of files as that user"
USUAL = 1
NOBODY = 65534
ROOT = Path(__file__).resolve().parents[2]
TESTS = ("tests/files", "tests/plan/test_versions.py", "tests/plan/test_journal.py",
"tests/plan/test_file.py",
         "tests/deck/test_kept.py", "tests/deck/test_library.py", "tests/deck/test_listing.py",
         "tests/cli/test_program.py",
         "tests/test_decks.py", "tests/ui/document/test_library_store.py", "tests/ui/window/test_start_page.py",
         "tests/ui/window/test_recovery_questions.py",
         "tests/printing/test_calibration.py")  # fmt: skip


class Place(NamedTuple):
    """A user's folders."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def files(self) -> Path:
        return self.folder / "files"


class Case(NamedTuple):
    """A command that meets something without rights: what is done before, its words, and what it may end with."""

    name: str
    before: Callable[[Place], None]
    words: tuple[str, ...]
    codes: tuple[int, ...]
    unchanged: str = ""
    """A file of `files` that is to stay as it is."""


def shut(name: str, mode: int = 0) -> Callable[[Place], None]:
    """Take the rights of something below the folder away."""
    return lambda at: (at.folder / name).chmod(mode)


def also(*steps: Callable[[Place], None]) -> Callable[[Place], None]:
    """One after the other."""

    def do(at: Place) -> None:
        for step in steps:
            step(at)

    return do


def odd_name(at: Place) -> None:
    """A deck whose name is not UTF-8, beside one with the same id."""
    shutil.copy(at.home / "decks" / "deck.yaml", os.fsencode(at.home / "decks") + b"/m\xfcll.yaml")


PRINT = ("print", "{files}/deck.yaml", "-o", "{files}/out.pdf")
EXPORT = ("export", "{files}/p.deckplan", "-o", "{files}/out.pdf")
NEW = ("new", "seed/short", "-o", "{files}/out.deckplan", "--force")
OPEN = ("window", "{files}/p.deckplan")
CASES = (
    Case("a plan that may not be read", shut("files/p.deckplan"), EXPORT, (1,), "out.pdf"),
    Case("a plan that may not be read, checked", shut("files/p.deckplan"), ("check", "{files}/p.deckplan"),
    (1,)),
    Case("a plan that may not be read, opened", shut("files/p.deckplan"), OPEN, (0,)),
    Case("a folder that may not be written", shut("files", 0o500), EXPORT, (1,), "out.pdf"),
    Case("a folder that may not be written", shut("files", 0o500), PRINT, (1,), "out.pdf"),
    Case("a folder that may not be written", shut("files", 0o500), NEW, (1,), "out.deckplan"),
    Case("a folder that may not be written", shut("files", 0o500), ("calibrate", "-o", "{files}/out.pdf"),
    (1,), "out.pdf"),
    Case("a folder that may not be entered", shut("files"), EXPORT, (1,)),
    Case("a folder that may not be entered", shut("files"), OPEN, (0, 1)),
    Case("a folder that may not be entered, checked", shut("files"), ("check", "{files}"), (1,)),
    Case("a deck that may not be read", shut("files/deck.yaml"), PRINT, (1,), "out.pdf"),
    Case("a deck that may not be read", shut("home/decks/deck.yaml"), ("decks",), (0, 1)),
    Case("a deck that may not be read, at a start", shut("home/decks/deck.yaml"), OPEN, (0,)),
    Case("a picture that may not be read", shut("files/ok.png"), PRINT, (1,), "out.pdf"),
    Case("a picture that may not be read", shut("files/ok.png"), ("check", "{files}/deck.yaml"), (1,)),
    Case("a folder of decks that may not be entered", shut("home/decks"), ("decks",), (0, 1)),
    Case("a folder of decks that may not be entered, at a start", shut("home/decks"), OPEN, (0,)),
    Case("a name that is not UTF-8", odd_name, ("decks",), (1,)),
    Case("a name that is not UTF-8, at a start", odd_name, OPEN, (0,)),
    Case("a home that may not be written", shut("home", 0o500), OPEN, (0,)),
    Case("a home that may not be written", shut("home", 0o500), NEW, (0, 1)),
    Case("a home that may not be written", shut("home", 0o500), ("calibrate", "--readings", "A=1,1",
    "--printer", "X"), (1,)),
    Case("a home that may not be entered", shut("home"), OPEN, (0,)),
    Case("a home that may not be entered", shut("home"), ("decks",), (0, 1)),
    Case("a home that may not be entered", shut("home"), ("check", "{files}/deck.yaml"), (0, 1)),
    Case("a home that may not be entered", shut("home"), ("calibrate", "--list"), (1,)),
    Case("calibrations that may not be read", shut("home/calibrations.json"), ("calibrate", "--list"), (1,)),
    Case("calibrations that may not be read, kept", shut("home/calibrations.json"),
         ("calibrate", "--readings", "A=1,1", "--printer", "X"), (0,)),
    Case("settings that may not be read", shut("home/settings.json"), OPEN, (0,)),
    Case("journals that may not be entered", shut("home/journals"), OPEN, (0,)),
    Case("journals that may not be written", shut("home/journals", 0o500), OPEN, (0,)),
    Case("a journal that may not be read", shut("home/journals/20261128T010203-00000000.journal"), OPEN,
    (0,)),
    Case("versions that may not be entered", shut("home/versions"), OPEN, (0,)),
    Case("versions that may not be entered", shut("home/versions"), NEW, (0,)),
    Case("a plan that is read-only", shut("files/p.deckplan", 0o400), OPEN, (0,), "p.deckplan"),
    Case("a recent plan in a folder that may not be entered", shut("secret"), ("window",
    "{files}/other.deckplan"), (0,)),
    Case("an output that is read-only", shut("files/out.pdf", 0o400), PRINT, (0, 1)),
)  # fmt: skip

SCRIPT = """
import sys
from pathlib import Path
words = sys.argv[1:]
if words[0] != "window":
    from deckapp.cli.program import main
    sys.exit(main(words))
from deckapp.app import begin
from tests.faults.session import Session
session = Session(lambda *told: print(*told, flush=True), Path(words[1]))
session.wait(lambda: session.hands.window.document is not None or session.words(), 10)
if session.hands.window.document is None:
    print("told", session.words())
else:
    session.begin()
    session.edit()
    session.save()
    print("told", session.words())
    session.dismiss()
    session.close("Don't save")
# As at the end of the program: what draws in a thread of its own comes to its end first.
session.app.stop()
"""
"""What is run as that user: a command, or a window in which a plan is opened, edited and saved."""


def main(count: int) -> int:
    """Try everything so often; 1 if any goal was missed, 3 where it cannot be tried."""
    return _campaign(count, CASES, TESTS)


def again(word: str) -> int:
    """The one case that a report names, as case-NUMBER."""
    return _campaign(1, (CASES[int(word.partition("-")[2])],), ())


def _campaign(count: int, cases: Sequence[Case], tests: Sequence[str]) -> int:
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("setpriv"):
        print("user: this campaign begins as root, and needs setpriv", file=sys.stderr)
        return 3
    tally = Tally("user")
    with tempfile.TemporaryDirectory(prefix="deckapp-user-") as base:
        os.chmod(base, 0o755)
        words, names = _python(Path(base))
        for _ in range(count):
            for who in ([], ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]):
                for number, case in enumerate(cases):
                    for fault in _try(case, Path(base), [*who, *words], names, as_root=not who):
                        who_said = f"{case.name}: {' '.join(case.words)}, as {'nobody' if who else 'root'}"
                        tally.fault(*fault, f"python -m tests.faults user case-{number}   # {who_said}")
                    tally.see()
        if tests:
            _test(Path(base), words, names, tally)
    return tally.report()


def _python(base: Path) -> tuple[list[str], dict[str, str]]:
    """A Python and a copy of the tree that any user can read: how to call it, and its environment."""
    tree = base / "tree"
    kept = ("deckapp", "cards", "decks", "tests", "pyproject.toml", "packaging", "README.md",
    "CONTRIBUTING.md",
            "CHANGELOG.md", "LICENSE")  # fmt: skip
    tree.mkdir()
    for name in kept:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, tree / name)
    (base / "script.py").write_text(SCRIPT)
    packages = Path(sysconfig.get_path("purelib"))
    names = {
        "PYTHONPATH": f"{tree}",
        "QT_QPA_PLATFORM": "offscreen",
        "PATH": "/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    if _open_to_all(Path(sys.base_prefix)) and _open_to_all(packages):
        return [sys.executable], names
    python = base / "python"
    shutil.copytree(
        sys.base_prefix,
        python,
        symlinks=True,
        ignore=shutil.ignore_patterns("__pycache__", "test", "site-packages"),
    )
    if not _open_to_all(packages):
        packages = Path(shutil.copytree(packages, base / "packages", symlinks=True))
    named = f"python{sys.version_info.major}.{sys.version_info.minor}"
    names |= {"PYTHONHOME": str(python), "PYTHONPATH": f"{tree}:{packages}"}
    return [str(python / "bin" / named)], names


def _open_to_all(path: Path) -> bool:
    return all(one.stat().st_mode & stat.S_IXOTH for one in (path, *path.parents))


def _try(
    case: Case, base: Path, python: list[str], names: dict[str, str], *, as_root: bool
) -> Iterator[tuple[str, str]]:
    """What is wrong with how a case ended."""
    at = Place(base / "user")
    _lay_out(at)
    before = (at.files / case.unchanged).read_bytes() if case.unchanged else b""
    if not as_root:
        for path in (at.folder, *at.folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    case.before(at)
    words = [word.format(files=at.files) for word in case.words]
    try:
        done = subprocess.run(
            [*python, str(base / "script.py"), *words], capture_output=True, text=True, errors="replace",
            timeout=60, check=False,
            env=dict(names, DECKAPP_HOME=str(at.home), HOME=str(at.folder)), cwd=base,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        yield "slow", "no end after 60 s"
        return
    if done.returncode < 0:
        yield "crash", f"SIG {-done.returncode}\n{done.stderr[-2000:]}"
    elif TRACE in done.stderr:
        yield "traceback", done.stderr[-3000:]
    elif done.returncode not in ((0, 1) if as_root else case.codes):
        yield "code", f"it ended with {done.returncode}\n{done.stdout[-500:]}\n{done.stderr[-500:]}"
    elif done.returncode == 1 and not done.stderr.strip():
        yield "silent", "it failed and said nothing"
    if not as_root:
        if (
            case.words[0] == "window"
            and "unprotected" not in done.stdout
            and "saved" not in done.stdout
            and "told \n" in done.stdout
            and not re.search(r"^refused \d+ \S", done.stdout, re.MULTILINE)
        ):
            yield "silent", f"nothing was saved, and nothing was said\n{done.stdout[-500:]}"
        for path in (at.folder, at.files):
            path.chmod(0o755)
        if case.unchanged:
            (at.files / case.unchanged).chmod(0o644)
            if (at.files / case.unchanged).read_bytes() != before:
                yield "replaced", f"{case.unchanged} is another one"


def _lay_out(at: Place) -> None:
    from deckapp.plan.edits import change_plan, new_plan
    from deckapp.plan.file import write_plan
    from deckapp.plan.journal import Journal
    from deckapp.printing.calibration import Calibration, Misprint, keep
    from deckapp.ui.document.settings import Settings

    if at.folder.exists():
        for path in (at.folder, *at.folder.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(at.folder)
    for folder in (at.home / "decks", at.files, at.folder / "secret"):
        folder.mkdir(parents=True)
    os.environ["DECKAPP_HOME"] = str(at.home)
    suits = [
        dict(suit, cards=[card for card in suit["cards"] if isinstance(card, dict)]) for suit in DECK["suits"]
    ]
    for folder in (at.files, at.home / "decks"):
        (folder / "ok.png").write_bytes(PNG)
        (folder / "deck.yaml").write_text(json.dumps({**DECK, "suits": suits}))
    plan = change_plan(new_plan(), title="edit 0")
    for path in (
        at.files / "p.deckplan",
        at.files / "p.deckplan",
        at.files / "other.deckplan",
        at.folder / "secret" / "s.deckplan",
    ):
        write_plan(plan, path)
        plan = change_plan(plan, organisation=plan.organisation + "x")
    for name in ("out.pdf", "out.deckplan"):
        (at.files / name).write_bytes(b"what was there before")
    keep(Calibration(printer="Office", misprint=Misprint(x=0.5)))
    settings = Settings()
    settings.scheme = "dark"
    settings.remember_plan(at.folder / "secret" / "s.deckplan")
    del settings
    journal = Journal(at.home / "journals")
    journal.start(plan, at.folder / "gone.deckplan")
    journal.append(plan, change_plan(plan, title="edit 1"), "edit")
    path = journal.path
    journal.close(discard=False)
    assert path is not None
    path.rename(path.with_name("20261128T010203-00000000.journal"))
    (at.home / "versions").mkdir(exist_ok=True)


def _test(base: Path, python: list[str], names: dict[str, str], tally: Tally) -> None:
    """The suite's tests of files, as that user."""
    scratch = base / "scratch"
    scratch.mkdir()
    os.chown(scratch, NOBODY, NOBODY)
    there = [name for name in TESTS if (ROOT / name).exists()]
    words = [
        *python,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--basetemp",
        str(scratch / "t"),
        *there,
    ]
    done = subprocess.run(
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *words], cwd=base / "tree",
        capture_output=True,
        text=True, check=False,
        env=dict(names, HOME=str(scratch), TMPDIR=str(scratch), HYPOTHESIS_STORAGE_DIRECTORY=str(scratch / "h")),
    )  # fmt: skip
    tally.see()
    print(
        f"the suite's tests of files, as nobody: {done.stdout.strip().splitlines()[-1:] or done.stderr[-500:]}"
    )
    if done.returncode:
        tally.fault(
            "tests", f"tests fail as nobody\n{done.stdout[-1500:]}{done.stderr[-500:]}", " ".join(words)
        )
