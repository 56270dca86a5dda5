"""A card's two faces as pages: finished artwork where the card has it, else laid out from its fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as FilePath

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.back_face import draw_back
from deckapp.face.drawing import BLEED
from deckapp.face.front_face import draw_front
from deckapp.face.page import MM, FaceProblem, Page, Picture, Side
from deckapp.face.photos import prepared

Images = Callable[[str], bytes]

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
    problems: list[FaceProblem] = []
    shown = card.image if "image" in style.front else ""
    image = _image(shown, "image", "front", images, problems, (style.width * MM, style.height * MM / 2))
    drawing = draw_front(
        card, suit, style, card.language or language, image, BLEED if bleed is None else bleed
    )
    drawing.problems += problems
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
    problems: list[FaceProblem] = []
    width, height = style.width * MM, style.height * MM
    data = _image(reference, f"art.{side}", side, images, problems, (width, height))
    picture = Picture(x=-bleed, y=-bleed, width=width + 2 * bleed, height=height + 2 * bleed, data=data)
    return Page(
        width=width,
        height=height,
        items=(picture,) if data else (),
        problems=tuple(problems),
        radius=style.corner * MM if rounded else 0.0,
        title=card.title,
    )


def _image(
    reference: str,
    field: str,
    side: Side,
    images: Images | None,
    problems: list[FaceProblem],
    size: tuple[float, float],
) -> bytes:
    """The bytes of an image that can be drawn at a size in points, else none and a problem."""
    if not reference:
        return b""
    try:
        data = images(reference) if images else FilePath(reference).read_bytes()
        return prepared(data, *size)
    except (OSError, KeyError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problems.append(FaceProblem(field, side, f"the image {reference} cannot be read ({why})"))
        return b""
