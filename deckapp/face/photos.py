"""Users' pictures made ready for a page: upright, no larger than print can show, in a form that PDF takes."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 400
"""Finer than any press prints."""
_MOST_PIXELS = 80_000_000
_ORIENTATION = 0x0112


@lru_cache(32)
def prepared(data: bytes, width: float, height: float) -> bytes:
    """An image file's bytes for a place of a size in points; raises ValueError where they cannot be drawn.

    A photograph that is already right comes back as it is.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ValueError(f"it has more than {_MOST_PIXELS // 1_000_000} million pixels")
            most = max(width, height) * DPI / 72
            upright = image.getexif().get(_ORIENTATION, 1) == 1
            if upright and image.format == "JPEG" and image.mode != "CMYK" and min(image.size) <= most:
                image.verify()
                return data
            # A JPEG decoder can skip what will be thrown away.
            image.draft("RGB", (round(most), round(most)))
            found = _eight_bits(ImageOps.exif_transpose(image))
            found.thumbnail((round(most * 2), round(most * 2)))
            return _saved(found, image.format == "JPEG")
    except UnidentifiedImageError as error:
        raise ValueError("it is no picture") from error
    except (
        OSError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise ValueError(str(error)) from error


def _eight_bits(image: Image) -> Image:
    """The picture with 256 greys; of 65,536 nearly all would otherwise come out white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")


def _saved(image: Image, photograph: bool) -> bytes:
    file = BytesIO()
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image.convert("RGBA").save(file, "PNG")
    elif photograph or image.width * image.height > 1_000_000:
        image.convert("RGB").save(file, "JPEG", quality=92)
    else:
        image.convert("RGB").save(file, "PNG")
    return file.getvalue()
