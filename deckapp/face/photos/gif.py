"""A GIF's core: its first frame."""

from __future__ import annotations

from deckapp.face.photos.core import Core, damaged, within

_MOST_PIXELS = 52_000_000
_CONTROL = 0xF9
"""What tells a frame's clear colour."""


def gif_core(data: bytes) -> Core:
    """What draws a GIF's first frame; raises PictureError."""
    width, height = _pair(data, 6), _pair(data, 8)
    head = 13 + _palette(data, 10)
    control = b""
    at = head
    while data[at : at + 1] == b"!":
        end = _blocks(data, at + 2)
        if data[at + 1] == _CONTROL and end - at == 8:
            control = data[at:end]
        at = end
    if data[at : at + 1] != b"," or at + 10 > len(data):
        raise damaged()
    # A frame that reaches over the edge makes the picture larger.
    width = max(width, _pair(data, at + 1) + _pair(data, at + 5))
    height = max(height, _pair(data, at + 3) + _pair(data, at + 7))
    within(width, height, _MOST_PIXELS)
    end = _blocks(data, at + 11 + _palette(data, at + 9))
    return Core(data=data[:head] + control + data[at:end] + b";", width=width, height=height)


def _pair(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _palette(data: bytes, at: int) -> int:
    """How many bytes of colours follow the flags that stand at a place."""
    if at >= len(data):
        raise damaged()
    return 3 << ((data[at] & 7) + 1) if data[at] & 128 else 0


def _blocks(data: bytes, at: int) -> int:
    """Where the blocks that begin at a place end."""
    while at < len(data):
        size = data[at]
        at += 1 + size
        if not size:
            return at
    raise damaged()
