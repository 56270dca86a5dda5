"""The kinds of files that Deckapp reads: good ones to begin with, how they are changed, and who reads them."""

from __future__ import annotations

import base64
import contextlib
import gc
import json
import math
import os
import random
import tempfile
import zlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from deckapp.problem import DeckappError
from tests.faults.hostile import EPS, IDS, ODD, PNG, SVG
from tests.faults.mutate import Tree, bytes_changed, changed, lines_changed, tree, written

MOST = 8 * 1024 * 1024
"""A mutation that grew beyond this is not tried: what is large is tried by the tests of the bounds."""

CARD: dict[str, Any] = {
    "id": "walk", "title": "Impact Walk", "question": "Who *feels* it **first**?",
    "follow_ups": ["And then?", "Who else?"],
    "what": "A walk\n\n- one\n- [ ] two\n- [x] [three](https://example.org)", "why": "Because",
    "when": "Early", "when_not": "Late",
    "steps": ["Walk", {"text": "Talk", "minutes": 5}], "output": "A list", "invitation": "Please come",
    "duration": "20-40",
    "group": "4+", "difficulty": "easy", "materials": ["Pens"], "preparation": "Print", "tips": ["Slowly"],
    "pitfalls": ["Haste"],
    "variations": ["Alone"], "example": "Once.", "before": ["pledge"], "after": ["case"],
    "related": ["case"], "phase": "Prepare",
    "component": ["impact", "communications"], "tags": ["walk"], "source": "Somebody",
    "author": "A. Author", "licence": "CC BY 4.0",
    "language": "en", "image": "ok.png", "alt": "A dot", "art": {"front": "ok.png", "back": "ok.png"},
}  # fmt: skip
DECK: dict[str, Any] = {
    "id": "seed", "title": "Seed", "summary": "A deck", "author": "A", "licence": "CC0", "language": "en",
    "version": "1",
    "style": {"width": 70, "height": 120, "question_size": 20, "title_size": 13, "text_size": 8.5,
    "small_size": 7, "min_size": 7,
              "paper": "#FFFDF8", "ink": "#1F2933", "corner": 3, "pattern": "icons", "front": ["question",
              "title", "image"],
              "back": ["what", "why", "steps", "output", "pitfalls"]},
    "suits": [{"id": "start", "title": "Start", "colour": "pine", "icon": "scales",
               "cards": [CARD, {"id": "case", "title": "The Case", "what": "Why *now*"}]},
              {"id": "end", "title": "End", "colour": "#123456", "icon": "tree",
               "cards": [{"id": "pledge", "title": "Pledge", "image": "ok.png"}, "elsewhere"]}],
    "recipes": [{"id": "short", "title": "A short plan", "summary": "S",
                 "steps": [{"card": "case", "phase": "Prepare", "workstream": "Main", "note": "N"},
                 {"card": "walk"}]}],
}  # fmt: skip


def _plan() -> dict[str, Any]:
    picture, program, drawing = (base64.b64encode(data).decode() for data in (PNG, EPS, SVG))
    copied = {key: value for key, value in CARD.items() if key not in ("image", "art")}
    return {
        "format": "deckapp-plan", "version": 1, "title": "Merger", "organisation": "O", "author": "A",
        "language": "en",
        "definition": {"case": "We lose *customers*.", "vision": "Calm", "sponsor": "Grace",
        "scope": "All", "objectives": "- one"},
        "phases": {"p1": {"title": "Prepare", "colour": "pine"}, "p2": {"title": "Do", "order": 1}},
        "workstreams": {"w1": {"title": "People"}, "w2": {"title": "Tools", "order": 1}},
        "activities": {
            "a1": {"title": "Walk", "deck": "seed", "suit": "start", "card": {**copied,
            "image": "sha256:1", "art": {"front": "sha256:1"}},
                   "position": {"phase": "p1", "workstream": "w1", "x": 8, "y": 8}, "purpose": "P",
                   "audience": "All", "owner": "Ada",
                   "start": "2026-11-23", "duration_days": 3, "status": "started", "outcome": "O",
                   "note": "N"},
            "a2": {"title": "Case", "deck": "seed", "suit": "start", "card": {"id": "case",
            "title": "Case", "image": "sha256:2"},
                   "position": {"phase": "p1", "workstream": "w1", "x": 200, "y": 8},
                   "start": "2026-11-27", "duration_days": 1},
            "a3": {"title": "Parked", "card": {"id": "pledge", "title": "Pledge", "image": "sha256:3"}},
        },
        "notes": {"n1": {"text": "Ask finance", "position": {"phase": "p2", "workstream": "w1", "x": 40,
        "y": 24}, "width": 160}},
        "links": {"l1": {"source": "a1", "target": "a2", "label": "then"}, "l2": {"source": "a2",
        "target": "a3", "kind": "informs"}},
        "stakeholders": {"s1": {"name": "Drivers", "headcount": 40, "impact": 4, "influence": 2,
        "attitude": 2, "desired_attitude": 4}},
        "impacts": {"i1": {"group": "s1", "aspect": "Hours", "today": "8", "tomorrow": "7", "severity": 3}},
        "risks": {"r1": {"title": "No time", "likelihood": 4, "severity": 3, "response": "Begin",
        "owner": "Ada"}},
        "measures": {"m1": {"title": "Calls", "baseline": "9", "target": "3", "due": "2027-01-01",
        "method": "Count"}},
        "decisions": {"d1": {"title": "Go", "by": "Grace", "date": "2026-11-01", "reason": "R"}},
        "approvals": {"x1": {"name": "Grace", "role": "Sponsor", "date": "2026-11-02"}},
        "history": {"h1": {"date": "2026-11-03", "author": "A", "summary": "Begun"}},
        "decks": {"seed": {"title": "Seed", "language": "en", "style": DECK["style"],
                           "suits": [{"id": "start", "title": "Start", "colour": "pine", "icon": "scales",
                           "cards": ["walk"]}]}},
        "images": {"sha256:1": picture, "sha256:2": program, "sha256:3": drawing}, "mood": {"calm": [1,
        2.5, None]},
    }  # fmt: skip


