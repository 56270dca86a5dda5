"""What stands where a picture cannot be drawn: words, so that nobody takes the gap for the card."""

from __future__ import annotations

from deckapp.face.page import MM, Box, Item, Page
from deckapp.face.type.markup import plain
from deckapp.face.type.text import lay_text

_GROUND, _INK, _EDGE = "#FDF1EF", "#8C2F2B", "#B0413E"
_SIZE = 8.0
_PAD = 2 * MM


def unshown_face(width: float, height: float, bleed: float, title: str, why: str) -> tuple[Item, ...]:
    """A whole face, in points, for a card whose artwork cannot be drawn."""
    room = width - 2 * (5 * MM + _PAD)
    head = lay_text(plain(title), width=room, size=12, bold=True, colour=_INK, max_lines=4)
    ground = Box(x=-bleed, y=-bleed, width=width + 2 * bleed, height=height + 2 * bleed, fill=_GROUND)
    left, top = 5 * MM + _PAD, height / 3
    return ground, *head.at(left, top), *unshown_label(5 * MM, top + head.height + 2, width - 10 * MM, why)


def unshown_page(width: float, height: float, title: str = "") -> Page:
    """A page, in points, in place of one that cannot be laid out or drawn: a mistake of ours."""
    why = "this card cannot be drawn; that is a mistake in Deckapp, and its log says more"
    return Page(width=width, height=height, items=unshown_face(width, height, 0.0, title, why), title=title)


def unshown_label(x: float, y: float, width: float, why: str) -> tuple[Item, ...]:
    """A note that says why a picture is missing, `width` points wide."""
    words = lay_text(plain(_sentence(why)), width=width - 2 * _PAD, size=_SIZE, colour=_INK, max_lines=5)
    box = Box(
        x=x, y=y, width=width, height=words.height + 2 * _PAD, fill="#FFFFFF", radius=4, stroke=_EDGE, stroke_width=1,
    )  # fmt: skip
    return box, *words.at(x + _PAD, y + _PAD)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
