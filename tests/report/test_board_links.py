"""Links that leave a sheet say so under their tile, on the side on which reading starts."""

from __future__ import annotations

import pytest

from deckapp.face.page import Glyphs
from deckapp.plan.plan import Link, Plan
from deckapp.report.board_links import draw_links
from deckapp.report.book import Book
from deckapp.report.link_paths import Gaps, TileSpot
from deckapp.report.strip import Piece

WIDE = 600.0
TILE = TileSpot(0, 0, 40.0, 20.0, 120.0, 60.0)
GRID = Gaps(((0.0, 40.0), (160.0, 200.0)), ((0.0, 20.0), (80.0, 100.0)))


def drawn(language: str, *links: Link) -> list[Glyphs]:
    """What is written about links of the one tile on page 2; the other ends stand on pages 1 and 3."""
    book = Book(Plan(title="P", language=language))
    pieces: list[Piece] = draw_links(
        book, {"here": TILE}, GRID, lambda x: WIDE - x if book.rtl else x,
        {"here": 2, "beside": 2, "before": 1, "after": 3}, 2, links,
    )  # fmt: skip
    return [piece for piece in pieces if isinstance(piece, Glyphs)]


def text(found: list[Glyphs]) -> str:
    return "".join(letter for piece in found for word in piece.words for letter in word.texts)


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_words_begin_under_the_tile_where_reading_starts(language: str) -> None:
    found = drawn(language, Link(source="here", target="after"))
    left, right = min(one.x for one in found), max(one.x + one.width for one in found)
    if language == "he":
        assert right == pytest.approx(WIDE - TILE.x, abs=0.5)
    else:
        assert left == pytest.approx(TILE.x, abs=0.5)
    assert all(TILE.y + TILE.h < one.y < TILE.y + TILE.h + 12 for one in found)


def test_both_ends_of_links_are_named_by_their_pages_each_once() -> None:
    found = drawn(
        "en", Link(source="here", target="after"), Link(source="before", target="here"),
        Link(source="here", target="after", kind="informs"), Link(source="after", target="here"),
    )  # fmt: skip
    assert "from page 1" in text(found)
    assert "from page 3" in text(found)
    assert text(found).count("to page 3") == 1
    assert "page 2" not in text(found)


def test_a_link_to_what_lies_on_this_page_or_on_none_is_not_named() -> None:
    assert drawn("en", Link(source="here", target="beside"), Link(source="gone", target="here")) == []
