"""The icons: each can be found and drawn."""

import pytest

from deckapp.face.icons import icon_names, icon_path
from deckapp.face.page import Page, Path, Spot
from deckapp.face.pdf.raster import render
from deckapp.face.pdf.vector import path_operators


def test_the_icons_have_names_in_order() -> None:
    assert len(icon_names()) > 300
    assert list(icon_names()) == sorted(icon_names())
    assert {"cards", "users-three", "clock", "warning"} <= set(icon_names())


def test_every_icon_is_an_outline_that_can_be_painted() -> None:
    for name in icon_names():
        operators = path_operators(icon_path(name), "f*")
        assert operators.split(" ", 3)[2] == "m", name
        assert operators.count(" m") >= 1
        assert operators.endswith("h f*"), name


def test_an_unknown_icon_is_a_key_error() -> None:
    for name in ("no-such-icon", "../LICENSE", ""):
        with pytest.raises(KeyError):
            icon_path(name)


def test_an_icon_lies_where_it_was_put() -> None:
    icon = Path(d="M0,0H256V256H0Z", colour="#FF0000", spots=(Spot(10, 20, 10 / 256),))
    (image,) = render([Page(width=40, height=40, items=(icon,))], [40])
    assert image.pixelColor(15, 25).name() == "#ff0000"
    assert [image.pixelColor(x, y).alpha() for x, y in ((5, 25), (25, 25), (15, 15), (15, 35))] == [
        0,
        0,
        0,
        0,
    ]


def test_a_path_is_turned_about_its_middle() -> None:
    bar = Path(
        d="M0,112H256V144H0Z", colour="#0000FF", spots=(Spot(0, 0, 40 / 256), Spot(40, 0, 40 / 256, 90))
    )
    (image,) = render([Page(width=80, height=40, items=(bar,))], [80])
    assert image.pixelColor(5, 20).alpha() == 255
    assert image.pixelColor(20, 5).alpha() == 0
    assert image.pixelColor(60, 5).alpha() == 255
    assert image.pixelColor(45, 20).alpha() == 0
