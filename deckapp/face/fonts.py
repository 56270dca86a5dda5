"""Which font draws which character: the bundled fonts in order, then whatever the system has."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import msgspec
from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from deckapp.face.outlines import Outline, outline
from deckapp.face.sfnt import Sfnt, build, mapped_characters, renamed

FAMILY_TEXT = "Source Sans 3"
FAMILY_TITLE = "Source Serif 4"
UNITS = 32
"""Layout units a point: fine enough that no rounding depends on a screen."""

_FOLDER = Path(__file__).parent / "fonts"
_SANS = (
    "SourceSans3_400Regular",
    "SourceSans3_400Regular_Italic",
    "SourceSans3_700Bold",
    "SourceSans3_700Bold_Italic",
)
_SERIF = ("SourceSerif4_600SemiBold", "SourceSerif4_600SemiBold_Italic") * 2
_SCRIPTS = ("Arabic", "Hebrew", "Devanagari")
_TABLES = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cvt ", "fpgm", "prep")
_COLOUR_TABLES = ("CBDT", "sbix", "COLR", "SVG ")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a text that one font draws; `missing` where no font has its characters."""

    start: int
    end: int
    font: str
    missing: bool = False


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
        self.outlines: dict[int, Outline] = {}

    @property
    def ps_name(self) -> str:
        """The name by which a PDF calls the font."""
        return "".join(c for c in self.name if c.isascii() and (c.isalnum() or c in "-_")) or "Font"


_lock = threading.RLock()
_system: dict[str, FontFile] = {}


