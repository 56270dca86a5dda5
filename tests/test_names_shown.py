"""Names of files in what people read: every letter can be read, and a command can be copied as it stands."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from deckapp.names import quoted, readable
from deckapp.problem import Problem
from tests.terminal import Deckapp

STRANGE = [
    b"a b.yaml", b"it's \"mine\".yaml", b"two\nlines.yaml", b"\xff\xe9.yaml", b"$HOME `id`.yaml", b"-x.yaml",
    b"\x1b[31m.yaml", "\u202eabc.yaml".encode(), "müll.yaml".encode(), b"back\\slash\n.yaml", b"a!b;c&d.yaml",
]  # fmt: skip
posix = pytest.mark.skipif(os.name != "posix", reason="the shell is posix")


@posix
@pytest.mark.parametrize("name", STRANGE)
def test_a_quoted_name_is_one_printable_word_for_the_shell(name: bytes) -> None:
    word = quoted(os.fsdecode(name))
    assert word.isprintable()
    done = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True)
    assert done.stdout in (name, b"./" + name)


def test_on_windows_names_stand_in_double_quotes() -> None:
    assert quoted(r"C:\Users\Ann Lee\deck.yaml", "nt") == r'"C:\Users\Ann Lee\deck.yaml"'
    assert quoted(r"C:\decks\deck.yaml", "nt") == r"C:\decks\deck.yaml"


def test_bytes_that_are_no_letters_are_shown_as_such() -> None:
    assert readable("m\udcfcll ü") == "m\\xfcll ü"
    assert str(Problem("m\udcfcll.yaml", 1, 2, "odd")) == "m\\xfcll.yaml:1:2: odd"


@posix
@pytest.mark.parametrize("name", STRANGE)
def test_the_command_that_decks_suggests_can_be_copied(deckapp: Deckapp, name: bytes) -> None:
    folder = Path(os.environ["DECKAPP_HOME"]) / "decks"
    folder.mkdir(parents=True)
    path = os.path.join(os.fsencode(folder), name)
    with open(path, "wb") as file:
        file.write(b"id: odd\ntitle: Odd\nsuits:\n  - id: s\n    title: S\n    crds: []\n")
    (line,) = deckapp("decks").err.splitlines()
    assert line.isprintable()
    command = line.partition("; `deckapp check ")[2].removesuffix("` tells more")
    done = subprocess.run(["bash", "-c", f"printf %s {command}"], capture_output=True, check=True)
    assert done.stdout == path


@posix
def test_the_printer_in_a_suggested_command_is_quoted(deckapp: Deckapp) -> None:
    said = deckapp("calibrate", "--readings", "A=0.5,0.5", "--printer", "Ann's Laser")
    assert said.code == 0
    assert "--printer 'Ann'\"'\"'s Laser'`" in said.out
