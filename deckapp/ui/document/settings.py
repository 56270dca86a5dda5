"""What the user chose and the window remembers, in one small file of the user's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deckapp.files.home import home_folder
from deckapp.files.values import Values
from deckapp.problem import Problem

RECENT = 12
DECKS = 100
MOST_LETTERS = 20_000
SCHEMES = ("system", "light", "dark")


class Settings:
    """Typed access to the settings file. Nothing here raises, whatever the file and the disk are like."""

    def __init__(self, path: Path | None = None) -> None:
        self._values = Values(path or home_folder() / "settings.json", _CHECKS, "the settings")

    @property
    def problems(self) -> Sequence[Problem]:
        """What in the file could not be used, and where it is kept."""
        return self._values.problems

    @property
    def scheme(self) -> str:
        """The colour scheme: "system", "light" or "dark"."""
        return str(self._values.get("scheme", "system"))

    @scheme.setter
    def scheme(self, value: str) -> None:
        self._values.set("scheme", value)

    @property
    def wheel_zooms(self) -> bool:
        """Whether the bare wheel zooms the board and Ctrl+wheel pans it."""
        return bool(self._values.get("wheel_zooms", False))

    @wheel_zooms.setter
    def wheel_zooms(self, value: bool) -> None:
        self._values.set("wheel_zooms", value)

    @property
    def card_size(self) -> int:
        """Which of the library's sizes the cards are shown in, counted from the smallest."""
        return int(self._values.get("card_size", 1))

    @card_size.setter
    def card_size(self, value: int) -> None:
        self._values.set("card_size", value)

    @property
    def print_choice(self) -> str:
        """What was chosen for the last print, as `ui.printing.choice` writes it."""
        return str(self._values.get("print_choice", ""))

    @print_choice.setter
    def print_choice(self, value: str) -> None:
        self._values.set("print_choice", value)

    @property
    def print_folder(self) -> str:
        """The folder that the last deck was printed to."""
        return str(self._values.get("print_folder", ""))

    @print_folder.setter
    def print_folder(self, value: str) -> None:
        self._values.set("print_folder", value)

    @property
    def recent_plans(self) -> list[Path]:
        """The plans opened last, newest first; some may be gone. No disk is asked (see `Recents`)."""
        return self._paths("recent_plans")

    def remember_plan(self, path: Path) -> None:
        """Put the plan first among the recent ones."""
        self._remember("recent_plans", path, RECENT)

    @property
    def opened_decks(self) -> list[Path]:
        """Decks that were opened from anywhere and are to be read again; some may be gone. No disk is asked."""
        return self._paths("opened_decks")

    def remember_deck(self, path: Path) -> None:
        """Keep the deck in the library."""
        self._remember("opened_decks", path, DECKS)

    def forget_deck(self, path: Path) -> None:
        """Drop a deck that was opened from anywhere; its file stays."""
        kept = [str(known) for known in self._paths("opened_decks") if known != path]
        self._values.set("opened_decks", kept)

    def layout(self, name: str) -> str:
        """The remembered place or widths of this name; empty where there are none."""
        return str(self._values.get(f"layout/{name}", ""))

    def remember_layout(self, name: str, state: str) -> None:
        """Keep the place of a window, or the widths of its parts."""
        self._values.set(f"layout/{name}", state)

    def is_dismissed(self, hint: str) -> bool:
        """Whether the user has closed this first-run hint."""
        return hint in self._values.get("dismissed", [])

    def dismiss(self, hint: str) -> None:
        """Never show this first-run hint again."""
        if not self.is_dismissed(hint):
            self._values.set("dismissed", [*self._values.get("dismissed", []), hint])

    def _paths(self, key: str) -> list[Path]:
        return [Path(text) for text in self._values.get(key, []) if text]

    def _remember(self, key: str, path: Path, most: int) -> None:
        real = Path(os.path.realpath(path))
        others = [known for known in self._paths(key) if known != real]
        self._values.set(key, [str(known) for known in [real, *others][:most]])


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MOST_LETTERS


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 10 * DECKS and all(map(_is_text, value))


_CHECKS = {
    "scheme": lambda value: value in SCHEMES,
    "wheel_zooms": lambda value: isinstance(value, bool),
    "card_size": lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100,
    "print_choice": _is_text,
    "print_folder": _is_text,
    "recent_plans": _are_texts,
    "opened_decks": _are_texts,
    "dismissed": _are_texts,
    "layout/window": _is_text,
    "layout/workspace": _is_text,
    "layout/card-dialog": _is_text,
}
