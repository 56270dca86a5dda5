"""Pixels out of a picture's core: decoded once, no larger than print can show, upright, in the form of a PDF.

The library's modules are called by name. Its own `open` tries all that it knows, PostScript among them, for
which it starts another program.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable
from contextlib import nullcontext
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Literal

from deckapp.face.page import Photo
from deckapp.face.photos.core import Core, damaged
from deckapp.face.photos.quiet import quiet
from deckapp.problem import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

PixelKind = Literal["PNG", "JPEG", "WebP", "GIF", "TIFF"]

_MOST_KEPT = 16_000_000
"""So many pixels go on paper at most: an A4 page at 400 dpi."""
_LARGE = 1_000_000
"""From so many pixels on a picture is kept as a JPEG, whatever it was."""
_BAND = 4_000_000
"""So many pixels of 16 bits are brought to 8 at a time."""
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""How to put upright (`PIL.Image.Transpose`) what Exif says is turned."""


def photo_of(kind: PixelKind, core: Core, width: float, height: float, contain: bool) -> Photo:
    """The picture for a place of `width` by `height` dots, which it covers, or fits into where `contain`.

    Raises PictureError whatever the library makes of it.
    """
    try:
        with warnings.catch_warnings():
            # What the library finds odd and decodes nevertheless.
            warnings.simplefilter("ignore")
            with quiet() if kind == "TIFF" else nullcontext():
                return _photo(kind, core, width, height, contain)
    except PictureError:
        raise
    except Exception as error:
        # A decoder that is given nonsense raises whatever it stumbles upon; there is no list of it.
        raise damaged() from error


def _photo(kind: PixelKind, core: Core, width: float, height: float, contain: bool) -> Photo:
    if core.turn > 4:
        width, height = height, width
    image: Image = _opener(kind)(BytesIO(core.data))
    if image.width * image.height > core.width * core.height:
        raise damaged()
    scale = _scale((image.width, image.height), width, height, contain)
    if kind == "JPEG" and scale < 1:
        # A decoder can skip what will be thrown away.
        image.draft("RGB", (round(image.width * scale), round(image.height * scale)))
    image.load()
    if scale == 1 and core.plain and image.mode in ("L", "RGB"):
        colours: Literal[1, 3] = 1 if image.mode == "L" else 3
        return Photo(width=image.width, height=image.height, colours=colours, jpeg=True, data=core.data)
    image = _drawn(image)
    scale = _scale((image.width, image.height), width, height, contain)
    if scale < 1:
        small = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        image = image.resize(small, reducing_gap=2.0)
    if core.turn > 1:
        image = image.transpose(_TURNS[core.turn])  # type: ignore[arg-type]
    return _kept(image, kind == "JPEG")


def _opener(kind: PixelKind) -> Callable[[BytesIO], ImageFile]:
    if kind == "PNG":
        from PIL.PngImagePlugin import PngImageFile as Opener
    elif kind == "JPEG":
        from PIL.JpegImagePlugin import JpegImageFile as Opener  # type: ignore[assignment]
    elif kind == "WebP":
        from PIL.WebPImagePlugin import WebPImageFile as Opener  # type: ignore[assignment]
    elif kind == "GIF":
        from PIL.GifImagePlugin import GifImageFile as Opener  # type: ignore[assignment]
    else:
        from PIL.TiffImagePlugin import TiffImageFile as Opener  # type: ignore[assignment]
    return Opener


def _scale(size: tuple[int, int], width: float, height: float, contain: bool) -> float:
    """By how much to shrink a picture of a size, 1 where it is small enough."""
    choose = min if contain else max
    least: float = choose(width / size[0], height / size[1])
    return min(1.0, least, sqrt(_MOST_KEPT / (size[0] * size[1])))


def _drawn(image: Image) -> Image:
    """The picture in a mode that can be made smaller: grey or colours, and how clear each pixel is."""
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        return _eight_bits(image)
    if image.mode in ("1", "F"):
        return image.convert("L")
    return image if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr") else image.convert("RGB")


def _eight_bits(image: Image) -> Image:
    """The picture with 256 greys, made band by band; of 65,536 nearly all would otherwise come out white."""
    from PIL.Image import new

    made = new("L", image.size)
    rows = max(1, _BAND // image.width)
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(image.height, top + rows)))
        made.paste(band.convert("I").point(lambda grey: grey * (1 / 257)).convert("L"), (0, top))
    return made


def _kept(image: Image, photograph: bool) -> Photo:
    mask = b""
    if image.mode in ("LA", "RGBA"):
        clear = image.getchannel("A")
        if clear.getextrema() != (255, 255):
            mask = zlib.compress(clear.tobytes())
        image = image.convert(image.mode[:-1])
    elif image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    colours: Literal[1, 3] = 1 if image.mode == "L" else 3
    jpeg = not mask and (photograph or image.width * image.height > _LARGE)
    if jpeg:
        file = BytesIO()
        image.save(file, "JPEG", quality=92)
        data = file.getvalue()
    else:
        data = zlib.compress(image.tobytes())
    return Photo(width=image.width, height=image.height, colours=colours, jpeg=jpeg, data=data, mask=mask)
