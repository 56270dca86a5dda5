"""What the board draws: tiles, notes and links as light records, each with its place and its pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainterPath

from deckapp.face.cards.tile_face import lay_far_tile, lay_note, lay_tile
from deckapp.face.page import Page
from deckapp.face.style import colour
from deckapp.plan.bad_fields import bad_fields
from deckapp.plan.board import TILE_H, TILE_W, Rect
from deckapp.plan.plan import PLAIN_SUIT, Activity, DeckCopy, Link, Note
from deckapp.plan.schedule import finish
from deckapp.ui.board.route import Route, route

HEAD_MARGIN = 12.0
LABEL_MARGIN = 200.0
"""How far a link's arrowhead or label may reach beyond its curve, in board units."""


class FacePicture(msgspec.Struct, frozen=True):
    """A picture to ask for: the key that says what it shows, and how its page is laid.

    A text knows its hash, where a tuple works it out again at every frame.
    """

    key: str
    make: Callable[[], Page]


class Piece:
    """A thing on the board: its rectangle, its colour, its pictures from near and from afar."""

    colour: QColor
    near: FacePicture
    far: FacePicture

    def __init__(self, key: str, rect: Rect) -> None:
        self.id = key
        self.put(rect)

    def put(self, rect: Rect) -> None:
        """Lay it there; the edges are kept as plain numbers because every frame reads them."""
        self.left, self.top, self.right, self.bottom = rect.x, rect.y, rect.right, rect.bottom

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom

    @property
    def rect(self) -> QRectF:
        """The rectangle in board units."""
        return QRectF(self.left, self.top, self.right - self.left, self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


class Tile(Piece):
    """An activity on the board, in the plan's language as it is on paper."""

    def __init__(
        self, key: str, activity: Activity, deck: DeckCopy | None, x: float, y: float, language: str
    ) -> None:
        super().__init__(key, Rect(x, y, TILE_W, TILE_H))
        self._language = language
        self.show(activity, deck)

    def show(self, activity: Activity, deck: DeckCopy | None) -> None:
        """Show this state of the activity."""
        self.activity, self.deck = activity, deck
        suit = deck.suit(activity.suit) if deck else PLAIN_SUIT
        language = self._language
        self.colour = QColor(colour(suit.colour))
        end = finish(activity)
        looks = (suit.title, suit.colour, suit.icon, language)
        shown = (activity.title, activity.owner, activity.start, end, activity.duration_days, activity.status,
                 *bad_fields(activity))  # fmt: skip
        self.near = FacePicture(
            repr(("tile", shown, looks)), partial(lay_tile, activity, suit, language, end)
        )
        self.far = FacePicture(
            repr(("far tile", activity.title, activity.status, looks)),
            partial(lay_far_tile, activity, suit, language),
        )


class NotePiece(Piece):
    """A note on the board, in the plan's language."""

    def __init__(self, key: str, note: Note, rect: Rect, language: str) -> None:
        super().__init__(key, rect)
        self._language = language
        self.show(note)

    def show(self, note: Note) -> None:
        """Show this state of the note."""
        self.note = note
        self.colour = QColor(colour(note.colour))
        shown = (note.text, note.colour, note.width, note.height, self._language)
        self.near = self.far = FacePicture(repr(("note", *shown)), partial(lay_note, note, self._language))


class LinkPiece:
    """A link between two tiles; it finds its way anew when one of them moves."""

    def __init__(self, key: str, link: Link, source: Tile, target: Tile) -> None:
        self.id = key
        self.link = link
        self.ends = source.box, target.box
        self.route: Route = route(*self.ends)
        margin = LABEL_MARGIN if link.label else HEAD_MARGIN
        left, top, right, bottom = self.route.box
        self.left, self.top = left - margin, top - margin
        self.right, self.bottom = right + margin, bottom + margin

    def is_still(self, link: Link, source: Tile, target: Tile) -> bool:
        """Whether it shows this very link between tiles that lie where they lay."""
        return link is self.link and (source.box, target.box) == self.ends

    @property
    def rect(self) -> QRectF:
        """A rectangle that holds the curve, its arrowhead and its label."""
        return QRectF(self.left, self.top, self.right - self.left, self.bottom - self.top)


def curve(way: Route) -> QPainterPath:
    """A route as a path to draw."""
    path = QPainterPath()
    path.moveTo(*way.start)
    path.cubicTo(*way.pull_start, *way.pull_end, *way.end)
    return path
