"""A sketch as a form of a PDF, with all that it needs inside it."""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from deckapp.face.page import Sketch
from deckapp.face.pdf.canvas import FaceCanvas
from deckapp.face.pdf.image_object import image

_FAR = 1_000_000
"""Layers reach as far as the sketch draws, and that is cut off by the sketch."""


def sketch_form(canvas: FaceCanvas, sketch: Sketch) -> str:
    """The name of the form that draws a sketch in its own units, y running down from its upper left corner."""
    name = "sketch-" + _digest(sketch)
    if not canvas.hasForm(name):
        photos = [image(canvas, photo) for photo in sketch.photos]
        layers = [f"{name}-{number}" for number in range(len(sketch.layers))]
        resources = _Resources(sketch, photos, layers)
        for layer, operators in zip(layers, sketch.layers, strict=True):
            form = _form(canvas, operators, (-_FAR, -_FAR, _FAR, _FAR), resources)
            form.Group = True
            canvas._doc.addForm(layer, form)
        canvas._doc.addForm(
            name, _form(canvas, sketch.operators, (0, 0, sketch.width, sketch.height), resources)
        )
    return name


def _digest(sketch: Sketch) -> str:
    whole = hashlib.sha256()
    sizes = repr((sketch.alphas, sketch.width, sketch.height))
    for part in (sketch.operators, *sketch.layers, *sketch.shadings, sizes):
        whole.update(part.encode() + b"\0")
    for photo in sketch.photos:
        whole.update(photo.data)
    return whole.hexdigest()[:24]


def _form(
    canvas: FaceCanvas, operators: str, box: tuple[float, float, float, float], resources: _Resources
) -> Any:
    form: Any = _SketchForm(*box)
    form.compression = canvas._pageCompression
    form.setStreamList(operators or "n")
    form.Resources = resources
    return form


class _SketchForm(pdfdoc.PDFFormXObject):
    """A form that, as a layer, is drawn as a whole before it is seen through."""

    Group = False

    def format(self, document: Any) -> Any:
        if self.Group and self.Contents is None:
            contents: Any = pdfdoc.PDFStream()
            contents.content = self.stream
            contents.dictionary["Group"] = "<< /S /Transparency /CS /DeviceRGB >>"
            self.Contents = contents
        return super().format(document)


class _Resources(pdfdoc.PDFObject):
    """What the operators of a sketch call by name."""

    def __init__(self, sketch: Sketch, photos: list[str], layers: list[str]) -> None:
        self.sketch = sketch
        self.objects = {f"P{number}": name for number, name in enumerate(photos)}
        self.objects |= {f"L{number}": name for number, name in enumerate(layers)}

    def format(self, document: Any) -> bytes:
        alphas = "".join(
            f"/A{number} << /ca {fill:g} /CA {stroke:g} >> "
            for number, (fill, stroke) in enumerate(self.sketch.alphas)
        )
        shadings = "".join(f"/S{number} {text} " for number, text in enumerate(self.sketch.shadings))
        named = b"".join(
            f"/{name} ".encode()
            + pdfdoc.PDFObjectReference(document.getXObjectName(target)).format(document)
            + b" "
            for name, target in self.objects.items()
        )
        head = f"<< /ProcSet [/PDF /ImageB /ImageC] /ExtGState << {alphas}>> /Shading << {shadings}>> /XObject << "
        return head.encode("ascii") + named + b">> >>"
