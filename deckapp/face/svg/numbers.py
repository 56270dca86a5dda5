"""Lengths, lists of numbers and transformations as SVG writes them, all kept finite."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from math import cos, isfinite, radians, sin, sqrt, tan

from deckapp.problem import PictureError

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f, as SVG and PDF both write them."""
SAME: Matrix = (1, 0, 0, 1, 0, 0)

_MOST = 1e9
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_UNITS = {
    "": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8, "rem": 16,
}  # fmt: skip
_CALL = re.compile(r"([a-zA-Z]+)\s*\(([^)]*)\)")
_MOST_CALLS = 100
_MOST_NUMBERS = 500_000
_MOST_LETTERS = 2_000


def finite(value: float) -> float:
    """The number itself; raises PictureError where it is out of all bounds."""
    if not isfinite(value) or abs(value) > _MOST:
        raise PictureError("its numbers are out of all bounds", "make it anew")
    return value


def numbers(text: str) -> list[float]:
    """All numbers of a list, and no more of them than can be drawn."""
    return [finite(float(one[0])) for one in islice(_NUMBER.finditer(text), _MOST_NUMBERS)]


def length(text: str, whole: float, default: float = 0.0) -> float:
    """A length in user units; `whole` is what a percentage is of."""
    text = text.strip()
    found = _NUMBER.match(text)
    if not found:
        return default
    unit = text[found.end() :].strip()
    value = finite(float(found[0]))
    if unit == "%":
        return value * whole / 100
    return value * _UNITS[unit] if unit in _UNITS else default


def write(value: float) -> str:
    """A number as PDF writes it; a picture may be drawn in units of its whole width."""
    text = f"{finite(value):.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def times(first: Matrix, second: Matrix) -> Matrix:
    """What maps as `second` does, and then as `first`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def written(matrix: Matrix) -> str:
    """The operator that brings a transformation about."""
    return " ".join(f"{finite(value):.8f}".rstrip("0").rstrip(".") or "0" for value in matrix) + " cm"


@lru_cache(256)
def transform(text: str) -> Matrix:
    """The transformation of a `transform` attribute; what makes no sense in it changes nothing."""
    made = SAME
    for name, inside in _CALL.findall(text[:_MOST_LETTERS])[:_MOST_CALLS]:
        made = times(made, _one(name, numbers(inside)))
    return made


def _one(name: str, given: list[float]) -> Matrix:
    if name == "matrix" and len(given) == 6:
        return (given[0], given[1], given[2], given[3], given[4], given[5])
    if name == "translate" and given:
        return (1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0)
    if name == "scale" and given:
        return (given[0], 0, 0, given[1] if len(given) > 1 else given[0], 0, 0)
    if name == "rotate" and given:
        turn = radians(given[0] % 360)
        turned: Matrix = (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
        if len(given) < 3:
            return turned
        x, y = given[1:3]
        return times(times((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))
    if name in ("skewX", "skewY") and given:
        slope = tan(radians(max(-89.0, min(89.0, given[0]))))
        return (1, 0, slope, 1, 0, 0) if name == "skewX" else (1, slope, 0, 1, 0, 0)
    return SAME


def fitted(box: tuple[float, float, float, float], width: float, height: float, how: str) -> Matrix:
    """What puts a view box into a width and height, as `preserveAspectRatio` says."""
    left, top, wide, high = box
    across, down = width / wide, height / high
    words = how.split()
    place = words[0] if words else "xMidYMid"
    if place != "none":
        across = down = (max if "slice" in words else min)(across, down)
    share = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    x = (width - wide * across) * share.get(place[1:4], 0.5)
    y = (height - high * down) * share.get(place[5:8], 0.5)
    return (across, 0, 0, down, x - left * across, y - top * down)


def diagonal(width: float, height: float) -> float:
    """What percentages are of that go neither across nor down."""
    return sqrt((width * width + height * height) / 2)
