"""The raster cache: a face that cannot be drawn shows words in its place, and spoils no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from deckapp.deck.card import Art, Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.page import Box, Page, Photo, Picture
from deckapp.face.type.fonts import load_fonts
from deckapp.ui.document.faces import face_request
from deckapp.ui.document.pictures import Pictures


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    load_fonts()


def shown(pictures: Pictures, qtbot: QtBot, *requests: Any) -> list[QImage]:
    """What the cache has for these keys and makers in the end."""
    for key, make in requests:
        pictures.picture(key, make, 300)
    qtbot.waitUntil(lambda: all(pictures.picture(key, make, 300) for key, make in requests), timeout=20_000)
    found = [pictures.picture(key, make, 300) for key, make in requests]
    return [pixmap.toImage() for pixmap in found if pixmap]


def reddish(image: QImage) -> int:
    """How many dots have the dark red of the words and of the frame around them."""
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(dot.red() > dot.green() + 50 and dot.red() > dot.blue() + 50 for dot in dots)


def card_with(path: Path, **fields: Any) -> Any:
    suit = Suit(id="s", title="S", colour="ocean")
    return face_request("front", Card(id="c", title="A card", question="Who?", **fields), suit, Style(), "en")


@pytest.mark.parametrize("content", [b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n", b"\x89PNG\r\n\x1a\n", b""])
def test_a_card_whose_picture_cannot_be_drawn_is_shown_with_words(
    tmp_path: Path, pictures: Pictures, qtbot: QtBot, content: bytes
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    image, art = shown(
        pictures, qtbot, card_with(path, image=str(path)), card_with(path, art=Art(front=str(path)))
    )
    assert reddish(image) > 200
    assert reddish(art) > 200
    assert image.pixelColor(150, 20).name() != art.pixelColor(150, 20).name()


@pytest.mark.logs_errors
def test_a_face_that_cannot_be_laid_out_or_drawn_spoils_no_other(pictures: Pictures, qtbot: QtBot) -> None:
    def page(fill: str) -> Page:
        return Page(width=100, height=100, items=(Box(x=0, y=0, width=100, height=100, fill=fill),))

    def broken() -> Page:
        raise RuntimeError("a mistake of ours")

    nonsense = Photo(width=0, height=0, colours=1, jpeg=False, data=b"")
    undrawable = Page(width=100, height=170, items=(Picture(x=0, y=0, width=9, height=9, photo=nonsense),))
    good, unlaid, undrawn = shown(
        pictures, qtbot,
        ("good", lambda: page("#00FF00")), ("unlaid", broken), ("undrawn", lambda: undrawable),
    )  # fmt: skip
    assert good.pixelColor(50, 50).name() == "#00ff00"
    assert reddish(unlaid) > 200
    assert reddish(undrawn) > 200


def plain_page() -> Page:
    return Page(width=100, height=100, items=(Box(x=0, y=0, width=100, height=100, fill="#00FF00"),))


def made(pictures: Pictures, qtbot: QtBot, key: str, width: int) -> None:
    qtbot.waitUntil(lambda: pictures.picture(key, plain_page, width) is not None, timeout=20_000)


def test_the_sharpest_picture_that_is_left_stands_in(qtbot: QtBot) -> None:
    pictures = Pictures(limit_bytes=4 * (200 * 200 + 60 * 60) + 1)
    try:
        for width in (200, 50):
            made(pictures, qtbot, "face", width)
        stand_in = pictures.stand_in("face")
        assert stand_in is not None
        assert stand_in.width() == 200
        made(pictures, qtbot, "other", 60)
        stand_in = pictures.stand_in("face")
        assert stand_in is not None
        assert stand_in.width() == 50
        made(pictures, qtbot, "third", 200)
        assert pictures.stand_in("face") is None
    finally:
        pictures.stop()


def test_what_was_looked_at_last_goes_last(qtbot: QtBot) -> None:
    pictures = Pictures(limit_bytes=2 * 4 * 100 * 100)
    try:
        for key in ("one", "two"):
            made(pictures, qtbot, key, 100)
        pictures.picture("one", plain_page, 100)
        made(pictures, qtbot, "three", 100)
        assert pictures.stand_in("one") is not None
        assert pictures.stand_in("two") is None
    finally:
        pictures.stop()
