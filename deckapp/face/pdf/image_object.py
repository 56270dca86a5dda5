"""A picture of pixels as an object of a PDF, written as it is: nothing decodes it again."""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from deckapp.face.page import Photo
from deckapp.face.pdf.canvas import FaceCanvas


def image(canvas: FaceCanvas, photo: Photo) -> str:
    """The name of a picture in a canvas's file, which holds it once."""
    name = "photo-" + hashlib.sha256(photo.data + photo.mask).hexdigest()[:24]
    if not canvas.hasForm(name):
        made = _object(
            name, photo.width, photo.height, photo.data, "DCTDecode" if photo.jpeg else "FlateDecode"
        )
        made.colorSpace = "DeviceGray" if photo.colours == 1 else "DeviceRGB"
        if photo.mask:
            mask = _object(name + "-mask", photo.width, photo.height, photo.mask, "FlateDecode")
            made.smask = canvas._doc.Reference(mask)
        canvas._doc.addForm(name, made)
    return name


def _object(name: str, width: int, height: int, data: bytes, compression: str) -> Any:
    made: Any = pdfdoc.PDFImageXObject(name)
    made.width, made.height = width, height
    made.bitsPerComponent = 8
    made.colorSpace = "DeviceGray"
    made.streamContent = data
    made._filters = (compression,)
    return made
