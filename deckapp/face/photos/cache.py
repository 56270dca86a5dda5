"""What was made of the last pictures, so that a face that is laid again need not decode them again."""

from __future__ import annotations

from collections import OrderedDict

from deckapp.face.page import Photo, Sketch
from deckapp.problem import PictureError

Made = Photo | Sketch | PictureError
Key = tuple[bytes, float, float, bool]
"""A file's digest, and the place that its picture was made for."""
_ENTRY = 1000


class PictureCache:
    """Pictures and refusals up to so many bytes; what was not asked for longest goes first."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._made: OrderedDict[Key, Made] = OrderedDict()
        self.bytes = 0

    def get(self, key: Key) -> Made | None:
        """What was made for a key, None where that is gone."""
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
        return made

    def put(self, key: Key, made: Made) -> None:
        """Keep what was made for a key that has nothing yet."""
        self._made[key] = made
        self.bytes += _size(made)
        while self.bytes > self._most and len(self._made) > 1:
            self.bytes -= _size(self._made.popitem(last=False)[1])


def _size(made: Made) -> int:
    if isinstance(made, PictureError):
        return _ENTRY
    if isinstance(made, Photo):
        return _ENTRY + len(made.data) + len(made.mask)
    return _ENTRY + len(made.operators) + sum(map(len, made.layers)) + sum(map(_size, made.photos))
