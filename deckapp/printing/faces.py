"""The faces as they are printed: laid out at the chosen size, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Style, Suit
from deckapp.deck.places import Place
from deckapp.face.cards.card_face import ART_BLEED, lay_back, lay_front
from deckapp.face.cards.card_pictures import Images, undrawn
from deckapp.face.cards.drawing import BLEED
from deckapp.face.page import MM, Box, Glyphs, Item, LinkArea, Page, Photo, Picture, Sketch
from deckapp.face.type.markup import plain
from deckapp.face.type.text import lay_text
from deckapp.printing.lost import Lost
from deckapp.printing.settings import PrintSettings
from deckapp.problem import Problem

CardSide = Literal["front", "back"]
Places = Callable[[str, str], Place]
"""Where a card's field (an id and a name) was written."""
LEAST_DPI = 300
"""What every print shop asks of an image."""
_ALARM = "#C00000"
_HAIR = 0.1 * MM
"""Artwork runs so much further than its bleed, lest paper be seen along its edge."""
_MOST_GROWTH = 1.4
"""A card may be large, but one holds it in the hand."""


class Face(msgspec.Struct, frozen=True):
    """One side of a card, ready to paint."""

    page: Page
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def print_style(deck: Deck, settings: PrintSettings) -> Style:
    """The deck's style at the chosen size and with the chosen fields.

    On a larger card all text is larger; on a smaller one the question and the title are smaller, but never
    as small as the text.
    """
    style = deck.style
    if settings.fields is not None:
        style = msgspec.structs.replace(style, back=settings.fields)
    if settings.size is None:
        return style
    width, height = settings.size.width, settings.size.height
    share = min(_MOST_GROWTH, (width * height / (style.width * style.height)) ** 0.5)
    rest = max(1.0, share)
    return msgspec.structs.replace(
        style,
        width=width,
        height=height,
        question_size=max(style.question_size * share, min(style.question_size, style.text_size + 2)),
        title_size=max(style.title_size * share, min(style.title_size, style.text_size + 1)),
        text_size=style.text_size * rest,
        small_size=style.small_size * rest,
    )


class FaceMaker:
    """Lays out a deck's faces for one print."""

    def __init__(
        self,
        deck: Deck,
        settings: PrintSettings,
        images: Images | None = None,
        places: Places | None = None,
        lost: Lost | None = None,
    ) -> None:
        self.deck = deck
        self.settings = settings
        self.style = print_style(deck, settings)
        self._images = images
        self._places = places
        self._lost = lost or {}
        self._bleed = max(BLEED, settings.bleed_of)
        # Finished artwork is made to a print's bleed; where it is cut off at the trim, to the usual one.
        self._art_bleed = (settings.bleed_of or ART_BLEED) + _HAIR
        self._suits = {card: suit for suit in deck.suits for card in suit.cards}

    def suit(self, card_id: str) -> Suit:
        """The suit that holds a card of the deck."""
        return self._suits[card_id]

    def lay(self, card_id: str, side: CardSide) -> Face:
        """One side of a card; with `force`, marked where it has problems."""
        card, suit = self.deck.cards[card_id], self._suits[card_id]
        language = self.deck.language
        bleed = self._art_bleed if card.art and getattr(card.art, side) else self._bleed
        if side == "front":
            page = lay_front(card, suit, self.style, language, self._images, bleed=bleed)
        else:
            title = self.deck.title
            page = lay_back(card, suit, self.style, language, self._images, deck=title, bleed=bleed)
        problems = tuple(self._problems(card, side, page))
        warnings = (*self._coarse(card, side, page), *self._undrawn(card, side, page))
        # Paper opens no address.
        items = tuple(item for item in page.items if not isinstance(item, LinkArea))
        page = msgspec.structs.replace(page, items=items)
        return Face(_marked(page, self._lost.get((card_id, side))) if problems else page, problems, warnings)

    def _problems(self, card: Card, side: CardSide, page: Page) -> list[Problem]:
        size = f"{self.style.width:g} x {self.style.height:g} mm"
        found = []
        for problem in page.problems:
            hint = problem.hint
            if problem.overflow_mm:
                fewer = ", show fewer fields" if side == "back" else ""
                hint = f"shorten `{problem.field}`{fewer} or choose a larger size"
            message = f"{self._named(card, side)}, at {size}: {problem.message}"
            found.append(Problem(*self._place(card, problem.field), message, hint))
        if lost := self._lost.get((card.id, side)):
            message = f"{self._named(card, side)}: {lost.message}"
            found.append(Problem(lost.path, lost.line, lost.column, message, lost.hint))
        return found

    def _coarse(self, card: Card, side: CardSide, page: Page) -> list[Problem]:
        """A warning for each image that has too few dots for its size on paper."""
        found = []
        is_art = bool(card.art and getattr(card.art, side))
        for item in page.items:
            if not isinstance(item, Picture) or isinstance(item.photo, Sketch):
                continue
            if (dpi := round(_dpi(item.photo, item, _HAIR if is_art else 0))) < LEAST_DPI:
                message = f"{self._named(card, side)}: its image has only {dpi} dpi at this size"
                hint = f"print shops ask for {LEAST_DPI}"
                field = f"art.{side}" if is_art else "image"
                found.append(Problem(*self._place(card, field), message, hint, "warning"))
        return found

    def _undrawn(self, card: Card, side: CardSide, page: Page) -> list[Problem]:
        """A warning for all that a picture holds and that is not drawn."""
        field = f"art.{side}" if card.art and getattr(card.art, side) else "image"
        pictures = [item.photo for item in page.items if isinstance(item, Picture)]
        return [
            Problem(
                *self._place(card, field), f"{self._named(card, side)}: {one.message}", one.hint, "warning"
            )
            for picture in pictures
            for one in undrawn(picture, field, side)
        ]

    def _place(self, card: Card, field: str) -> tuple[str, int, int]:
        if not self._places:
            return self.deck.path or self.deck.id, 0, 0
        place = self._places(card.id, field.replace(".", "/"))
        return place.path, place.line, place.column

    def _named(self, card: Card, side: CardSide) -> str:
        return f"the {side} of “{card.title}” (`{card.id}`) in “{self.deck.title}”"


def _dpi(photo: Photo, picture: Picture, over: float) -> float:
    """A picture's dots an inch, without what runs over each of its edges (points)."""
    wide, high = photo.width, photo.height
    return 72 * min(wide / (picture.width - 2 * over), high / (picture.height - 2 * over))


def _marked(page: Page, lost: Problem | None) -> Page:
    """The face with a red frame and a red label that nobody overlooks."""
    over = max((problem.overflow_mm for problem in page.problems), default=0)
    said = [problem.message for problem in page.problems] + ([lost.message] if lost else [])
    label = f"does not fit: {over:g} mm too long" if over else said[0]
    wide = page.width - 8 * MM
    block = lay_text(plain(label), width=wide - 2 * MM, size=7, bold=True, colour="#FFFFFF", max_lines=2)
    high = block.height + 1 * MM
    top = page.height - 4 * MM - high
    frame: tuple[Item, ...] = (
        Box(x=MM, y=MM, width=page.width - 2 * MM, height=page.height - 2 * MM, stroke=_ALARM, stroke_width=2 * MM),
        Box(x=4 * MM, y=top, width=wide, height=high, fill=_ALARM),
        *(item for item in block.at(5 * MM, top + 0.5 * MM) if isinstance(item, Glyphs)),
    )  # fmt: skip
    return msgspec.structs.replace(page, items=page.items + frame)
