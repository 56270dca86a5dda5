"""A card's two faces as pages: finished artwork where the card has it, else laid out from its fields."""

from __future__ import annotations

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.cards.back_face import draw_back
from deckapp.face.cards.card_pictures import Images, picture_of
from deckapp.face.cards.drawing import BLEED
from deckapp.face.cards.front_face import draw_front
from deckapp.face.cards.unshown import unshown_face, unshown_label
from deckapp.face.page import MM, FaceProblem, Item, Page, Picture, Side

ART_BLEED = 3.0 * MM
"""So much of finished artwork lies beyond the card's edge, unless a print says otherwise."""


def lay_front(
    card: Card,
    suit: Suit,
    style: Style,
    language: str = "en",
    images: Images | None = None,
    *,
    rounded: bool = False,
    bleed: float | None = None,
) -> Page:
    """The front of a card at the deck's size, in points; with `rounded`, cut to the card's corners.

    `images` gives the bytes of an image reference; without it, references are paths of files. `bleed` is how
    far grounds and pictures run over the edge, in points, where it is not the usual; a painter shows it only
    when asked to.
    """
    if card.art and card.art.front:
        return _art(card.art.front, "front", card, style, images, rounded, bleed)
    shown = card.image if "image" in style.front else ""
    made = picture_of(shown, "image", "front", style, images) if shown else None
    image = None if isinstance(made, FaceProblem) else made
    drawing = draw_front(
        card, suit, style, card.language or language, image, BLEED if bleed is None else bleed
    )
    if isinstance(made, FaceProblem):
        drawing.problems.append(made)
        words = _without_path(made.message, shown)
        drawing.items += unshown_label(4 * MM, 3 * MM, drawing.width - 8 * MM, words)
    return drawing.page(style.corner * MM if rounded else 0.0, card.title)


def lay_back(
    card: Card,
    suit: Suit,
    style: Style,
    language: str = "en",
    images: Images | None = None,
    *,
    rounded: bool = False,
    deck: str = "",
    bleed: float | None = None,
) -> Page:
    """The back of a card at the deck's size, in points; `deck` is the name to stand at its foot."""
    if card.art and card.art.back:
        return _art(card.art.back, "back", card, style, images, rounded, bleed)
    drawing = draw_back(card, suit, style, card.language or language, deck, BLEED if bleed is None else bleed)
    return drawing.page(style.corner * MM if rounded else 0.0, card.title)


def _art(
    reference: str,
    side: Side,
    card: Card,
    style: Style,
    images: Images | None,
    rounded: bool,
    bleed: float | None,
) -> Page:
    bleed = ART_BLEED if bleed is None else bleed
    width, height = style.width * MM, style.height * MM
    items: tuple[Item, ...]
    made = picture_of(reference, f"art.{side}", side, style, images)
    if isinstance(made, FaceProblem):
        items = unshown_face(width, height, bleed, card.title, _without_path(made.message, reference))
    else:
        wide, high = width + 2 * bleed, height + 2 * bleed
        items = (Picture(x=-bleed, y=-bleed, width=wide, height=high, photo=made),)
    return Page(
        width=width,
        height=height,
        items=items,
        problems=(made,) if isinstance(made, FaceProblem) else (),
        radius=style.corner * MM if rounded else 0.0,
        title=card.title,
    )


def _without_path(message: str, reference: str) -> str:
    """What is wrong with a picture, for those who see the card: where its file lies helps them little."""
    return message.replace(f" {reference}", "", 1)
