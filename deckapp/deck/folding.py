"""Words as a search compares them: without case, accents and other marks that a hurried hand leaves out."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, but that people type as others.
_ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ـ": None,
     "ى": "ي", "ة": "ه", "’": "'"}
)  # fmt: skip
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Japanese and Chinese
)
# Indic vowel signs are marks to Unicode, but parts of a word to a reader.
_WORD = re.compile(rf"[{_UNSPACED}]+|(?:[^\W_{_UNSPACED}]|[\u0900-\u0963\u0970-\u0dff])+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_HAS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def fold(text: str) -> str:
    """The text in lower case without accents: ``Straße`` and ``STRASSE`` become the same."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_ALIKE)
    return "".join(c for c in apart if c.isascii() or not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text; a run of a script that leaves no spaces is one word."""
    folded = fold(text)
    # Most cards are of plain letters, which a plain pattern finds several times faster.
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def is_unspaced(word: str) -> bool:
    """Whether the word is of a script without spaces, where any part of a run may be meant."""
    return _HAS_UNSPACED.match(word) is not None
