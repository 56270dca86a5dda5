"""The back of a card that says nothing there: the suit's pattern over the whole face, and the title on a label."""

from __future__ import annotations

from deckapp.deck.card import Card
from deckapp.deck.deck import Suit
from deckapp.face.cards.drawing import CardDrawing
from deckapp.face.cards.pattern import pattern
from deckapp.face.style import tint


def draw_cover(drawing: CardDrawing, card: Card, suit: Suit) -> CardDrawing:
    """Fill the face with the suit's colour and pattern, with a label in the middle."""
    theme, unit, bleed = drawing.theme, drawing.unit, drawing.bleed
    width, height = drawing.width + 2 * bleed, drawing.height + 2 * bleed
    drawing.ground(theme.suit)
    quiet = tint("#FFFFFF", 0.2, theme.suit)
    kind = drawing.style.pattern
    drawing.items += pattern(kind, theme.icon, quiet, -bleed, -bleed, width, height, 3.0 * unit)
    inside = drawing.column - 2 * unit
    title = drawing.title("title", card.title, inside, drawing.style.title_size, align="center", max_lines=4)
    name = drawing.text("suit", suit.title, inside, drawing.style.small_size, align="center", max_lines=1,
                        bold=True, colour=theme.accent)  # fmt: skip
    mark = 2.2 * unit
    high = 0.8 * unit + mark + 0.5 * unit + title.height + 0.3 * unit + name.height + 0.8 * unit
    top = (drawing.height - high) / 2
    drawing.box(drawing.margin, top, drawing.column, high, theme.paper, 0.6 * unit)
    top += 0.8 * unit
    drawing.icon(theme.icon, (drawing.width - mark) / 2, top, mark, theme.accent)
    drawing.put(title, drawing.margin + unit, top + mark + 0.5 * unit)
    drawing.put(name, drawing.margin + unit, top + mark + 0.8 * unit + title.height)
    return drawing
