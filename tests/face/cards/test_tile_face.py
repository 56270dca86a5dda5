"""The board's faces: a tile says what an activity is at a glance, near and far."""

import datetime as dt
from typing import get_args

import pytest

from deckapp.deck.card import Card
from deckapp.deck.deck import Suit
from deckapp.face.cards.face_words import languages
from deckapp.face.cards.tile_face import (
    dates,
    lay_far_tile,
    lay_note,
    lay_tile,
)
from deckapp.face.page import Glyphs, Page
from deckapp.face.page import Path as PathItem
from deckapp.face.pdf.raster import pages_to_pdf, render
from deckapp.face.style import SUIT_COLOURS, colour
from deckapp.plan.board import TILE_H, TILE_W
from deckapp.plan.plan import Activity, Note, Status
from tests.face.conftest import boxes, letters, said

LONG = "A very long title that goes on and on about what should be done by whom in which of the many weeks to come"


def activity(**fields: object) -> Activity:
    options: dict[str, object] = {"title": "Map the people", "card": Card(id="x", title="X"), **fields}
    return Activity(**options)  # type: ignore[arg-type]


def text_on(page: Page) -> str:
    return letters(said(pages_to_pdf([page]))[0])


def sizes(page: Page) -> set[float]:
    return {item.size for item in page.items if isinstance(item, Glyphs)}


def inside(page: Page) -> bool:
    return all(
        left >= 2 and top >= 0 and right <= page.width - 2 and bottom <= page.height
        for _, left, top, right, bottom in boxes(page)
    )


def test_a_tile_says_title_owner_dates_and_status(suit: Suit) -> None:
    found = activity(owner="Ada Weber", start=dt.date(2027, 3, 3), duration_days=8, status="started")
    page = lay_tile(found, suit, "en", dt.date(2027, 3, 12))
    assert (page.width, page.height) == (TILE_W, TILE_H)
    for words in ("Map the people", "Ada Weber", "3 Mar – 12 Mar", "Started"):
        assert letters(words) in text_on(page)


@pytest.mark.parametrize(
    "title",
    [LONG,
     "تقييم الأثر على الموظفين في جميع الفروع والمكاتب",
     "ผู้จัดการวางแผนการเปลี่ยนแปลงร่วมกับทุกคนในองค์กรของเรา",
     "प्रबंधक सभी के साथ मिलकर परिवर्तन की योजना बनाते हैं और उसे समझाते हैं",
     "Đánh giá tác động đến nhân viên ở tất cả các chi nhánh"],
)  # fmt: skip
def test_no_title_lies_on_the_owner(suit: Suit, title: str) -> None:
    lines = [
        item for item in lay_tile(activity(title=title, owner="Ada"), suit).items if isinstance(item, Glyphs)
    ]
    owner = min(item.y for item in lines if item.size < 13)
    lowest = max(item.y for item in lines if item.size >= 13)
    assert owner - lowest >= 16, "marks below the one and letters of the other need so much"


@pytest.mark.parametrize("status", ["planned", "started", "done", "blocked", "dropped"])
def test_each_status_has_a_word_and_an_icon_of_its_own(suit: Suit, status: Status) -> None:
    page, planned = (lay_tile(activity(status=one), suit) for one in (status, "planned"))
    assert status.capitalize() in text_on(page)

    def icons(page: Page) -> set[str]:
        return {item.d for item in page.items if isinstance(item, PathItem)}

    assert (icons(page) == icons(planned)) == (status == "planned")


def test_a_tile_carries_its_suit_s_icon_and_colour() -> None:
    tiles = [lay_tile(activity(), Suit(id=n, title=n, colour=n, icon="flag")) for n in SUIT_COLOURS]
    for name, image in zip(SUIT_COLOURS, render(tiles, [184] * len(tiles)), strict=True):
        assert image.pixelColor(3, 52).name().upper() == colour(name)
        assert image.pixelColor(60, 65).name().upper() == "#FFFDF8"


