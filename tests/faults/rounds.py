"""What all campaigns share: rounds in processes of their own, watched from outside, and the figures of all of them."""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import random
import re
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults import shim

SECONDS = 10.0
"""Nothing may take longer, counted as the processor's time, for the machine may have other work; what stands still
longer than a round may take is found by the clock."""
MEGABYTES = 1024
"""Nothing may take more memory than the process had before and this."""
MOST_MEMORY = 6 * 1024**3
PATIENCE = 180.0
FIGURES = ("lost", "run", "crash", "traceback", "slow", "large")
TRACE = "Traceback (most recent call last)"

Say = Callable[..., None]
"""Tells the watcher something: a word, and what goes with it."""


class End(NamedTuple):
    """How a process ended: by which signal (0: none), what it told, wrote and was struck at, its time and memory."""

    signal: int
    code: int
    told: list[list[Any]]
    wrote: str
    struck: list[str]
    seconds: float
    busy: float
    """The processor's time."""
    megabytes: float
    late: bool

    @property
    def fault(self) -> tuple[str, str] | None:
        """A crash, a traceback, a program that was run, or time and memory beyond the bounds."""
        if self.late:
            return "slow", f"no end after {self.seconds:.0f} s\n{self.wrote[-3000:]}"
        if any(line.startswith(("RUN", "LET IN")) for line in self.struck):
            return "run", "; ".join(line for line in self.struck if line.startswith(("RUN", "LET IN")))
        if self.signal not in (0, signal.SIGKILL):
            return "crash", f"{signal.Signals(self.signal).name}\n{self.wrote[-3000:]}"
        if TRACE in self.wrote:
            return "traceback", self.wrote[self.wrote.index(TRACE) :][-3000:]
        if self.busy > SECONDS:
            return "slow", f"{self.busy:.1f} s"
        return None


class Tally:
    """The figures of a campaign, and the first example of each kind of fault."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rounds = 0
        self.faults: dict[str, int] = dict.fromkeys(FIGURES, 0)
        self.examples: dict[str, tuple[int, str]] = {}
        self.slowest = self.largest = 0.0

    def see(self, seconds: float = 0.0, megabytes: float = 0.0) -> None:
        """One more round, which took so much."""
        self.rounds += 1
        self.slowest, self.largest = max(self.slowest, seconds), max(self.largest, megabytes)

    def fault(self, kind: str, what: str, how: str, around: str = "") -> None:
        """A goal was missed; `how` is a line that shows it again, `around` what else is good to know."""
        self.faults[kind] = self.faults.get(kind, 0) + 1
        key = f"{kind}: {_gist(what)}"
        if key not in self.examples:
            print(f"  {self.name}: {key}\n    again: {how}", file=sys.stderr, flush=True)
        seen, example = self.examples.get(key, (0, f"{_shortened(what.strip())}{around}\nagain: {how}"))
        self.examples[key] = seen + 1, example

    def as_data(self) -> dict[str, Any]:
        """The tally for another process."""
        return dict(vars(self))

    def add(self, data: dict[str, Any]) -> None:
        """Take over what another process counted."""
        self.rounds += data["rounds"]
        self.slowest, self.largest = max(self.slowest, data["slowest"]), max(self.largest, data["largest"])
        for kind, number in data["faults"].items():
            self.faults[kind] = self.faults.get(kind, 0) + number
        for key, (number, example) in data["examples"].items():
            self.examples[key] = self.examples.get(key, (0, example))[0] + number, example

    def report(self) -> int:
        """Print each kind of fault with its first example, then one line of figures; 1 if a goal was missed."""
        for key, (number, example) in sorted(self.examples.items()):
            print(f"\n{number} x {key}\n    {example.replace(chr(10), chr(10) + '    ')}")
        figures = ", ".join(f"{number} {kind}" for kind, number in self.faults.items())
        print(
            f"{self.name}: {self.rounds:,} rounds, {figures}; "
            f"slowest {self.slowest:.1f} s, largest {self.largest:.0f} MB",
            flush=True,
        )
        return int(any(self.faults.values()))


def run(work: Callable[[Say], object], *, seconds: float = PATIENCE) -> End:
    """Do `work` in a forked process of its own and wait for its end, not longer than so many seconds.

    The process may kill itself or be struck by the shim; what it told until then is in the End.
    """
    with Forked(work) as forked:
        forked.wait(seconds)
        return forked.end()


class Forked:
    """A forked process at work, whose words are read here. Its standard streams go into a file."""

    def __init__(self, work: Callable[[Say], object]) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="deckapp-round-"))
        self._reader, writer = os.pipe()
        self._rest = b""
        self.told: list[list[Any]] = []
        self._begun = time.monotonic()
        self._late = False
        self._status: tuple[int, Any] | None = None
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._reader)
            _be_child(work, writer, self._folder)
        os.close(writer)

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, *_what: object) -> None:
        self.kill()
        os.close(self._reader)
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, seconds: float) -> list[list[Any]]:
        """What it tells within so many seconds, as soon as it tells anything; [["end"]] once it has ended."""
        if not select.select([self._reader], [], [], seconds)[0]:
            return []
        data = os.read(self._reader, 1 << 16)
        if not data:
            return [["end"]]
        *lines, self._rest = (self._rest + data).split(b"\n")
        words = [json.loads(line) for line in lines]
        self.told += words
        return words

    def wait(self, seconds: float) -> None:
        """Read until it ends; one that does not is made to say where it is, and ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.read(left) == [["end"]]:
                return
        self.stop_late()

    def stop_late(self) -> None:
        """End it, for it takes too long; its stacks go into what it wrote."""
        self._late = True
        os.kill(self.pid, signal.SIGABRT)
        for _ in range(100):
            if self._reaped():
                return
            time.sleep(0.02)
        self.kill()

    def kill(self) -> None:
        """End it as `kill -9` does."""
        if not self._reaped():
            os.kill(self.pid, signal.SIGKILL)
            self._status = os.wait4(self.pid, 0)[1:]

    def end(self) -> End:
        """How it ended; waits for that."""
        seconds = time.monotonic() - self._begun
        if self._status is None:
            self._status = os.wait4(self.pid, 0)[1:]
        status, used = self._status
        return End(
            signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1,
            told=self.told,
            wrote=self.wrote(),
            struck=(self._folder / "struck").read_text(errors="replace").splitlines(),
            seconds=seconds,
            busy=used.ru_utime + used.ru_stime,
            megabytes=used.ru_maxrss / 1024,
            late=self._late,
        )

    def wrote(self) -> str:
        """What is on its standard streams until now."""
        return (self._folder / "streams").read_text(errors="replace")

    def _reaped(self) -> bool:
        if self._status is None:
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            self._status = (status, used) if pid else None
        return self._status is not None


