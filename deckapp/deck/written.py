"""A deck as its file is written: suits hold ids of cards or whole cards."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from deckapp.deck.card import Card, Identifier, Language, ShortText, Text
from deckapp.deck.deck import Colour, Recipe, Style

Credit = Annotated[str, Meta(max_length=200)]


class WrittenSuit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A suit as written; where a card stands in full, it belongs to this deck alone."""

    id: Identifier
    title: ShortText
    colour: Colour = "slate"
    icon: Annotated[str, Meta(max_length=60)] = "cards"
    cards: tuple[Identifier | Card, ...] = ()


class WrittenDeck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deck's file as written; only `id` and `title` are required."""

    id: Identifier
    title: ShortText
    summary: Text = ""
    author: Credit = ""
    licence: Credit = ""
    language: Language = "en"
    version: Annotated[str, Meta(max_length=40)] = ""
    style: Style = Style()
    suits: tuple[WrittenSuit, ...] = ()
    recipes: tuple[Recipe, ...] = ()
