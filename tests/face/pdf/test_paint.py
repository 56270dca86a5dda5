"""The painted PDF: its fonts, its text, its bytes, and what is cut off."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from deckapp.deck.card import Card
from deckapp.deck.deck import Style, Suit
from deckapp.face.cards.card_face import lay_back, lay_front
from deckapp.face.page import Box, Glyphs, LinkArea, Page, Picture
from deckapp.face.pdf import show_text
from deckapp.face.pdf.paint import new_canvas, paint
from deckapp.face.pdf.raster import pages_to_pdf, render, render_pdf
from deckapp.face.photos.door import ready
from deckapp.face.type.markup import parse, plain
from deckapp.face.type.text import lay_text
from tests.face.conftest import letters, said, scripts, skip_without_font


def page_of(sample: dict[str, str], width: float = 170) -> Page:
    block = lay_text(sample["text"], width=width, size=10, language=sample["language"])
    return Page(width=width + 20, height=240, items=block.at(10, 10))


def source(text: str) -> str:
    """What a reader ought to find: every paragraph after its bullet."""
    return "".join(paragraph.bullet + paragraph.text for paragraph in parse(text))


def font_dictionaries(data: bytes) -> list[tuple[str, bool, bool]]:
    """(name, whether embedded, whether it says its text) of each font of a PDF."""
    with pikepdf.open(BytesIO(data)) as document:
        fonts = {
            name: font for page in document.pages for name, font in page.Resources.get("/Font", {}).items()
        }
        return [
            (str(font.BaseFont), "/FontFile2" in font.DescendantFonts[0].FontDescriptor, "/ToUnicode" in font)
            for font in fonts.values()
        ]


@pytest.mark.parametrize("sample", scripts(), ids=lambda sample: sample["language"])
def test_what_a_reader_extracts_is_what_the_author_wrote(sample: dict[str, str]) -> None:
    skip_without_font(sample["text"])
    (found,) = said(pages_to_pdf([page_of(sample)]))
    assert letters(found) == letters(source(sample["text"]))


@pytest.mark.parametrize("sample", scripts(), ids=lambda sample: sample["language"])
def test_every_font_is_embedded_and_says_its_text(sample: dict[str, str]) -> None:
    skip_without_font(sample["text"])
    fonts = font_dictionaries(pages_to_pdf([page_of(sample)]))
    assert fonts
    assert all(embedded and unicode for _, embedded, unicode in fonts), fonts


def test_words_from_left_and_right_in_one_line_are_all_found() -> None:
    text = "לפני Design Thinking (חלק א), 30 דקות"
    block = lay_text(plain(text), width=400, size=10, language="he")
    (found,) = said(pages_to_pdf([Page(width=420, height=40, items=block.at(10, 10))]))
    # On which side of a bracket between two directions a reader falls is its own guess.
    assert sorted(filter(str.isalnum, found)) == sorted(filter(str.isalnum, text))
    assert {"לפני", "Design", "Thinking", "30", "דקות"} <= set(
        found.replace("(", " ").replace(")", " ").split()
    )


def test_characters_beyond_the_basic_plane_are_found() -> None:
    text = "x𝐀y"
    skip_without_font(text)
    (found,) = said(
        pages_to_pdf([Page(width=90, height=40, items=lay_text(plain(text), width=80, size=10).items)])
    )
    assert found.strip() == text


def test_only_the_glyphs_that_are_used_are_embedded() -> None:
    page = Page(width=90, height=40, items=lay_text("abc", width=80, size=10).items)
    assert len(pages_to_pdf([page])) < 12_000


def test_the_same_pages_give_the_same_bytes_whatever_came_before() -> None:
    pages = [page_of(sample) for sample in scripts()]
    first = [pages_to_pdf([page]) for page in pages]
    backwards = [pages_to_pdf([page]) for page in reversed(pages)][::-1]
    assert first == backwards
    assert pages_to_pdf(pages) == pages_to_pdf([page_of(sample) for sample in scripts()])


def test_a_document_knows_its_title_author_and_language(tmp_path: Path) -> None:
    file = tmp_path / "deck.pdf"
    canvas = new_canvas(
        file, (90, 40), title="Plan", author="Ada", subject="Change", language="de", keywords="a, b"
    )
    paint(canvas, Page(width=90, height=40))
    canvas.showPage()
    canvas.save()
    with pikepdf.open(file) as document:
        info = document.docinfo
        assert (str(info.Title), str(info.Author), str(info.Subject), str(info.Keywords)) == (
            "Plan", "Ada", "Change", "a, b",
        )  # fmt: skip
        assert str(document.Root.Lang) == "de"
        assert document.check_pdf_syntax() == []


def test_an_empty_page_asks_for_no_font() -> None:
    assert font_dictionaries(pages_to_pdf([Page(width=90, height=40)])) == []


def test_a_pattern_is_drawn_from_one_form(card: Card, suit: Suit) -> None:
    one = pages_to_pdf([lay_front(card, suit, Style())])
    twenty = pages_to_pdf([lay_front(card, suit, Style())] * 20)
    assert (len(twenty) - len(one)) / 19 < 3_000


def test_a_link_opens_its_address() -> None:
    page = Page(
        width=90, height=40, items=(LinkArea(x=10, y=5, width=20, height=10, href="https://example.org"),)
    )
    with pikepdf.open(BytesIO(pages_to_pdf([page]))) as document:
        (note,) = document.pages[0].Annots
        assert str(note.A.URI) == "https://example.org"
        assert [float(edge) for edge in note.Rect] == [10, 25, 30, 35]


def test_nothing_is_drawn_outside_of_the_page_except_where_bleed_is_wanted() -> None:
    page = Page(width=20, height=20, items=(Box(x=-10, y=-10, width=40, height=40, fill="#FF0000"),))
    for bleed, seen in ((0.0, 0), (5.0, 255)):
        file = BytesIO()
        canvas = new_canvas(file, (40, 40), title="", author="")
        paint(canvas, page, 10, 10, bleed=bleed)
        canvas.showPage()
        canvas.save()
        (image,) = render_pdf(file.getvalue(), [40])
        assert image.pixelColor(20, 20).name() == "#ff0000"
        assert image.pixelColor(7, 20).alpha() == seen
        assert image.pixelColor(2, 20).alpha() == 0


def test_a_picture_fills_its_place_or_is_shown_whole() -> None:
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (40, 20), "#00FF00").save(file, "PNG")
    cut, whole = (
        Page(
            width=20,
            height=20,
            items=(
                Picture(x=0, y=0, width=20, height=20, photo=ready(file.getvalue(), 20, 20), contain=contain),
            ),
        )
        for contain in (False, True)
    )
    filled, shown = render([cut, whole], [20, 20])
    assert filled.pixelColor(10, 2).name() == "#00ff00"
    assert shown.pixelColor(10, 2).alpha() == 0
    assert shown.pixelColor(10, 10).name() == "#00ff00"


def test_a_bold_that_no_font_has_is_thickened() -> None:
    text = "变革变革变革变革"
    skip_without_font(text)

    def ink(markup: str) -> int:
        page = Page(width=120, height=20, items=lay_text(markup, width=120, size=12).items)
        (image,) = render([page], [480])
        return sum(image.pixelColor(x, y).alpha() for x in range(0, 480, 2) for y in range(0, 80, 2))

    assert ink(f"**{text}**") > 1.1 * ink(text)


def test_a_whole_deck_is_one_valid_document(card: Card, suit: Suit) -> None:
    data = pages_to_pdf([lay_front(card, suit, Style()), lay_back(card, suit, Style())])
    with pikepdf.open(BytesIO(data)) as document:
        assert len(document.pages) == 2
        assert [float(edge) for edge in document.pages[0].MediaBox] == pytest.approx(
            [0, 0, 198.43, 340.16], abs=0.01
        )
    front, back = said(data)
    assert letters(card.question) in letters(front)
    assert letters("".join(step.text for step in card.steps[:1])) in letters(back)


def test_a_word_that_was_forgotten_is_written_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    block = lay_text(
        "Tell two stories, and then tell two other stories to the two of them.", width=80, size=9
    )
    page = Page(width=90, height=90, items=block.items)
    remembered = pages_to_pdf([page])
    monkeypatch.setattr(show_text, "_MOST_WORDS", 2)
    assert pages_to_pdf([page]) == remembered


def test_words_set_one_by_one_stand_where_the_next_begins() -> None:
    block = lay_text("HAVATAR Tell you, Tom. " * 6 + "AVATAR H", width=1e4, size=30)
    (run,) = block.items
    assert isinstance(run, Glyphs)
    wide = run.width + 20
    items = (Box(x=0, y=0, width=wide, height=60, fill="#FFFFFF"), *block.at(10, 5))
    (image,) = render([Page(width=wide, height=60, items=items)], [1500])
    inked = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 128 for y in range(image.height()))
    ]
    scale = image.width() / wide
    left, right = inked[0] / scale, wide - (inked[-1] + 1) / scale
    # An H has as much room on its right as on its left.
    assert left == pytest.approx(right, abs=1.0)
