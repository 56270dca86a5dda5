"""Tables without boxes: a head over a strong line, rows over hairlines."""

from __future__ import annotations

from collections.abc import Sequence

from deckapp.face.page import Box
from deckapp.face.style import INK
from deckapp.report.book import HAIRLINE, MUTED, RULE, SMALL, TINY, Book
from deckapp.report.strip import Piece, Row, Strip, beside, padded

GUTTER = 8.0
_RIM = 4.5


class Table:
    """The columns of a table: their titles, and their widths in points."""

    def __init__(self, book: Book, width: float, columns: Sequence[tuple[str, float]]) -> None:
        """`columns` are (title, share of the width)."""
        self.book = book
        self.width = width
        free = width - GUTTER * (len(columns) - 1)
        shares = sum(share for _, share in columns)
        self.titles = [title for title, _ in columns]
        self.widths = [free * share / shares for _, share in columns]

    def head(self) -> Strip:
        """The titles of the columns, to stand on every page."""
        cells = [
            self.book.plain(title, width, TINY + 0.5, bold=True, colour=MUTED)
            for title, width in zip(self.titles, self.widths, strict=True)
        ]
        high = max(cell.height for cell in cells)
        cells = [padded(cell, high - cell.height) for cell in cells]
        line = Box(x=0, y=-0.8, width=self.width, height=0.8, fill=INK)
        row = self.row(cells)
        return Row(width=row.width, cells=row.cells, rtl=row.rtl, rim=3.0, foot=(line,)).strip()

    def row(self, cells: Sequence[Strip], head: tuple[Piece, ...] = ()) -> Row:
        """A row of cells that were laid to `widths`."""
        places = []
        x = 0.0
        for width, cell in zip(self.widths, cells, strict=True):
            places.append((x, cell))
            x += width + GUTTER
        line = Box(x=0, y=-HAIRLINE, width=self.width, height=HAIRLINE, fill=RULE)
        return Row(
            width=self.width, cells=tuple(places), rtl=self.book.rtl, rim=_RIM, foot=(line,), head=head
        )

    def cell(self, column: int, text: str) -> Strip:
        """A text laid to a column."""
        return self.book.text(text or "–", self.widths[column], SMALL, colour=INK if text else MUTED)


def meter(book: Book, level: int, word: str, width: float, steps: int = 5) -> Strip:
    """A word, and under it its level as bars, so that a column is read at a glance and without colour."""
    text = book.plain(word, width, SMALL)
    wide, gap, high = 6.0, 1.5, 3.0
    bars = tuple(
        Box(
            x=0,
            y=0,
            width=wide,
            height=high,
            fill=INK if place < level else "",
            stroke="" if place < level else RULE,
            stroke_width=0.4,
        )
        for place in range(steps)
    )
    strips = [
        (place * (wide + gap), Strip(width=wide, height=high, pieces=(bar,)))
        for place, bar in enumerate(bars)
    ]
    across = steps * (wide + gap) - gap
    row = beside(across, strips, book.rtl)
    below = beside(width, [(0.0, row)], book.rtl)
    return Strip(
        width=width,
        height=text.height + high + 2,
        pieces=(*text.pieces, *padded(below, text.height + 1.5).pieces),
        breaks=text.breaks,
    )
