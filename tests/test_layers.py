"""What import-linter cannot hold: widgets are known to the window's code alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import deckapp

PACKAGE = Path(deckapp.__file__).parent


def imported(path: Path) -> Iterator[str]:
    """The full name of every module, or name of a module, that the file imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def knows_widgets(path: Path) -> bool:
    return any(name.startswith("PySide6.QtWidgets") for name in imported(path))


def test_only_ui_and_the_app_know_widgets() -> None:
    knowing = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py") if knows_widgets(path)}
    assert knowing == {"ui", "app.py"}


def test_no_circle_of_imports_remains() -> None:
    """Also none that is there for types alone."""
    modules = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
        for path in PACKAGE.rglob("*.py")
    }
    wanted = {
        name: {
            module for one in imported(path) for module in (one, one.rpartition(".")[0]) if module in modules
        }
        for name, path in modules.items()
    }
    left = dict(wanted)
    # Whoever imports nothing that is left can be built; in the end nothing may be left.
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    assert sorted(left) == []
