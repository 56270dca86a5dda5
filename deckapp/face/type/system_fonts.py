"""Fonts that the system gives for what the bundled ones lack, kept so that a PDF can embed them."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtGui import QFont, QRawFont

from deckapp.face.type.outlines import GlyphOutline, enlarged, outline
from deckapp.face.type.sfnt import Sfnt, build, mapped_characters

_OUTLINES = ("glyf", "CFF ", "CFF2")
"""The tables that hold how glyphs look at any size; fonts of pixels have none."""
_TABLES = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cvt ", "fpgm", "prep")


class FontFile:
    """A font that glyphs are taken from: a TrueType file, or outlines where there is no such file."""

    def __init__(
        self, name: str, data: bytes, qt_font: QFont, characters: frozenset[int] = frozenset()
    ) -> None:
        self.name = name
        self.characters = characters
        self.sfnt = Sfnt(data) if data else None
        self.qt_font = qt_font
        self.units_per_em = self.sfnt.units_per_em if self.sfnt else 1000
        self.outlines: dict[int, GlyphOutline] = {}

    @property
    def ps_name(self) -> str:
        """The name by which a PDF calls the font."""
        return "".join(c for c in self.name if c.isascii() and (c.isalnum() or c in "-_")) or "Font"


_lock = threading.RLock()
_system: dict[str, FontFile | None] = {}
"""The fonts by their keys; None for one that cannot be drawn."""


def system_font(raw: QRawFont) -> str:
    """The key of a font that the system gave; its file is kept, so that it can be embedded.

    "" where it is no font that can be drawn: Qt's box engine, a font of pixels, a damaged file.
    """
    # The box engine has no tables and no name, and ends the program when it is asked for one.
    if not raw.isValid() or raw.fontTable("head").isEmpty():
        return ""
    key = f"{raw.familyName()}-{raw.styleName()}"
    with _lock:
        if key not in _system:
            _system[key] = _file(key, raw)
        return key if _system[key] else ""


def _file(key: str, raw: QRawFont) -> FontFile | None:
    if all(raw.fontTable(table).isEmpty() for table in _OUTLINES):
        return None
    font = QFont()
    font.setFamilies([raw.familyName()])
    font.setStyleName(raw.styleName())
    font.setWeight(QFont.Weight(_weight(raw)))
    drawable = not raw.fontTable("glyf").isEmpty() and raw.fontTable("fvar").isEmpty()
    tables = {tag.encode(): bytes(raw.fontTable(tag).data()) for tag in _TABLES} if drawable else {}
    data = build({tag: body for tag, body in tables.items() if body}) if tables else b""
    try:
        return FontFile(key, data, font, mapped_characters(bytes(raw.fontTable("cmap").data())))
    except ValueError:
        return None


def _weight(raw: QRawFont) -> int:
    """The weight of a system font by its own OS/2 table; what Qt reports may be what was asked for."""
    table = bytes(raw.fontTable("OS/2").data())
    return min(1000, max(1, int.from_bytes(table[4:6], "big"))) if len(table) > 6 else 400


def system_file(key: str) -> FontFile | None:
    """The font of a key that `system_font` gave; None for any other key."""
    return _system.get(key)


def characters(key: str) -> frozenset[int]:
    """The characters that a font of the system draws; none for any other font."""
    file = _system.get(key)
    return file.characters if file else frozenset()


def is_system(key: str) -> bool:
    """Whether a key names a font of the system, not a bundled one."""
    return key in _system


def needs_thickening(key: str) -> bool:
    """Whether bold text in this font has to be thickened, since the system has no bold one."""
    file = _system.get(key)
    return file is not None and file.qt_font.weight() < QFont.Weight.DemiBold


def keep_outlines(key: str, raw: QRawFont, gids: Sequence[int]) -> None:
    """Remember how glyphs look, for a font whose file cannot be embedded."""
    file = _system[key]
    if file is not None and file.sfnt is None:
        with _lock:
            if new := [gid for gid in dict.fromkeys(gids) if gid not in file.outlines]:
                large = enlarged(raw)
                file.outlines.update((gid, outline(large, gid)) for gid in new)
