"""Pictures of pages: sharp, see-through where nothing is drawn, and the same from every thread."""

import threading
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.cards import drawing
from deckapp.face.cards.card_face import lay_back, lay_front
from deckapp.face.page import Box, Page
from deckapp.face.pdf.raster import PdfPictures, pages_to_pdf, render, render_pdf
from deckapp.face.type import lines, shaping, text
from tests.face.conftest import scripts


def test_each_page_has_the_width_that_was_asked_for() -> None:
    pages = [Page(width=100, height=50), Page(width=70, height=120)]
    images = render(pages, [200, 35])
    assert [(image.width(), image.height()) for image in images] == [(200, 100), (35, 60)]
    assert render([], []) == []


def test_a_page_without_ground_is_see_through() -> None:
    (image,) = render(
        [Page(width=40, height=40, items=(Box(x=0, y=0, width=20, height=40, fill="#1F6F54"),))], [40]
    )
    assert image.pixelColor(30, 20).alpha() == 0
    assert image.pixelColor(10, 20).name() == "#1f6f54"
    assert image.pixelColor(10, 20).alpha() == 255


def test_rounded_corners_are_cut_for_screens_and_not_for_print(card: Card, suit: Suit) -> None:
    cut, whole = render(
        [lay_front(card, suit, Style(), rounded=rounded) for rounded in (True, False)], [280, 280]
    )
    for x, y in ((0, 0), (279, 0), (0, cut.height() - 1), (279, cut.height() - 1)):
        assert cut.pixelColor(x, y).alpha() < 30
        assert whole.pixelColor(x, y).alpha() > 225
    assert cut.pixelColor(140, 3).alpha() == 255


def test_nothing_of_a_pdf_is_left_for_another_thread_to_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    for kind in (pypdfium2.PdfDocument, pypdfium2.PdfPage, pypdfium2.PdfBitmap):

        def keep(self: Any, *args: Any, _begin: Any = kind.__init__, **options: Any) -> None:
            _begin(self, *args, **options)
            made.append(self)

        monkeypatch.setattr(kind, "__init__", keep)
    path = tmp_path / "two.pdf"
    path.write_bytes(pages_to_pdf([Page(width=40, height=40)] * 2))
    with PdfPictures(path) as pictures:
        pictures.picture(1, 40)
        assert [type(one).__name__ for one in made if one.raw] == ["PdfDocument"]
    render_pdf(path.read_bytes(), [40, 40])
    assert {type(one).__name__ for one in made} == {"PdfDocument", "PdfPage", "PdfBitmap"}
    assert not any(one.raw for one in made)


def _forget() -> None:
    for known in (drawing._label, text._known, lines._broken, shaping._shaped, shaping._parts):
        known.cache_clear()


def test_a_worker_thread_makes_the_same_pictures(card: Card, suit: Suit) -> None:
    def make() -> list[QImage]:
        pages = [lay_front(card, suit, Style(), rounded=True), lay_back(card, suit, Style(), rounded=True)]
        for sample in scripts():
            other = Card(id="x", title=sample["title"], question=sample["question"], what=sample["text"])
            pages += [
                lay_front(other, suit, Style(), sample["language"]),
                lay_back(other, suit, Style(), "en"),
            ]
        return render(pages, [200] * len(pages))

    found: list[list[QImage]] = []
    _forget()
    threads = [threading.Thread(target=lambda: found.append(make())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _forget()
    here = make()
    assert len(found) == 2
    for there in found:
        assert all(one == other for one, other in zip(here, there, strict=True))


@pytest.mark.parametrize("width", [60, 1500])
def test_small_and_large_pictures_show_the_same_colours(card: Card, suit: Suit, width: int) -> None:
    (image,) = render([lay_back(card, suit, Style())], [width])
    assert image.pixelColor(width // 2, 1).name() == "#1e5f8c"
    assert image.pixelColor(1, image.height() // 2).name() == "#fffdf8"
