"""A deck: an ordered choice of cards in suits, how they look, and their recipes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from deckapp.deck.card import Card, Identifier, ShortText, Text

Colour = Annotated[
    str,
    Meta(
        pattern=r"^(?:#[0-9A-Fa-f]{6}|pine|ocean|plum|brick|ochre|slate|teal|indigo|moss|rust)\Z",
        description="A suit colour by name, or #RRGGBB.",
    ),
]
Pattern = Literal["icons", "dots", "rings", "waves", "weave", "plain"]
FrontField = Literal["question", "title", "duration", "group", "difficulty", "image", "phase"]
BackField = Literal[
    "follow_ups", "what", "why", "when", "when_not", "steps", "output", "invitation", "materials",
    "preparation", "tips", "pitfalls", "variations", "example", "before", "after", "source",
]  # fmt: skip
InkColour = Annotated[
    str,
    Meta(pattern=r"^#[0-9A-Fa-f]{6}\Z", description="A colour as #RRGGBB, in quotes: `#` begins a comment."),
]
Points = Annotated[float, Meta(ge=4, le=72)]


class Style(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a deck's faces look. Sizes of text in points, of the card and its corner in millimetres."""

    width: Annotated[float, Meta(ge=30, le=300)] = 70.0
    height: Annotated[float, Meta(ge=30, le=300)] = 120.0
    question_size: Points = 20.0
    title_size: Points = 13.0
    text_size: Points = 8.5
    small_size: Points = 7.0
    min_size: Points = 7.0
    paper: InkColour = "#FFFDF8"
    ink: InkColour = "#1F2933"
    corner: Annotated[float, Meta(ge=0, le=20)] = 3.0
    pattern: Pattern = "icons"
    front: tuple[FrontField, ...] = ("question", "title", "duration", "group", "difficulty", "image")
    back: tuple[BackField, ...] = ("what", "why", "steps", "output", "pitfalls")


class Suit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A family of cards within a deck, with a colour and an icon (a name in face/icons); `cards` are ids."""

    id: Identifier
    title: ShortText
    colour: Colour = "slate"
    icon: Annotated[str, Meta(max_length=60)] = "cards"
    cards: tuple[Identifier, ...] = ()


class RecipeStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One card of a recipe, the phase (and workstream) it goes to, and why it stands there."""

    card: Identifier
    phase: Annotated[str, Meta(max_length=80)] = ""
    workstream: Annotated[str, Meta(max_length=80)] = ""
    note: Text = ""


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named sequence of a deck's cards, from which a plan or a workshop starts."""

    id: Identifier
    title: ShortText
    summary: Text = ""
    steps: tuple[RecipeStep, ...] = ()


class Deck(msgspec.Struct, frozen=True, kw_only=True):
    """A deck as read: every id in its suits is a key of `cards`, in the deck's order."""

    id: str
    title: str
    summary: str = ""
    author: str = ""
    licence: str = ""
    language: str = "en"
    version: str = ""
    style: Style = Style()
    suits: tuple[Suit, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    cards: Mapping[str, Card] = {}
    path: str = ""

    def suit_of(self, card_id: str) -> Suit:
        """The suit that holds the card; raises KeyError where none does."""
        for suit in self.suits:
            if card_id in suit.cards:
                return suit
        raise KeyError(card_id)
