"""The plan on a page: phases across, workstreams down, tiles, notes and links, on as few sheets as can be read."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from deckapp.face.fonts import FAMILY_TITLE
from deckapp.face.page import Box, Page
from deckapp.face.page import Path as PathItem
from deckapp.face.page import Spot as PathSpot
from deckapp.face.style import INK, colour, readable_on, tint
from deckapp.face.tile_face import lay_note, lay_tile
from deckapp.plan.board import PARKING, TILE_H, TILE_W
from deckapp.plan.schedule import finish
from deckapp.report.activities import activity_mark
from deckapp.report.board_fit import PARK_GAP, BoardSheet, Cells, Fit, Lane, Metrics
from deckapp.report.board_links import draw_links
from deckapp.report.book import BODY, MUTED, RULE, TINY, WHITE, Book
from deckapp.report.strip import Inset, Jump, Piece, Strip, at
from deckapp.report.ways import Grid, Spot

_HEAD_SIZES = (12.0, 10.5, 9.0, 8.0)
_MORE_HEIGHT = 0.3
"""By how much of a tile's height a row grows at most, to fill the page."""


class Frame(msgspec.Struct, frozen=True):
    """Where the board goes on its sheet: left, top, width and height in points."""

    x: float
    y: float
    w: float
    h: float


