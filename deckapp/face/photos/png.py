"""A PNG's core: its header, palette, clear colour and data."""

from __future__ import annotations

from deckapp.face.photos.core import Core, Turn, damaged, turn_of, within

_MOST_PIXELS = 52_000_000
_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_EXIF_BYTES = 65_536


def png_core(data: bytes) -> Core:
    """What draws a PNG; raises PictureError."""
    kept = [data[:8]]
    turn: Turn = 1
    at = 8
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(data):
            raise damaged()
        if name in _KEPT:
            kept.append(data[at:end])
        elif name == b"eXIf" and size <= _EXIF_BYTES:
            turn = turn_of(data[at + 8 : end - 4])
        if name == b"IEND":
            break
        at = end
    if len(kept) < 2 or kept[1][4:8] != b"IHDR" or kept[-1][4:8] != b"IEND":
        raise damaged()
    width, height = (int.from_bytes(kept[1][place : place + 4], "big") for place in (8, 12))
    within(width, height, _MOST_PIXELS)
    return Core(data=b"".join(kept), width=width, height=height, turn=turn)
