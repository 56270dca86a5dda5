"""The board's faces: activities as tiles near and far, and notes."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from deckapp.deck.deck import Suit
from deckapp.face import icons
from deckapp.face.cards.drawing import Drawing, Theme
from deckapp.face.cards.face_words import word
from deckapp.face.page import Box, Page, Path, Spot
from deckapp.face.style import INK, PAPER, colour, readable_on, tint
from deckapp.face.type.markup import clipped, parse, plain
from deckapp.face.type.text import Block
from deckapp.plan.bad_fields import UNREADABLE, or_unreadable
from deckapp.plan.board import TILE_H, TILE_W
from deckapp.plan.columns import STATUS_ICONS
from deckapp.plan.plan import Activity, Note, Status

RADIUS = 7.0
"""The corners of tiles, in points."""
_LONGEST_LINE = 400
_STRIP = 6.0
_PAD = 11.0
_TITLE, _LONG_TITLE = 15.5, 13.5
_TITLE_TOP, _OWNER_TOP = 8.0, TILE_H - 42.0
_SMALL_SIZES = (11.5, 10.5, 9.5)
_FIGURE_SIZES = (9.5, 8.5)
_SMALL_ICON = 13.0
_BESIDE_ICON = 15.5
"""From the left of an icon to the text beside it."""
_STATUS_TONES: dict[Status, str] = {
    "planned": tint(INK, 0.68),
    "started": colour("ocean"),
    "done": colour("pine"),
    "blocked": colour("brick"),
    "dropped": tint(INK, 0.68),
}
_DATES = {"zh": ("M月d日", "yy年M月d日"), "ja": ("M月d日", "yy年M月d日"), "ko": ("M월 d일", "yy년 M월 d일")}
_FAR_SIZES = (30.0, 27.0, 24.0, 21.5, 19.0, 17.0)
_NOTE_SIZES = (13.0, 11.5, 10.0, 8.5)


def lay_tile(activity: Activity, suit: Suit, language: str = "en", finish: dt.date | None = None) -> Page:
    """An activity as a tile: title, suit, owner, dates and status; `finish` is its last working day."""
    drawing = Drawing(TILE_W, TILE_H, Theme(suit, PAPER, INK), language, "tile")
    theme = drawing.theme
    drawing.items.append(Box(x=0, y=0, width=TILE_W, height=TILE_H, fill=PAPER))
    drawing.box(0, 0, _STRIP, TILE_H, theme.suit)
    left, right = _STRIP + _PAD, TILE_W - _PAD
    drawing.icon(theme.icon, right - 17, 9, 17, theme.accent)
    drawing.put(_title(drawing, activity.title, right - left - 22), left, _TITLE_TOP)
    _owner(drawing, activity, left, right)
    _foot(drawing, activity, finish, left, right)
    edge = Box(
        x=0.5,
        y=0.5,
        width=TILE_W - 1,
        height=TILE_H - 1,
        radius=RADIUS - 0.5,
        stroke=tint(INK, 0.22),
        stroke_width=1,
    )
    drawing.items.append(edge)
    return drawing.page(RADIUS, activity.title)


def _title(drawing: Drawing, title: str, width: float) -> Block:
    """A title on two lines as large as it may be; a longer one is smaller and has three."""
    large = drawing.title("title", title, width, _TITLE, leading=1.14)
    if large.lines <= 2 and not large.torn:
        return large
    three = drawing.title("title", title, width, _LONG_TITLE, max_lines=3, leading=1.14)
    if three.height <= _OWNER_TOP - _TITLE_TOP:
        return three
    # Scripts with marks above and below need more room: a third line would lie on the owner.
    return drawing.title("title", title, width, _LONG_TITLE, max_lines=2, leading=1.14)


def _owner(drawing: Drawing, activity: Activity, left: float, right: float) -> None:
    said = or_unreadable(activity, "owner", activity.owner)
    if said:
        top = _OWNER_TOP
        room = right - left - _BESIDE_ICON
        owner = plain(clipped(said, _LONGEST_LINE))
        for size in _SMALL_SIZES:
            block = drawing.text("owner", owner, room, size, max_lines=1, colour=drawing.theme.muted)
            if not block.shortened:
                break
        drawing.icon(icons.icon_path("user"), left - 1, top + 0.75, _SMALL_ICON, drawing.theme.muted)
        drawing.put(block, left + _BESIDE_ICON, top + _lowered(size))


def _foot(drawing: Drawing, activity: Activity, finish: dt.date | None, left: float, right: float) -> None:
    """Status at the start, dates at the end, as large as both have room beside each other."""
    top = TILE_H - 23.0
    icon, tone = STATUS_ICONS[activity.status], _STATUS_TONES[activity.status]
    standing = or_unreadable(activity, "status", word(activity.status, drawing.language))
    if standing == UNREADABLE:
        icon, tone = "question", drawing.theme.muted
    when = or_unreadable(activity, "start", dates(activity, finish, drawing.language))
    figures = when if when == UNREADABLE else _figures(activity, finish, drawing.language)
    for text, size in [
        *((when, size) for size in _SMALL_SIZES),
        *((figures, size) for size in _FIGURE_SIZES),
    ]:
        status = drawing.label(standing, size, bold=True, colour=tone)
        room = right - left - _BESIDE_ICON - status.width - 8
        block = drawing.text("dates", plain(text), room, size, max_lines=1)
        if not block.shortened:
            break
    drawing.icon(icons.icon_path(icon), left - 1, top + 0.75, _SMALL_ICON, tone)
    drawing.put(status, left + _BESIDE_ICON, top + _lowered(size))
    if when:
        drawing.put(block, right - min(block.widest, room), top + _lowered(size))


def _lowered(size: float) -> float:
    """How much lower a smaller text stands, so that all stand on one line."""
    return (_SMALL_SIZES[0] - size) * 0.9


def dates(activity: Activity, finish: dt.date | None, language: str) -> str:
    """An activity's dates as a tile says them: ``3 Mar – 14 Mar``; "" where it has none."""
    start = activity.start
    if start is None:
        days = activity.duration_days
        return f"{days} {word('day' if days == 1 else 'days', language)}" if days else ""
    if finish is None or finish == start:
        return _day(start, language, year=False)
    year = finish.year != start.year
    return f"{_day(start, language, year)} – {_day(finish, language, year)}"