def bundled() -> tuple[str, ...]:
    """The keys of the fonts that come with Deckapp."""
    scripts = (f"NotoSans{script}-{weight}" for script in _SCRIPTS for weight in ("Regular", "Bold"))
    return (*_SANS, *_SERIF[:2], *scripts)


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; call it after a QGuiApplication exists, as often as you like."""
    with _lock:
        _load_fonts()


@cache
def _load_fonts() -> None:
    for key in bundled():
        # Under names of our own: an installed font of the same name may hold other glyphs.
        QFontDatabase.addApplicationFontFromData(renamed(_data(key), _qt_family(key)))


@cache
def load_interface_fonts() -> None:
    """Make the reading fonts known to Qt also by their own names, for widgets that want them."""
    for key in (*_SANS, *_SERIF[:2]):
        QFontDatabase.addApplicationFont(str(_FOLDER / f"{key}.ttf"))


def _qt_family(key: str) -> str:
    return f"Deckapp {key}"


def _data(key: str) -> bytes:
    return (_FOLDER / f"{key}.ttf").read_bytes()


@cache
def _bundled_file(key: str) -> FontFile:
    font = QFont()
    font.setFamilies([_qt_family(key)])
    return FontFile(key, _data(key), font)


def font_file(key: str) -> FontFile:
    """The font of a key that `itemise` or `system_font` gave."""
    return _system[key] if key in _system else _bundled_file(key)


@cache
def coverage(key: str) -> frozenset[int]:
    """The characters that a bundled font draws, read when first asked for."""
    font = _bundled_file(key).sfnt
    return font.characters() if font else frozenset()


@cache
def order(family: str, bold: bool, italic: bool) -> tuple[str, ...]:
    """The bundled fonts in the order in which they are asked for a character."""
    place = 2 * bold + italic
    titles = (_SERIF[place],) if family == FAMILY_TITLE else ()
    bold = bold or bool(titles)
    weight = "Bold" if bold else "Regular"
    return (*titles, _SANS[2 * bold + italic], *(f"NotoSans{script}-{weight}" for script in _SCRIPTS))


@lru_cache(8192)
def itemise(
    text: str, family: str = FAMILY_TEXT, bold: bool = False, italic: bool = False
) -> tuple[Piece, ...]:
    """The stretches of a text, each drawn by one font.

    A letter takes the first font that has it; spaces, digits, marks and punctuation stay with the font of
    what stands before them where it has them too, so that no word is torn.
    """
    fonts = order(family, bold, italic)
    if coverage(fonts[0]).issuperset(map(ord, text)):
        return (Piece(0, len(text), fonts[0]),) if text else ()
    return tuple(_joined(_fonts_of(text, fonts, bold or family == FAMILY_TITLE)))


def _fonts_of(text: str, fonts: tuple[str, ...], bold: bool) -> Iterator[tuple[str, bool]]:
    letters = (_font_of(char, fonts, bold, "") for char in text if char.isalpha())
    last = next((key for key, missing in letters if not missing), fonts[0])
    for char in text:
        letter = char.isalpha()
        if _is_silent(char) or (not letter and _has(last, char)):
            yield last, False
            continue
        key, missing = _font_of(char, fonts, bold, last)
        if not missing and (letter or unicodedata.category(char).startswith("M")):
            last = key
        yield key, missing


def _is_silent(char: str) -> bool:
    """Whether a character only steers the text around it (joiners, variation selectors, line ends)."""
    return 0xFE00 <= ord(char) <= 0xFE0F or unicodedata.category(char) in {"Cf", "Zl", "Zp", "Cc"}


def _has(key: str, char: str) -> bool:
    return ord(char) in (_system[key].characters if key in _system else coverage(key))


def _font_of(char: str, fonts: tuple[str, ...], bold: bool, last: str) -> tuple[str, bool]:
    """(font, whether the character is missing from it as from any other).

    A system font that was just used is asked before Qt is, so that a sentence does not change its font.
    """
    for key in fonts:
        if ord(char) in coverage(key):
            return key, False
    if last in _system and _has(last, char):
        return last, False
    key = _fallback(char, bold)
    return (key, False) if key else (fonts[0], True)


def _joined(fonts: Iterator[tuple[str, bool]]) -> Iterator[Piece]:
    start, last = 0, None
    for place, font in enumerate(chain(fonts, [None])):
        if font != last:
            if last:
                yield Piece(start, place, *last)
            start, last = place, font
    # The last piece ends where the sentinel None stands.


@lru_cache(16384)
def _fallback(char: str, bold: bool = False) -> str:
    """The key of the system font that Qt would take for a character; "" where none has it."""
    font = QFont()
    font.setFamilies([_qt_family(_SANS[0])])
    font.setPixelSize(16 * UNITS)
    font.setBold(bold)
    layout = QTextLayout(char, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    runs = line.glyphRuns()
    if not runs or 0 in runs[0].glyphIndexes():
        return ""
    raw = runs[0].rawFont()
    if any(not raw.fontTable(table).isEmpty() for table in _COLOUR_TABLES):
        return ""
    return system_font(raw)


def system_font(raw: QRawFont) -> str:
    """The key of a font that the system gave; its file is kept, so that it can be embedded."""
    key = f"{raw.familyName()}-{raw.styleName()}"
    with _lock:
        if key not in _system:
            font = QFont()
            font.setFamilies([raw.familyName()])
            font.setStyleName(raw.styleName())
            font.setWeight(QFont.Weight(_weight(raw)))
            drawable = not raw.fontTable("glyf").isEmpty() and raw.fontTable("fvar").isEmpty()
            tables = {tag.encode(): bytes(raw.fontTable(tag).data()) for tag in _TABLES} if drawable else {}
            data = build({tag: body for tag, body in tables.items() if body}) if tables else b""
            _system[key] = FontFile(key, data, font, mapped_characters(bytes(raw.fontTable("cmap").data())))
    return key


def _weight(raw: QRawFont) -> int:
    """The weight of a system font by its own OS/2 table; what Qt reports may be what was asked for."""
    table = bytes(raw.fontTable("OS/2").data())
    return min(1000, max(1, int.from_bytes(table[4:6], "big"))) if len(table) > 6 else 400


def is_system(key: str) -> bool:
    """Whether a key names a font of the system, not a bundled one."""
    return key in _system


def needs_thickening(key: str) -> bool:
    """Whether bold text in this font has to be thickened, since the system has no bold one."""
    return key in _system and _system[key].qt_font.weight() < QFont.Weight.DemiBold


def keep_outlines(key: str, raw: QRawFont, gids: Sequence[int]) -> None:
    """Remember how glyphs look, for a font whose file cannot be embedded."""
    file = _system[key]
    if file.sfnt is None:
        with _lock:
            for gid in gids:
                if gid not in file.outlines:
                    file.outlines[gid] = outline(raw, gid)


class FontCache(threading.local):
    """QFonts ready for layout, by key and size; one cache a thread, since Qt's fonts are not shared."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, int], QFont] = {}

    def font(self, key: str, size: float) -> QFont:
        """The font at a size in points, in layout units."""
        pixels = max(1, round(size * UNITS))
        font = self._fonts.get((key, pixels))
        if font is None:
            font = QFont(font_file(key).qt_font)
            font.setPixelSize(pixels)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
            if len(self._fonts) > 2000:
                self._fonts.clear()
            self._fonts[key, pixels] = font
        return font
