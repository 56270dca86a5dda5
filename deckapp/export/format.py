"""What a format is: its name, its ending, its options, and how a plan is written in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec

from deckapp.plan.plan import Plan

Progress = Callable[[int, int], bool]
"""Takes (done, total) and says whether to go on."""


class Write(Protocol):
    """Writes a plan in one step; raises Cancelled, ProblemsError and OSError, and then leaves what was there."""

    def __call__(
        self, plan: Plan, path: Path, options: Any, progress: Progress | None = None, *, force: bool = False
    ) -> None: ...


class NoOptions(msgspec.Struct, frozen=True):
    """The options of a format that has none."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format. `about` says what is in it, in a few words; `draws` that it needs a QGuiApplication."""

    id: str
    title: str
    ending: str
    about: str
    options: type[msgspec.Struct] = NoOptions
    write: Write
    draws: bool = False

    def has(self, option: str) -> bool:
        """Whether there is such an option in this format."""
        return option in self.options.__struct_fields__
