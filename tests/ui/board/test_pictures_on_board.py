"""What is seen: the board's picture at every zoom, in light and dark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deckapp.face.style import SUIT_COLOURS
from deckapp.plan import edits
from deckapp.plan.plan import Plan
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.kit import theme

from .conftest import Hand, OpenBoard

PLUM = QColor(SUIT_COLOURS["plum"]).rgb()


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[None]:
    before = qapp.palette()
    qapp.setPalette(theme.palette(dark=True))
    yield
    qapp.setPalette(before)


def seen(hand: Hand, place: QRect | None = None) -> QImage:
    return hand.view.viewport().grab(place or hand.view.viewport().rect()).toImage()


def colours(image: QImage) -> Counter[int]:
    return Counter(image.pixel(x, y) for x in range(image.width()) for y in range(image.height()))


def tile(hand: Hand, key: str) -> QRect:
    return hand.view.seen(hand.board.contents.tiles[key].rect)


def wait(hand: Hand, pictures: Pictures, qtbot: QtBot) -> None:
    """Until all pictures that the view shows are there."""

    def settled() -> bool:
        hand.view.viewport().repaint()
        return pictures.is_idle()

    qtbot.waitUntil(settled)
    QApplication.processEvents()
    qtbot.waitUntil(settled)


def test_a_tile_has_a_stand_in_until_its_picture_comes(
    open_board: OpenBoard, plan: Plan, pictures: Pictures
) -> None:
    pictures.stop()
    hand = open_board(plan)
    counted = colours(seen(hand, tile(hand, "a1").adjusted(2, 2, -2, -2)))
    assert counted[QColor("#FFFDF8").rgb()] > counted.total() * 0.9
    assert counted[PLUM] > 300


def test_at_100_percent_a_tile_is_its_picture_to_the_pixel(
    hand: Hand, pictures: Pictures, qtbot: QtBot
) -> None:
    wait(hand, pictures, qtbot)
    face = hand.board.contents.tiles["a1"].near
    picture = pictures.picture(face.key, face.make, 184)
    assert picture is not None
    corner = tile(hand, "a1").topLeft()
    image, wanted = seen(hand), picture.toImage()
    for x in range(20, 160, 3):
        for y in range(10, 90, 3):
            assert image.pixel(corner + QPoint(x, y)) == wanted.pixel(x, y)


def test_from_afar_a_tile_is_in_its_suits_colour(hand: Hand, pictures: Pictures, qtbot: QtBot) -> None:
    hand.view.zoom_at(0.4, QPointF())
    wait(hand, pictures, qtbot)
    counted = colours(seen(hand, tile(hand, "a1").adjusted(3, 3, -3, -3)))
    assert counted[PLUM] > counted.total() * 0.5
    assert len(counted) > 2, "and its title is on it"


def test_from_very_far_a_tile_is_a_spot(hand: Hand) -> None:
    hand.view.zoom_at(0.1, QPointF())
    counted = colours(seen(hand, tile(hand, "a1").adjusted(2, 2, -2, -2)))
    assert set(counted) == {PLUM}


def test_an_empty_board_says_what_to_do(open_board: OpenBoard) -> None:
    hand = open_board(edits.new_plan("Empty"))
    room = hand.view.viewport().rect()
    strip = QRect(room.center().x() - 200, room.center().y() - 40, 400, 80)
    with_hint = len(colours(seen(hand, strip)))
    hand.board.add_note()
    assert with_hint > 10
    assert len(colours(seen(hand, strip))) < with_hint


def test_what_is_chosen_has_a_ring_and_dots(hand: Hand) -> None:
    around = tile(hand, "a1").adjusted(-8, -8, 8, 8)
    before = colours(seen(hand, around))
    hand.click(hand.at("a1"))
    after = colours(seen(hand, around))
    accent = hand.view.look.accent.rgb()
    assert before[accent] == 0
    assert after[accent] > 500


@pytest.mark.usefixtures("dark")
def test_in_the_dark_the_cells_are_dark_and_the_tiles_are_paper(open_board: OpenBoard, plan: Plan) -> None:
    hand = open_board(plan)
    image = seen(hand)
    assert QColor(image.pixel(hand.cell(2))).lightness() < 60
    assert QColor(image.pixel(tile(hand, "a1").center() + QPoint(0, 5))).lightness() > 200


def test_a_change_of_the_theme_is_followed(hand: Hand, qapp: QApplication, qtbot: QtBot) -> None:
    before = qapp.palette()
    light = QColor(seen(hand).pixel(hand.cell(2))).lightness()
    try:
        qapp.setPalette(theme.palette(dark=True))
        qtbot.waitUntil(lambda: QColor(seen(hand).pixel(hand.cell(2))).lightness() < light - 100)
    finally:
        qapp.setPalette(before)


def test_a_link_is_seen_between_its_tiles(hand: Hand) -> None:
    gap = QRect(tile(hand, "a2").topRight() + QPoint(2, 0), tile(hand, "a3").bottomLeft() - QPoint(2, 0))
    before = len(colours(seen(hand, gap)))
    hand.board.link("a2", "a3")
    assert len(colours(seen(hand, gap))) > before
