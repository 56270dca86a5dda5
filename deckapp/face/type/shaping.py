"""Simple paragraphs put together of words, each of which Qt shapes once and for all."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from deckapp.face.page import Glyphs, Word
from deckapp.face.type import fonts, shaped_words
from deckapp.face.type.font_files import font_file
from deckapp.face.type.glyph_runs import LaidStretch, TextLook, read_span
from deckapp.face.type.hyphens import hyphenated
from deckapp.face.type.markup import Run
from deckapp.face.type.qt_layout import WIDE, Laid, strands

_NOMINAL = 16.0
"""The size at which words are shaped, in points."""
_LONGEST = 200
"""Words that are longer are no words, and broken like a paragraph."""
_SIMPLE = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u052f\u2010-\u201f\u2022-\u2026\u2030-\u203a\u2190-\u21ff]*"
)
"""Text whose lines need nothing but to be cut: letters in a row, without marks, soft hyphens or line ends."""
_TOKENS = re.compile("[^ ]+ *| +")


def shaped_once(runs: tuple[Run, ...], look: TextLook) -> shaped_words.Shaped | None:
    """A paragraph on one line, at whatever size; None where it is not that simple."""
    language = look.language if look.hyphens == "text" else ""
    return _shaped(runs, look.family, look.bold, look.italic, look.colour, language)


@lru_cache(512)
def _shaped(
    runs: tuple[Run, ...], family: str, bold: bool, italic: bool, colour: str, language: str
) -> shaped_words.Shaped | None:
    """The same for a language by which long words get soft hyphens; "" sets none."""
    found = []
    for run in runs:
        if run.href:
            return None
        heavy, slanted = bold or run.bold, italic or run.italic
        parts: list[shaped_words.WordPart] = []
        for token in _TOKENS.findall(run.text):
            simple = _parts(token, family, heavy, slanted, language)
            if not simple:
                return None
            parts += simple
        if parts:
            found.append((parts, fonts.order(family, heavy, slanted)[0], run.colour or colour))
    return shaped_words.shaped(found) if found else None


@lru_cache(8192)
def _parts(
    token: str, family: str, bold: bool, italic: bool, language: str
) -> tuple[shaped_words.WordPart, ...]:
    """A word with the spaces behind it, or spaces alone; nothing where it is not that simple."""
    text = token.rstrip(" ")
    key = fonts.order(family, bold, italic)[0]
    if (
        len(text) > _LONGEST
        or not _SIMPLE.fullmatch(text)
        or not fonts.coverage(key).issuperset(map(ord, token))
    ):
        return ()
    if language and hyphenated((run := Run(text),), language) != [run]:
        return ()
    spaces = [_space(family, bold, italic)] * (len(token) - len(text))
    if not text:
        blank = shaped_words.joined(spaces)
        return (shaped_words.WordPart(blank, blank.width, 0.0),)
    return shaped_words.parts(text, _word(text, family, bold, italic), spaces)


@cache
def _space(family: str, bold: bool, italic: bool) -> Word:
    # A space at a line's end has no glyph.
    gid = _word("n n", family, bold, italic).gids[1]
    return Word((gid,), (0.0,), (" ",), _advance(fonts.order(family, bold, italic)[0], gid))


def _word(text: str, family: str, bold: bool, italic: bool) -> Word:
    look = TextLook(family, _NOMINAL, bold, italic, "", "", "never")
    laid = Laid(strands((Run(text, bold, italic),), look), look, WIDE, False)
    line, (span,) = laid.lines[0], laid.spans
    zero = line.naturalTextRect().x(), line.y() + line.ascent()
    read = read_span(look, line, span, LaidStretch(0, len(text), laid.slice), zero)
    runs = [item for item in read if isinstance(item, Glyphs)]
    lefts = [(run.x - runs[0].x) / _NOMINAL for run in runs]
    rights = [*lefts[1:], lefts[-1] + runs[-1].words[0].xs[-1] + _advance(runs[-1].font, runs[-1].gids[-1])]
    return shaped_words.joined(
        [
            msgspec.structs.replace(run.words[0], width=right - left)
            for run, left, right in zip(runs, lefts, rights, strict=True)
        ]
    )


def _advance(key: str, gid: int) -> float:
    """How far a glyph of a bundled font moves the pen, in sizes of the text."""
    font = font_file(key)
    return font.sfnt.advance(gid) / font.units_per_em if font.sfnt else 0.0
