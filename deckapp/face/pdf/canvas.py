"""The reportlab canvas that faces are painted on: our fonts only, and the same bytes for the same drawing."""

from __future__ import annotations

from os import fspath
from pathlib import Path
from typing import IO, Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import Destination, PDFObject
from reportlab.pdfgen.canvas import Canvas

from deckapp.face.pdf.embed import DocumentFonts

# ASCII armour of streams makes files a quarter larger and serves nobody.
rl_config.useA85 = 0


class FaceCanvas(Canvas):
    """A reportlab canvas that holds its document's fonts and asks for none of the standard ones.

    Platypus documents take it as ``canvasmaker``.
    """

    _doc: Any
    _code: list[str]
    _addAnnotation: Any  # noqa: N815
    _bookmarkReference: Any  # noqa: N815
    _pageCompression: Any  # noqa: N815  (reportlab's name)

    def __init__(self, *args: Any, **options: Any) -> None:
        # Platypus passes on None for what it was not told.
        compress = options.pop("pageCompression", None)
        options |= {"invariant": 1, "pageCompression": 1 if compress is None else compress}
        super().__init__(*args, **options)
        self.face_fonts = DocumentFonts(self._doc)

    def jump(self, rect: tuple[float, float, float, float], name: str) -> None:
        """Make a rectangle (left, bottom, right and top on the page, points) lead to the bookmark of a name."""
        self._addAnnotation(_Jump(rect, self._bookmarkReference(name)))

    def _make_preamble(self) -> None:
        # reportlab's own preamble sets Helvetica on every page, which it does not embed.
        self._preamble = "1 0 0 1 0 0 cm"


class _Jump(PDFObject):
    """A link within the document, written at once: a long plan has tens of thousands of them."""

    def __init__(self, rect: tuple[float, float, float, float], destination: Destination) -> None:
        self.rect = rect
        self.destination = destination

    def format(self, document: Any) -> bytes:
        """The annotation's dictionary."""
        rect = b"%.2f %.2f %.2f %.2f" % self.rect
        target: bytes = self.destination.format(document)
        return b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[%s]/Dest%s>>" % (rect, target)


def new_canvas(
    file: str | Path | IO[bytes],
    size: tuple[float, float],
    *,
    title: str,
    author: str,
    subject: str = "",
    language: str = "en",
    keywords: str = "",
    compress: bool = True,
) -> FaceCanvas:
    """A canvas for pages of a size in points; the same drawing gives the same bytes."""
    target = fspath(file) if isinstance(file, Path) else file
    canvas = FaceCanvas(target, pagesize=size, lang=language or "en", pageCompression=int(compress))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setKeywords(keywords)
    canvas.setCreator("Deckapp")
    return canvas
