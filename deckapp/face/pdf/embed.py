"""Fonts inside one PDF: each glyph used gets a code of its own, and the file a map from codes to text.

Nothing outlives its document, so the same pages give the same bytes whatever was made before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from deckapp.face.page import Word
from deckapp.face.type.font_files import font_file
from deckapp.face.type.outlines import outline_font
from deckapp.face.type.sfnt import Cluster, Sfnt

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{pairs}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFont:
    """One font in one document; reportlab calls `addObjects` when the document is saved."""

    def __init__(self, key: str, name: str) -> None:
        self.name = name
        self.file = font_file(key)
        self._codes: dict[tuple[Cluster, str], int] = {}
        self._widths: dict[Cluster, float] = {}
        self.said: dict[Word, str] = {}
        """The words written before, as `show_text` writes them; "" where it takes more than one string."""

    def code(self, cluster: Cluster, text: str) -> int:
        """The code by which glyphs that stand for a text are written, each moved by thousandths of the size."""
        return self._codes.setdefault((cluster, text), len(self._codes) + 1)

    def width(self, cluster: Cluster) -> float:
        """How far a cluster moves the pen, in thousandths of the size."""
        width = self._widths.get(cluster)
        if width is None:
            width = self._widths[cluster] = max(self._advance(gid) + dx for gid, dx, _ in cluster)
        return width

    def _advance(self, gid: int) -> float:
        if self.file.sfnt:
            return round(self.file.sfnt.advance(gid) * 1000 / self.file.units_per_em, 2)
        return round(self.file.outlines[gid].advance, 2) if gid in self.file.outlines else 0.0

    def addObjects(self, doc: Any) -> None:
        """Put the font's objects into the document."""
        clusters = [((0, 0, 0),), *(cluster for cluster, _ in self._codes)]
        data = self._subset(clusters)
        base = f"{_tag(self.name)}+{self.file.ps_name}"
        stream = _stream(data, doc)
        stream.dictionary["Length1"] = len(data)
        file = doc.Reference(stream, f"face-file:{self.name}")
        descriptor = pdfdoc.PDFDictionary(self._descriptor(base, data, file))
        widths = pdfdoc.PDFArray([self.width(cluster) for cluster in clusters])
        descendant = {
            "Type": _name("Font"),
            "Subtype": _name("CIDFontType2"),
            "BaseFont": _name(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": doc.Reference(descriptor, f"face-descriptor:{self.name}"),
            "DW": 0,
            "W": pdfdoc.PDFArray([0, widths]),
            "CIDToGIDMap": _name("Identity"),
        }
        below = doc.Reference(pdfdoc.PDFDictionary(descendant), f"face-descendant:{self.name}")
        font = {
            "Type": _name("Font"),
            "Subtype": _name("Type0"),
            "BaseFont": _name(base),
            "Encoding": _name("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([below]),
            "ToUnicode": doc.Reference(_stream(self._to_unicode(), doc), f"face-unicode:{self.name}"),
        }
        reference = doc.Reference(pdfdoc.PDFDictionary(font), f"face-font:{self.name}")
        # reportlab writes one dictionary of fonts, which all pages and forms share.
        doc.idToObject["BasicFonts"].dict[self.name] = reference

    def _subset(self, clusters: Sequence[Cluster]) -> bytes:
        scale = self.file.units_per_em / 1000
        drawn = [
            tuple((gid, round(dx * scale), round(dy * scale)) for gid, dx, dy in one) for one in clusters
        ]
        if self.file.sfnt:
            return self.file.sfnt.subset(drawn)
        return outline_font(self.file.name, self.file.outlines, drawn)

    def _descriptor(self, base: str, data: bytes, file: Any) -> Mapping[str, Any]:
        font = self.file.sfnt or Sfnt(data)
        scale = 1000 / font.units_per_em
        return {
            "Type": _name("FontDescriptor"),
            "FontName": _name(base),
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([round(edge * scale) for edge in font.box]),
            "ItalicAngle": -11 if "Italic" in self.file.name else 0,
            "Ascent": round(font.ascent * scale),
            "Descent": round(font.descent * scale),
            "CapHeight": round(0.66 * 1000),
            "StemV": 140 if "Bold" in self.file.name else 80,
            "FontFile2": file,
        }

    def _to_unicode(self) -> bytes:
        pairs = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text), code in self._codes.items()
            if text
        ]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return _CMAP.format(pairs=body).encode("ascii")


class DocumentFonts:
    """The fonts that one document uses, in the order in which they were first used."""

    def __init__(self, doc: Any) -> None:
        self._doc = doc
        self._fonts: dict[str, EmbeddedFont] = {}

    def font(self, key: str) -> EmbeddedFont:
        """The document's font of a key (see `fonts.font_file`)."""
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = EmbeddedFont(key, f"T{len(self._fonts) + 1}")
            self._doc.delayedFonts.append(font)
        return font


def _tag(name: str) -> str:
    """The six letters that mark a subset, from the font's name in the document."""
    number = int(name[1:])
    letters = ""
    for _ in range(6):
        number, place = divmod(number, 26)
        letters += chr(65 + place)
    return letters


def _stream(content: bytes, doc: Any) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress] if doc.compression else [])


def _name(text: str) -> Any:
    return pdfdoc.PDFName(text)
