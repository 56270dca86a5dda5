"""The command line where its output is closed, full or cut off, and when it is interrupted: no traceback."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deckapp.plan.edits import new_plan
from deckapp.plan.file import write_plan

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the shell, devices and signals are posix")

ROUNDS = int(os.environ.get("DECKAPP_FAULT_ROUNDS", "5"))
FULL = "standard output: the disk is full; make room on it, or choose a folder on another disk\n"
DECKAPP = f"{sys.executable} -m deckapp"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
}


def shell(command: str, folder: Path, **names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command.replace("deckapp", DECKAPP, 1)],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env=ENVIRONMENT | names,
    )  # fmt: skip


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_failure(tmp_path: Path, closed: str) -> None:
    done = shell(f"deckapp decks {closed}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("change-management" in done.stdout) == (">&-" not in closed.replace("2>&-", ""))


def test_what_is_printed_never_gets_into_a_file_that_is_written(tmp_path: Path) -> None:
    done = shell("deckapp new change-management/first-plan -o a.deckplan >&- 2>&-", tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "a.deckplan").read_bytes().startswith(b"{")
    assert (tmp_path / "a.deckplan").read_bytes().endswith(b"}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("deckapp schema card > /dev/full", FULL),
        ("deckapp --help > /dev/full", FULL),
        ("deckapp --version > /dev/full", FULL),
        ("deckapp check --help > /dev/full", FULL),
        ("deckapp decks > /dev/full", FULL),
        ("deckapp check nothing.yaml 2> /dev/full", ""),
        ("deckapp schema card > /dev/full 2>&1", ""),
    ],
)
def test_a_full_disk_behind_a_stream_is_said_in_one_line(
    tmp_path: Path, command: str, said: str, unbuffered: str
) -> None:
    done = shell(command, tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
@pytest.mark.parametrize(
    ("command", "written", "unbuffered"),
    [
        ("deckapp new change-management/first-plan -o new.deckplan", "new.deckplan", ""),
        ("deckapp export plan.deckplan -o out.pdf --parts definition", "out.pdf", ""),
        ("deckapp export plan.deckplan -o out.md", "out.md", "1"),
        ("deckapp print workshop-craft --cards dots-with-reasons -o a.pdf", "a.pdf", "1"),
        ("deckapp print workshop-craft --cards dots-with-reasons -o a.pdf --json", "a.pdf", ""),
        ("deckapp calibrate -o sheet.pdf", "sheet.pdf", ""),
        ("deckapp calibrate --readings A=0.5,-0.3 --printer Office", "home/calibrations.json", ""),
    ],
)
def test_a_file_that_is_written_is_said_to_be_where_standard_output_is_full(
    tmp_path: Path, command: str, written: str, unbuffered: str
) -> None:
    (tmp_path / "plan.deckplan").write_text('{"format": "deckapp-plan", "version": 1, "title": "Merger"}')
    done = shell(f"{command} > /dev/full", tmp_path, PYTHONUNBUFFERED=unbuffered, DECKAPP_HOME="home")
    assert done.stderr == FULL.replace("full;", f"full, but {written} is written;")
    assert done.returncode == 1
    assert (tmp_path / written).stat().st_size


def test_a_reader_that_has_had_enough_is_no_failure(tmp_path: Path) -> None:
    done = shell("deckapp schema plan | head -c 10", tmp_path)
    assert (len(done.stdout), done.stderr) == (10, "")


def test_ctrl_c_ends_it_at_any_moment_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "deckapp", "print", "question-cards", "-o", "cards.pdf"]
    chance = random.Random(1)
    codes = set()
    for _ in range(ROUNDS):
        with subprocess.Popen(
            command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        ) as running:
            time.sleep(chance.uniform(0.0, 2.0))
            running.send_signal(signal.SIGINT)
            said = running.communicate(timeout=120)
        codes.add(running.returncode)
        # The interpreter's own start is not ours yet: there the system ends it (-2), or Python says where it was.
        if "<frozen" not in said[1] and "site" not in said[1]:
            assert "Traceback" not in said[1]
            assert len(said[1].splitlines()) <= 1
            assert running.returncode in (0, 130, -2), said
        assert {path.name for path in tmp_path.iterdir()} <= {"cards.pdf"}
    assert 130 in codes or ROUNDS < 20


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )


def test_ctrl_c_that_a_library_swallows_ends_it_all_the_same() -> None:
    code = (
        "import time, os, signal\n"
        "from deckapp.interrupts import interruptible\n"
        "with interruptible():\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(5)\n"
        "    except BaseException:\n"
        "        pass\n"
        "    try:\n"
        "        time.sleep(60)\n"
        "    except KeyboardInterrupt:\n"
        "        print(1)\n"
    )
    done = python(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


def test_ctrl_c_in_a_finaliser_comes_again_where_it_can_be_heard() -> None:
    code = (
        "import os, signal, time\n"
        "from deckapp.interrupts import interruptible\n"
        "class Thing:\n"
        "    def __del__(self):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(1)\n"
        "with interruptible():\n"
        "    try:\n"
        "        Thing()\n"
        "        time.sleep(60)\n"
        "    except KeyboardInterrupt:\n"
        "        print(1)\n"
    )
    done = python(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


def test_ctrl_c_while_a_library_is_imported_waits_until_that_is_done(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(0.2)\nwhole = True\n"
    )
    code = (
        "import sys, time\n"
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        "from deckapp.interrupts import interruptible\n"
        "with interruptible():\n"
        "    try:\n"
        "        import slow\n"
        "        time.sleep(60)\n"
        "    except KeyboardInterrupt:\n"
        "        print(sys.modules['slow'].whole)\n"
    )
    done = python(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")


@pytest.mark.skipif(os.name == "nt", reason="there is no such locale")
@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_bare_locale_is_nothing_to_talk_about(tmp_path: Path, locale: str) -> None:
    plan, output = tmp_path / "plan.deckplan", tmp_path / "plan.pdf"
    write_plan(new_plan("Übergang"), plan)
    said = subprocess.run(
        [sys.executable, "-m", "deckapp", "export", plan, "-o", output],
        env=os.environ | {"LC_ALL": locale}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (said.returncode, said.stdout, said.stderr) == (0, f"{output}\n", "")
