"""The two pages to hold against the light: rulers on the front, a cross at the same places on the back."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from deckapp.face.page import MM, Box, Item, Page
from deckapp.face.pdf.canvas import new_canvas
from deckapp.face.pdf.paint import paint
from deckapp.face.style import INK, SUIT_COLOURS
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.markup import plain
from deckapp.face.type.text import lay_text
from deckapp.printing.calibration import mark_places
from deckapp.printing.sheet import Axis
from deckapp.printing.sizes import SHEET_SIZES, SheetName

_REACH = 5
"""How many millimetres a ruler goes to either side."""
_AWAY = 9
"""How many millimetres a ruler is from the place that it measures, so that the two stay apart."""
_BACK = SUIT_COLOURS["brick"]
_HOW = (
    "Print this on both sides at **100 %**, **flipped on the {edge} edge**, the way you print cards.",
    "Hold the sheet against the light, this side towards you. At each letter a red cross shows through.",
    "Read how far the red cross lies from the zero of both rulers, in millimetres and tenths: "
    "first along the level ruler (right is plus), then along the upright one (up is plus).",
    "Type what you read, for example: **deckapp calibrate --readings A=0.5,-0.3 B=0.4,-0.2 C=0.6,-0.3 "
    "D=0.5,-0.2 --printer NAME**",
)


def calibration_pdf(sheet: SheetName = "a4", axis: Axis = "upright") -> bytes:
    """The PDF of both pages; the same bytes each time. Needs a QGuiApplication."""
    wide, high = (side * MM for side in SHEET_SIZES[sheet])
    file = BytesIO()
    canvas = new_canvas(file, (wide, high), title="Calibration", author="Deckapp")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge" if axis == "upright" else "DuplexFlipShortEdge")
    for items in (_front(sheet, axis, wide, high), _back(sheet, axis, wide, high)):
        paint(canvas, Page(width=wide, height=high, items=tuple(items)))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _front(sheet: SheetName, axis: Axis, wide: float, high: float) -> Iterator[Item]:
    for name, (x, y) in mark_places(sheet).items():
        yield from _rulers(wide / 2 + x * MM, high / 2 - y * MM)
        label = lay_text(plain(name), width=20, size=18, family=FAMILY_TITLE, align="center")
        yield from label.at(wide / 2 + (x - _AWAY) * MM - 14, high / 2 - (y + _AWAY) * MM - label.height)
    column = wide - 70 * MM
    left, y = 35 * MM, high / 2 - 52 * MM
    head = lay_text(plain("Do fronts and backs meet?"), width=column, size=18, family=FAMILY_TITLE)
    yield from head.at(left, y)
    y += head.height + 4 * MM
    for number, text in enumerate(_HOW, 1):
        said = text.format(edge="long" if axis == "upright" else "short")
        block = lay_text(said, width=column - 8 * MM, size=11)
        yield from lay_text(plain(str(number)), width=20, size=11, bold=True).at(left, y)
        yield from block.at(left + 8 * MM, y)
        y += block.height + 2.5 * MM


def _rulers(x: float, y: float) -> Iterator[Item]:
    """A level and an upright ruler whose zeros are at a place, both far enough from it to be read there."""
    reach, away, thin = _REACH * MM, _AWAY * MM, 0.3
    yield Box(x=x - reach, y=y - away, width=2 * reach, height=thin, fill=INK)
    yield Box(x=x - away - thin, y=y - reach, width=thin, height=2 * reach, fill=INK)
    for half in range(-2 * _REACH, 2 * _REACH + 1):
        at = half * MM / 2
        long = (3.6 if half == 0 else 2.8 if half % 10 == 0 else 1.9 if half % 2 == 0 else 1.1) * MM
        yield Box(x=x + at - thin / 2, y=y - away, width=thin, height=long, fill=INK)
        yield Box(x=x - away, y=y + at - thin / 2, width=long, height=thin, fill=INK)
    for number in (-_REACH, 0, _REACH):
        said = f"{number:+d}".replace("-", "−") if number else "0"
        label = lay_text(plain(said), width=16, size=7.5, align="center")
        yield from label.at(x + number * MM - 8, y - away - label.height)
        yield from label.at(x - away - 18, y - number * MM - label.height / 2)


def _back(sheet: SheetName, axis: Axis, wide: float, high: float) -> Iterator[Item]:
    thin, reach = 0.4, 12 * MM
    for x, y in mark_places(sheet).values():
        across = wide / 2 + (-x if axis == "upright" else x) * MM
        down = high / 2 - (-y if axis == "level" else y) * MM
        yield Box(x=across - reach, y=down - thin / 2, width=2 * reach, height=thin, fill=_BACK)
        yield Box(x=across - thin / 2, y=down - reach, width=thin, height=2 * reach, fill=_BACK)
    said = lay_text(plain("The back: turn the sheet over"), width=wide, size=11, align="center", colour=_BACK)
    yield from said.at(0, high - 22 * MM)
