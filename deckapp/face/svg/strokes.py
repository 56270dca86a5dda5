"""How a line of an SVG is drawn: its ends, its corners and its dashes."""

from __future__ import annotations

import re

from deckapp.face.svg.numbers import length, write
from deckapp.face.svg.styles import Look

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_MOST_DASHES = 64
_LEAST_DASH = 0.02
"""Dashes that are shorter than this share of the line's width are no dashes, but work."""


def stroke_operators(look: Look) -> list[str]:
    """The operators for a line's ends and corners, where they are not as PDF draws them anyway."""
    out = []
    if cap := _CAPS.get(look.get("stroke-linecap", "butt"), 0):
        out.append(f"{cap} J")
    if join := _JOINS.get(look.get("stroke-linejoin", "miter"), 0):
        out.append(f"{join} j")
    out.append(f"{write(max(1.0, length(look.get('stroke-miterlimit', '4'), 1.0, 4.0)))} M")
    return out


def dashes(look: Look, width: float) -> list[float]:
    """How long dashes and gaps are in turn, none where a line of this width is whole."""
    words = re.split(r"[\s,]+", look.get("stroke-dasharray", "").strip())
    found = [length(word, width) for word in words if word][:_MOST_DASHES]
    whole = not found or min(found) < 0 or sum(found) <= _LEAST_DASH * width
    return [] if whole else found * (1 + len(found) % 2)


def dash_operator(look: Look, width: float, lengths: list[float]) -> str:
    """The operator for a line of these dashes."""
    offset = max(0.0, length(look.get("stroke-dashoffset", "0"), width))
    return f"[{' '.join(map(write, lengths))}] {write(offset)} d"
