"""The bundled font files: what they are called, how Qt learns of them, and QFonts of them at a size."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from deckapp.face.type import system_fonts
from deckapp.face.type.sfnt import renamed
from deckapp.face.type.system_fonts import FontFile

UNITS = 32
"""Layout units a point: fine enough that no rounding depends on a screen."""

_FOLDER = Path(__file__).parents[1] / "fonts"
SANS = (
    "SourceSans3_400Regular",
    "SourceSans3_400Regular_Italic",
    "SourceSans3_700Bold",
    "SourceSans3_700Bold_Italic",
)
SERIF = ("SourceSerif4_600SemiBold", "SourceSerif4_600SemiBold_Italic") * 2
SCRIPTS = ("Arabic", "Hebrew", "Devanagari")

_lock = threading.Lock()


def bundled() -> tuple[str, ...]:
    """The keys of the fonts that come with Deckapp."""
    scripts = (f"NotoSans{script}-{weight}" for script in SCRIPTS for weight in ("Regular", "Bold"))
    return (*SANS, *SERIF[:2], *scripts)


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; call it after a QGuiApplication exists, as often as you like."""
    with _lock:
        _load_fonts()


@cache
def _load_fonts() -> None:
    # Qt tells of each dash or arrow that one script's text borrows from another's font; it is drawn well.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    for key in bundled():
        # Under names of our own: an installed font of the same name may hold other glyphs.
        if QFontDatabase.addApplicationFontFromData(renamed(_data(key), qt_family(key))) < 0:
            raise RuntimeError(f"Qt does not take the font {key}")


def qt_family(key: str) -> str:
    """The family by which Qt knows a bundled font."""
    return f"Deckapp {key}"


def _data(key: str) -> bytes:
    return (_FOLDER / f"{key}.ttf").read_bytes()


@cache
def bundled_file(key: str) -> FontFile:
    """The file of a bundled font, read when first asked for."""
    font = QFont()
    font.setFamilies([qt_family(key)])
    return FontFile(key, _data(key), font)


def is_bundled(key: str, raw: QRawFont) -> bool:
    """Whether a font that Qt took is the bundled one of a key."""
    return bytes(raw.fontTable("head").data()) == _head(key)


@cache
def _head(key: str) -> bytes:
    font = bundled_file(key).sfnt
    return font.table(b"head") if font else b""


def font_file(key: str) -> FontFile:
    """The font of a key that `itemise` or `system_font` gave."""
    return system_fonts.system_file(key) or bundled_file(key)


class FontCache(threading.local):
    """QFonts ready for layout, by key and size; one cache a thread, since Qt's fonts are not shared."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, int], QFont] = {}

    def font(self, key: str, size: float) -> QFont:
        """The font at a size in points, in layout units, ready for text in any script."""
        pixels = max(1, round(size * UNITS))
        font = self._fonts.get((key, pixels))
        if font is None:
            font = QFont(font_file(key).qt_font)
            font.setPixelSize(pixels)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging | QFont.StyleStrategy.ForceOutline)
            if len(self._fonts) > 2000:
                self._fonts.clear()
            self._fonts[key, pixels] = font
        # Asked first for a script that the font was not made for, Qt takes its box engine for this font,
        # and keeps it for every other text.
        QRawFont.fromFont(font)
        return font