@pytest.mark.parametrize(
    "title", [LONG, "Verantwortungsbewusstseinsentwicklungsmaßnahme", "خريطة " * 20, "界" * 80]
)
@pytest.mark.parametrize("lay", [lay_tile, lay_far_tile])
def test_a_long_title_ends_in_an_ellipsis_and_stays_on_the_tile(suit: Suit, lay: object, title: str) -> None:
    page = lay(activity(title=title, owner=LONG, status="done"), suit, "de")  # type: ignore[operator]
    assert inside(page)
    if title != "Verantwortungsbewusstseinsentwicklungsmaßnahme":
        # Readers take the ellipsis apart where it stands among letters from the right.
        assert "…" in text_on(page) or "..." in text_on(page)


def test_a_short_tile_is_larger_and_a_long_one_has_all_its_words(suit: Suit) -> None:
    short = activity(owner="Ada", start=dt.date(2027, 3, 3))
    long = activity(
        title="What each of the three regions needs before", owner="Wilhelmina van den Heuvel-Smit",
        start=dt.date(2027, 9, 29), status="dropped",
    )  # fmt: skip
    finish = dt.date(2028, 12, 30)
    assert letters("29 Sep 27 – 30 Dec 28") in text_on(lay_tile(long, suit, "en", finish))
    assert "…" not in text_on(lay_tile(long, suit, "en", finish))
    large, small = sizes(lay_tile(short, suit)), sizes(lay_tile(long, suit, "en", finish))
    assert max(large) > max(small)
    assert min(large) > min(small)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("status", get_args(Status))
def test_no_language_s_dates_are_cut_short(suit: Suit, language: str, status: Status) -> None:
    found = activity(start=dt.date(2027, 9, 28), status=status)
    assert "…" not in text_on(lay_tile(found, suit, language, dt.date(2028, 11, 30)))


def test_a_far_tile_shows_the_title_as_large_as_it_goes(suit: Suit) -> None:
    def size(title: str) -> float:
        return max(sizes(lay_far_tile(activity(title=title), suit)))

    assert size("Win") > size("Map the people and what they lose") > 2 * 8
    assert size("Stakeholder Map") < size("Map")


def test_a_far_tile_is_white_on_the_suit_s_colour(suit: Suit) -> None:
    page = lay_far_tile(activity(title="Win"), suit)
    (image,) = render([page], [184])
    assert image.pixelColor(92, 8).name().upper() == colour("ocean")
    assert {item.colour for item in page.items if isinstance(item, Glyphs)} == {"#FFFFFF"}


def test_dates_leave_out_what_goes_without_saying() -> None:
    start = dt.date(2027, 12, 20)
    assert dates(activity(), None, "en") == ""
    assert dates(activity(duration_days=1), None, "en") == "1 day"
    assert dates(activity(duration_days=4), None, "de") == "4 Tage"
    assert dates(activity(start=start), None, "en") == "20 Dec"
    assert dates(activity(start=start), start, "en") == "20 Dec"
    assert dates(activity(start=start), dt.date(2027, 12, 24), "en") == "20 Dec – 24 Dec"
    assert dates(activity(start=start), dt.date(2028, 1, 7), "en") == "20 Dec 27 – 7 Jan 28"
    assert dates(activity(start=start), None, "zh") == "12月20日"


def test_a_hebrew_tile_is_mirrored(suit: Suit) -> None:
    (image,) = render([lay_tile(activity(title="מפה"), suit, "he")], [184])
    assert image.pixelColor(181, 52).name().upper() == colour("ocean")
    assert image.pixelColor(3, 52).name().upper() != colour("ocean")


def test_a_note_has_its_own_size_and_keeps_its_text_inside() -> None:
    for words in ("Ask **HR**", "- one\n- two", LONG * 6, ""):
        page = lay_note(Note(text=words, width=160, height=96))
        assert (page.width, page.height) == (160, 96)
        assert inside(page)
    assert "AskHR" in text_on(lay_note(Note(text="Ask **HR**")))
    assert "…" in text_on(lay_note(Note(text=LONG * 6)))


def test_a_note_as_small_as_a_stamp_is_drawn() -> None:
    assert render([lay_note(Note(text=LONG, width=24, height=16))], [48])[0].width() == 48


def test_a_missing_character_is_a_problem_of_the_tile(suit: Suit) -> None:
    (problem,) = lay_tile(activity(title="a\U0010fffd"), suit).problems
    assert (problem.field, problem.side) == ("title", "tile")


def test_a_title_means_its_signs_as_they_stand(suit: Suit) -> None:
    assert "*Map*" in text_on(lay_tile(activity(title="*Map*"), suit))