def _figures(activity: Activity, finish: dt.date | None, language: str) -> str:
    """The same dates in figures, where their words have no room: ``28.9.27 – 3.11.28``."""
    if activity.start is None or finish is None:
        return dates(activity, finish, language)
    form = "yy/M/d" if language.lower().split("-")[0] in _DATES else "d.M.yy"
    return f"{_written(activity.start, form, language)} – {_written(finish, form, language)}"


def _day(day: dt.date, language: str, year: bool) -> str:
    short, long = _DATES.get(language.lower().split("-")[0], ("d MMM", "d MMM yy"))
    return _written(day, long if year else short, language)


def _written(day: dt.date, form: str, language: str) -> str:
    return QLocale(language.replace("-", "_")).toString(QDate(day.year, day.month, day.day), form)


def lay_far_tile(activity: Activity, suit: Suit, language: str = "en") -> Page:
    """An activity for a board seen from afar: its title as large as it goes, on the suit's colour."""
    drawing = Drawing(TILE_W, TILE_H, Theme(suit, PAPER, INK), language, "tile")
    ground = drawing.theme.suit
    white = readable_on(ground)
    drawing.items.append(Box(x=0, y=0, width=TILE_W, height=TILE_H, fill=ground))
    marked = activity.status != "planned"
    width = TILE_W - 20 - (24 if marked else 0)
    title = _largest(drawing, activity.title, width, TILE_H - 14, white)
    drawing.put(title, 10, (TILE_H - title.height) / 2)
    if marked:
        drawing.icon(icons.icon_path(STATUS_ICONS[activity.status]), TILE_W - 34, 8, 26, white)
    return drawing.page(RADIUS, activity.title)


def _largest(drawing: Drawing, title: str, width: float, height: float, tone: str) -> Block:
    for whole in (True, False):
        for size in _FAR_SIZES:
            block = drawing.title("title", title, width, size, colour=tone, leading=1.08)
            if block.lines <= 3 and block.height <= height and not (whole and block.torn):
                return block
    return drawing.title("title", title, width, _FAR_SIZES[-1], colour=tone, leading=1.08, max_lines=3)


def lay_note(note: Note, language: str = "en") -> Page:
    """A note as a sticky of its own size; text that does not fit ends in an ellipsis."""
    tone = colour(note.colour)
    ground = tint(tone, 0.24)
    fold = min(14.0, note.width / 4, note.height / 4)
    drawing = Drawing(
        note.width, note.height, Theme(Suit(id="note", title="-"), ground, INK), language, "tile"
    )
    drawing.items.append(Box(x=0, y=0, width=note.width, height=note.height, fill=ground))
    drawing.items.append(
        Path(
            d="M0,256L256,0L256,256Z",
            colour=tint(tone, 0.55),
            spots=(Spot(note.width - fold, note.height - fold, fold / 256),),
        )
    )
    pad = min(10.0, note.width / 8)
    width, height = note.width - 2 * pad, note.height - 2 * pad
    drawing.put(_note_text(drawing, note.text, width, height), pad, pad)
    return drawing.page(3.0)


def _note_text(drawing: Drawing, text: str, width: float, height: float) -> Block:
    options = {"leading": 1.22, "align": "start"}
    for size in _NOTE_SIZES:
        block = drawing.text("text", parse(text), width, size, **options)
        if block.height <= height:
            return block
    lines = max(1, int(height / (_NOTE_SIZES[-1] * 1.45)))
    return drawing.text("text", parse(text), width, _NOTE_SIZES[-1], max_lines=lines, **options)
