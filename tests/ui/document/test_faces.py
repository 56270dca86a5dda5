"""Requests for faces: equal keys where the pictures are equal, and only there."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.ui.document.faces import Side, face_request

CARD = Card(id="a", title="A", question="Why?")
SUIT = Suit(id="s", title="S")


def test_a_key_stands_for_all_that_the_face_shows() -> None:
    key = face_request("front", CARD, SUIT, Style(), "en")[0]
    assert key == face_request("front", msgspec.structs.replace(CARD), SUIT, Style(), "en")[0]
    others = [
        face_request("back", CARD, SUIT, Style(), "en"),
        face_request("front", msgspec.structs.replace(CARD, title="B"), SUIT, Style(), "en"),
        face_request("front", CARD, msgspec.structs.replace(SUIT, colour="plum"), Style(), "en"),
        face_request("front", CARD, SUIT, Style(width=80), "en"),
        face_request("front", CARD, SUIT, Style(), "de"),
    ]
    assert len({key, *(other[0] for other in others)}) == 6


def test_a_picture_painted_over_gives_another_key(tmp_path: Path) -> None:
    image = tmp_path / "a.png"
    image.write_bytes(b"one")
    card = msgspec.structs.replace(CARD, image=str(image))
    before = face_request("front", card, SUIT, Style(), "en")[0]
    assert before == face_request("front", card, SUIT, Style(), "en")[0]
    image.unlink()
    assert before != face_request("front", card, SUIT, Style(), "en")[0]


@pytest.mark.parametrize("side", ["front", "back"])
def test_the_maker_lays_out_the_face_with_round_corners(side: Side, qapp: object) -> None:
    page = face_request(side, CARD, SUIT, Style(), "en", deck="Deck")[1]()
    assert page.width == pytest.approx(70 / 25.4 * 72)
    assert page.radius > 0
    assert page.items
