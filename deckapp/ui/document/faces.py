"""What to ask of the raster cache for a card's face: a key that stands for all it shows, and how to lay it out."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit

if TYPE_CHECKING:
    from deckapp.face.page import Page

Side = Literal["front", "back"]
Images = Callable[[str], bytes]
Request = tuple[Hashable, Callable[[], "Page"]]


def face_request(
    side: Side,
    card: Card,
    suit: Suit,
    style: Style,
    language: str,
    images: Images | None = None,
    *,
    deck: str = "",
) -> Request:
    """The key and the maker of one face, as `Pictures.picture` takes them.

    `images` gives the bytes of an image that the card names; without it, images are files. `deck` is the
    name at the foot of the back.
    """

    def make() -> Page:
        from deckapp.face.cards.card_face import lay_back, lay_front

        if side == "front":
            return lay_front(card, suit, style, language, images, rounded=True)
        return lay_back(card, suit, style, language, images, rounded=True, deck=deck)

    files = () if images is not None else _files(card)
    return (side, card, suit, style, language, deck, *files), make


def _files(card: Card) -> tuple[tuple[str, int], ...]:
    """The card's image files with their time stamps, so that a picture painted over is drawn anew."""
    named = (card.image, *((card.art.front, card.art.back) if card.art else ()))
    return tuple((name, _stamp(Path(name))) for name in named if name)


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
