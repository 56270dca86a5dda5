"""A JPEG's core: its tables, frame and scans, without previews, comments and all that follows its end."""

from __future__ import annotations

from deckapp.face.photos.core import Core, Turn, damaged, turn_of, within
from deckapp.problem import PictureError

_MOST_PIXELS = 110_000_000
"""Far more than for other kinds: a JPEG is made smaller while it is decoded."""
_MOST_PIXELS_WHOLE = 52_000_000
"""Where it comes in several scans, all of it is held at once."""
_MOST_WORK = 800_000_000
"""Pixels times scans: each scan goes over the whole picture."""
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PLAIN_FRAMES = (0xC0, 0xC1, 0xC2)
"""Those that a PDF may hold."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_DROPPED = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""Exif and all other applications' own, and comments; JFIF and Adobe's say what the colours are."""


def jpeg_core(data: bytes) -> Core:
    """What draws a JPEG; raises PictureError."""
    kept = [b"\xff\xd8"]
    frame = b""
    turn: Turn | None = None
    at = 2
    while True:
        code, at = _marker(data, at)
        if code in _ALONE:
            kept.append(bytes((0xFF, code)))
            continue
        size = int.from_bytes(data[at : at + 2], "big")
        body = data[at + 2 : at + size]
        if code == 0xD9 or size < 2 or at + size > len(data):
            raise damaged()
        if code == 0xE1 and body.startswith(b"Exif\0\0") and turn is None:
            turn = turn_of(body)
        if code in _FRAMES:
            if frame or len(body) < 6:
                raise damaged()
            frame = bytes((code,)) + body
        if code == 0xDA:
            break
        if code not in _DROPPED:
            kept.append(b"\xff" + bytes((code,)) + data[at : at + size])
        at += size
    # In a scan's own data, a byte of 255 is always followed by 0 or a restart.
    end = data.find(b"\xff\xd9", at)
    scans = data[at - 2 : end + 2 if end >= 0 else len(data)]
    return _core(b"".join(kept) + scans, frame, scans.count(b"\xff\xda"), turn or 1)


def _core(data: bytes, frame: bytes, scans: int, turn: Turn) -> Core:
    if not frame:
        raise damaged()
    code, bits, parts = frame[0], frame[1], frame[6]
    height, width = (int.from_bytes(frame[place : place + 2], "big") for place in (2, 4))
    one_scan = scans == 1 and code in (0xC0, 0xC1)
    within(width, height, _MOST_PIXELS if one_scan else _MOST_PIXELS_WHOLE)
    if scans * width * height > _MOST_WORK and scans > 12:
        raise PictureError(f"it comes in {scans:,} scans, more than can be drawn", "save it again")
    plain = code in _PLAIN_FRAMES and bits == 8 and parts in (1, 3) and turn == 1
    return Core(data=data, width=width, height=height, turn=turn, plain=plain)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The next marker's code, and where what belongs to it begins."""
    if data[at : at + 1] != b"\xff":
        raise damaged()
    while at < len(data) and data[at] == 0xFF:
        at += 1
    if at >= len(data) or data[at] == 0:
        raise damaged()
    return data[at], at + 1
