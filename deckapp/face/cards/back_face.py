"""The back: a page to work from, with numbered steps, their minutes, and what to watch out for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from deckapp.deck.card import Card, Step
from deckapp.deck.deck import Style, Suit
from deckapp.face import icons
from deckapp.face.cards.cover import draw_cover
from deckapp.face.cards.drawing import CardDrawing, Theme
from deckapp.face.cards.face_words import word
from deckapp.face.cards.fit import Fitted, fitted
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.markup import Paragraph, Run, parse
from deckapp.face.type.text import Block

_PANELS = {"pitfalls": "warning", "tips": "lightbulb"}
_UNLABELLED = {"what"}
_LISTS = {"follow_ups", "variations"}


def draw_back(card: Card, suit: Suit, style: Style, language: str, deck: str, bleed: float) -> CardDrawing:
    """The back of a card, its text shrunk until it fits."""
    theme = Theme(suit, style.paper, style.ink)
    if not any(getattr(card, field) for field in style.back):
        return draw_cover(CardDrawing(style, theme, language, "back", bleed=bleed), card, suit)

    def lay(scale: float, *, measure: bool = False) -> tuple[CardDrawing, Fitted]:
        drawing = CardDrawing(
            style, theme, language, "back", scale, margin=1.25, measure=measure, bleed=bleed
        )
        return drawing, _Back(drawing, card, suit, deck).draw()

    smallest = min(1.0, style.min_size / style.text_size)
    return fitted(lay, smallest, "the back")


class _Back:
    def __init__(self, drawing: CardDrawing, card: Card, suit: Suit, deck: str) -> None:
        self.drawing = drawing
        self.card = card
        self.suit = suit
        self.deck = deck
        self.y = 0.0
        # Where there is much to say, the space between things gives way together with the text.
        tight = min(1.0, (1 - drawing.scale) / 0.12)
        self.air = drawing.unit * (1 - 0.4 * tight)
        self.leading = 1.28 - 0.06 * tight
        self.heights: dict[str, float] = {}

    def draw(self) -> Fitted:
        drawing, theme, unit = self.drawing, self.drawing.theme, self.drawing.unit
        drawing.ground(theme.paper)
        drawing.ground(theme.suit, 0, 0.75 * unit)
        self._head()
        bottom, top = self._bottom(), self.y
        for field in drawing.style.back:
            start = self.y
            self._field(field, bottom)
            self.heights[field] = self.y - start
            if self.y > drawing.most:
                break
        if not drawing.measure:
            self._foot(bottom)
        largest = max(self.heights, key=lambda field: self.heights[field], default="title")
        return Fitted(self.y - 0.5 * self.air - bottom, bottom - top, largest)

    def _head(self) -> None:
        drawing, theme, unit = self.drawing, self.drawing.theme, self.drawing.unit
        top = max(1.45 * unit, drawing.margin)
        size = drawing.style.title_size
        title = drawing.title("title", self.card.title, drawing.column, size, colour=theme.accent)
        drawing.put(title, drawing.margin, top)
        self.y = top + title.height + 0.4 * self.air

    def _bottom(self) -> float:
        """Where the foot starts."""
        drawing = self.drawing
        return (
            drawing.height
            - drawing.margin
            - 1.3 * drawing.size(drawing.style.small_size)
            - 0.5 * drawing.unit
        )

    def _foot(self, top: float) -> None:
        """The suit's mark and the card's id; it stays readable where text runs over it."""
        drawing, theme, unit = self.drawing, self.drawing.theme, self.drawing.unit
        if self.y - 0.5 * self.air > top + 0.01:
            drawing.ground(theme.paper, top, drawing.height - top + unit)
        top += 0.5 * unit
        said = f"{self.deck} · {self.card.id}" if self.deck else self.card.id
        small = drawing.style.small_size
        name = drawing.label(self.suit.title, small, bold=True, colour=theme.accent, max_lines=1)
        icon = 1.4 * drawing.size(small)
        drawing.icon(theme.icon, drawing.margin, top + (name.height - icon) / 2, icon, theme.accent)
        drawing.put(name, drawing.margin + 1.3 * icon, top)
        for words in (said, self.card.id):
            mark = drawing.label(words, small, colour=theme.muted, max_lines=1)
            if 1.3 * icon + name.width + mark.width + unit <= drawing.column:
                drawing.put(mark, drawing.width - drawing.margin - mark.width, top)
                break

    def _field(self, field: str, bottom: float) -> None:
        value = getattr(self.card, field)
        if not value:
            return
        if field == "steps":
            self._steps(value)
        elif field in _PANELS:
            self._panel(field, value, bottom)
        else:
            self._prose(field, value)

    def _prose(self, field: str, value: str | tuple[str, ...]) -> None:
        drawing = self.drawing
        if not isinstance(value, str):
            value = "\n".join(f"- {text}" for text in value) if field in _LISTS else ", ".join(value)
        paragraphs = parse(value)
        if not paragraphs:
            return
        if field not in _UNLABELLED:
            paragraphs = _labelled(word(field, drawing.language), drawing.theme.accent, paragraphs)
        block = self._text(field, paragraphs, drawing.column)
        drawing.put(block, drawing.margin, self.y)
        self.y += block.height + 0.4 * self.air

    def _text(self, field: str, paragraphs: Sequence[Paragraph], width: float) -> Block:
        return self.drawing.text(field, paragraphs, width, self.drawing.style.text_size, leading=self.leading)

    def _steps(self, steps: tuple[Step, ...]) -> None:
        drawing, theme, style = self.drawing, self.drawing.theme, self.drawing.style
        self.y += 0.1 * self.air
        size = drawing.size(style.text_size)
        times = {minutes: self._minutes(minutes) for minutes in {step.minutes for step in steps}}
        right = max((time.width for time in times.values() if time), default=0.0)
        right += 1.0 * size if right else 0.0
        left = 1.75 * size if len(steps) < 10 else 2.2 * size
        for place, step in enumerate(steps, 1):
            if self.y > drawing.most:
                break
            drawing.box(drawing.margin, self.y, drawing.column, 0.5, theme.line)
            self.y += 0.21 * self.air
            number = None if drawing.measure else self._number(place)
            block = self._text("steps", parse(step.text), drawing.column - left - right)
            drawing.put(block, drawing.margin + left, self.y)
            if number and (time := times[step.minutes]):
                x = drawing.width - drawing.margin - time.width
                drawing.put(time, x, self.y + (number.height - time.height) / 2)
            self.y += block.height + 0.21 * self.air
        drawing.box(drawing.margin, self.y, drawing.column, 0.5, theme.line)
        self.y += 0.45 * self.air

    def _number(self, place: int) -> Block:
        drawing, style = self.drawing, self.drawing.style
        number = drawing.label(str(place), style.text_size, family=FAMILY_TITLE, colour=drawing.theme.accent)
        drawing.put(number, drawing.margin, self.y)
        return number

    def _minutes(self, minutes: int | None) -> Block | None:
        if minutes is None:
            return None
        drawing = self.drawing
        words = f"{minutes} {word('min', drawing.language)}"
        return drawing.label(words, drawing.style.small_size, colour=drawing.theme.accent)

    def _panel(self, field: str, value: tuple[str, ...], bottom: float) -> None:
        drawing, theme, unit, style = self.drawing, self.drawing.theme, self.drawing.unit, self.drawing.style
        inset = 0.5 * unit
        width = drawing.column - 2 * inset
        icon = 1.3 * drawing.size(style.text_size)
        head = drawing.label(word(field, drawing.language), style.text_size, bold=True, colour=theme.on_panel)
        block = self._text(field, _bulleted(value), width)
        height = head.height + block.height + 0.85 * self.air
        is_last = drawing.style.back[-1] == field
        top = max(self.y, bottom - height) if is_last and not drawing.measure else self.y
        drawing.box(drawing.margin, top, drawing.column, height, theme.panel, 0.4 * unit)
        start = drawing.margin + inset
        drawing.icon(
            icons.icon_path(_PANELS[field]),
            start,
            top + 0.38 * self.air + (head.height - icon) / 2,
            icon,
            theme.on_panel,
        )
        drawing.put(head, start + 1.3 * icon, top + 0.38 * self.air)
        drawing.put(block, start, top + 0.4 * self.air + head.height)
        self.y = top + height + 0.5 * self.air


@lru_cache(1024)
def _labelled(label: str, colour: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs behind a label: on its line, or below it where they are a list."""
    run = Run(label + "  ", bold=True, colour=colour)
    first = paragraphs[0]
    if first.bullet:
        return Paragraph((run,)), *paragraphs
    return msgspec.structs.replace(first, runs=(run, *first.runs)), *paragraphs[1:]


@lru_cache(1024)
def _bulleted(texts: tuple[str, ...]) -> tuple[Paragraph, ...]:
    return tuple(
        msgspec.structs.replace(paragraph, bullet=paragraph.bullet or ("•" if place == 0 else ""))
        for text in texts
        for place, paragraph in enumerate(parse(text))
    )
