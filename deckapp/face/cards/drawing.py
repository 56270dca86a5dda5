"""Gathers a face's items and its problems; on a right-to-left face every place is mirrored."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from deckapp.deck.deck import Style, Suit
from deckapp.face import icons
from deckapp.face.page import MM, Box, FaceProblem, Item, Page, Path, Side, Spot
from deckapp.face.style import colour, contrast, readable, readable_on, tint
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.markup import Paragraph, clipped, plain
from deckapp.face.type.text import Block, language_is_rtl, lay_text

BLEED = 3.5 * MM
"""How far grounds run over the card's edge at least, so that a print shop may cut a little off."""

MOST_FACES = 2.0
"""So many times the height of its face is laid of a text that does not fit."""

MOST_TOLD = 20
"""So many characters that no font has are named for a face; of the others their number is told."""
_LONGEST_LABEL, _LONGEST_TITLE = 400, 1_000
"""So many characters of a line and of a title are looked at; no face has room for more."""


class Theme:
    """The colours of one suit on one deck's paper, each readable where it is used."""

    def __init__(self, suit: Suit, paper: str, ink: str) -> None:
        self.suit = colour(suit.colour)
        self.paper = paper
        self.ink = ink
        self.accent = readable(self.suit, paper, ink)
        self.on_suit = readable_on(self.suit) if contrast(paper, self.suit) < 3 else paper
        self.panel = tint(self.suit, 0.09, paper)
        self.on_panel = readable(self.suit, self.panel, ink)
        self.line = tint(self.suit, 0.32, paper)
        self.muted = readable(tint(ink, 0.68, paper), paper, ink)
        self.icon = icons.icon_path(suit.icon if suit.icon in icons.icon_names() else "cards")


class Drawing:
    """A face in the making, `width` by `height` points. Places count from the side where reading starts."""

    def __init__(self, width: float, height: float, theme: Theme, language: str, side: Side) -> None:
        self.width = width
        self.height = height
        self.theme = theme
        self.language = language
        self.side = side
        self.scale = 1.0
        self.measure = False
        self.bleed = BLEED
        self.rtl = language_is_rtl(language)
        self.items: list[Item] = []
        self.problems: list[FaceProblem] = []
        self._missing: set[str] = set()
        self._last_lacking = ""

    @property
    def most(self) -> float:
        """How high any text is laid at most: what is longer fits at no size that one can read."""
        return MOST_FACES * self.height

    def size(self, size: float) -> float:
        """A size of text as this face sets it."""
        return size

    def text(
        self, field: str, text: str | Sequence[Paragraph], width: float, size: float, **options: Any
    ) -> Block:
        """Lay a field's text at a size (before shrinking), noting what no font has."""
        look = {
            "align": "right" if self.rtl else "left", "colour": self.theme.ink, "language": self.language,
            "measure": self.measure, "most": self.most,
        }  # fmt: skip
        block = lay_text(text, width=width, size=self.size(size), **(look | options))
        self._note(field, block)
        return block

    def title(self, field: str, text: str, width: float, size: float, **options: Any) -> Block:
        """Lay a text in which no sign means anything, in the serif."""
        options = {"family": FAMILY_TITLE, "leading": 1.16, "hyphens": "need", **options}
        return self.text(field, plain(clipped(text, _LONGEST_TITLE)), width, size, **options)

    def label(self, text: str, size: float, **options: Any) -> Block:
        """Lay words of our own on one line, as wide as they are."""
        options = {"colour": self.theme.ink, "language": self.language, **options}
        block = _label(text, self.width, self.size(size), **options)
        self._note("", block)
        return block

    def put(self, block: Block, x: float, y: float) -> None:
        """Place a block, `x` from the starting side."""
        if not self.measure:
            self.items += block.at(self._x(x, block.width), y)

    def box(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0.0) -> None:
        """Place a filled rectangle."""
        if not self.measure:
            left = self._x(x, width)
            self.items.append(Box(x=left, y=y, width=width, height=height, fill=fill, radius=radius))

    def icon(self, d: str, x: float, y: float, size: float, fill: str) -> None:
        """Place an icon of a width and height."""
        self.items.append(Path(d=d, colour=fill, spots=(Spot(self._x(x, size), y, size / icons.BOX),)))

    def ground(self, fill: str, y: float = 0.0, height: float | None = None) -> None:
        """Fill the face, or a band of it, to the bleed."""
        top = y if y > 0 else -self.bleed
        bottom = y + height if height is not None else self.height + self.bleed
        width = self.width + 2 * self.bleed
        self.items.append(Box(x=-self.bleed, y=top, width=width, height=bottom - top, fill=fill))

    def page(self, radius: float = 0.0, title: str = "") -> Page:
        """The finished face, cut to rounded corners of a radius in points."""
        problems = list(self.problems)
        if len(self._missing) > MOST_TOLD:
            more = f"no font has {len(self._missing) - MOST_TOLD:,} more of its characters"
            problems.append(FaceProblem(self._last_lacking, self.side, more))
        return Page(
            width=self.width,
            height=self.height,
            items=tuple(self.items),
            problems=tuple(problems),
            radius=radius,
            scale=self.scale,
            title=title,
        )

    def _note(self, field: str, block: Block) -> None:
        for char in block.missing:
            if char not in self._missing:
                self._missing.add(char)
                if len(self._missing) <= MOST_TOLD:
                    self.problems.append(FaceProblem(field, self.side, f"no font has {named(char)}"))
                self._last_lacking = field

    def _x(self, x: float, width: float) -> float:
        return self.width - x - width if self.rtl else x


class CardDrawing(Drawing):
    """One side of a card at its deck's size, on a grid of four millimetres for a tarot card.

    `scale` shrinks its text; `margin` is in units of the grid, and never less than four millimetres.
    With `measure` nothing is drawn: it only finds out what fits.
    """

    def __init__(
        self,
        style: Style,
        theme: Theme,
        language: str,
        side: Side,
        scale: float = 1.0,
        *,
        margin: float = 1.5,
        measure: bool = False,
        bleed: float = BLEED,
    ) -> None:
        super().__init__(style.width * MM, style.height * MM, theme, language, side)
        self.style = style
        self.scale = scale
        self.measure = measure
        self.bleed = bleed
        self.unit = 4 * MM * min(1.6, style.width / 70, style.height / 100)
        self.margin = max(4 * MM, margin * self.unit)
        self.column = self.width - 2 * self.margin

    def size(self, size: float) -> float:
        """A size of text after shrinking; never below the deck's smallest."""
        return max(self.style.min_size, size * self.scale)


@lru_cache(512)
def _label(text: str, width: float, size: float, **options: Any) -> Block:
    block = lay_text(plain(clipped(text, _LONGEST_LABEL)), width=width, size=size, hyphens="never", **options)
    if block.lines != 1:
        return block
    width = block.widest + 0.02
    return msgspec.structs.replace(block, width=width, left=width - block.width if block.rtl else 0.0)


def named(char: str) -> str:
    """A character as a problem names it."""
    name = unicodedata.name(char, "")
    return f"the character “{char}” (U+{ord(char):04X}{' ' + name if name else ''})"
