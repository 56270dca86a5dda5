"""The sizes of cards and of sheets, in millimetres, by name and as written `WxH`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from deckapp.deck.suggest import did_you_mean

SheetName = Literal["a4", "letter", "a3", "card"]
SHEET_NAMES: tuple[SheetName, ...] = get_args(SheetName)
SMALLEST, LARGEST = 30.0, 300.0
"""The limits of a card's sides, as for a deck's style."""


class CardSize(msgspec.Struct, frozen=True):
    """How wide and high a card is once it is cut, in millimetres."""

    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width:g} x {self.height:g} mm"


CARD_SIZES: Mapping[str, CardSize] = {
    "poker": CardSize(63.5, 88.9),
    "poker-eu": CardSize(63, 88),
    "bridge": CardSize(57.15, 88.9),
    "tarot": CardSize(70, 120),
    "euro": CardSize(59, 92),
    "mini": CardSize(44.45, 63.5),
    "jumbo": CardSize(88.9, 139.7),
    "business": CardSize(85, 55),
    "square": CardSize(70, 70),
    "a7": CardSize(74, 105),
    "a6": CardSize(105, 148),
}
SHEET_SIZES: Mapping[str, tuple[float, float]] = {
    "a4": (210.0, 297.0),
    "letter": (215.9, 279.4),
    "a3": (297.0, 420.0),
}
"""The width and height of each sheet but `card`, whose pages are as large as a card."""


def sheet_title(sheet: SheetName) -> str:
    """A sheet's name as people write it."""
    return sheet.upper() if sheet[-1].isdigit() else sheet.capitalize()


def card_size(text: str) -> CardSize:
    """The size that a name, or ``WxH`` in millimetres, stands for; raises ValueError."""
    name = text.strip().lower()
    if name in CARD_SIZES:
        return CARD_SIZES[name]
    match = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(?:x|×|\*)\s*(\d+(?:[.,]\d+)?)(?:\s*mm)?", name)
    if not match:
        hint = did_you_mean(name, CARD_SIZES) or f"a size is WxH in mm, or one of {', '.join(CARD_SIZES)}"
        raise ValueError(f"there is no size `{text}`; {hint}")
    width, height = (float(part.replace(",", ".")) for part in match.groups())
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(f"{text}: a card's sides are from {SMALLEST:g} to {LARGEST:g} mm long")
    return CardSize(width, height)


def size_name(size: CardSize) -> str:
    """The name of a size, or "" where it has none."""
    return next((name for name, known in CARD_SIZES.items() if known == size), "")
