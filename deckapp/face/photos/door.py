"""The one door: every picture of a user's or a stranger's file is made ready for a page here, or refused.

What a picture is, is told by its content; six kinds are known. Its size is read and bounded by us before any
library sees it, and of the file no more is handed on than draws it.
"""

from __future__ import annotations

import hashlib
import logging
import threading

from deckapp.face.page import Photo, Sketch
from deckapp.face.photos.cache import PictureCache
from deckapp.face.photos.core import Core, damaged
from deckapp.face.photos.gif import gif_core
from deckapp.face.photos.jpeg import jpeg_core
from deckapp.face.photos.kinds import DRAWN, kind_of, other_kind
from deckapp.face.photos.pixels import PixelKind, photo_of
from deckapp.face.photos.png import png_core
from deckapp.face.photos.tiff import tiff_core
from deckapp.face.photos.webp import webp_core
from deckapp.face.svg.reader import read_sketch
from deckapp.problem import PictureError

log = logging.getLogger(__name__)

DPI = 400
"""Finer than any press prints."""
MAX_BYTES = 64 * 1024 * 1024
_KEPT_BYTES = 48 * 1024 * 1024
_CORES = {"PNG": png_core, "JPEG": jpeg_core, "GIF": gif_core, "WebP": webp_core, "TIFF": tiff_core}


def ready(data: bytes, width: float, height: float, *, contain: bool = False) -> Photo | Sketch:
    """A picture file's bytes for a place of a size in points, which it covers, or fits into where `contain`.

    Raises PictureError where they cannot be drawn, and nothing else. May be called from any thread: pictures
    are decoded one at a time, so that their memory does not add up.
    """
    if len(data) > MAX_BYTES:
        raise PictureError(f"it is larger than {MAX_BYTES // 1024**2} MiB", "make it smaller")
    key = hashlib.sha256(data).digest(), width, height, contain
    with _lock:
        found = _known.get(key)
        if found is None:
            found = _opened(data, width, height, contain)
            _known.put(key, found)
    if isinstance(found, PictureError):
        raise found.with_traceback(None)
    return found


def _opened(data: bytes, width: float, height: float, contain: bool) -> Photo | Sketch | PictureError:
    def photo(data: bytes) -> Photo:
        kind = kind_of(data)
        if kind is None or kind == "SVG":
            raise _unknown(data)
        return photo_of(kind, _core(kind, data), width * DPI / 72, height * DPI / 72, contain)

    try:
        return read_sketch(data, photo) if kind_of(data) == "SVG" else photo(data)
    except PictureError as error:
        return PictureError(error.message, error.hint)
    except Exception:
        # A decoder's failures are refusals already; this one is ours, and shall not end the program.
        log.exception("a picture could not be read")
        return damaged()


def _core(kind: PixelKind, data: bytes) -> Core:
    try:
        return _CORES[kind](data)
    except (IndexError, ValueError, KeyError):
        # The file breaks off where a number should stand.
        raise damaged() from None


def _unknown(data: bytes) -> PictureError:
    if not data:
        return PictureError("it is empty", "save it again, or use another picture")
    name = other_kind(data)
    said = f"it is {name}; only {DRAWN} is drawn" if name else f"it is not {DRAWN}"
    return PictureError(said, "save it as one of them")


_known = PictureCache(_KEPT_BYTES)
_lock = threading.Lock()
