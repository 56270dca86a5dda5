"""What kind of picture some bytes are, by what they hold: a file's name says nothing."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["PNG", "JPEG", "WebP", "GIF", "TIFF", "SVG"]

DRAWN = "PNG, JPEG, WebP, GIF, TIFF or SVG"
"""The kinds that are drawn, as people say them."""

_DRAWN: tuple[tuple[Kind, re.Pattern[bytes]], ...] = (
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("WebP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("TIFF", re.compile(rb"II[*+]\0|MM\0[*+]")),
    ("SVG", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:[?!][^\0]{0,4000}<)?(?:\w{1,20}:)?svg[\s/>]")),
)
_OTHERS = (
    ("AVIF", re.compile(rb"....ftypavi", re.DOTALL)),
    ("HEIC", re.compile(rb"....ftyp(?:hei|mif|msf)", re.DOTALL)),
    ("JPEG 2000", re.compile(rb"\0\0\0\x0cjP|\xff\x4f\xff\x51")),
    ("JPEG XL", re.compile(rb"\xff\x0a|\0\0\0\x0cJXL")),
    ("PostScript", re.compile(rb"%!|\xc5\xd0\xd3\xc6")),
    ("PDF", re.compile(rb"%PDF")),
    ("BMP", re.compile(rb"BM")),
    ("PSD", re.compile(rb"8BPS")),
    ("ICO", re.compile(rb"\0\0[\1\2]\0")),
    ("compressed SVG", re.compile(rb"\x1f\x8b")),
)
"""Kinds that people try, so that they can be called by their names."""


def kind_of(data: bytes) -> Kind | None:
    """The kind of a picture that is drawn, None for all else."""
    return next((kind for kind, start in _DRAWN if start.match(data)), None)


def other_kind(data: bytes) -> str:
    """What else the bytes are, "" where that is not known."""
    return next((name for name, start in _OTHERS if start.match(data)), "")
