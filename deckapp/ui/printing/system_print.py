"""A deck on one of the system's printers, at 100 %: the pages of its PDF as pictures of their true size."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from deckapp.face.pdf.raster import PdfPictures
from deckapp.printing.deck_pdf import Progress, print_deck
from deckapp.printing.job import PrintJob
from deckapp.problem import Cancelled, Problem

POINTS_AN_INCH = 72
MOST_DPI = 400
"""Sharp enough for text of 7 points, and a sheet of A3 stays below 200 MB."""
DUPLEX = {
    "duplex-long": QPrinter.DuplexMode.DuplexLongSide,
    "duplex-short": QPrinter.DuplexMode.DuplexShortSide,
}


def set_up(printer: QPrinter, job: PrintJob) -> None:
    """Tell a printer the paper, the sides and the name of the job; the user may still change its tray."""
    size = QSizeF(job.grid.width, job.grid.height)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
            QPageLayout.Unit.Point,
        )
    )
    printer.setFullPage(True)
    printer.setDuplex(DUPLEX.get(job.settings.sides, QPrinter.DuplexMode.DuplexNone))
    printer.setDocName(job.deck.title)
    printer.setCreator("Deckapp")


def send(job: PrintJob, printer: QPrinter, progress: Progress) -> tuple[Problem, ...]:
    """Print a job; returns the warnings. May run in any thread.

    Raises what `print_deck` raises, before anything goes to the printer; Cancelled; OSError where the
    printer cannot be opened.
    """
    total = job.faces + len(job.pages)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.pdf"
        warnings = print_deck(job, file, lambda done, _faces: progress(done, total))
        with PdfPictures(file) as pictures:
            _paint(pictures, printer, lambda pages: progress(job.faces + pages, total))
    return warnings


def _paint(pictures: PdfPictures, printer: QPrinter, go_on: Callable[[int], bool]) -> None:
    """Each picture at its page's true size, measured from the paper's corner."""
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError(f"the printer “{printer.printerName()}” cannot be opened")
    try:
        unit = printer.resolution() / POINTS_AN_INCH
        for number in range(len(pictures)):
            if number and not printer.newPage():
                raise OSError("the printer takes no further page")
            wide, high = pictures.size(number)
            image = pictures.picture(
                number, round(wide / POINTS_AN_INCH * min(MOST_DPI, printer.resolution()))
            )
            painter.drawImage(QRectF(0, 0, wide * unit, high * unit), _opaque(image))
            if not go_on(number + 1):
                printer.abort()
                raise Cancelled
    finally:
        painter.end()


def _opaque(image: QImage) -> QImage:
    """The picture on white, which prints the same on every driver."""
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    made.fill(0xFFFFFFFF)
    painter = QPainter(made)
    painter.drawImage(0, 0, image)
    painter.end()
    return made
