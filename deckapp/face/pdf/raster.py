"""Pages as pictures: painted into one PDF, which pdfium turns into images."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PySide6.QtGui import QImage

from deckapp.face.page import Page

pdfium_lock = threading.Lock()
"""Held by whoever uses pdfium: it is not safe from two threads at once, and ends the program."""


def pages_to_pdf(
    pages: Sequence[Page], *, title: str = "", language: str = "en", compress: bool = True
) -> bytes:
    """One PDF whose pages are these, each at its own size."""
    from deckapp.face.pdf.paint import new_canvas, paint

    file = BytesIO()
    size = (pages[0].width, pages[0].height) if pages else (1.0, 1.0)
    canvas = new_canvas(file, size, title=title, author="", language=language, compress=compress)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        paint(canvas, page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def render(pages: Sequence[Page], widths_px: Sequence[int]) -> list[QImage]:
    """A picture of each page, so many pixels wide, see-through where the page draws nothing.

    May be called from any thread.
    """
    if not pages:
        return []
    return render_pdf(pages_to_pdf(pages, compress=False), widths_px)


def render_pdf(data: bytes, widths_px: Sequence[int]) -> list[QImage]:
    """A picture of each of the first pages of a PDF, so many pixels wide."""
    import pypdfium2

    with pdfium_lock:
        document = pypdfium2.PdfDocument(data)
        try:
            return [_image(document[place], width) for place, width in enumerate(widths_px)]
        finally:
            document.close()


class PdfPictures:
    """The pages of a PDF's file as pictures, one at a time; a context manager, for any thread."""

    def __init__(self, path: Path) -> None:
        import pypdfium2

        with pdfium_lock:
            self._document = pypdfium2.PdfDocument(path)

    def __enter__(self) -> PdfPictures:
        return self

    def __exit__(self, *_error: object) -> None:
        with pdfium_lock:
            self._document.close()

    def __len__(self) -> int:
        with pdfium_lock:
            return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """How wide and high a page is, in points."""
        with pdfium_lock:
            wide, high = self._document.get_page_size(number)
        return wide, high

    def picture(self, number: int, width_px: int) -> QImage:
        """A page, so many pixels wide."""
        with pdfium_lock:
            return _image(self._document[number], width_px)


def _image(page: object, width_px: int) -> QImage:
    """A page as a picture, and the page closed: whoever let go of it later might do so in any thread."""
    try:
        scale = width_px / page.get_width()  # type: ignore[attr-defined]
        bitmap = page.render(  # type: ignore[attr-defined]
            scale=scale, fill_color=(255, 255, 255, 0), maybe_alpha=False, force_bitmap_format=4
        )
        try:
            image = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_ARGB32
            )
            # The copy is what outlives the bitmap.
            return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        finally:
            bitmap.close()
    finally:
        page.close()  # type: ignore[attr-defined]
