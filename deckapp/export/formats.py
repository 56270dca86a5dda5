"""The table of formats: every file of this folder that has a FORMAT."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import deckapp.export
from deckapp.export.format import Format
from deckapp.problem import SettingsError

USUAL = "pdf"


@cache
def formats() -> tuple[Format, ...]:
    """All formats, the usual one first and the others by their names."""
    names = [f"{deckapp.export.__name__}.{one.name}" for one in pkgutil.iter_modules(deckapp.export.__path__)]
    modules = [importlib.import_module(name) for name in names if name != __name__]
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda one: (one.id != USUAL, one.title)))


def endings() -> tuple[str, ...]:
    """The endings of files, as ``.pdf``."""
    return tuple(one.ending for one in formats())


def format_of(path: Path) -> Format | None:
    """The format that a file's ending stands for."""
    return next((one for one in formats() if path.suffix.lower() == one.ending), None)


def options_of(kind: Format, given: dict[str, Any]) -> msgspec.Struct:
    """A format's options; raises SettingsError for one that it does not have."""
    for name in given:
        if not kind.has(name):
            having = ", ".join(one.title for one in formats() if one.has(name))
            raise SettingsError(f"`--{name}` is for {having}; there is no such option for {kind.title}")
    return kind.options(**given)
