"""Colours as SVG writes them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from deckapp.face.svg.numbers import length, numbers

_HEX = re.compile(r"#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_RGB = re.compile(r"rgba?\(([^)]*)\)", re.IGNORECASE)


class Colour(msgspec.Struct, frozen=True):
    """Red, green, blue and how much is seen, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def operands(self) -> str:
        """As PDF's colour operators want it."""
        return f"{self.red:.4g} {self.green:.4g} {self.blue:.4g}"


BLACK = Colour(0, 0, 0)


@lru_cache(1024)
def colour(text: str) -> Colour | None:
    """The colour that a text names, None where it names none."""
    text = text.strip()
    if found := _HEX.fullmatch(text):
        digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
        parts = [int(digits[place : place + 2], 16) / 255 for place in range(0, len(digits), 2)]
        return Colour(parts[0], parts[1], parts[2], parts[3] if len(parts) > 3 else 1.0)
    if found := _RGB.fullmatch(text):
        words = re.split(r"[\s,/]+", found[1].strip())
        if len(words) in (3, 4) and all(map(numbers, words)):
            red, green, blue = (_share(word, 255.0) for word in words[:3])
            return Colour(red, green, blue, _share(words[3], 1.0) if len(words) == 4 else 1.0)
    return _names().get(text.lower())


def _share(text: str, whole: float) -> float:
    return min(1.0, max(0.0, length(text, whole) / whole))


@cache
def _names() -> dict[str, Colour]:
    from reportlab.lib.colors import getAllNamedColors

    found = {name.lower(): Colour(one.red, one.green, one.blue) for name, one in getAllNamedColors().items()}
    return {name.replace("grey", "gray"): one for name, one in found.items()} | found
