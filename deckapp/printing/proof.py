"""A proof: the lines of trim, safe zone and bleed drawn over the faces, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from deckapp.face.page import MM, Box, Item, Page
from deckapp.face.pdf.canvas import FaceCanvas
from deckapp.face.pdf.paint import paint
from deckapp.face.pdf.vector import rgb
from deckapp.face.type.markup import plain
from deckapp.face.type.text import lay_text
from deckapp.printing.job import Placed
from deckapp.printing.settings import PrintSettings
from deckapp.printing.sheet import SheetRect

TRIM, SAFE_LINE, BLEED_LINE = "#E00070", "#008A3C", "#0060E0"
_THICK = 0.5
_NAMES = ((BLEED_LINE, "bleed"), (TRIM, "trim"), (SAFE_LINE, "safe"))


def proof_lines(canvas: FaceCanvas, faces: Sequence[Placed], settings: PrintSettings) -> None:
    """Draw each face's three lines, and the legend on the first face of the page."""
    for face in faces:
        trim = face.slot.trim
        if settings.bleed_of:
            _outline(canvas, face.slot.ink, BLEED_LINE, "[4 1.5] 0 d")
        _outline(canvas, trim, TRIM, "[] 0 d")
        _outline(canvas, trim.grown(-settings.safe * MM), SAFE_LINE, "[1.5 1.5] 0 d")
    _legend(canvas, faces[0].slot.trim, settings)


def _outline(canvas: FaceCanvas, rect: SheetRect, colour: str, dash: str) -> None:
    box = f"{rect.left:.3f} {rect.bottom:.3f} {rect.right - rect.left:.3f} {rect.top - rect.bottom:.3f} re"
    canvas._code.append(f"q {rgb(colour)} RG {_THICK} w {dash} {box} S Q")


def _legend(canvas: FaceCanvas, trim: SheetRect, settings: PrintSettings) -> None:
    """A small plate at the foot of a face, between trim and safe zone, where no text stands."""
    values = {
        "bleed": f"bleed {settings.bleed_of / MM:g} mm",
        "trim": "trim",
        "safe": f"safe {settings.safe:g} mm",
    }
    items: list[Item] = []
    x, height = 3.0, 8.0
    for colour, name in _NAMES:
        if name == "bleed" and not settings.bleed_of:
            continue
        block = lay_text(plain(values[name]), width=90, size=5.5, leading=1.2)
        items.append(Box(x=x, y=height / 2 - 0.6, width=7, height=1.2, fill=colour))
        items += block.at(x + 9, (height - block.height) / 2)
        x += block.widest + 14
    plate = Box(
        x=0.2, y=0.2, width=x - 2.4, height=height - 0.4, fill="#FFFFFF", stroke="#808080", stroke_width=0.4
    )
    page = Page(width=x - 2, height=height, items=(plate, *items))
    paint(canvas, page, (trim.left + trim.right - page.width) / 2, trim.bottom + 1)
