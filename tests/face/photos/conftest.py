"""Pictures made for tests, and what of them is seen on a page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image
from PySide6.QtGui import QColor, QImage

from deckapp.face.page import Page, Photo, Picture
from deckapp.face.pdf.raster import render


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """A picture as a file of a kind."""
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def halves(mode: str, size: tuple[int, int] = (40, 30)) -> Image.Image:
    """A picture whose upper half is dark and whose lower half is light."""
    made = Image.new("RGB", size, "#101060")
    made.paste("#FFE090", (0, size[1] // 2, *size))
    if mode == "I;16":
        return made.convert("L").convert("I").point(lambda grey: grey * 257).convert("I;16")
    return made.convert(mode, dither=Image.Dither.NONE)


def seen(photo: Photo, width: int = 40, height: int = 30) -> QImage:
    """The picture as it comes out on a page of so many points, a dot a point."""
    page = Page(
        width=width,
        height=height,
        items=(Picture(x=0, y=0, width=width, height=height, photo=photo),),
    )
    return render([page], [width])[0]


def tones(photo: Photo, width: int = 40, height: int = 30) -> tuple[QColor, QColor]:
    """What is seen in the middle of the upper and of the lower half."""
    image = seen(photo, width, height)
    return image.pixelColor(width // 2, height // 4), image.pixelColor(width // 2, 3 * height // 4)
