"""Soft hyphens in long words, by the patterns of a text's language."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from deckapp.face.type.markup import Run

if TYPE_CHECKING:
    from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]{5,}")
_LONG = re.compile(r"[^\W\d_]{12,}")
_LONGEST = 100
"""What has more letters is no word, and its patterns take the square of its length."""


def hyphenated(runs: Sequence[Run], language: str, only: Collection[str] | None = None) -> list[Run]:
    """The runs with soft hyphens in words of twelve letters and more, or in just the words of `only`."""
    if only is not None and not only:
        return list(runs)
    pattern = _LONG if only is None else _WORD

    def hyphenate(match: re.Match[str]) -> str:
        return _word(match[0], language) if only is None or match[0] in only else match[0]

    found = []
    for run in runs:
        text = run.text if run.href else pattern.sub(hyphenate, run.text)
        found.append(run if text == run.text else msgspec.structs.replace(run, text=text))
    return found


@lru_cache(4096)
def _word(word: str, language: str) -> str:
    patterns = _patterns(language) if len(word) <= _LONGEST else None
    return patterns.inserted(word, SOFT_HYPHEN) if patterns else word


@cache
def _patterns(language: str) -> Pyphen | None:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=3, right=3) if known else None
