"""JSON Schema of the files that people write, made from the structs, so that editors complete the keys."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from deckapp.deck.card import Art, Card, Span, Step
from deckapp.deck.deck import Recipe, RecipeStep, Style
from deckapp.deck.written import WrittenDeck, WrittenSuit

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_CREDITS = {
    "author": "Who wrote it.",
    "licence": "Under which terms it may be used, such as CC BY 4.0.",
    "language": "The language of the texts, such as en, de-CH or ar; it also sets the direction of writing.",
}
DESCRIPTIONS: dict[type[msgspec.Struct], dict[str, str]] = {
    Card: {
        "id": "The name by which decks and other cards refer to this one; it never changes.",
        "title": "What the card is called.",
        "question": "The big question on the front.",
        "follow_ups": "Questions to ask when the first is answered.",
        "what": "What the method is, in two lines.",
        "why": "What it is good for.",
        "when": "When to use it.",
        "when_not": "When to leave it.",
        "steps": "How it goes: each step a text, or `text` and `minutes`.",
        "output": "What there is at the end.",
        "invitation": "The words that a facilitator says.",
        "duration": "Minutes: a number, a range such as 20-40, or an open end such as 90+.",
        "group": "People: a number, a range such as 4-12, or an open end such as 8+.",
        "difficulty": "How much practice it asks of whoever leads it.",
        "materials": "What has to lie ready.",
        "preparation": "What to do beforehand.",
        "tips": "What helps.",
        "pitfalls": "What goes wrong, and what to do then.",
        "variations": "Other ways to do it.",
        "example": "How it went somewhere.",
        "before": "Ids of cards that go well before this one.",
        "after": "Ids of cards that go well after this one.",
        "related": "Ids of cards that are near to this one.",
        "phase": "The phase of a change in which it is mostly used.",
        "component": "The parts of a change management plan that it feeds.",
        "tags": "Words by which it is found.",
        "source": "Where the idea comes from: author, work, year.",
        **_CREDITS,
        "image": "A picture in the deck's folder (PNG, JPEG, WebP, GIF, TIFF, SVG), named from this file's folder.",
        "alt": "What the picture shows, for those who cannot see it.",
        "art": "Finished artwork that fills a face to the bleed.",
    },
    Step: {"text": "What to do.", "minutes": "How long it takes, in minutes."},
    Art: {"front": "The picture of the front.", "back": "The picture of the back."},
    WrittenDeck: {
        "id": "The name of the deck in commands and plans; it never changes.",
        "title": "What the deck is called.",
        "summary": "What it is for, in a sentence or two.",
        **_CREDITS,
        "version": "Which edition this is.",
        "style": "How the faces look.",
        "suits": "The families of cards, in their order.",
        "recipes": "Named sequences of the deck's cards, from which a plan starts.",
    },
    WrittenSuit: {
        "id": "The name of the suit; it never changes.",
        "title": "What the suit is called.",
        "colour": "A suit colour by name, or #RRGGBB in quotes.",
        "icon": "The name of an icon, such as cards, chat-circle or flag.",
        "cards": "The cards in their order: each an id, or a whole card that belongs to this deck alone.",
    },
    Recipe: {
        "id": "The name of the recipe; it never changes.",
        "title": "What the recipe is called.",
        "summary": "For which occasion it is.",
        "steps": "The cards in their order.",
    },
    RecipeStep: {
        "card": "The id of a card of this deck.",
        "phase": "The phase that it goes to.",
        "workstream": "The workstream that it goes to.",
        "note": "Why it stands here.",
    },
    Style: {
        "width": "Width of a card in millimetres.",
        "height": "Height of a card in millimetres.",
        "question_size": "Size of the question in points.",
        "title_size": "Size of titles in points.",
        "text_size": "Size of texts in points.",
        "small_size": "Size of small print in points.",
        "min_size": "The size below which texts never shrink, in points.",
        "paper": "The colour of the paper as #RRGGBB, in quotes.",
        "ink": "The colour of texts as #RRGGBB, in quotes.",
        "corner": "Radius of the corners in millimetres.",
        "pattern": "What the front's pattern is drawn from.",
        "front": "Which fields the front shows, in their order.",
        "back": "Which fields the back shows, in their order.",
    },
}
"""What an editor says about each key, by the struct that has it."""

_TEXT = {"type": "string", "maxLength": 4000}
_SPAN_PATTERN = msgspec.json.schema(Span)["pattern"]


def schema(kind: Literal["card", "deck"]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a card's or a deck's file."""
    root = Card if kind == "card" else WrittenDeck
    (reference,), parts = msgspec.json.schema_components([root])
    for cls, described in DESCRIPTIONS.items():
        part = parts.get(cls.__name__)
        if part:
            del part["title"]
            part["description"] = (cls.__doc__ or "").split("\n")[0]
            for name, text in described.items():
                part["properties"][name]["description"] = text
    card = parts["Card"]
    card["properties"]["steps"]["items"] = {"anyOf": [_TEXT, {"$ref": "#/$defs/Step"}]}
    return {
        "$schema": DRAFT,
        "title": f"A Deckapp {kind}",
        **reference,
        "$defs": {name: _relaxed(part) for name, part in sorted(parts.items())},
    }


def _relaxed(part: Any) -> Any:
    """The schema with what YAML takes for a number allowed where Deckapp reads a text."""
    if isinstance(part, list | tuple):
        return [_relaxed(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    relaxed = {key: _relaxed(value) for key, value in part.items()}
    pattern = part.get("pattern")
    if isinstance(pattern, str):
        # JSON Schema's patterns are those of ECMA-262, which knows no \Z.
        relaxed["pattern"] = pattern.removesuffix(r"\Z") + "$"
    if part.get("type") == "string" and pattern in (None, _SPAN_PATTERN) and "enum" not in part:
        relaxed["type"] = ["string", "number"]
    return relaxed
