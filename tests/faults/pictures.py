"""Spoilt pictures through the door, onto cards, into a print and onto a screen.

DECKAPP_FUZZ_SEED says with which numbers. A batch runs in a
process of its own, with programs on its path that leave a mark when somebody starts them, and says for each
picture what came of it. At the end stands what must be: no crash, no program run, nothing raised but refusals,
none over 10 seconds or 1 GB.
"""

from __future__ import annotations

import collections
import json
import logging
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.picture_seeds import DRAWN, seeds, spoilt

ABOUT = "spoilt pictures of every kind that Pillow knows, onto cards, into a print and onto a screen"
USUAL = 10_000
ROOT = Path(__file__).resolve().parents[2]
BATCH = 250
MOST_SECONDS, MOST_MB = 10.0, 1000
STARTS = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.forkpty",
    "os.startfile",
}
PROGRAMS = ("gs", "gswin32c", "gswin64c", "djpeg", "cjpeg", "xv", "xdg-open", "display", "magick", "convert")
ENDINGS = ("png", "jpg", "gif", "webp", "tif", "svg", "eps", "bmp", "avif")

Figures = dict[str, int | float]


def main(count: int) -> int:
    """Try so many; 1 if any goal was missed."""
    found = campaign(count, int(os.environ.get("DECKAPP_FUZZ_SEED", "1")), tell=True)
    kept = {name: found.get(name, 0) for name in ("run", "crashes", "tracebacks", "over", "refused", "drawn")}
    figures = ", ".join(f"{number:,} {name}" for name, number in kept.items())
    print(
        f"pictures: {count:,} rounds, {figures}; slowest {found['seconds']:.1f} s, largest {found['mb']:.0f} MB"
    )
    return int(any(kept[name] for name in ("run", "crashes", "tracebacks", "over")))


def campaign(count: int, seed: int, tell: bool = False) -> Figures:
    """What came of so many spoilt pictures, in figures."""
    rng = random.Random(seed)
    kinds = seeds()
    names = sorted(kinds)
    drawn = [name for name in names if name.startswith(DRAWN)]
    total: collections.Counter[str] = collections.Counter()
    worst: dict[str, float] = {"seconds": 0.0, "mb": 0.0}
    with tempfile.TemporaryDirectory() as scratch:
        for start in range(0, count, BATCH):
            folder = Path(scratch, str(start))
            folder.mkdir()
            for number in range(start, min(count, start + BATCH)):
                # Every kind as it is, then oftener those that are not refused by their first letters.
                name = names[number] if number < len(names) else rng.choice(rng.choice((names, drawn, drawn)))
                data = kinds[name] if number < len(names) else spoilt(kinds[name], list(kinds.values()), rng)
                Path(folder, f"{number}-{name.replace(' ', '-')}.{rng.choice(ENDINGS)}").write_bytes(data)
            found = _batch(folder)
            total.update(found.pop("counts"))
            worst = {key: max(worst[key], found[key]) for key in worst}
            if tell:
                print(start + BATCH, dict(total), worst, flush=True)
    return {**total, **worst, "kinds": len(names)}


def _batch(folder: Path) -> dict[str, object]:  # type: ignore[type-arg]
    """One batch in a process of its own; what it left is kept where it crashed."""
    programs = folder / "bin"
    programs.mkdir()
    for name in PROGRAMS:
        (programs / name).write_text(f"#!/bin/sh\ntouch '{folder}/run-{name}'\nsleep 600\n")
        (programs / name).chmod(0o755)
    env = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "tests.faults.pictures", "--batch", str(folder)]
    run = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=1800)
    lines = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    counts: collections.Counter[str] = collections.Counter(line["came"] for line in lines if "came" in line)
    counts["run"] = len(list(folder.glob("run-*"))) + sum("started" in line for line in lines)
    ended = any("end" in line for line in lines)
    counts["crashes"] = int(run.returncode != 0 or not ended)
    counts["tracebacks"] = counts["tracebacks"] + run.stderr.count("Traceback")
    counts["over"] = sum(
        line.get("seconds", 0) > MOST_SECONDS or line.get("mb", 0) > MOST_MB for line in lines
    )
    counts["said"] = len(run.stderr.splitlines())
    if counts["crashes"] or counts["tracebacks"] or counts["run"]:
        last = [line.get("name") for line in lines[-3:]]
        print(f"{folder.name}: {run.returncode} {last}\n{run.stderr[-3000:]}", file=sys.stderr)
    seconds = max((line.get("seconds", 0) for line in lines), default=0)
    return {"counts": counts, "seconds": seconds, "mb": max((line.get("mb", 0) for line in lines), default=0)}


def batch(folder: Path) -> None:
    """Each picture of a folder through the door and onto a page, then all of them on cards, printed and drawn."""
    sys.addaudithook(_watch)
    from deckapp.face.page import MM, Page, Picture
    from deckapp.face.pdf.raster import render
    from deckapp.face.photos.door import ready
    from deckapp.problem import PictureError

    paths = sorted(path for path in folder.iterdir() if path.is_file())
    for path in paths:
        begun = time.perf_counter()
        came = "drawn"
        try:
            photo = ready(path.read_bytes(), 70 * MM, 120 * MM)
            place = Picture(x=0, y=0, width=70 * MM, height=120 * MM, photo=photo)
            render([Page(width=70 * MM, height=120 * MM, items=(place,))], [300])
        except PictureError:
            came = "refused"
        except BaseException:
            logging.exception(path.name)
            came = "tracebacks"
        _say(name=path.name, came=came, seconds=time.perf_counter() - begun, mb=_memory())
    begun = time.perf_counter()
    pages = _printed(folder, paths)
    _say(end=pages, seconds=(time.perf_counter() - begun) / max(1, len(paths)), mb=_memory())


def _printed(folder: Path, paths: list[Path]) -> int:
    """All pictures as artwork of a deck's cards, as the command prints it and as the screen shows it."""
    from deckapp.cli.groundwork import start_qt

    start_qt()
    from deckapp.cli.print_options import PrintSettings
    from deckapp.deck.reading import read_deck
    from deckapp.face.cards.check import face_problems
    from deckapp.face.pdf.raster import PdfPictures
    from deckapp.printing.deck_pdf import print_deck
    from deckapp.printing.job import make_job

    cards = [
        {
            "id": f"c{number}",
            "title": "T",
            **({"image": path.name} if number % 2 else {"art": {"front": path.name}}),
        }
        for number, path in enumerate(paths)
    ]
    deck = folder / "deck.yaml"
    deck.write_text(
        json.dumps({"id": "d", "title": "D", "suits": [{"id": "s", "title": "S", "cards": cards}]})
    )
    reading = read_deck(deck)
    assert reading.deck is not None
    face_problems(reading)
    print_deck(make_job(reading.deck, PrintSettings(force=True)), folder / "deck.pdf")
    with PdfPictures(folder / "deck.pdf") as pictures:
        for number in range(len(pictures)):
            pictures.picture(number, 200)
        return len(pictures)


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event in STARTS:
        _say(started=f"{event} {args[:1]}")


def _say(**words: object) -> None:
    os.write(1, (json.dumps(words) + "\n").encode())


def _memory() -> int:
    """The most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    batch(Path(sys.argv[2]))
