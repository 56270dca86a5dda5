"""A TIFF's core: its first page, told by a new directory of those entries alone that a picture needs."""

from __future__ import annotations

import struct
from typing import Literal

from deckapp.face.photos.core import Core, damaged, within
from deckapp.problem import PictureError

_MOST_PIXELS = 52_000_000
_NEEDED = frozenset(
    {256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 332, 338, 339, 347}
    | {529, 530, 531, 532}
)  # fmt: skip
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SAMPLES = 256, 257, 258, 259, 277
_TILE_WIDTH, _TILE_HEIGHT = 322, 323
_COMPRESSIONS = frozenset({1, 2, 3, 4, 5, 7, 8, 32773, 32946})
"""None, three of fax, LZW, JPEG, Deflate, PackBits, and Deflate's old number."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_MOST_VALUES = 70_000
"""As many strips as a picture can have rows."""
_MOST_SAMPLES = 5
_LEAST_TILE = 16
"""What the standard asks for; smaller tiles are how a small file makes endless work."""
_REMEDY = "save it as an ordinary TIFF with LZW compression, or as PNG"


def tiff_core(data: bytes) -> Core:
    """What draws a TIFF's first page; raises PictureError."""
    if data[2:3] == b"+" or data[3:4] == b"+":
        raise PictureError("it is a BigTIFF", _REMEDY)
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    entries = _entries(data, order)
    value = {tag: _value(data, entry, order) for tag, entry in entries.items()}
    within(value.get(_WIDTH, 0), value.get(_HEIGHT, 0), _MOST_PIXELS)
    compression = value.get(_COMPRESSION, 1)
    if compression not in _COMPRESSIONS:
        raise PictureError(f"its TIFF compression ({compression}) is not known here", _REMEDY)
    tile = value.get(_TILE_WIDTH, 64), value.get(_TILE_HEIGHT, 64)
    if value.get(_SAMPLES, 1) > _MOST_SAMPLES or value.get(_BITS, 1) > 32 or min(tile) < _LEAST_TILE:
        raise PictureError("its TIFF layout is not known here", _REMEDY)
    within(*tile, _MOST_PIXELS)
    pad = b"\0" * (len(data) % 2)
    at = len(data) + len(pad)
    table = b"".join(entries[tag] for tag in sorted(entries))
    count, start = len(entries).to_bytes(2, order), at.to_bytes(4, order)
    whole = data[:4] + start + data[8:] + pad + count + table + bytes(4)
    return Core(data=whole, width=value[_WIDTH], height=value[_HEIGHT])


def _entries(data: bytes, order: Literal["little", "big"]) -> dict[int, bytes]:
    """The needed entries of the first directory, as they are written there."""
    at = int.from_bytes(data[4:8], order)
    count = int.from_bytes(data[at : at + 2], order)
    found: dict[int, bytes] = {}
    for start in range(at + 2, at + 2 + 12 * count, 12):
        entry = data[start : start + 12]
        if len(entry) < 12:
            raise damaged()
        tag, kind, many = struct.unpack("<HHI" if order == "little" else ">HHI", entry[:8])
        if tag not in _NEEDED:
            continue
        size = many * _SIZES.get(kind, 0)
        place = int.from_bytes(entry[8:12], order)
        if not size or (many > _MOST_VALUES and tag != 347) or (size > 4 and place + size > len(data)):
            raise damaged()
        found[tag] = entry
    return found


def _value(data: bytes, entry: bytes, order: Literal["little", "big"]) -> int:
    """The first whole number of an entry."""
    _tag, kind, many = struct.unpack("<HHI" if order == "little" else ">HHI", entry[:8])
    size = _SIZES[kind]
    place = int.from_bytes(entry[8:12], order)
    body = entry[8:] if many * size <= 4 else data[place : place + size]
    return int.from_bytes(body[:size], order)
