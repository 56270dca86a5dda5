"""What a damaged plan's problems are called: msgspec's messages in words for people."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

from deckapp.deck.card import Identifier, Language, Span
from deckapp.deck.deck import Colour, InkColour

_KINDS = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "object": "an object", "array": "a list", "null": "nothing",
}  # fmt: skip
_PATTERNS = {
    meta.pattern: str(meta.description)
    for kind in (Identifier, Span, Language, Colour, InkColour)
    for meta in get_args(kind)[1:]
}
_SAYINGS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"Expected `(.+)`, got `(.+)`", lambda found: f"is {_kind(found[2])}, not {_kind(found[1])}"),
    (r"Expected `str` matching regex '(.+)'", lambda found: f"is not as it should be: {_pattern(found[1])}"),
    (r"Expected `(\w+)` (>=|<=|<|>) (\S+)", lambda found: f"is not {_kind(found[1])} {found[2]} {found[3]}"),
    (r"Expected `(?:str|array|object)` of length (.+)", lambda found: f"has not the length {found[1]}"),
    (r"Object missing required field `(.+)`", lambda found: f"has no `{found[1]}`"),
    (r"Object contains unknown field `(.+)`", lambda found: f"holds `{found[1]}`, which is unknown here"),
    (r"Invalid enum value (.+)", lambda found: f"cannot be {found[1]}"),
    (r"Invalid RFC3339 encoded date\w*", lambda _found: "is not a date such as 2026-03-31"),
)


def in_words(message: str) -> str:
    """msgspec's message in words for those who open the file, with its place in front."""
    text, _, place = message.partition(" - at `$")
    for pattern, saying in _SAYINGS:
        if found := re.fullmatch(pattern, text):
            return f"{place.rstrip('`')}: {saying(found)}"
    return f"{place.rstrip('`')}: {text[:1].lower()}{text[1:]}"


def _kind(names: str) -> str:
    return " or ".join(_KINDS.get(name.strip(), name.strip()) for name in names.split("|"))


def _pattern(pattern: str) -> str:
    description = _PATTERNS.get(pattern.replace("\\\\", "\\"), "")
    return description[:1].lower() + description[1:].rstrip(".") if description else pattern
