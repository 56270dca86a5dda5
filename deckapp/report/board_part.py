"""The part “plan on a page”: its sheets with title block, board and key."""

from __future__ import annotations

from deckapp.face.cards.face_words import word
from deckapp.face.style import INK
from deckapp.plan.columns import LINK_ICONS, STATUS_ICONS
from deckapp.report.board_fit import cells_of, fit_board
from deckapp.report.board_links import lines_of, links_by_page
from deckapp.report.board_page import BoardDrawing, head_size
from deckapp.report.board_places import Frame, lay_places
from deckapp.report.book import LEAD, MUTED, SMALL, TINY, UNIT, Book
from deckapp.report.empty import missing
from deckapp.report.paper import MARGIN, Paper, Sheet
from deckapp.report.strip import Mark, Strip, beside

_KEY = 14.0
_BELOW_HEAD = 10.0
_CONTINUED_HEAD = 18.0


def board_sheets(book: Book, paper: Paper, head: Strip, jumps: bool) -> list[Sheet]:
    """The sheets of the board, which are the report's first; `jumps` makes tiles lead to the table."""
    cells = cells_of(book.plan)
    if not cells.phases and not cells.things:
        return [_empty_sheet(book, paper, head)]
    first = paper.body - head.height - _BELOW_HEAD - _KEY
    fit = fit_board(cells, paper.column, first, paper.body - _CONTINUED_HEAD - _KEY, paper.zoom)
    frames = [
        Frame(MARGIN, MARGIN + above, paper.column, paper.body - above - _KEY)
        for above in (head.height + _BELOW_HEAD, *[_CONTINUED_HEAD] * (len(fit.sheets) - 1))
    ]
    laid = [lay_places(cells, fit, number, frame) for number, frame in enumerate(frames)]
    pages = {key: page for page, places in enumerate(laid, 1) for key in places.spots}
    size = min(head_size(book, places) for places in laid)
    links, key = links_by_page(book.plan, pages), _key(book)
    sheets = []
    for page, places in enumerate(laid, 1):
        sheet = Sheet(paper)
        if page == 1:
            sheet.put(head, MARGIN, MARGIN)
            sheet.draw([Mark(name="board", y=0, title=book.say("board"))])
        else:
            said = book.say("continued", title=book.say("board"))
            line = book.label(said, SMALL, paper.column, colour=MUTED)
            sheet.put(beside(paper.column, [(0, line)], book.rtl), MARGIN, MARGIN)
        sheet.draw(BoardDrawing(book, places, size).draw(jumps, pages, page, links.get(page, ())))
        _foot(book, sheet, key, places.bottom, page, len(laid))
        sheets.append(sheet)
    if not book.plan.activities:
        _hint(book, sheets[0], laid[0].bottom)
    return sheets


def _foot(book: Book, sheet: Sheet, key: Strip, bottom: float, page: int, pages: int) -> None:
    """The key under the board, and where the board goes on."""
    width = sheet.paper.column
    cells: list[tuple[float, Strip]] = [(0.0, key)]
    if page < pages:
        more = book.label(book.say("next_page", page=page + 1), SMALL, bold=True)
        cells.append((width - more.width, more))
    sheet.put(beside(width, cells, book.rtl), MARGIN, min(bottom + 5, sheet.paper.height - MARGIN - 10))


def _key(book: Book) -> Strip:
    """What the signs of status and the lines mean: only those that this plan uses."""
    used = {activity.status for activity in book.plan.activities.values()}
    entries = []
    for status, icon in STATUS_ICONS.items():
        if status in used:
            text = book.label(word(status, book.language), TINY, colour=MUTED)
            entries.append(book.with_icon(icon, text, 8.5, INK, 0.3))
    for kind in LINK_ICONS:
        if any(link.kind == kind for link in book.plan.links.values()):
            text = book.label(book.say(kind), TINY, colour=MUTED)
            ends = [(20.0, 4.8), (0.0, 4.8)] if book.rtl else [(0.0, 4.8), (20.0, 4.8)]
            line = Strip(width=20, height=9, pieces=tuple(lines_of(kind, [ends])))
            entries.append(beside(25 + text.width, [(0, line), (25, text)], book.rtl))
    x, cells = 0.0, []
    for entry in entries:
        cells.append((x, entry))
        x += entry.width + 16
    return beside(x, cells, book.rtl)


def _hint(book: Book, sheet: Sheet, bottom: float) -> None:
    """A board without activities says how it comes by them."""
    text = book.text(book.say("empty_activities"), sheet.paper.column, LEAD, colour=MUTED)
    sheet.put(text, MARGIN, bottom + UNIT * 2)


def _empty_sheet(book: Book, paper: Paper, head: Strip) -> Sheet:
    sheet = Sheet(paper)
    sheet.put(head, MARGIN, MARGIN)
    sheet.draw([Mark(name="board", title=book.say("board"))])
    sheet.put(missing(book, paper.column), MARGIN, MARGIN + head.height + 3 * UNIT)
    return sheet
