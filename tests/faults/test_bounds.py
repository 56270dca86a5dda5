"""No plan, deck or folder of them takes a gigabyte or ten seconds: it is read, or refused in words.

`DECKAPP_BOUNDS` is how many MiB the inputs are large (1 by default, 61 for a campaign). The bound on memory is
the system's; time is the processor's, since others may be at work here too.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MIB = int(os.environ.get("DECKAPP_BOUNDS", "1"))
SIZE = MIB * 1024**2
MOST_BYTES = 1024**3
MOST_SECONDS = 10
HEAD = '{"format": "deckapp-plan", "version": 1, '
DANGLING = '"links": {"l": {"source": "x", "target": "y"}}'

READER = """
import sys
from pathlib import Path
from deckapp.cli.checking import check
raise SystemExit(check([Path(sys.argv[1])], as_json=False))
"""


def filled(head: str, unit: str, tail: str) -> str:
    """A text of `SIZE` bytes at most, with the unit as often as it goes."""
    room = SIZE - len(head.encode()) - len(tail.encode())
    return head + unit * (room // len(unit.encode())) + tail


PLANS: dict[str, Callable[[], str]] = {
    "a picture and a dangling link": lambda: filled(
        f'{HEAD}{DANGLING}, "images": {{"sha256:0": "', "AAAA", '"}}'
    ),
    "empty lists": lambda: filled(f'{HEAD}"x": [', "[],", "[]]}"),
    "small objects": lambda: filled(f'{HEAD}"x": [', '{"a":0},', "{}]}"),
    "short texts": lambda: filled(f'{HEAD}"x": [', '"",', '""]}'),
    "escapes": lambda: filled(f'{HEAD}{DANGLING}, "x": "', "\\n", '"}'),
    "one text with an emoji": lambda: filled(f'{HEAD}"author": "😀', "a", '"}'),
    "keys of one name": lambda: filled(f'{HEAD}"x": {{"a": 1', ',"a": 1', "}}"),
    "ids of one name": lambda: filled(f'{HEAD}"notes": {{"a": {{}}', ',"a":{}', "}}"),
    "brackets without end": lambda: filled(f'{HEAD}"x": ', "[", ""),
    "objects without end": lambda: filled(f'{HEAD}"x": ', '{"a":', ""),
    "steps": lambda: filled(
        f'{HEAD}"activities": {{"a": {{"title": "T", "card": {{"id": "c", "title": "C", "steps": [',
        '{"text":"x","q":1},',
        '{"text": "y"}]}}}}',
    ),
    "parts that are none": lambda: (
        HEAD + '"notes": {' + ",".join(f'"n{number}":7' for number in range(SIZE // 11)) + "}}"
    ),
    "an id without end": lambda: filled(f'{HEAD}"links": {{"', "k", '": {"source": "x", "target": "y"}}}'),
    "a choice without end": lambda: filled(
        f'{HEAD}"links": {{"l": {{"source": "x", "target": "y", "kind": "', "z", '"}}}'
    ),
    "lines": lambda: filled(HEAD, "\n", DANGLING + "}"),
    "digits": lambda: filled(f'{HEAD}"x": ', "1", "}"),
    "a number beyond all": lambda: f'{HEAD}"x": 1e999}}',
}
DECKS: dict[str, Callable[[], str]] = {
    "brackets": lambda: "[" * min(SIZE, 8_000_000),
    "dashes": lambda: "- " * min(SIZE // 2, 4_000_000),
    "braces": lambda: "x: [" + "{}," * min(SIZE // 3, 2_600_000) + "{}]",
    "aliases": lambda: "x: &a b\ny: [" + "*a," * min(SIZE // 3, 2_600_000) + "b]",
    "one key": lambda: "id: a\ntitle: b\n" + "k: 1\n" * min(SIZE // 5, 1_600_000),
    "unknown keys": lambda: "id: a\ntitle: b\n" + "".join(f"k{n}: 1\n" for n in range(SIZE // 10)),
    "cards that are nowhere": lambda: (
        "id: a\ntitle: b\nsuits:\n- id: s\n  title: S\n  cards:\n"
        + "".join(f"  - c{n}\n" for n in range(SIZE // 12))
    ),
    "one text": lambda: 'id: a\ntitle: "' + "b" * min(SIZE, 8_000_000) + '"',
}


def bounded(path: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """What `deckapp check` says of a file, with no more memory and time than it may have."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))

    return subprocess.run(
        [sys.executable, "-c", READER, str(path)],
        env={**os.environ, "DECKAPP_HOME": str(tmp_path / "home")},
        preexec_fn=bound,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def told(said: subprocess.CompletedProcess[str]) -> str:
    """What was said, which is words and not too many."""
    assert said.returncode in (0, 1), (said.returncode, said.stderr[-2000:])
    assert "Traceback" not in said.stderr
    assert len(said.stdout) + len(said.stderr) < 1_000_000
    return said.stdout + said.stderr


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_read_or_refused_within_bounds(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.deckplan"
    path.write_text(PLANS[name](), encoding="utf-8")
    assert told(bounded(path, tmp_path)).strip()


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_is_read_or_refused_within_bounds(name: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(DECKS[name](), encoding="utf-8")
    assert told(bounded(path, tmp_path)).strip()


def test_a_folder_of_decks_holds_the_nodes_of_one(tmp_path: Path) -> None:
    cards = "".join(f"  - c{number}\n" for number in range(SIZE // 80))
    for number in range(18):
        text = f"id: d{number}\ntitle: D\nsuits:\n- id: s\n  title: S\n  cards:\n{cards}"
        (tmp_path / f"d{number}.yaml").write_text(text)
    said = told(bounded(tmp_path, tmp_path))
    assert "there is no card `c0`" in said


def test_a_folder_of_faults_tells_some_of_each_file(tmp_path: Path) -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(400))
    files = min(100 * MIB, 20_000)
    for number in range(files):
        (tmp_path / f"c{number}.yaml").write_text(f"id: c{number}\ntitle: T\n{keys}")
    said = told(bounded(tmp_path, tmp_path)) if files < 1000 else bounded(tmp_path, tmp_path).stdout
    assert said.count("unknown key") < 5_000 + 3 * files + 1
    assert f"c{files - 1}.yaml" in said
    assert "more problems in this file" in said


def test_a_folder_of_very_many_values_is_read_to_the_bound_and_no_further(tmp_path: Path) -> None:
    """Once too much was read, nobody is blamed for naming what was not."""
    text = "id: d{0}\ntitle: D\nsuits:\n- id: s\n  title: S\n  cards:\n  - {{id: c{0}, title: C}}\n  - far\n"
    for number in range(30):
        (tmp_path / f"d{number:02}.yaml").write_text(text.format(number))
    script = f"from deckapp.deck import value_count\nvalue_count.ValueCount.__init__.__defaults__ = (300,)\n{READER}"
    said = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "DECKAPP_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert "up to here the files hold more than 300 values" in said.stderr
    assert "open a smaller folder" in said.stderr
