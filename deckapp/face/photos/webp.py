"""A WebP's core: its picture, or the first of its frames."""

from __future__ import annotations

from deckapp.face.photos.core import Core, Turn, damaged, turn_of, within

_MOST_PIXELS = 26_000_000
"""Fewer than for other kinds: the library holds four copies of a WebP."""
_EXIF_BYTES = 65_536
_CLEAR = 0x10
_MOVING = 0x02


def webp_core(data: bytes) -> Core:
    """What draws a WebP; raises PictureError."""
    kept: list[bytes] = []
    turn: Turn = 1
    frames = 0
    for name, body in _chunks(data, 12):
        if name == b"EXIF" and len(body) <= _EXIF_BYTES:
            turn = turn_of(body)
        frames += name == b"ANMF"
        if name == b"VP8X" and len(body) == 10:
            body = bytes((body[0] & (_CLEAR | _MOVING),)) + body[1:]
        elif name not in (b"VP8 ", b"VP8L", b"ALPH", b"ANIM") and not (name == b"ANMF" and frames == 1):
            continue
        kept.append(name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2))
    width, height = _size(kept)
    within(width, height, _MOST_PIXELS)
    inside = b"WEBP" + b"".join(kept)
    riff = b"RIFF" + len(inside).to_bytes(4, "little") + inside
    return Core(data=riff, width=width, height=height, turn=turn)


def _chunks(data: bytes, at: int) -> list[tuple[bytes, bytes]]:
    found = []
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data):
            raise damaged()
        found.append((data[at : at + 4], data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def _size(kept: list[bytes]) -> tuple[int, int]:
    """The width and height that the first chunk tells."""
    name, body = (kept[0][:4], kept[0][8:]) if kept else (b"", b"")
    if name == b"VP8X" and len(body) >= 10:
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 " and len(body) >= 10:
        return (int.from_bytes(body[place : place + 2], "little") & 0x3FFF for place in (6, 8))  # type: ignore[return-value]
    raise damaged()
