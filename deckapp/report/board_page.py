"""One sheet of the board drawn: phases across, workstreams down, tiles, notes and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from deckapp.face.cards.tile_face import lay_note, lay_tile
from deckapp.face.page import Box, Page, Path, Spot
from deckapp.face.style import INK, colour, readable_on, tint
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.plan.board import TILE_H, TILE_W
from deckapp.plan.plan import PARKING, Link
from deckapp.plan.schedule import finish
from deckapp.report import link_paths
from deckapp.report.activities import activity_mark
from deckapp.report.board_fit import SheetRow
from deckapp.report.board_links import draw_links
from deckapp.report.board_places import SheetPlaces
from deckapp.report.book import BODY, MUTED, RULE, TINY, WHITE, Book
from deckapp.report.strip import Inset, Jump, Piece, Strip, at

HEAD_SIZES = (12.0, 10.5, 9.0, 8.0)
_NOSE = 6.0
"""How far a phase's head points ahead, in points."""


def head_size(book: Book, places: SheetPlaces) -> float:
    """The largest size at which the titles of all phases of a sheet fit their heads."""
    for size in HEAD_SIZES[:-1]:
        texts = [_head_text(book, places, number, size * places.metrics.zoom) for number in _numbers(places)]
        if all(text.height <= places.metrics.head_h - 3 for text in texts):
            return size
    return HEAD_SIZES[-1]


def _numbers(places: SheetPlaces) -> range:
    return range(len(places.columns))


def _head_text(book: Book, places: SheetPlaces, number: int, size: float, lines: int | None = None) -> Strip:
    phase = book.plan.phases[places.sheet.columns[number][0]]
    room = places.columns[number][1] - 2 * _NOSE - 10
    ink = readable_on(colour(phase.colour))
    return book.serif(phase.title, room, size, colour=ink, leading=1.1, hyphens="never", max_lines=lines)


class BoardDrawing:
    """Draws the places of a sheet, mirrored where the plan is read from right to left."""

    def __init__(self, book: Book, places: SheetPlaces, size: float) -> None:
        """`size` is that of the phases' titles."""
        self.book = book
        self.places = places
        self.size = size * places.metrics.zoom
        self.pieces: list[Piece] = []

    def draw(self, jumps: bool, pages: Mapping[str, int], page: int, links: Iterable[Link]) -> list[Piece]:
        """All pieces; `jumps` makes tiles lead to the table, `pages` says on which page each thing stands.

        `links` are those of which an end stands on this page.
        """
        places = self.places
        self._ground()
        for number in _numbers(places):
            self._phase_head(number)
        for lane, (y, h) in zip(places.sheet.lanes, places.rows, strict=True):
            self._stream_head(lane, y, h, page)
        for key, spot in (places.spots | places.parked).items():
            self._thing(key, spot, jumps)
        self.pieces += draw_links(self.book, places.spots, places.grid, self.mirror, pages, page, links)
        return self.pieces

    def mirror(self, x: float, w: float = 0.0) -> float:
        """The place of something of that width on a sheet that is read from the other side."""
        frame = self.places.frame
        return 2 * frame.x + frame.w - x - w if self.book.rtl else x

    def _box(self, x: float, y: float, w: float, h: float, fill: str) -> None:
        self.pieces.append(Box(x=self.mirror(x, w), y=y, width=w, height=h, fill=fill))

    def _ground(self) -> None:
        """Each column thinly in its phase's colour, lines between the rows."""
        places, frame = self.places, self.places.frame
        lanes = zip(places.sheet.lanes, places.rows, strict=True)
        rows = [row for lane, row in lanes if lane.stream != PARKING]
        if rows:
            top, bottom = rows[0][0], rows[-1][0] + rows[-1][1]
            for (phase, _), (x, w) in zip(places.sheet.columns, places.columns, strict=True):
                tone = colour(self.book.plan.phases[phase].colour)
                self._box(x + 1, top, w - 2, bottom - top, tint(tone, 0.07, WHITE))
        for y, h in rows:
            self._box(frame.x, y + h - 0.3, frame.w, 0.6, RULE)

    def _phase_head(self, number: int) -> None:
        """A head in the shape of an arrow, in the phase's colour: time runs along the heads."""
        book, (x, w) = self.book, self.places.columns[number]
        phase = book.plan.phases[self.places.sheet.columns[number][0]]
        top, high = self.places.frame.y, self.places.metrics.head_h - 3
        left, right = self.mirror(x + 1), self.mirror(x + w - 1)
        ahead = -_NOSE if book.rtl else _NOSE
        corners = (
            (left, top), (right - ahead, top), (right, top + high / 2), (right - ahead, top + high),
            (left, top + high), (left + ahead, top + high / 2),
        )  # fmt: skip
        shape = "M" + "L".join(f"{across:.2f} {down:.2f}" for across, down in corners) + "Z"
        self.pieces.append(Path(d=shape, colour=colour(phase.colour), spots=(Spot(0, 0),)))
        lines = max(1, int(high / (self.size * 1.1)))
        text = _head_text(book, self.places, number, self.size, lines)
        self.pieces += at(text, self.mirror(x + _NOSE + 6, text.width), top + (high - text.height) / 2)

    def _stream_head(self, lane: SheetRow, y: float, h: float, page: int) -> None:
        book, metrics = self.book, self.places.metrics
        stream = book.plan.workstreams.get(lane.stream)
        title = stream.title if stream else book.say("not_placed")
        if lane.first:
            title = book.say("continued", title=title)
        size, width, left = BODY * metrics.zoom, metrics.head_w - 10, self.places.frame.x
        look = {"family": FAMILY_TITLE, "colour": INK if stream else MUTED, "leading": 1.16}
        lines = max(1, int((h - 8) / (size * 1.2)))
        text = book.plain(title, width, size, max_lines=lines, **look)
        self.pieces += at(text, self.mirror(left, text.width), y + metrics.pad)
        if lane.goes_on:
            said = f"{book.onward} {book.say('to_page', page=page + 1)}"
            more = book.plain(said, width, TINY, colour=MUTED)
            self.pieces += at(more, self.mirror(left, more.width), y + h - more.height - 3)

    def _thing(self, key: str, spot: link_paths.TileSpot, jumps: bool) -> None:
        x, scale = self.mirror(spot.x, spot.w), self.places.metrics.scale
        make = tile_maker(self.book, key)
        self.pieces.append(Inset(x=x, y=spot.y, width=spot.w, height=spot.h, scale=scale, make=make))
        if jumps and key in self.book.plan.activities:
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
