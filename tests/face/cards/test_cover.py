"""The back of a card that says nothing there: a label with icon, title and suit, one below the other."""

from __future__ import annotations

import pytest

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.cards.card_face import lay_back
from deckapp.face.page import Box, Glyphs
from deckapp.face.style import colour


@pytest.mark.parametrize("title", ["Map", "A title that goes on over two lines or three of the label"])
def test_icon_title_and_suit_stand_below_each_other_on_a_label_in_the_middle(suit: Suit, title: str) -> None:
    style = Style()
    page = lay_back(Card(id="a", title=title), suit, style)
    label = next(item for item in page.items if isinstance(item, Box) and item.fill == style.paper)
    assert label.y + label.height / 2 == pytest.approx(page.height / 2)
    assert label.x + label.width / 2 == pytest.approx(page.width / 2)
    lines = [item for item in page.items if isinstance(item, Glyphs)]
    name = [item for item in lines if item.size == style.small_size]
    large = [item for item in lines if item.size == style.title_size]
    assert len(name) + len(large) == len(lines)
    assert name
    assert {item.colour for item in name} != {item.colour for item in large}
    # Baselines: the last line of the title, then the suit below it, its capitals free of the title's tails.
    assert min(item.y for item in name) - 0.8 * style.small_size > max(item.y for item in large)
    assert label.y < min(item.y - item.size for item in large)
    assert max(item.y for item in name) + 0.3 * style.small_size < label.y + label.height
    for item in lines:
        assert label.x < item.x
        assert item.x + item.width < label.x + label.width
        assert item.x + item.width / 2 == pytest.approx(page.width / 2, abs=label.width / 2)


def test_the_ground_is_the_suits_colour_to_the_bleed(suit: Suit) -> None:
    page = lay_back(Card(id="a", title="Map"), suit, Style())
    ground = page.items[0]
    assert isinstance(ground, Box)
    assert ground.fill == colour("ocean")
    assert ground.x <= 0
    assert ground.x + ground.width >= page.width