def log_fd() -> int:
    """In a forked process: where the shim writes what it struck."""
    return int(os.environ["DECKAPP_STRUCK_FD"])


def _be_child(work: Callable[[Say], object], writer: int, folder: Path) -> None:
    shim.die_with_parent()
    streams = os.open(folder / "streams", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    struck = os.open(folder / "struck", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.environ["DECKAPP_STRUCK_FD"] = str(struck)
    for standard in (1, 2):
        os.dup2(streams, standard)
    os.chdir(folder)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.enable(streams)
    logging.basicConfig(stream=sys.stderr, force=True)
    if shim.is_loaded():
        shim.watch(struck)

    def say(*words: object) -> None:
        os.write(writer, json.dumps(words, default=str).encode() + b"\n")

    code = 70
    try:
        code = int(work(say) or 0)  # type: ignore[call-overload]
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def spread(jobs: Sequence[Any], work: Callable[[Any, Tally, Path], None], tally: Tally) -> None:
    """Do all jobs on as many processes as there are processors (DECKAPP_WORKERS), each with a folder of its own.

    `work` takes a job, the tally that it adds to, and the folder.
    """
    workers = min(int(os.environ.get("DECKAPP_WORKERS", os.cpu_count() or 1)), len(jobs)) or 1
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="deckapp-campaign-") as base:
        pids = []
        for number in range(workers):
            sys.stdout.flush()
            pid = os.fork()
            if pid == 0:
                _be_worker(jobs[number::workers], work, Tally(tally.name), Path(base, str(number)), begun)
            pids.append(pid)
        for number, pid in enumerate(pids):
            _pid, status = os.waitpid(pid, 0)
            result = Path(base, f"{number}.json")
            if status or not result.exists():
                tally.fault("crash", "the campaign itself failed (see above)", f"worker {number}")
            else:
                tally.add(json.loads(result.read_text()))


def _be_worker(
    jobs: Sequence[Any], work: Callable[[Any, Tally, Path], None], tally: Tally, folder: Path, begun: float
) -> None:
    shim.die_with_parent()
    code = 1
    try:
        folder.mkdir()
        told = begun
        for number, job in enumerate(jobs):
            work(job, tally, folder)
            if time.monotonic() - told > 60:
                told = time.monotonic()
                found = sum(tally.faults.values())
                print(
                    f"  {tally.name}: {number + 1} of {len(jobs)} jobs of a worker, {tally.rounds:,} rounds, "
                    f"{found} faults, {told - begun:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
        folder.with_suffix(".json").write_text(json.dumps(tally.as_data()))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def few(stories: Sequence[str], count: int) -> list[str]:
    """The stories of a campaign: all of them, but a few where there are only a few rounds, for each must be told once
    before it can be struck."""
    return (
        list(stories)
        if count > 2 * len(stories)
        else random.Random(count).sample(stories, max(1, count // 4))
    )


def in_turn(
    numbers: Sequence[int],
    work: Callable[[int, Say], object],
    *,
    seconds: float,
    start: Callable[[], object] = int,
    slow: float = SECONDS,
) -> Iterator[tuple[int, tuple[str, str] | None, float, float]]:
    """Do `work` for each number, many in one process; after a crash, or what takes too long, in a new one.

    Yields each number, its fault if any, its seconds and the megabytes that it took at most. `start` is done
    first in each process. What takes more than `slow` seconds is a fault. `work` may also say ("fault", kind, what).
    """
    left = list(numbers)
    while left:
        with Forked(lambda say, todo=tuple(left): _one_after_another(todo, work, say, start)) as forked:
            done = yield from _follow(forked, left, seconds, slow)
        left = left[done:]


def _follow(
    forked: Forked, left: Sequence[int], seconds: float, slow: float
) -> Iterator[tuple[int, tuple[str, str] | None, float, float]]:
    """What comes of the numbers, until the process ends; returns how many were done."""
    done, begun, started = 0, time.monotonic(), False
    fault: tuple[str, str] | None = None
    while done < len(left):
        # The first one waits for the process's start, too.
        patience = seconds if started else max(seconds, PATIENCE)
        words = forked.read(max(0.0, begun + patience - time.monotonic()))
        if not words or words == [["end"]]:
            if not words:
                forked.stop_late()
            end = forked.end()
            yield (
                left[done],
                end.fault or fault or ("crash", f"it ended\n{end.wrote[-3000:]}"),
                end.seconds,
                0.0,
            )
            return done + 1
        for kind, *rest in words:
            if kind == "begin":
                begun, started, fault = time.monotonic(), True, None
            elif kind == "fault":
                fault = fault or (rest[0], rest[1])
            elif kind == "done":
                took, megabytes = rest
                if took > slow:
                    fault = fault or ("slow", f"{took:.1f} s")
                if megabytes > MEGABYTES:
                    fault = fault or ("large", f"{megabytes:.0f} MB")
                yield left[done], fault, took, megabytes
                done += 1
                begun = time.monotonic()
    return done


def _one_after_another(
    numbers: Sequence[int], work: Callable[[int, Say], object], say: Say, start: Callable[[], object]
) -> None:
    start()
    report_to(say)
    struck, streams = (File(Path(f"/proc/self/fd/{fd}")) for fd in (log_fd(), 2))
    for number in numbers:
        say("begin", number)
        base = _peak(reset=True)
        begun = time.process_time()
        try:
            work(number, say)
        except Exception:
            say("fault", "traceback", traceback.format_exc()[-3000:])
        took = time.process_time() - begun
        if run := struck.news():
            say("fault", "run", run)
        sys.stderr.flush()
        if TRACE in (wrote := streams.news()):
            say("fault", "traceback", wrote[wrote.index(TRACE) :][-3000:])
        say("done", took, _peak() - base)


class File:
    """A file that grows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = path.stat().st_size

    def news(self) -> str:
        """What was written to it since this was asked last."""
        if self._path.stat().st_size == self._seen:
            return ""
        with self._path.open("rb") as file:
            file.seek(self._seen)
            data = file.read()
        self._seen += len(data)
        return data.decode(errors="replace")


def report_to(say: Say) -> None:
    """Tracebacks that end in a log or in a hook are faults, too."""

    def hook(kind: Any, error: Any, trace: Any) -> None:
        say("fault", "traceback", "".join(traceback.format_exception(kind, error, trace))[-3000:])

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info:
                say("fault", "traceback", logging.Formatter().format(record)[-3000:])

    sys.excepthook = hook
    sys.unraisablehook = lambda what: hook(what.exc_type, what.exc_value, what.exc_traceback)
    import threading

    threading.excepthook = lambda what: hook(what.exc_type, what.exc_value, what.exc_traceback)
    logging.getLogger().addHandler(Handler())


def _peak(*, reset: bool = False) -> float:
    """The most memory that this process has held, in megabytes; `reset`: what it holds, from which it counts anew."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _gist(what: str) -> str:
    """What a fault is about, the same for all of a kind: of a traceback, where it was raised and as what."""
    lines = [line.strip() for line in what.strip().splitlines() if line.strip()]
    places = [line for line in lines if line.startswith("File ")]
    ours = [line for line in places if "/deckapp/" in line]
    if TRACE in what and lines:
        where = (ours or places or [""])[-1]
        return f"{lines[-1].partition(':')[0][:100]} in {_bare(where)}"
    if (lines and lines[0].startswith("SIG")) or "no end after" in what:
        return f"{lines[0].partition(' after')[0]} in {_bare((ours or places or ['somewhere'])[0])}"
    return re.sub(r"[0-9a-f]*\d[0-9a-f.]*", "…", lines[0])[:110] if lines else "?"


def _bare(place: str) -> str:
    """`File ".../deckapp/plan/file.py", line 3, in read` in short."""
    return re.sub(r'File "(?:.*/)?((?:deckapp|tests|site-packages)/[^"]*|[^"]*)"', r"\1", place)


def _shortened(text: str, most: int = 14) -> str:
    """The first line and the last ones; of stacks, whose last call stands first, the first ones."""
    lines = text.splitlines()
    if TRACE not in text:
        return "\n".join(lines[:most])
    return text if len(lines) <= most else "\n".join([lines[0], "…", *lines[-most:]])
