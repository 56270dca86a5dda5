"""Flow: strips set one below the other from page to page, with heads that are repeated."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckapp.report.paper import MARGIN, Paper, Sheet
from deckapp.report.strip import Mark, Row, Strip, cut, stack

TOLERANCE = 0.01
BODY_LINE = 13.0


class Flow:
    """Portrait pages in the making. `running` is what stands at the head of each further page."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.sheets: list[Sheet] = []
        self.running = ""
        self._y = paper.height

    @property
    def width(self) -> float:
        return self.paper.column

    @property
    def room(self) -> float:
        """The height that is left on the page."""
        return self.paper.height - MARGIN - self._y

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self._y <= MARGIN + TOLERANCE

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.sheets.append(Sheet(self.paper, self.running))
        self._y = MARGIN

    def need(self, height: float) -> None:
        """Go on to a new page where so much height is not left on this one."""
        if not self.sheets or (self.room + TOLERANCE < height and not self.fresh):
            self.new_page()

    def space(self, height: float) -> None:
        """Leave room, except at the top of a page."""
        if self.sheets and not self.fresh:
            self._y += height

    def mark(self, mark: Mark) -> None:
        """Set a mark where the flow stands; call `need` before, so that it stays with what follows."""
        self.sheets[-1].pieces.append(replace(mark, x=MARGIN, y=self._y))

    def add(self, strip: Strip) -> None:
        """Set a strip; one that is higher than a page is cut between lines."""
        self.need(min(strip.height, self.paper.body))
        rest: Strip | None = strip
        while rest is not None:
            upper, rest = cut(rest, self.room + TOLERANCE)
            if upper is None and self.fresh:
                # Nothing in it can be cut: it is set as it is.
                upper, rest = rest, None
            if upper is not None:
                self._set(upper)
            if rest is not None:
                self.new_page()

    def rows(self, heads: Sequence[Strip], rows: Sequence[Row], again: Sequence[Strip] = ()) -> None:
        """Set rows under heads; from the second page on `again` stands over them.

        Heads stay with the first row. A row stays whole unless it is higher than a page.
        """
        head, repeated = stack(heads), stack(again)
        least = min(rows[0].height, 4 * BODY_LINE) if rows and rows[0].height > self.paper.body / 2 else 0.0
        first = least or (rows[0].height if rows else 0.0)
        self.need(min(head.height + first, self.paper.body))
        self._set(head)
        for row in rows:
            self._row(row, repeated)

    def _row(self, row: Row, repeated: Strip) -> None:
        page = self.paper.body - repeated.height
        rest: Row | None = row
        while rest is not None:
            upper: Strip | None = None
            if rest.height <= self.room + TOLERANCE or (rest.height > page and self.room > page / 3):
                upper, rest = rest.cut(self.room + TOLERANCE)
            if upper is None and rest is not None and self.room >= page - TOLERANCE:
                # Nothing in it can be cut: it is set as it is.
                upper, rest = rest.strip(), None
            if upper is not None:
                self._set(upper)
            if rest is not None:
                self.new_page()
                self._set(repeated)

    def _set(self, strip: Strip) -> None:
        self.sheets[-1].put(strip, MARGIN, self._y)
        self._y += strip.height
