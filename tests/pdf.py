"""PDFs as a reader has them, beside the threads of a program that draws."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

from deckapp.face.pdf.raster import pdfium_lock


@contextmanager
def open_pdf(source: Path | bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document; nothing else is drawn while it is open, for pdfium bears one thread alone.

    Nor is anything collected meanwhile: a page that another thread collected would be closed there.
    """
    with pdfium_lock:
        gc.disable()
        try:
            with pypdfium2.PdfDocument(source) as document:
                yield document
        finally:
            gc.enable()


def text_of(source: Path | bytes) -> str:
    """What all pages say, one after the other."""
    with open_pdf(source) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
