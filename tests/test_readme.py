"""What the README shows works as written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from deckapp.cli.program import COMMANDS, main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMAND_LINES = [
    line
    for language, block in BLOCKS
    if not language
    for line in block.splitlines()
    if line.startswith("deckapp ")
]
DECK = next(block for language, block in BLOCKS if language == "yaml" and "suits:" in block)


def test_its_commands_work_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(COMMAND_LINES) > 3
    for line in COMMAND_LINES:
        words = shlex.split(line.partition(" > ")[0])
        assert (line, main(words[1:])) == (line, 0)


def test_it_lists_every_command() -> None:
    assert set(re.findall(r"^\| `deckapp (\w+)", README, re.MULTILINE)) == set(COMMANDS)


def test_its_deck_is_right_and_its_mistake_is_told_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    monkeypatch.chdir(tmp_path)
    deck = Path("my-deck.yaml")
    deck.write_text(DECK, encoding="utf-8")
    assert main(["check", "my-deck.yaml"]) == 0
    assert main(["new", "./my-deck.yaml/kick-off", "-o", "plan.deckplan"]) == 0
    capsys.readouterr()
    deck.write_text(DECK.replace("duration:", "duraton:"), encoding="utf-8")
    assert main(["check", "my-deck.yaml"]) == 1
    told = capsys.readouterr().err
    assert f"```\n{told}```" in README


def test_its_links_lead_somewhere() -> None:
    root = Path(__file__).parent.parent
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (root / target).exists(), target
