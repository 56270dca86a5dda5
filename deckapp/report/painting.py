"""Sheets into a PDF: their pieces, footers, outline and inner links, page after page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from deckapp.face.page import Item, Page
from deckapp.face.pdf.paint import FaceCanvas, new_canvas, paint
from deckapp.report.book import HAIRLINE, MUTED, RULE, SMALL, Book, rule
from deckapp.report.paper import FOOT, MARGIN, Sheet
from deckapp.report.strip import Inset, Jump, Mark, Piece, beside

_FOOT_SIZE = SMALL - 1


def paint_sheets(book: Book, sheets: Sequence[Sheet], painted: Callable[[int], None]) -> bytes:
    """The PDF's bytes; `painted` is told after each page how many are done."""
    file = BytesIO()
    first = sheets[0].paper
    plan = book.plan
    canvas = new_canvas(
        file,
        (first.width, first.height),
        title=book.title,
        author=plan.author.strip() or plan.organisation.strip(),
        subject=book.say("subject"),
        language=book.language,
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if any(isinstance(piece, Mark) and piece.title for sheet in sheets for piece in sheet.pieces):
        canvas.showOutline()
    names = _names(sheets)
    for number, sheet in enumerate(sheets, 1):
        canvas.setPageSize((sheet.paper.width, sheet.paper.height))
        _rims(book, sheet, number, len(sheets))
        _SheetPainter(canvas, sheet, names).draw()
        canvas.showPage()
        sheet.pieces.clear()
        painted(number)
    canvas.save()
    return file.getvalue()


def _names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Short names for all marks: those of a plan's parts may hold any character."""
    marks = (piece.name for sheet in sheets for piece in sheet.pieces if isinstance(piece, Mark))
    return {name: f"d{number}" for number, name in enumerate(dict.fromkeys(marks), 1)}


def _rims(book: Book, sheet: Sheet, number: int, pages: int) -> None:
    """The footer, and the quiet line at the head of a page that goes on."""
    width, height = sheet.paper.column, sheet.paper.height
    page = book.label(book.say("page", page=number, pages=pages), _FOOT_SIZE, colour=MUTED)
    title = book.label(book.title, _FOOT_SIZE, width - page.width - 24, colour=MUTED)
    foot = beside(width, [(0, title), (width - page.width, page)], book.rtl)
    top = height - FOOT - foot.height
    sheet.put(foot, MARGIN, top)
    sheet.put(rule(width, RULE, HAIRLINE), MARGIN, top - 3)
    if sheet.running:
        head = book.label(sheet.running, _FOOT_SIZE, width, colour=MUTED)
        sheet.put(beside(width, [(0, head)], book.rtl), MARGIN, FOOT)


class _SheetPainter:
    """Draws one sheet's pieces in their order."""

    def __init__(self, canvas: FaceCanvas, sheet: Sheet, names: dict[str, str]) -> None:
        self.canvas = canvas
        self.sheet = sheet
        self.names = names
        self.waiting: list[Item] = []

    def draw(self) -> None:
        for piece in self.sheet.pieces:
            self._take(piece)
        self._flush()

    def _take(self, piece: Piece) -> None:
        if isinstance(piece, Inset):
            self._flush()
            self._inset(piece)
        elif isinstance(piece, Jump):
            self._jump(piece)
        elif isinstance(piece, Mark):
            self._mark(piece)
        else:
            self.waiting.append(piece)

    def _flush(self) -> None:
        if self.waiting:
            paper = self.sheet.paper
            paint(self.canvas, Page(width=paper.width, height=paper.height, items=tuple(self.waiting)))
            self.waiting.clear()

    def _inset(self, inset: Inset) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(inset.x, self.sheet.paper.height - inset.y - inset.height)
        canvas.scale(inset.scale, inset.scale)
        paint(canvas, inset.make())
        canvas.restoreState()

    def _jump(self, jump: Jump) -> None:
        name = self.names.get(jump.target)
        if name:
            top = self.sheet.paper.height - jump.y
            self.canvas.jump((jump.x, top - jump.height, jump.x + jump.width, top), name)

    def _mark(self, mark: Mark) -> None:
        name = self.names[mark.name]
        top = self.sheet.paper.height - max(0.0, mark.y - 6)
        self.canvas.bookmarkPage(name, fit="XYZ", left=0, top=top, zoom=0)
        if mark.title:
            self.canvas.addOutlineEntry(mark.title, name, level=mark.level, closed=mark.level > 0)
