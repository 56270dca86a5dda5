"""A PDF written page by page: what is drawn goes to the file at once, so that memory does not grow with it.

reportlab keeps all pages until it saves. Here each object leaves as soon as nothing can change it any more.
"""

from __future__ import annotations

from typing import IO, Any

from reportlab.pdfbase import pdfdoc

from deckapp.face.pdf.canvas import FaceCanvas

_FINISHED = (pdfdoc.PDFPage, pdfdoc.PDFStream, pdfdoc.PDFImageXObject, pdfdoc.PDFFormXObject)


class PageStream:
    """Writes a canvas's pages to a file. Call `next_page` instead of `showPage`, and `finish` for `save`."""

    def __init__(self, canvas: FaceCanvas, file: IO[bytes]) -> None:
        self.canvas = canvas
        self._doc = canvas._doc
        self._file = file
        self._offset = 0
        self._seen = 0
        # It holds what must stand at the head of a file.
        for text in pdfdoc.PDFFile(self._doc._pdfVersion).strings:
            self._write(text)

    def next_page(self) -> None:
        """End the page, and write it with all that only it needed."""
        self.canvas.showPage()
        pages = self._doc.Pages.pages
        page = pages[-1]
        page.check_format(self._doc)
        pages[-1] = pdfdoc.PDFObjectReference(page.__InternalName__)
        page.Contents = self._doc.Reference(page.Contents)
        page.stream = None
        page.Trans = None
        self._leave(_FINISHED)

    def finish(self) -> None:
        """Write fonts, bookmarks and all else that the pages refer to."""
        doc = self._doc
        for font in doc.delayedFonts:
            font.addObjects(doc)
        doc.info.invariant = doc.invariant
        doc.info.digest(doc.signature)
        catalog, info = doc.Reference(doc.Catalog), doc.Reference(doc.info)
        doc.Outlines.prepare(doc, self.canvas)
        if doc.Outlines.ready < 0:
            doc.Catalog.Outlines = None
        doc.encrypt.prepare(doc)
        self._seen = 0
        self._leave(pdfdoc.PDFObject)
        self._end(catalog, info)

    def _leave(self, kinds: Any) -> None:
        """Write the objects of some kinds; writing one may make more."""
        doc = self._doc
        while self._seen < doc.objectcounter:
            self._seen += 1
            name = doc.numberToId[self._seen]
            thing = doc.idToObject[name]
            if isinstance(thing, kinds) and name not in doc.idToOffset:
                doc.idToOffset[name] = self._offset
                self._write(pdfdoc.PDFIndirectObject(name, thing).format(doc))
                doc.idToObject[name] = _Gone(thing)

    def _end(self, catalog: Any, info: Any) -> None:
        doc = self._doc
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, [doc.numberToId[number] for number in range(1, doc.objectcounter + 1)])
        start = self._offset
        self._write(table.format(doc))
        size = doc.objectcounter + 1
        trailer = pdfdoc.PDFTrailer(startxref=start, Size=size, Root=catalog, Info=info, ID=doc.ID())
        self._write(trailer.format(doc))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._offset += len(data)


class _Gone:
    """Stands where an object was that is written; an image is still asked for its size."""

    def __init__(self, thing: Any) -> None:
        self.width = getattr(thing, "width", 0)
        self.height = getattr(thing, "height", 0)
