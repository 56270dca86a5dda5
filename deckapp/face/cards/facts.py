"""What a card says at a glance: how long, how many people, how difficult, each a sign and words."""

from __future__ import annotations

from deckapp.deck.card import Card
from deckapp.face import icons
from deckapp.face.cards.drawing import CardDrawing
from deckapp.face.cards.face_words import minutes, people, word
from deckapp.face.type.text import Block

_LEAST_GAP = 6.0
"""Points between two facts of a row."""
_LEVELS = {"easy": 1, "medium": 2, "hard": 3}


class Fact:
    """A sign (an icon, or dots of which some are filled) and the words beside it."""

    def __init__(self, drawing: CardDrawing, words: str, icon: str = "", level: int = 0) -> None:
        self.drawing = drawing
        self.block: Block = drawing.label(words, drawing.style.small_size)
        self.icon = icon
        self.level = level
        size = drawing.size(drawing.style.small_size)
        self.sign = 1.45 * size if icon else 2.1 * size
        self.gap = 0.4 * size
        self.width = self.sign + self.gap + self.block.width

    def draw(self, x: float, y: float) -> None:
        """Draw it with its top at `y`."""
        drawing, height = self.drawing, self.block.height
        if self.icon:
            top = y + (height - self.sign) / 2
            drawing.icon(icons.icon_path(self.icon), x, top, self.sign, drawing.theme.accent)
        dot = self.sign / 3.9
        for place in range(3 if self.level else 0):
            fill = drawing.theme.accent if place < self.level else drawing.theme.line
            drawing.box(x + place * dot * 1.4, y + (height - dot) / 2, dot, dot, fill, dot / 2)
        drawing.put(self.block, x + self.sign + self.gap, y)


def facts(drawing: CardDrawing, card: Card) -> list[Fact]:
    """The facts that the card has and its deck shows, in the deck's order."""
    found = []
    language = drawing.language
    for field in drawing.style.front:
        if field == "duration" and card.duration:
            found.append(Fact(drawing, minutes(card.duration, language), "clock"))
        elif field == "group" and card.group:
            found.append(Fact(drawing, people(card.group, language), "users-three"))
        elif field == "difficulty" and card.difficulty:
            found.append(Fact(drawing, word(card.difficulty, language), level=_LEVELS[card.difficulty]))
    return found


def rows(found: list[Fact], width: float) -> list[list[Fact]]:
    """The facts in as many rows as they need."""
    table: list[list[Fact]] = [[]]
    for fact in found:
        if table[-1] and sum(one.width + _LEAST_GAP for one in table[-1]) + fact.width > width:
            table.append([])
        table[-1].append(fact)
    return [row for row in table if row]


def draw_row(row: list[Fact], x: float, y: float, width: float) -> None:
    """Draw facts from the starting side, the last one of three at the far edge."""
    free = width - sum(fact.width for fact in row)
    gap = free / (len(row) - 1) if len(row) > 2 else 16.0
    for fact in row:
        fact.draw(x, y)
        x += fact.width + gap