PLAN = _plan()
CALIBRATIONS = [
    {"printer": "Office", "tray": "2", "paper": "card", "misprint": {"x": 0.5, "y": -0.2, "angle": 0.1,
    "scale": 1.001}},
    {"printer": "Home", "misprint": {"x": 0, "y": 0}},
]  # fmt: skip


class Kind(NamedTuple):
    """A kind of file: its share of all inputs, one changed at random, and what reads it from a folder.

    `read` raises what no user should ever meet; it returns a sentence where something was lost.
    """

    share: float
    make: Callable[[random.Random], bytes]
    read: Callable[[Path, bytes], str | None]


def mutated(kind: str, number: int) -> bytes:
    """The so many-th input of a kind; always the same."""
    return KINDS[kind].make(random.Random(f"{kind}/{number}"))


def prepare() -> None:
    """Make the good files of all kinds, once for all processes."""
    before = os.environ.get("DECKAPP_HOME")
    with tempfile.TemporaryDirectory(prefix="deckapp-seeds-") as folder:
        os.environ["DECKAPP_HOME"] = folder
        for kind in KINDS:
            for number in range(20):
                mutated(kind, number)
    if before is None:
        del os.environ["DECKAPP_HOME"]
    else:
        os.environ["DECKAPP_HOME"] = before


def home() -> Path:
    """The user's folder of this process."""
    return Path(os.environ["DECKAPP_HOME"])


# Making


def _trees(rng: random.Random, seeds: list[Any]) -> bytes:
    """The first seed, changed; sometimes another, for a file of another kind may be given, too."""
    trees = [tree(seed) for seed in seeds]
    times = rng.choice((0, 1, 1, 1, 2, 3, 5))
    seed = trees[0] if rng.random() < 0.85 else rng.choice(trees)
    made = written(changed(seed, rng, trees, times)).encode("utf-8", "surrogatepass")
    if times == 0 or rng.random() < 0.25:
        made = bytes_changed(
            made, rng, [json.dumps(seed).encode() for seed in seeds], rng.choice((1, 1, 2, 5))
        )
    return made[:MOST]


def _yaml(rng: random.Random, seeds: list[Any]) -> bytes:
    if rng.random() < 0.7:
        return _trees(rng, seeds)
    texts = [yaml.safe_dump(seed, allow_unicode=True, sort_keys=False).encode() for seed in seeds]
    made = rng.choice(texts)
    for _ in range(rng.choice((1, 2, 4))):
        made = lines_changed(made, rng) if rng.random() < 0.6 else bytes_changed(made, rng, texts, 1)
    return made[:MOST]


def _journal(rng: random.Random) -> bytes:
    lines = _journal_seed().split(b"\n")[:-1]
    for _ in range(rng.choice((0, 1, 1, 2))):
        at = rng.randrange(len(lines))
        lines[at] = _journal_line(lines[at], rng)
    made = b"\n".join(lines) + b"\n"
    if rng.random() < 0.4:
        made = lines_changed(made, rng)
    if rng.random() < 0.3:
        made = bytes_changed(made, rng, [made], rng.choice((1, 2)))
    return made[:MOST]


