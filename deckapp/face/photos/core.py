"""What is handed to the picture library: a picture's own data and nothing beside them.

Comments, profiles, thumbnails, further frames and pages are where files hide what takes for ever or runs.
Each kind has a module that takes them out before the library sees the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from deckapp.problem import PictureError

Turn = Literal[1, 2, 3, 4, 5, 6, 7, 8]


class Core(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's data in its own kind, its size in pixels as stored, and how it is turned (as Exif counts).

    `plain` tells that a PDF may hold these very bytes.
    """

    data: bytes
    width: int
    height: int
    turn: Turn = 1
    plain: bool = False


def damaged() -> PictureError:
    """The refusal of a file that breaks off or makes no sense."""
    return PictureError("it is damaged or cut off", "save it again, or use another picture")


def within(width: int, height: int, most: int) -> None:
    """Refuse a picture of no or of too many pixels, before anything is made room for."""
    if width < 1 or height < 1:
        raise damaged()
    if width * height > most or max(width, height) > 60_000:
        raise PictureError(
            f"it has {width:,} x {height:,} pixels, and at most {most // 1_000_000} million can be drawn",
            "make it smaller",
        )


def turn_of(exif: bytes) -> Turn:
    """How the Exif block of a picture says it is turned; 1 where it says nothing."""
    exif = exif.removeprefix(b"Exif\0\0")
    order: Literal["little", "big"] = "little" if exif[:2] == b"II" else "big"
    first = int.from_bytes(exif[4:8], order)
    for start in _entries(exif, first, order):
        if int.from_bytes(exif[start : start + 2], order) == 0x0112:
            found = int.from_bytes(exif[start + 8 : start + 10], order)
            return found if 1 <= found <= 8 else 1  # type: ignore[return-value]
    return 1


def _entries(exif: bytes, first: int, order: Literal["little", "big"]) -> Iterable[int]:
    count = int.from_bytes(exif[first : first + 2], order)
    return range(first + 2, min(first + 2 + 12 * count, len(exif) - 11), 12)
