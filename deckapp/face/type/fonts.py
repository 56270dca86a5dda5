"""Which font draws which character: the bundled fonts in order, then whatever the system has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

import msgspec
from PySide6.QtGui import QFont, QTextLayout

from deckapp.face.type import system_fonts
from deckapp.face.type.font_files import (
    SANS,
    SCRIPTS,
    SERIF,
    UNITS,
    bundled_file,
    load_fonts,
    qt_family,
)

__all__ = [
    "FAMILY_TEXT",
    "FAMILY_TITLE",
    "FontStretch",
    "coverage",
    "itemise",
    "load_fonts",
    "order",
]

FAMILY_TEXT = "Source Sans 3"
FAMILY_TITLE = "Source Serif 4"
_KEPT = 1_000
"""Texts that are longer are not remembered."""
_COLOUR_TABLES = ("CBDT", "sbix", "COLR", "SVG ")


class FontStretch(msgspec.Struct, frozen=True):
    """A stretch of a text that one font draws; `missing` where no font has any character that is not silent."""

    start: int
    end: int
    font: str
    missing: bool = False


@cache
def coverage(key: str) -> frozenset[int]:
    """The characters that a bundled font draws, read when first asked for."""
    font = bundled_file(key).sfnt
    return font.characters() if font else frozenset()


@cache
def order(family: str, bold: bool, italic: bool) -> tuple[str, ...]:
    """The bundled fonts in the order in which they are asked for a character."""
    place = 2 * bold + italic
    titles = (SERIF[place],) if family == FAMILY_TITLE else ()
    bold = bold or bool(titles)
    weight = "Bold" if bold else "Regular"
    return (*titles, SANS[2 * bold + italic], *(f"NotoSans{script}-{weight}" for script in SCRIPTS))


def itemise(
    text: str, family: str = FAMILY_TEXT, bold: bool = False, italic: bool = False
) -> tuple[FontStretch, ...]:
    """The stretches of a text, each drawn by one font.

    A letter takes the first font that has it; spaces, digits, marks and punctuation stay with the font of
    what stands before them where it has them too, so that no word is torn.
    """
    return (_itemised if len(text) <= _KEPT else _itemised.__wrapped__)(text, family, bold, italic)


@lru_cache(8192)
def _itemised(text: str, family: str, bold: bool, italic: bool) -> tuple[FontStretch, ...]:
    fonts = order(family, bold, italic)
    if coverage(fonts[0]).issuperset(map(ord, text)):
        return (FontStretch(0, len(text), fonts[0]),) if text else ()
    return tuple(_joined(_fonts_of(text, fonts, bold or family == FAMILY_TITLE)))


def _fonts_of(text: str, fonts: tuple[str, ...], bold: bool) -> Iterator[tuple[str, bool]]:
    letters = (_font_of(char, fonts, bold, "") for char in text if char.isalpha())
    last = next((key for key, missing in letters if not missing), fonts[0])
    before = (last, False)
    for char in text:
        letter = char.isalpha()
        if is_silent(char):
            # With what no font has, lest a chain of it come out as so many pieces.
            yield before if before[1] else (last, False)
            continue
        if not letter and _has(last, char):
            before = (last, False)
        else:
            before = _font_of(char, fonts, bold, last)
            if not before[1] and (letter or unicodedata.category(char).startswith("M")):
                last = before[0]
        yield before


def is_silent(char: str) -> bool:
    """Whether a character only steers the text around it (joiners, variation selectors, line ends)."""
    return 0xFE00 <= ord(char) <= 0xFE0F or unicodedata.category(char) in {"Cf", "Zl", "Zp", "Cc"}


def _has(key: str, char: str) -> bool:
    return ord(char) in (system_fonts.characters(key) if system_fonts.is_system(key) else coverage(key))


def _font_of(char: str, fonts: tuple[str, ...], bold: bool, last: str) -> tuple[str, bool]:
    """(font, whether the character is missing from it as from any other).

    A system font that was just used is asked before Qt is, so that a sentence does not change its font.
    """
    for key in fonts:
        if ord(char) in coverage(key):
            return key, False
    if system_fonts.is_system(last) and _has(last, char):
        return last, False
    key = _fallback(char, bold)
    return (key, False) if key else (fonts[0], True)


def _joined(fonts: Iterator[tuple[str, bool]]) -> Iterator[FontStretch]:
    start, last = 0, None
    for place, font in enumerate(chain(fonts, [None])):
        if font != last:
            if last:
                yield FontStretch(start, place, *last)
            start, last = place, font


@lru_cache(16384)
def _fallback(char: str, bold: bool = False) -> str:
    """The key of the system font that Qt would take for a character; "" where none has it."""
    font = QFont()
    font.setFamilies([qt_family(SANS[0])])
    font.setPixelSize(16 * UNITS)
    font.setBold(bold)
    font.setStyleStrategy(QFont.StyleStrategy.ForceOutline)
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
    return system_fonts.system_font(raw)
