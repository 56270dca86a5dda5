"""`deckapp check` on a folder of broken decks: every planted fault with its place, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from deckapp.problem import Problem
from tests.deck.broken_decks import DECKS, BrokenDeck, build, differences

UNFIT = [
    BrokenDeck(
        "too-long",
        "id: broken\ntitle: Broken\nsuits:\n- id: one\n  title: One\n  cards:\n  - id: long\n    title: Long\n"
        f"    what: ⟦mm too long⟧{'Far too many words for a card. ' * 120}\n",
    ),
    BrokenDeck(
        "no-glyph",
        "id: broken\ntitle: Broken\nsuits:\n- id: one\n  title: One\n  cards:\n"
        "  - id: odd\n    title: Odd\n    question: ⟦U+10FFFD⟧What is \U0010fffd?\n",
    ),
    BrokenDeck(
        "no-icon",
        "id: broken\ntitle: Broken\nsuits:\n- id: one\n  title: One\n  icon: ⟦did you mean `compass`⟧compas\n"
        "  cards:\n  - id: good\n    title: Good\n",
    ),
]  # fmt: skip
"""Faults that only show when the faces are laid out."""


def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deckapp", "check", *options, str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_planted_fault_is_reported_with_its_place_and_nothing_else(tmp_path: Path) -> None:
    faults = build(tmp_path, [*DECKS, *UNFIT])
    said = check(tmp_path, "--json")
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    problems = [Problem(**problem) for problem in json.loads(said.stdout)]
    assert differences(faults, problems) == []


def test_each_is_a_line_of_path_line_and_column_with_a_remedy(tmp_path: Path) -> None:
    faults = build(tmp_path, [*DECKS, *UNFIT])
    said = check(tmp_path)
    lines = [line for line in said.stderr.splitlines() if line.startswith(str(tmp_path))]
    assert len(lines) == len(faults)
    for fault in faults:
        if fault.line:
            assert any(line.startswith(f"{fault.path}:{fault.line}:{fault.column}: ") for line in lines), (
                fault
            )
