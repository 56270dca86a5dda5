"""Fonts that no PDF can embed as they are (CFF, variable): a small TrueType font made from their outlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import msgspec
from PySide6.QtGui import QPainterPath, QRawFont

from deckapp.face.type.sfnt import Cluster

_UNITS = 1000
_FAR = 20_000.0
"""What lies further out, as in a damaged font, is drawn at the edge: the numbers of a font file end at 32,767."""


class GlyphOutline(msgspec.Struct, frozen=True):
    """One glyph, 1,000 units to the em, y up: its advance and (kind, points) of each element."""

    advance: float
    elements: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]


def enlarged(raw: QRawFont) -> QRawFont:
    """The font at the size at which `outline` reads it."""
    large = QRawFont(raw)
    large.setPixelSize(_UNITS)
    return large


def outline(large: QRawFont, gid: int) -> GlyphOutline:
    """The outline of a glyph of an enlarged font."""
    advance = large.advancesForGlyphIndexes([gid])[0].x()
    return GlyphOutline(min(max(advance, 0.0), _FAR), tuple(_elements(large.pathForGlyph(gid))))


def _elements(path: QPainterPath) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    def point(place: int) -> tuple[float, float]:
        element = path.elementAt(place)
        return _near(element.x), _near(-element.y)

    found: list[tuple[str, tuple[tuple[float, float], ...]]] = []
    place = 0
    while place < path.elementCount():
        element = path.elementAt(place)
        if element.isMoveTo():
            found.append(("move", (point(place),)))
        elif element.isLineTo():
            found.append(("line", (point(place),)))
        else:
            found.append(("curve", (point(place), point(place + 1), point(place + 2))))
            place += 2
        place += 1
    return found


def _near(value: float) -> float:
    return min(max(value, -_FAR), _FAR)


def outline_font(name: str, outlines: Mapping[int, GlyphOutline], clusters: Sequence[Cluster]) -> bytes:
    """A TrueType file whose glyphs are these, in this order; a glyph without outline is empty."""
    from fontTools.fontBuilder import FontBuilder

    names = [".notdef", *(f"g{place}" for place in range(1, len(clusters)))]
    empty = GlyphOutline(0, ())
    drawn = [_joined([(outlines.get(gid, empty), dx, dy) for gid, dx, dy in cluster]) for cluster in clusters]
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf({name: _glyph(one) for name, one in zip(names, drawn, strict=True)})
    builder.setupHorizontalMetrics(
        {name: (round(one.advance), 0) for name, one in zip(names, drawn, strict=True)}
    )
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    head: Any = builder.font["head"]
    head.created = head.modified = 0
    for glyph in names:
        builder.font["hmtx"][glyph] = (
            builder.font["hmtx"][glyph][0],
            builder.font["glyf"][glyph].__dict__.get("xMin", 0),
        )
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def _joined(parts: Sequence[tuple[GlyphOutline, int, int]]) -> GlyphOutline:
    """Several outlines as one, each moved; the first gives the advance."""
    elements = tuple(
        (kind, tuple((x + dx, y + dy) for x, y in points))
        for one, dx, dy in parts
        for kind, points in one.elements
    )
    return GlyphOutline(parts[0][0].advance, elements)


def _glyph(one: GlyphOutline) -> Any:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    quadratic = TTGlyphPen(None)
    pen = Cu2QuPen(quadratic, 0.5, reverse_direction=True)
    is_open = False
    for kind, points in one.elements:
        if kind == "move":
            if is_open:
                pen.closePath()
            pen.moveTo(points[0])
            is_open = True
        elif kind == "line":
            pen.lineTo(points[0])
        else:
            pen.curveTo(*points)
    if is_open:
        pen.closePath()
    return quadratic.glyph()