class BoardDrawing:
    """One sheet of the board. Places are worked out from left to right, and mirrored where a plan asks for it."""

    def __init__(self, book: Book, cells: Cells, fit: Fit, place: int, frame: Frame) -> None:
        self.book = book
        self.cells = cells
        self.sheet: BoardSheet = fit.sheets[place]
        self.metrics: Metrics = fit.metrics
        self.frame = frame
        self.pieces: list[Piece] = []
        self.spots: dict[str, Spot] = {}
        self.columns = self._columns()
        self.rows = self._rows(stretch=len(fit.sheets) == 1)

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return max((y + h for y, h in self.rows), default=self.frame.y + self.metrics.head_h)

    def draw(self, jumps: bool, pages: dict[str, int], page: int) -> list[Piece]:
        """All pieces; `jumps` makes tiles lead to the table, `pages` says on which page each thing stands."""
        self._ground()
        for (phase, _), (x, w) in zip(self.sheet.columns, self.columns, strict=True):
            self._phase_head(phase, x, w)
        for lane, (y, h) in zip(self.sheet.lanes, self.rows, strict=True):
            self._stream_head(lane, y, h, page)
        for key, spot in self.things().items():
            self._thing(key, spot, jumps)
        self.pieces += draw_links(self.book, self.spots, self._grid(), self.mirror, pages, page)
        return self.pieces

    def things(self) -> dict[str, Spot]:
        """Where each activity and note of this sheet stands."""
        if not self.spots:
            line = 0
            for lane, (y, _) in zip(self.sheet.lanes, self.rows, strict=True):
                if lane.stream == PARKING:
                    self._spots_in(self.cells.parked, lane, y, line, self._parking_slots())
                else:
                    column = 0
                    for (phase, slots), (x, w) in zip(self.sheet.columns, self.columns, strict=True):
                        inner = w - 2 * self.metrics.pad + self.metrics.gap
                        pitch = inner / max(1, slots)
                        places = [
                            (column + slot, x + self.metrics.pad + slot * pitch + self._spare(pitch))
                            for slot in range(slots)
                        ]
                        self._spots_in(self.cells.inside(phase, lane.stream), lane, y, line, places)
                        column += max(1, slots)
                line += lane.lines
        return self.spots

    def mirror(self, x: float, w: float = 0.0) -> float:
        """The place of something of that width on a sheet that is read from the other side."""
        return 2 * self.frame.x + self.frame.w - x - w if self.book.rtl else x

    def _spare(self, pitch: float) -> float:
        return (pitch - self.metrics.gap - self.metrics.tile_w) / 2

    def _columns(self) -> list[tuple[float, float]]:
        """(left, width) of each phase, stretched to fill the sheet."""
        least = [self.metrics.width(slots) for _, slots in self.sheet.columns]
        weights = [max(1, slots) for _, slots in self.sheet.columns]
        spare = max(0.0, self.frame.w - self.metrics.head_w - sum(least)) / max(1, sum(weights))
        x, columns = self.frame.x + self.metrics.head_w, []
        for width, weight in zip(least, weights, strict=True):
            columns.append((x, width + spare * weight))
            x += width + spare * weight
        return columns

    def _rows(self, stretch: bool) -> list[tuple[float, float]]:
        """(top, height) of each lane, a little stretched where the board is one sheet."""
        least = [self.metrics.height(lane.lines) for lane in self.sheet.lanes]
        gaps = sum(PARK_GAP for lane in self.sheet.lanes if lane.stream == PARKING)
        spare = 0.0
        if stretch and least:
            spare = max(0.0, self.frame.h - self.metrics.head_h - sum(least) - gaps) / len(least)
            spare = min(spare, _MORE_HEIGHT * self.metrics.tile_h)
        y, rows = self.frame.y + self.metrics.head_h, []
        for lane, height in zip(self.sheet.lanes, least, strict=True):
            y += PARK_GAP if lane.stream == PARKING else 0.0
            rows.append((y, height + spare))
            y += height + spare
        return rows

    def _parking_slots(self) -> list[tuple[int, float]]:
        metrics = self.metrics
        left = self.frame.x + self.metrics.head_w + metrics.pad
        pitch = metrics.tile_w + metrics.gap
        return [
            (slot, left + slot * pitch) for slot in range(metrics.slots(self.frame.w - self.metrics.head_w))
        ]

    def _spots_in(
        self, keys: object, lane: Lane, y: float, line: int, places: list[tuple[int, float]]
    ) -> None:
        metrics = self.metrics
        many = len(places)
        found = list(keys)[lane.first * many : (lane.first + lane.lines) * many]  # type: ignore[call-overload]
        for at_place, key in enumerate(found):
            down, across = divmod(at_place, many)
            column, x = places[across]
            top = y + metrics.pad + down * (metrics.tile_h + metrics.gap)
            self.spots[key] = Spot(column, line + down, x, top, metrics.tile_w, metrics.tile_h)

    def _grid(self) -> Grid:
        """The gaps between the tiles of this sheet."""
        metrics = self.metrics
        edges: list[tuple[float, float]] = []
        for (_, slots), (x, w) in zip(self.sheet.columns, self.columns, strict=True):
            pitch = (w - 2 * metrics.pad + metrics.gap) / max(1, slots)
            for slot in range(max(1, slots)):
                left = x + metrics.pad + slot * pitch + self._spare(pitch)
                edges.append((left, left + metrics.tile_w))
        lines = [
            (top, top + metrics.tile_h)
            for lane, (y, _) in zip(self.sheet.lanes, self.rows, strict=True)
            for down in range(lane.lines)
            for top in (y + metrics.pad + down * (metrics.tile_h + metrics.gap),)
        ]
        return Grid(
            _between(edges, self.frame.x + self.metrics.head_w, self.frame.x + self.frame.w),
            _between(lines, self.frame.y + self.metrics.head_h, self.bottom),
        )

    def _box(self, x: float, y: float, w: float, h: float, fill: str) -> None:
        self.pieces.append(Box(x=self.mirror(x, w), y=y, width=w, height=h, fill=fill))

    def _ground(self) -> None:
        """Each column thinly in its phase's colour, lines between the rows."""
        rows = [row for lane, row in zip(self.sheet.lanes, self.rows, strict=True) if lane.stream != PARKING]
        if rows:
            top, bottom = rows[0][0], rows[-1][0] + rows[-1][1]
            for (phase, _), (x, w) in zip(self.sheet.columns, self.columns, strict=True):
                tone = colour(self.book.plan.phases[phase].colour)
                self._box(x + 1, top, w - 2, bottom - top, tint(tone, 0.07, WHITE))
        for y, h in rows:
            self._box(self.frame.x, y + h - 0.3, self.frame.w, 0.6, RULE)

    def _phase_head(self, phase: str, x: float, w: float) -> None:
        """An arrow-shaped head in the phase's colour: time runs along the heads."""
        book, known = self.book, self.book.plan.phases[phase]
        tone = colour(known.colour)
        top, high, nose = self.frame.y, self.metrics.head_h - 3, 6.0
        left, right = self.mirror(x + 1), self.mirror(x + w - 1)
        ahead = -nose if book.rtl else nose
        shape = (
            f"M{left:.2f} {top:.2f}L{right - ahead:.2f} {top:.2f}L{right:.2f} {top + high / 2:.2f}"
            f"L{right - ahead:.2f} {top + high:.2f}L{left:.2f} {top + high:.2f}"
            f"L{left + ahead:.2f} {top + high / 2:.2f}Z"
        )
        self.pieces.append(PathItem(d=shape, colour=tone, spots=(PathSpot(0, 0),)))
        room = w - 2 * nose - 10
        text = self._shrunk(known.title, room, high, readable_on(tone))
        self.pieces += at(text, self.mirror(x + nose + 6, text.width), top + (high - text.height) / 2)

    def _shrunk(self, title: str, width: float, height: float, ink: str) -> Strip:
        for size in (size * self.metrics.zoom for size in _HEAD_SIZES):
            text = self.book.serif(title, width, size, colour=ink, leading=1.1, hyphens="never")
            if text.height <= height:
                return text
        return self.book.serif(title, width, _HEAD_SIZES[-1], colour=ink, leading=1.1, max_lines=2)

    def _stream_head(self, lane: Lane, y: float, h: float, page: int) -> None:
        book = self.book
        stream = book.plan.workstreams.get(lane.stream)
        title = stream.title if stream else book.say("not_placed")
        if lane.first:
            title = book.say("continued", title=title)
        size = BODY * self.metrics.zoom
        lines = max(1, int((h - 8) / (size * 1.2)))
        ink = INK if stream else MUTED
        text = book.plain(
            title,
            self.metrics.head_w - 10,
            size,
            family=FAMILY_TITLE,
            colour=ink,
            leading=1.16,
            max_lines=lines,
        )
        self.pieces += at(text, self.mirror(self.frame.x, text.width), y + self.metrics.pad)
        if lane.goes_on:
            arrow = "←" if book.rtl else "→"
            said = f"{arrow} {book.say('to_page', page=page + 1)}"
            more = book.plain(said, self.metrics.head_w - 10, TINY, colour=MUTED)
            self.pieces += at(more, self.mirror(self.frame.x, more.width), y + h - more.height - 3)

    def _thing(self, key: str, spot: Spot, jumps: bool) -> None:
        plan, scale = self.book.plan, self.metrics.scale
        x = self.mirror(spot.x, spot.w)
        inset = Inset(
            x=x, y=spot.y, width=spot.w, height=spot.h, scale=scale, make=tile_maker(self.book, key)
        )
        self.pieces.append(inset)
        if jumps and key in plan.activities:
            self.pieces.append(Jump(x=x, y=spot.y, width=spot.w, height=spot.h, target=activity_mark(key)))


def tile_maker(book: Book, key: str) -> Callable[[], Page]:
    """What lays an activity's tile, or a note as large as one."""
    plan = book.plan
    if key in plan.notes:
        note = replace(plan.notes[key], width=TILE_W, height=TILE_H)
        return lambda: lay_note(note, book.language)
    activity = plan.activities[key]
    suit = book.suit(activity.deck, activity.suit)
    return lambda: lay_tile(activity, suit, book.language, finish(activity))


def _between(edges: list[tuple[float, float]], start: float, end: float) -> tuple[tuple[float, float], ...]:
    """The gaps before, between and after stretches that stand in order."""
    ends = [start, *(high for _, high in edges)]
    starts = [*(low for low, _ in edges), end]
    return tuple(zip(ends, starts, strict=True))
