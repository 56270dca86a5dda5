"""The front: the suit's colour, icon and pattern above, the question large, then title and facts."""

from __future__ import annotations

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.drawing import BLEED, CardDrawing, Theme
from deckapp.face.facts import draw_row, facts, rows
from deckapp.face.fit import Fitted, fitted
from deckapp.face.page import Picture
from deckapp.face.pattern import pattern
from deckapp.face.style import tint

_SMALLEST = 0.6
"""The question may shrink to this share of its size: it stays the largest text of the face."""


def draw_front(card: Card, suit: Suit, style: Style, language: str, image: bytes) -> CardDrawing:
    """The front of a card, its text shrunk until it fits."""
    theme = Theme(suit, style.paper, style.ink)

    def lay(scale: float) -> tuple[CardDrawing, Fitted]:
        drawing = CardDrawing(style, theme, language, "front", scale)
        return drawing, _Front(drawing, card, suit, image).draw()

    big = style.question_size
    smallest = min(1.0, max(style.min_size / big, _SMALLEST))
    return fitted(lay, smallest, "the question" if card.question else "the title")


class _Front:
    def __init__(self, drawing: CardDrawing, card: Card, suit: Suit, image: bytes) -> None:
        self.drawing = drawing
        self.card = card
        self.suit = suit
        self.image = image
        self.shown = drawing.style.front

    def draw(self) -> Fitted:
        drawing, card, theme = self.drawing, self.card, self.drawing.theme
        drawing.ground(theme.paper)
        field = self._field()
        top = self._mark(field)
        bottom = self._foot()
        asked = card.question if "question" in self.shown else ""
        main = drawing.title(
            "question" if asked else "title",
            asked or card.title,
            drawing.column,
            drawing.style.question_size,
        )
        if asked and "title" in self.shown:
            bottom = self._title(bottom)
        drawing.put(main, drawing.margin, top)
        return Fitted(top + main.height - bottom, "question" if asked else "title")

    def _field(self) -> float:
        """The coloured field with its pattern or picture; its height."""
        drawing, theme = self.drawing, self.drawing.theme
        height = round(0.27 * drawing.height / drawing.unit) * drawing.unit
        drawing.ground(theme.suit, 0, height)
        box = (-BLEED, -BLEED, drawing.width + 2 * BLEED, height + BLEED)
        if self.image:
            x, y, width, high = box
            drawing.items.append(Picture(x=x, y=y, width=width, height=high, data=self.image))
        else:
            quiet = tint("#FFFFFF", 0.2, theme.suit)
            drawing.items += pattern(drawing.style.pattern, theme.icon, quiet, *box, 2.9 * drawing.unit)
            drawing.ground(theme.paper, height, drawing.height - height + BLEED)
        return height

    def _mark(self, field: float) -> float:
        """The suit's seal on the field's edge and its name beside it; where the question may start."""
        drawing, theme, unit = self.drawing, self.drawing.theme, self.drawing.unit
        radius = 1.75 * unit
        left = drawing.margin - 0.25 * unit
        top = field - radius
        drawing.box(left, top, 2 * radius, 2 * radius, theme.paper, radius)
        drawing.box(left + 0.25 * unit, top + 0.25 * unit, 3 * unit, 3 * unit, theme.suit, 1.5 * unit)
        drawing.icon(theme.icon, left + 0.75 * unit, top + 0.75 * unit, 2 * unit, theme.paper)
        x = left + 2 * radius + 0.35 * unit
        phase = self.card.phase if "phase" in self.shown else ""
        words = f"{self.suit.title} · {phase}" if phase else self.suit.title
        name = drawing.text(
            "suit", [*_one(words)], drawing.width - x - drawing.margin, drawing.style.small_size,
            bold=True, colour=theme.accent, max_lines=1,
        )  # fmt: skip
        drawing.put(name, x, field + 0.45 * unit)
        return field + radius + 0.6 * unit

    def _foot(self) -> float:
        """The facts at the bottom; the height at which they start."""
        drawing, theme = self.drawing, self.drawing.theme
        bottom = drawing.height - drawing.margin
        table = rows(facts(drawing, self.card), drawing.column)
        for row in reversed(table):
            bottom -= row[0].block.height
            draw_row(row, drawing.margin, bottom, drawing.column)
            bottom -= 0.35 * drawing.unit
        if table:
            bottom -= 0.4 * drawing.unit
            drawing.box(drawing.margin, bottom, drawing.column, 0.6, theme.line)
        return bottom - 0.5 * drawing.unit

    def _title(self, bottom: float) -> float:
        drawing, theme = self.drawing, self.drawing.theme
        size = (
            drawing.style.title_size * max(1.0, 0.8 / drawing.scale)
            if drawing.scale < 0.8
            else drawing.style.title_size
        )
        title = drawing.title("title", self.card.title, drawing.column, size, colour=theme.accent)
        drawing.put(title, drawing.margin, bottom - title.height)
        return bottom - title.height - 0.9 * drawing.unit


def _one(words: str):  # noqa: ANN202
    from deckapp.face.markup import plain

    return plain(words)