def _journal_line(line: bytes, rng: random.Random) -> bytes:
    """A line with another entry and, where one knows how it is made, the checksum that fits."""
    try:
        entry = json.loads(line)["entry"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return line
    body = line.partition(b'"entry":')[2][:-1]
    made = changed(tree(entry), rng, [tree(entry), tree(PLAN)], rng.choice((1, 1, 3)))
    text = written(made).replace("\n", " ").encode("utf-8", "surrogatepass")
    mark = b"%08x" % zlib.crc32(body)
    return line.replace(body, text).replace(mark, b"%08x" % zlib.crc32(text)) if mark in line else line


@cache
def _journal_seed() -> bytes:
    from deckapp.plan.edits import change_plan
    from deckapp.plan.file import plan_from_json
    from deckapp.plan.journal import Journal

    plan = plan_from_json(json.dumps(PLAN).encode(), "seed")[0]
    folder = home() / "seed-journals"
    journal = Journal(folder)
    journal.start(plan, home() / "seed.deckplan")
    for number in range(4):
        after = change_plan(plan, title=f"Title {number}")
        journal.append(plan, after, f"edit {number}")
        plan = after
    path = journal.path
    assert path is not None
    journal.close(discard=False)
    return path.read_bytes()


@cache
def _settings_seed() -> tuple[str, bytes]:
    """The name of the settings file and what is in it."""
    from deckapp.ui.document.settings import Settings

    settings = Settings()
    settings.scheme, settings.wheel_zooms, settings.card_size = "dark", True, 2
    settings.print_choice, settings.print_folder = '{"sheet": "a4"}', "/tmp"
    for path in ("/tmp/a.deckplan", "/nowhere/b.deckplan"):
        settings.remember_plan(Path(path))
        settings.remember_deck(Path(path))
    settings.dismiss("hint")
    del settings
    gc.collect()
    (found,) = (path for path in home().glob("settings.*") if path.suffix in (".ini", ".json"))
    return found.name, found.read_bytes()


def _settings(rng: random.Random) -> bytes:
    name, seed = _settings_seed()
    if name.endswith(".json"):
        return _trees(rng, [json.loads(seed)])
    made = seed
    for _ in range(rng.choice((1, 1, 2, 4))):
        lines = made.split(b"\n")
        at = rng.randrange(len(lines))
        if rng.random() < 0.5 and b"=" in lines[at]:
            value = rng.choice((_evil(), b"@Invalid()", b"@ByteArray(\\xff\\0)", b"@Variant(\\0\\0\\0\\t)",
            b"\\x110000",
                                rng.choice(ODD).encode("utf-8", "surrogatepass")))  # fmt: skip
            lines[at] = lines[at].partition(b"=")[0] + b"=" + value
            made = b"\n".join(lines)
        else:
            made = rng.choice((lines_changed(made, rng), bytes_changed(made, rng, [seed], 1)))
    return made


@cache
def _evil() -> bytes:
    """A value that runs a command when Qt's settings read it."""
    from PySide6.QtCore import QSettings

    path = home() / "evil.ini"
    store = QSettings(str(path), QSettings.Format.IniFormat)
    store.setValue("scheme", _Evil())
    store.sync()
    found = [line for line in path.read_bytes().split(b"\n") if line.startswith(b"scheme=")] or [b"scheme=x"]
    return found[0].partition(b"=")[2]


class _Evil:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("touch canary",)


def _versions(rng: random.Random) -> bytes:
    """Names and kinds of what lies among the versions, a line each."""
    lines = []
    for _ in range(rng.choice((1, 3, 9))):
        stamp = rng.choice(("20261128T010203000004Z", "99999999T999999999999Z", "20240230T000000000000Z",
        "00000101T000000000000Z",
                            "99991231T235959999999Z", "20261128T010203Z", "20261128T010203000004Z" * 5,
                            "٢٠٢٦١١٢٨T٠١٠٢٠٣٠٠٠٠٠٤Z"))  # fmt: skip
        name = stamp + rng.choice(("-", "-plan.deckplan", ".tmp", "", "-\udcff", f"-{rng.choice(IDS)}"))
        name = name.replace("/", "_").replace("\x00", "_").replace("\n", "_")
        lines.append(f"{rng.choice(('file', 'plan', 'folder', 'link', 'pipe', 'shut'))} {name[:240]}")
    return "\n".join(lines).encode("utf-8", "surrogateescape")


# Reading


def _read_deck(folder: Path, data: bytes) -> None:
    from deckapp.deck.reading import check_paths, read_deck

    path = folder / "deck.yaml"
    path.write_bytes(data)
    check_paths([path])
    read_deck(path)


def _read_card(folder: Path, data: bytes) -> None:
    from deckapp.deck.reading import check_paths, read_card

    path = folder / "walk.yaml"
    path.write_bytes(data)
    read_card(path)
    check_paths([path])


def _read_plan(folder: Path, data: bytes) -> str | None:
    from deckapp.plan.file import plan_from_json, plan_to_json, read_plan

    path = folder / "p.deckplan"
    path.write_bytes(data)
    try:
        plan, _problems = read_plan(path)
    except (DeckappError, OSError):
        return None
    again = plan_to_json(plan)
    return None if plan_from_json(again, "again")[0] == plan else "saved and read again it is another plan"


def _read_settings(_folder: Path, data: bytes) -> None:
    from deckapp.ui.document.settings import Settings

    path = home() / _settings_seed()[0]
    path.write_bytes(data)
    settings = Settings()
    for name in dir(Settings):
        if isinstance(getattr(Settings, name), property):
            getattr(settings, name)
    settings.layout("window")
    settings.is_dismissed("hint")
    settings.remember_plan(Path("/tmp/c.deckplan"))
    settings.forget_deck(Path("/tmp/a.deckplan"))


def _read_journal(_folder: Path, data: bytes) -> str | None:
    from deckapp.plan.journal import recover, recoverable

    folder = home() / "journals"
    folder.mkdir(exist_ok=True)
    path = folder / "20261128T010203-00000000.journal"
    path.write_bytes(data)
    for found in recoverable(folder):
        with contextlib.suppress(DeckappError, OSError):
            recover(found.path)
    with contextlib.suppress(DeckappError, OSError):
        recover(path)
    if not data:
        # A journal without a byte holds nothing, and is cleared away.
        return None
    return None if path.exists() and path.read_bytes() == data else "reading the journal changed it"


def _read_versions(folder: Path, data: bytes) -> str | None:
    from deckapp.plan.edits import new_plan
    from deckapp.plan.file import list_versions, read_plan, write_plan

    path = folder / "p.deckplan"
    for title in ("one", "two"):
        write_plan(new_plan(title), path)
    (place,) = (home() / "versions").iterdir()
    for line in os.fsdecode(data).split("\n"):
        kind, _, name = line.partition(" ")
        with contextlib.suppress(OSError):
            _put(place / name, kind)
    for version in list_versions(path):
        if not version.path.is_fifo():
            with contextlib.suppress(DeckappError, OSError):
                read_plan(version.path)
    kept = path.read_bytes()
    told = write_plan(new_plan("three"), path)
    held = any(
        version.path.is_file() and version.path.read_bytes() == kept for version in list_versions(path)
    )
    return None if held or told else "the version before was not kept, and nothing was said"


def _put(path: Path, kind: str) -> None:
    if os.path.lexists(path):
        return
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to("/nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(json.dumps(PLAN).encode() if kind == "plan" else b"\xff{")
        path.chmod(0o000 if kind == "shut" else 0o600)


def _read_calibrations(_folder: Path, data: bytes) -> str | None:
    from deckapp.printing.calibration import (
        Calibration,
        Misprint,
        calibrations_file,
        correction,
        find,
        forget,
        keep,
        read_calibrations,
    )

    calibrations_file().write_bytes(data)
    known, problems, _may_write = read_calibrations()
    asides = list(calibrations_file().parent.glob(f"{calibrations_file().name}.damaged-*"))
    if problems and data not in (path.read_bytes() for path in asides):
        return "what cannot be read is not kept"
    for path in asides:
        path.unlink()
    for one in known:
        with contextlib.suppress(DeckappError):
            find(known, one.printer, one.tray, one.paper)
        made = correction(one.misprint, "upright")
        if not all(map(math.isfinite, (made.x, made.y, made.angle, made.scale))):
            return f"a correction without a number: {made}"
    mine = Calibration(printer="Mine", misprint=Misprint())
    keep(mine)
    forget(mine)
    return None


KINDS: dict[str, Kind] = {
    "deck": Kind(0.25, partial(_yaml, seeds=[DECK, CARD]), _read_deck),
    "card": Kind(0.15, partial(_yaml, seeds=[CARD, DECK]), _read_card),
    "plan": Kind(0.25, partial(_trees, seeds=[PLAN, DECK]), _read_plan),
    "settings": Kind(0.1, _settings, _read_settings),
    "journal": Kind(0.15, _journal, _read_journal),
    "versions": Kind(0.05, _versions, _read_versions),
    "calibrations": Kind(0.05, partial(_trees, seeds=[CALIBRATIONS, PLAN]), _read_calibrations),
}
__all__ = ["CARD", "DECK", "KINDS", "PLAN", "Kind", "Tree", "home", "mutated", "prepare"]
