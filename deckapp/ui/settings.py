"""What the user chose and the window remembers, in one small file of the user's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from deckapp.files.home import home_folder

RECENT = 12


class Settings:
    """Typed access to the settings file."""

    def __init__(self, path: Path | None = None) -> None:
        where = path or home_folder() / "settings.ini"
        self._store = QSettings(str(where), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> str:
        """The colour scheme: "system", "light" or "dark"."""
        return str(self._store.value("scheme", "system"))

    @scheme.setter
    def scheme(self, value: str) -> None:
        self._store.setValue("scheme", value)

    @property
    def wheel_zooms(self) -> bool:
        """Whether the bare wheel zooms the board and Ctrl+wheel pans it."""
        return str(self._store.value("wheel_zooms", "false")) == "true"

    @wheel_zooms.setter
    def wheel_zooms(self, value: bool) -> None:
        self._store.setValue("wheel_zooms", "true" if value else "false")

    @property
    def card_size(self) -> int:
        """Which of the library's sizes the cards are shown in, counted from the smallest."""
        value = str(self._store.value("card_size", "1"))
        return int(value) if value.isdecimal() else 1

    @card_size.setter
    def card_size(self, value: int) -> None:
        self._store.setValue("card_size", str(value))

    @property
    def print_choice(self) -> str:
        """What was chosen for the last print, as `ui.printing.choice` writes it."""
        return str(self._store.value("print_choice", ""))

    @print_choice.setter
    def print_choice(self, value: str) -> None:
        self._store.setValue("print_choice", value)

    @property
    def print_folder(self) -> str:
        """The folder that the last deck was printed to."""
        return str(self._store.value("print_folder", ""))

    @print_folder.setter
    def print_folder(self, value: str) -> None:
        self._store.setValue("print_folder", value)

    @property
    def recent_plans(self) -> list[Path]:
        """The plans opened last, newest first; those that are gone are left out."""
        return [path for path in self._paths("recent_plans") if path.is_file()]

    def remember_plan(self, path: Path) -> None:
        """Put the plan first among the recent ones."""
        self._remember("recent_plans", path, RECENT)

    @property
    def opened_decks(self) -> list[Path]:
        """Decks that were opened from anywhere and are to be read again."""
        return [path for path in self._paths("opened_decks") if path.is_file()]

    def remember_deck(self, path: Path) -> None:
        """Keep the deck in the library."""
        self._remember("opened_decks", path, 100)

    def forget_deck(self, path: Path) -> None:
        """Drop a deck that was opened from anywhere; its file stays."""
        kept = [str(known) for known in self._paths("opened_decks") if known != path]
        self._store.setValue("opened_decks", kept)

    def layout(self, name: str) -> QByteArray:
        """The remembered geometry or splitter state of this name; empty where there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember_layout(self, name: str, state: QByteArray) -> None:
        """Keep a geometry or a splitter's state."""
        self._store.setValue(f"layout/{name}", state)

    def is_dismissed(self, hint: str) -> bool:
        """Whether the user has closed this first-run hint."""
        return str(self._store.value(f"dismissed/{hint}", "")) == "yes"

    def dismiss(self, hint: str) -> None:
        """Never show this first-run hint again."""
        self._store.setValue(f"dismissed/{hint}", "yes")

    def _paths(self, key: str) -> list[Path]:
        value = self._store.value(key, [])
        texts = value if isinstance(value, list) else [value]
        return [Path(str(text)) for text in texts if text]

    def _remember(self, key: str, path: Path, most: int) -> None:
        path = path.resolve()
        others = [known for known in self._paths(key) if known != path]
        self._store.setValue(key, [str(known) for known in [path, *others][:most]])
