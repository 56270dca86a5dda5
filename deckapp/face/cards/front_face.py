"""The front: the suit's colour, icon and pattern above, the question large, then title and facts."""

from __future__ import annotations

from functools import partial

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.cards.drawing import CardDrawing, Theme
from deckapp.face.cards.facts import draw_row, facts, rows
from deckapp.face.cards.fit import Fitted, fitted, largest
from deckapp.face.cards.pattern import pattern
from deckapp.face.page import Photo, Picture, Sketch
from deckapp.face.style import tint
from deckapp.face.type.balance import balanced
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.markup import plain
from deckapp.face.type.text import Block

_SMALLEST = 0.6
"""The question may shrink to this share of its size: it stays the largest text of the face."""
_WHOLE = 0.78
"""Down to this share, text shrinks rather than break a word; below it, words are broken at full size."""
_FIELDS = (0.335, 0.27, 0.2)
"""The shares of the height that the coloured field takes: it gives way before the text shrinks."""
_FIELD_OF_FEW_WORDS = 0.5


def draw_front(
    card: Card, suit: Suit, style: Style, language: str, image: Photo | Sketch | None, bleed: float
) -> CardDrawing:
    """The front of a card, its text shrunk until it fits."""
    theme = Theme(suit, style.paper, style.ink)

    def lay(
        scale: float, *, field: float = _FIELDS[-1], whole: bool = False, measure: bool = False
    ) -> tuple[CardDrawing, Fitted]:
        drawing = CardDrawing(style, theme, language, "front", scale, measure=measure, bleed=bleed)
        return drawing, _Front(drawing, card, suit, image).draw(field, whole)

    few = () if card.question or card.duration or card.group or card.difficulty else (_FIELD_OF_FEW_WORDS,)
    for field in (*few, *_FIELDS[:-1]):
        drawing, result = lay(1.0, field=field, whole=True)
        if result.fits:
            return drawing
    for field in _FIELDS:
        whole = largest(partial(lay, field=field, whole=True), _WHOLE)
        if whole:
            return whole
    for field in _FIELDS[:-1]:
        drawing, result = lay(1.0, field=field)
        if result.fits:
            return drawing
    smallest = min(1.0, max(style.min_size / style.question_size, _SMALLEST))
    return fitted(lay, smallest, "the question" if card.question else "the title")


class _Front:
    def __init__(self, drawing: CardDrawing, card: Card, suit: Suit, image: Photo | Sketch | None) -> None:
        self.drawing = drawing
        self.card = card
        self.suit = suit
        self.image = image
        self.shown = drawing.style.front

    def draw(self, field: float, whole: bool) -> Fitted:
        drawing, card = self.drawing, self.card
        drawing.ground(drawing.theme.paper)
        top = self._mark(self._field(field))
        bottom = self._foot()
        asked = card.question if "question" in self.shown else ""
        if asked and "title" in self.shown:
            bottom = self._title(bottom)
        main = self._main(asked, drawing.column)
        over = top + main.height - bottom
        if main.torn and whole:
            over = max(over, 0.1 * main.height)
        if over <= 0 and not drawing.measure:
            main = balanced(partial(self._main, asked), main)
        drawing.put(main, drawing.margin, top)
        return Fitted(over, bottom - top, "question" if asked else "title")

    def _main(self, asked: str, width: float, measure: bool = False) -> Block:
        drawing = self.drawing
        size = drawing.style.question_size
        measure = measure or drawing.measure
        if asked:
            options = {"family": FAMILY_TITLE, "leading": 1.16, "hyphens": "need", "measure": measure}
            return drawing.text("question", asked, width, size, **options)
        return drawing.title("title", self.card.title, width, size, measure=measure)

    def _field(self, share: float) -> float:
        """The coloured field with its pattern or picture; its height."""
        drawing, theme, bleed = self.drawing, self.drawing.theme, self.drawing.bleed
        height = round(share * drawing.height / drawing.unit) * drawing.unit
        drawing.ground(theme.suit, 0, height)
        x, y, width, high = -bleed, -bleed, drawing.width + 2 * bleed, height + bleed
        if self.image:
            drawing.items.append(Picture(x=x, y=y, width=width, height=high, photo=self.image))
        else:
            quiet = tint("#FFFFFF", 0.2, theme.suit)
            kind = drawing.style.pattern
            drawing.items += pattern(kind, theme.icon, quiet, x, y, width, high, 3.0 * drawing.unit)
            drawing.ground(theme.paper, height, drawing.height - height + bleed)
        return height

    def _mark(self, field: float) -> float:
        """The suit's seal on the field's edge and its name beside it; where the question may start."""
        drawing, theme, unit = self.drawing, self.drawing.theme, self.drawing.unit
        radius = 1.75 * unit
        left = drawing.margin - 0.25 * unit
        top = field - radius
        drawing.box(left, top, 2 * radius, 2 * radius, theme.paper, radius)
        drawing.box(left + 0.25 * unit, top + 0.25 * unit, 3 * unit, 3 * unit, theme.suit, 1.5 * unit)
        drawing.icon(theme.icon, left + 0.75 * unit, top + 0.75 * unit, 2 * unit, theme.on_suit)
        x = left + 2 * radius + 0.35 * unit
        name = drawing.text(
            "phase",
            plain(self._name()),
            drawing.width - x - drawing.margin,
            drawing.style.small_size,
            bold=True,
            colour=theme.accent,
            max_lines=1,
        )
        drawing.put(name, x, field + 0.45 * unit)
        return field + radius + 0.6 * unit

    def _name(self) -> str:
        phase = self.card.phase if "phase" in self.shown else ""
        return f"{self.suit.title} · {phase}" if phase else self.suit.title

    def _foot(self) -> float:
        """The facts at the bottom; the height at which they start."""
        drawing, unit = self.drawing, self.drawing.unit
        bottom = drawing.height - drawing.margin
        table = rows(facts(drawing, self.card), drawing.column)
        for row in reversed(table):
            bottom -= row[0].block.height
            draw_row(row, drawing.margin, bottom, drawing.column)
            bottom -= 0.35 * unit
        if table:
            bottom -= 0.4 * unit
            drawing.box(drawing.margin, bottom, drawing.column, 0.6, drawing.theme.line)
        return bottom - 0.5 * unit

    def _title(self, bottom: float) -> float:
        drawing = self.drawing
        # The title gives way less than the question, lest it come out as small as a note.
        size = drawing.style.title_size * max(1.0, _WHOLE / drawing.scale)
        title = drawing.title("title", self.card.title, drawing.column, size, colour=drawing.theme.accent)
        drawing.put(title, drawing.margin, bottom - title.height)
        return bottom - title.height - 0.9 * drawing.unit
