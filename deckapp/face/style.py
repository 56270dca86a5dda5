"""Colours: the suits' ten, tints of them, and how well one can be read on another."""

from __future__ import annotations

from functools import lru_cache

SUIT_COLOURS = {
    "pine": "#1F6F54",
    "ocean": "#1E5F8C",
    "plum": "#7A3E78",
    "brick": "#B0413E",
    "ochre": "#8A6100",
    "slate": "#4A5A6A",
    "teal": "#0F6E73",
    "indigo": "#4350A5",
    "moss": "#5B6B1F",
    "rust": "#A34A1B",
}
PAPER = "#FFFDF8"
INK = "#1F2933"
LINK = "#1E5F8C"
READABLE = 4.5
"""The least contrast of text on its ground (WCAG 2.2, success criterion 1.4.3, level AA)."""


def colour(name_or_hex: str) -> str:
    """``#RRGGBB`` of a suit colour's name, or of a colour already so written; raises KeyError."""
    return name_or_hex.upper() if name_or_hex.startswith("#") else SUIT_COLOURS[name_or_hex]


@lru_cache(1024)
def tint(hex_colour: str, amount: float, ground: str = PAPER) -> str:
    """A colour laid thinly on a ground: 0 is the ground, 1 the colour."""
    pairs = zip(_parts(hex_colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * amount):02X}" for high, low in pairs)


@lru_cache(1024)
def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(hex_colour: str) -> str:
    """White paper or dark ink, whichever reads better on a colour."""
    return max(("#FFFFFF", INK), key=lambda text: contrast(text, hex_colour))


@lru_cache(1024)
def readable(hex_colour: str, ground: str, ink: str = INK) -> str:
    """A colour for text on a ground: itself where it can be read, else mixed with ink until it can."""
    for amount in (1.0, 0.8, 0.6, 0.4, 0.2):
        mixed = tint(hex_colour, amount, ink)
        if contrast(mixed, ground) >= READABLE:
            return mixed
    return max((ink, "#FFFFFF", "#000000"), key=lambda text: contrast(text, ground))


def _parts(hex_colour: str) -> tuple[int, int, int]:
    value = int(hex_colour[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def _luminance(hex_colour: str) -> float:
    shares = [part / 255 for part in _parts(hex_colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
