"""Outlines, colours and numbers as PDF writes them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

_ARC = 0.5523
"""How far the handles of a quarter circle's curve lie, in radii."""


@lru_cache(1024)
def path_operators(d: str, ending: str) -> str:
    """The operators that build a path from SVG path data, in the data's own units, and then paint it."""
    from fontTools.pens.basePen import BasePen
    from fontTools.svgLib.path.parser import parse_path

    out: list[str] = []

    class PdfPen(BasePen):
        def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
            out.append(f"{_pair(point)} m")

        def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
            out.append(f"{_pair(point)} l")

        def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
            out.append(" ".join(map(_pair, points)) + " c")

        def _closePath(self) -> None:  # noqa: N802
            out.append("h")

    parse_path(d, cast(Any, PdfPen)())
    return " ".join((*out, ending))


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The operators of a rectangle whose lower left corner is `x`, `y`, with rounded corners."""
    right, top, handle = x + width, y + height, radius * (1 - _ARC)
    return " ".join(
        (
            f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l",
            f"{right - handle:.2f} {y:.2f} {right:.2f} {y + handle:.2f} {right:.2f} {y + radius:.2f} c",
            f"{right:.2f} {top - radius:.2f} l",
            f"{right:.2f} {top - handle:.2f} {right - handle:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c",
            f"{x + radius:.2f} {top:.2f} l",
            f"{x + handle:.2f} {top:.2f} {x:.2f} {top - handle:.2f} {x:.2f} {top - radius:.2f} c",
            f"{x:.2f} {y + radius:.2f} l",
            f"{x:.2f} {y + handle:.2f} {x + handle:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h",
        )
    )


def _pair(point: tuple[float, float]) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


@lru_cache(4096)
def rgb(colour: str) -> str:
    """A colour as PDF writes it: red, green and blue from 0 to 1."""
    return " ".join(number(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))


def number(value: float) -> str:
    """A number as PDF writes it, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
