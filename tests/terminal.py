"""A terminal for the tests: what a command says, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """What a command left behind: its exit code, and the lines on both streams."""

    code: int
    out: str
    err: str


Deckapp = Callable[..., Said]
"""Runs `deckapp` with these words."""
