"""Fonts of the system: embedded from their tables, or drawn from their outlines where no PDF takes them."""

from io import BytesIO

import pikepdf
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from deckapp.face.page import Glyphs, Page, Word
from deckapp.face.pdf.raster import pages_to_pdf, render
from deckapp.face.type.font_files import font_file
from deckapp.face.type.system_fonts import characters, is_system, keep_outlines, system_font
from tests.face.conftest import said

TEXT = "Method"


def installed(table: str) -> QRawFont:
    """An installed font with a table, skipping the test where this machine has none."""
    for family in QFontDatabase.families():
        if not family.startswith("Deckapp") and QFontDatabase.isScalable(family):
            raw = QRawFont.fromFont(QFont(family, 100))
            if (
                not raw.fontTable(table).isEmpty()
                and raw.supportsCharacter("M")
                and raw.familyName() == family
            ):
                return raw
    pytest.skip(f"no font of this system has a table {table}")


def page_in(raw: QRawFont) -> Page:
    key = system_font(raw)
    gids = raw.glyphIndexesForString(TEXT)
    keep_outlines(key, raw, gids)
    word = Word(tuple(gids), tuple(place * 20 / 24 for place in range(len(TEXT))), tuple(TEXT))
    run = Glyphs(font=key, size=24, colour="#000000", x=10, y=30, words=(word,))
    return Page(width=150, height=40, items=(run,))


@pytest.mark.parametrize("table", ["CFF ", "glyf"])
def test_a_font_of_the_system_is_embedded_and_its_text_found(table: str) -> None:
    raw = installed(table)
    page = page_in(raw)
    data = pages_to_pdf([page])
    assert said(data)[0].replace(" ", "").strip() == TEXT
    with pikepdf.open(BytesIO(data)) as document:
        (font,) = document.pages[0].Resources.Font.values()
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize("table", ["CFF ", "glyf"])
def test_its_letters_are_drawn_as_qt_draws_them(table: str) -> None:
    raw = installed(table)
    (image,) = render([page_in(raw)], [1500])
    raw.setPixelSize(240)
    path = raw.pathForGlyph(raw.glyphIndexesForString("M")[0]).translated(100, 300)
    inside = agree = 0
    for x in range(90, 320, 7):
        for y in range(100, 320, 7):
            drawn = image.pixelColor(x, y).alpha() > 127
            inside += drawn
            agree += drawn == path.contains(QPointF(x, y))
    assert inside > 50
    assert agree > 0.92 * len(range(90, 320, 7)) * len(range(100, 320, 7))


def test_a_system_font_knows_its_characters() -> None:
    key = system_font(installed("glyf"))
    assert is_system(key)
    assert {ord(char) for char in TEXT} <= characters(key)
    assert font_file(key).name == key


def test_a_bundled_font_is_none_of_the_system() -> None:
    assert not is_system("SourceSans3_400Regular")
    assert characters("SourceSans3_400Regular") == frozenset()
