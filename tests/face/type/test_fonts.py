"""Which font draws what, and that every font says honestly what it has."""

from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QRawFont

from deckapp.face.type.font_files import bundled, bundled_file, qt_family
from deckapp.face.type.fonts import FAMILY_TEXT, FAMILY_TITLE, coverage, itemise
from deckapp.face.type.system_fonts import is_system
from tests.face.conftest import skip_without_font


def fonts_of(text: str, **options: bool | str) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.font) for p in itemise(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize("key", bundled())
def test_coverage_is_what_the_file_says(key: str) -> None:
    from io import BytesIO

    file = bundled_file(key)
    assert file.sfnt
    assert coverage(key) == frozenset(TTFont(BytesIO(file.sfnt.data)).getBestCmap())


@pytest.mark.parametrize("key", bundled())
def test_qt_takes_our_file_and_no_installed_one(key: str) -> None:
    raw = QRawFont.fromFont(QFont(qt_family(key)))
    file = bundled_file(key)
    assert file.sfnt
    assert bytes(raw.fontTable("glyf").data()) == file.sfnt.table(b"glyf")


def test_latin_greek_and_cyrillic_are_one_piece() -> None:
    assert fonts_of("Größe Ωmega Съезд – 5 €") == [("Größe Ωmega Съезд – 5 €", "SourceSans3_400Regular")]


def test_bold_italic_and_titles_have_fonts_of_their_own() -> None:
    assert fonts_of("a", bold=True) == [("a", "SourceSans3_700Bold")]
    assert fonts_of("a", italic=True) == [("a", "SourceSans3_400Regular_Italic")]
    assert fonts_of("a", bold=True, italic=True) == [("a", "SourceSans3_700Bold_Italic")]
    assert fonts_of("a", family=FAMILY_TITLE) == [("a", "SourceSerif4_600SemiBold")]


def test_scripts_that_the_serif_lacks_come_bold_in_titles() -> None:
    assert fonts_of("سلام", family=FAMILY_TITLE) == [("سلام", "NotoSansArabic-Bold")]
    assert fonts_of("שלום", family=FAMILY_TEXT) == [("שלום", "NotoSansHebrew-Regular")]


def test_spaces_and_marks_stay_with_the_word_before_them() -> None:
    assert fonts_of("क्षमता ज्ञान") == [("क्षमता ज्ञान", "NotoSansDevanagari-Regular")]
    assert [text for text, _ in fonts_of("שלום Design Thinking")] == ["שלום ", "Design Thinking"]


def test_pieces_cover_the_text_without_gaps() -> None:
    text = "Ab سلام, שלום (3) क्ष 🜁🜂 ☑ z"
    pieces = itemise(text)
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert all(one.end == other.start for one, other in pairwise(pieces))


def test_a_sentence_in_chinese_stays_in_one_font_of_the_system() -> None:
    text = "变革，会影响谁？"
    skip_without_font(text)
    ((whole, key),) = fonts_of(text)
    assert whole == text
    assert is_system(key)


def test_what_no_font_has_is_said_to_be_missing() -> None:
    pieces = itemise("a\U0010fffdb")
    assert [(p.start, p.end, p.missing) for p in pieces] == [(0, 1, False), (1, 2, True), (2, 3, False)]


def test_joiners_are_never_missing() -> None:
    assert not any(piece.missing for piece in itemise("क्\u200dष a\u200bb\u2060c ☑\ufe0e"))
