"""Types of the command line's arguments, with messages for people."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from deckapp.names import readable


def ending(*suffixes: str) -> Callable[[str], Path]:
    """An argument's type: a path that ends in one of these."""

    def convert(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in suffixes:
            raise argparse.ArgumentTypeError(f"`{readable(text)}` does not end in {' or '.join(suffixes)}")
        return path

    return convert


def named(text: str) -> Path:
    """An argument's type: a path; no name at all would mean the present folder."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name names no file")
    return Path(text)


def some_of(choices: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """An argument's type: some of the choices with commas between them, each once, in the choices' order."""

    def convert(text: str) -> tuple[str, ...]:
        asked = [word.strip() for word in text.split(",")]
        for word in asked:
            if word not in choices:
                raise argparse.ArgumentTypeError(f"{word!r} is none of {', '.join(choices)}")
        return tuple(choice for choice in choices if choice in asked)

    return convert
