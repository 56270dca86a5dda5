"""A card's texts as rich text: emphasis, lists, steps, and only what no face shows."""

from __future__ import annotations

import re

import pytest

from deckapp.deck.card import Art, Card, Step
from deckapp.deck.deck import Style
from deckapp.ui.dialogs.card_texts import texts_html

CARD = Card(
    id="a",
    title="A",
    why="Because **it** *helps* ***much*** and [one](https://example.org/?a=1&b='2')",
    materials=("Pens", "Paper\n\n- red\n  - dark"),
    steps=(Step("Write **down**", 5), Step("Read", None), Step("Rest", 0)),
    tags=("quick", "<b>"),
    author="Ann",
    licence="CC BY 4.0",
    alt="A map",
)
BARE = Style(front=(), back=())


def html(card: Card = CARD, style: Style = BARE, language: str = "en") -> str:
    return texts_html(card, style, language)


def test_emphasis_and_links_stay() -> None:
    found = html()
    assert "<b>it</b> <i>helps</i> <i><b>much</b></i>" in found
    assert "<a href='https://example.org/?a=1&amp;b=&#x27;2&#x27;'>one</a>" in found


def test_steps_are_counted_and_say_their_minutes_where_they_have_any() -> None:
    found = html()
    assert "<p>1. Write <b>down</b> <i>(5 min)</i></p>" in found
    assert "<p>2. Read</p>" in found
    assert "<p>3. Rest <i>(0 min)</i></p>" in found


def test_each_point_of_a_list_has_one_bullet_and_what_hangs_below_lies_further_in() -> None:
    found = html()
    assert found.count("•") + found.count("◦") + found.count("–") >= 3
    insets = [int(inset) for inset in re.findall(r"margin-left:(\d+)px; text-indent:-\d+px", found)]
    assert len(insets) == 4
    assert insets[0] == insets[1] == insets[2] == insets[3] / 2
    assert "margin-left" not in html(language="ar")


@pytest.mark.parametrize("shown", ["why", "materials", "steps"])
def test_what_a_face_shows_is_not_said_again_but_for_artwork(shown: str) -> None:
    heads = re.findall(r"<h4>(.*?)</h4>", html())
    assert len(heads) == 3
    for style in (Style(front=(shown,), back=()), Style(front=(), back=(shown,))):
        left = re.findall(r"<h4>(.*?)</h4>", html(style=style))
        assert len(left) == 2
        assert set(left) < set(heads)
    painted = Card(id="a", title="A", why="Because", art=Art(front="a.png"))
    assert "Because" in html(painted, Style(front=("why",), back=()))


def test_fields_that_are_empty_have_no_head_and_tags_author_and_picture_stand_last() -> None:
    assert html(Card(id="a", title="A")) == ""
    feet = re.findall(r"<p class='foot'>(.*?)</p>", html())
    assert feet == ["quick · &lt;b&gt;", "Ann · CC BY 4.0", "A map"]
    assert re.findall(r"<p class='foot'>(.*?)</p>", html(Card(id="a", title="A", licence="MIT"))) == ["MIT"]
