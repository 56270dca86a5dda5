"""A card's pictures: made ready for a page, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from deckapp.deck.card import Card
from deckapp.deck.deck import Style
from deckapp.face.page import MM, FaceProblem, Photo, Side, Sketch
from deckapp.face.photos.door import MAX_BYTES, ready
from deckapp.files.failures import READING, words
from deckapp.files.reading import read_bytes
from deckapp.problem import PictureError

Images = Callable[[str], bytes]
"""Gives the bytes of an image reference."""
Field = str
"""``image``, ``art.front`` or ``art.back``."""


def named_pictures(card: Card) -> Iterator[tuple[Field, Side, str]]:
    """Each picture that a card names: its field, its side and its reference."""
    if card.image:
        yield "image", "front", card.image
    if card.art and card.art.front:
        yield "art.front", "front", card.art.front
    if card.art and card.art.back:
        yield "art.back", "back", card.art.back


def picture_of(
    reference: str, field: Field, side: Side, style: Style, images: Images | None
) -> Photo | Sketch | FaceProblem:
    """A picture ready for the largest place that a face of this style has for it, or why there is none.

    Without `images`, references are paths of files.
    """
    width, height = style.width * MM, style.height * MM
    try:
        data = images(reference) if images else read_bytes(Path(reference), MAX_BYTES)
        return ready(data, width, height / 2 if field == "image" else height)
    except PictureError as error:
        why, hint = error.message, error.hint
    except KeyError:
        why, hint = "it is not in the plan", "place the card anew from its deck"
    except OSError as error:
        why, hint = words(error, READING)
    name = "" if images else f" {reference}"
    return FaceProblem(field, side, f"the picture{name} cannot be drawn: {why}", hint=hint)


def picture_problems(card: Card, style: Style, images: Images | None = None) -> list[FaceProblem]:
    """What is wrong with the pictures that a card names, whether its faces show them or not."""
    found = []
    for field, side, reference in named_pictures(card):
        made = picture_of(reference, field, side, style, images)
        if isinstance(made, FaceProblem):
            found.append(made)
        else:
            found += undrawn(made, field, side, "" if images else f" {reference}")
    return found


def undrawn(made: Photo | Sketch, field: Field, side: Side, name: str = "") -> list[FaceProblem]:
    """A warning for all that a picture holds and that is not drawn."""
    found = []
    for note in made.notes if isinstance(made, Sketch) else ():
        message, _, hint = note.partition("; ")
        message = f"the picture{name}: {message}"
        hint = hint or "turn it into plain shapes"
        found.append(FaceProblem(field, side, message, hint=hint, level="warning"))
    return found
