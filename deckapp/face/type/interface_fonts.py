"""The reading fonts by their own names, for widgets; apart, because the window cannot wait for more."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

FILES = ("SourceSans3_400Regular", "SourceSans3_700Bold", "SourceSerif4_600SemiBold")


@cache
def load_interface_fonts() -> None:
    """Make them known to Qt; call it after a QGuiApplication exists."""
    for name in FILES:
        QFontDatabase.addApplicationFont(str(Path(__file__).parents[1] / "fonts" / f"{name}.ttf"))
