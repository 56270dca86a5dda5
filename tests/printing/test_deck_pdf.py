"""The PDF as a whole: which cards it holds, what it says of itself, and how it is written."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec
import pikepdf
import pytest
from PIL import ImageChops

from deckapp.deck.deck import Deck
from deckapp.face.page import MM
from deckapp.printing.deck_pdf import one_page, print_deck
from deckapp.printing.guide import RULER, guide_page
from deckapp.printing.job import make_job
from deckapp.printing.selection import wanted_cards
from deckapp.printing.settings import PrintSettings
from deckapp.printing.shops import SHOPS, with_shop
from deckapp.printing.sizes import CARD_SIZES
from deckapp.problem import Cancelled, NotFoundError, SettingsError
from tests.printing.conftest import Paper, changed_card, job_of, solid_deck, with_grid, written_deck


def printed(paper: Paper) -> list[str]:
    """The ids of the cards whose fronts are printed, in their order, from the text of the pages."""
    return [
        f"card-{number}"
        for text in paper.texts()
        for number in re.findall(r"in question (\d+)\?", _flat(text))
    ]


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_the_whole_deck_is_printed_once_in_its_order(tmp_path: Path) -> None:
    assert printed(Paper(job_of(written_deck(7)), tmp_path)) == [f"card-{n}" for n in range(7)]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"cards": (("card-3", 2), ("card-0", 1))}, {"card-3": 2, "card-0": 1}),
        ({"suits": ("first",)}, {"card-0": 1, "card-1": 1}),
        ({"suits": ("second",), "copies": 3}, {"card-2": 3, "card-3": 3, "card-4": 3}),
        ({"cards": (("card-1", 5),), "copies": 2, "skip": 3}, {"card-1": 10}),
    ],
)
@pytest.mark.parametrize("sides", ["duplex-long", "fold", "fronts"])
def test_what_is_printed_is_what_was_asked_for(
    settings: dict[str, object], expected: dict[str, int], sides: str, tmp_path: Path
) -> None:
    if sides == "fold":
        settings = {**settings, "skip": 0}
    paper = Paper(
        job_of(written_deck(5), sides=sides, size=CARD_SIZES["poker"], fields=("what",), **settings), tmp_path
    )
    assert Counter(printed(paper)) == expected
    assert Counter(paper.job.cards) == expected


def test_a_card_that_is_dropped_is_noticed(tmp_path: Path) -> None:
    job = job_of(written_deck(5))
    short = msgspec.structs.replace(job, pages=job.pages[:2])
    assert Counter(printed(Paper(short, tmp_path))) != Counter(job.cards)


def test_skipped_places_stay_empty(tmp_path: Path) -> None:
    job = job_of(written_deck(3), skip=2)
    assert [face.slot for face in job.pages[0].faces] == [job.grid.front(2), job.grid.front(3)]
    assert [len(page.faces) for page in job.pages] == [2, 2, 1, 1]


def test_cards_are_named_with_how_often(tmp_path: Path) -> None:
    deck = written_deck(3)
    assert wanted_cards("card-1, card-2x3,card-0 x 2", deck) == (("card-1", 1), ("card-2", 3), ("card-0", 2))
    named = changed_card(deck, "card-0")
    named = msgspec.structs.replace(named, cards={**named.cards, "box2": named.cards["card-0"]})
    assert wanted_cards("box2", named) == (("box2", 1),)
    for wrong in ("", ",", "card-1x0"):
        with pytest.raises(SettingsError):
            wanted_cards(wrong, deck)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"cards": (("cart-1", 1),)}, "no card `cart-1` in the deck `written`; did you mean `card-1`?"),
        ({"suits": ("frist",)}, "no suit `frist` in the deck `written`; did you mean `first`?"),
    ],
)
def test_cards_and_suits_that_do_not_exist_are_told_with_a_guess(
    settings: dict[str, object], said: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        job_of(written_deck(4), **settings)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "settings",
    [
        {"copies": 0}, {"skip": 4}, {"margin": -1.0}, {"bleed": 40.0}, {"sheet": "card", "sides": "fold"},
        {"sheet": "card", "skip": 1}, {"copies": 9_000},
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        job_of(written_deck(4), **settings)
    with pytest.raises(SettingsError):
        job_of(Deck(id="empty", title="Empty"))


# In words


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "60 cards, 15 sheets, print on both sides, flip on the long edge"),
        ({"sides": "duplex-short"}, "60 cards, 15 sheets, print on both sides, flip on the short edge"),
        (
            {"sides": "fold"},
            "60 cards, 30 sheets, print on one side, fold along the dashed line, glue, then cut",
        ),
        ({"sides": "fronts"}, "60 cards, 15 sheets, fronts only"),
        ({"sides": "backs", "suits": ("first",)}, "30 cards, 8 sheets, backs only"),
        ({"sheet": "card"}, "60 cards, 120 pages, each front before its back"),
        ({"sheet": "card", "sides": "fronts"}, "60 cards, 60 pages, fronts only"),
        ({"sheet": "card", "back_first": True}, "60 cards, 120 pages, each back before its front"),
        ({"cards": (("card-7", 1),)}, "1 card, 1 sheet, print on both sides, flip on the long edge"),
        (
            {"margin": 0.0, "sides": "fronts"},
            "60 cards, 10 sheets, fronts only, no room for marks left and right",
        ),
        ({"margin": 0.0, "sides": "fronts", "marks": "none"}, "60 cards, 10 sheets, fronts only"),
    ],
)
def test_a_print_says_in_words_what_will_happen(settings: dict[str, object], words: str) -> None:
    assert job_of(written_deck(60), guide=True, **settings).words() == words


# The file


def test_the_file_says_what_it_is_and_how_to_print_it(tmp_path: Path) -> None:
    for sides, duplex in (("duplex-long", "/DuplexFlipLongEdge"), ("duplex-short", "/DuplexFlipShortEdge"),
                          ("fold", "/Simplex"), ("fronts", "/Simplex")):  # fmt: skip
        with Paper(job_of(written_deck(3), sides=sides), tmp_path).open() as document:
            wishes = document.Root.ViewerPreferences
            assert (wishes.PrintScaling, wishes.Duplex) == ("/None", duplex)
            about = document.docinfo
            assert (str(about.Title), str(about.Author)) == ("A written deck", "Ann Author")
            assert "CC BY 4.0" in str(about.Subject)


def test_bookmarks_name_the_suits_where_they_begin(tmp_path: Path) -> None:
    with Paper(job_of(written_deck(10)), tmp_path).open() as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        found = [(mark.title, numbers[mark.destination[0].objgen]) for mark in outline.root]
    assert found == [("First suit", 0), ("Second suit", 2)]


def test_every_font_is_embedded_and_no_page_asks_for_another(tmp_path: Path) -> None:
    with Paper(job_of(written_deck(4), guide=True, proof=True), tmp_path).open() as document:
        for page in document.pages:
            for font in page.Resources.Font.values():
                (inner,) = font.DescendantFonts
                assert "/FontFile2" in inner.FontDescriptor
                assert "/ToUnicode" in font


def test_the_file_is_sound_and_the_same_at_each_run(tmp_path: Path) -> None:
    for settings in (
        {},
        {"copies": 2},
        {"proof": True, "guide": True, "gap": 4.0},
        {"sheet": "card", "marks": "crop"},
    ):
        one, other = (Paper(job_of(written_deck(5), **settings), tmp_path) for _ in range(2))
        assert one.data == other.data
        with one.open() as document:
            assert document.check_pdf_syntax() == []


def test_a_card_that_comes_again_is_in_the_file_once(tmp_path: Path) -> None:
    once, often = (Paper(job_of(written_deck(4), copies=copies), tmp_path) for copies in (1, 20))
    assert len(often.data) < 4 * len(once.data)
    for page in (0, 38):
        apart = ImageChops.difference(once.image(0), often.image(page)).getextrema()
        assert max(high for _, high in apart) < 16
    assert once.texts()[1] == often.texts()[39]


def test_one_page_is_the_page_that_is_printed(tmp_path: Path) -> None:
    job = job_of(written_deck(6), guide=True, proof=True, gap=3.0, sides="duplex-short")
    paper = Paper(job, tmp_path)
    for number in range(len(job.pages)):
        alone = tmp_path / "alone.pdf"
        alone.write_bytes(one_page(job, number))
        assert _picture(alone).tobytes() == paper.image(number, 72).tobytes()


def _picture(path: Path):  # type: ignore[no-untyped-def]
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=1).to_pil().convert("RGB")


def test_progress_is_told_and_a_cancel_leaves_what_was_there(tmp_path: Path) -> None:
    output = tmp_path / "out.pdf"
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    print_deck(job_of(written_deck(6)), output, watch)
    assert told[-1] == (12, 12)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    output.write_bytes(b"as it was")
    with pytest.raises(Cancelled):
        print_deck(job_of(written_deck(6)), output, lambda done, total: done < 6)
    assert output.read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


# Guide, proof, shops


def test_the_guide_has_a_ruler_of_a_hundred_millimetres(tmp_path: Path) -> None:
    job = job_of(written_deck(4), guide=True)
    strokes = [item for item in guide_page(job).items if getattr(item, "width", 0) == pytest.approx(0.4)]
    assert max(s.x + s.width for s in strokes) - min(s.x for s in strokes) == pytest.approx(RULER) == 100 * MM  # type: ignore[union-attr]
    paper = Paper(job, tmp_path)
    said = [_flat(text) for text in paper.texts()]
    assert "Print at 100 %" in said[0]
    assert "flip on the long edge" in said[0]
    assert said[1] == ""
    assert [page.kind for page in job.pages] == ["guide", "blank", "fronts", "backs"]


def test_backs_alone_and_files_for_shops_have_no_guide() -> None:
    assert [page.kind for page in job_of(written_deck(2), sides="fold", guide=True).pages] == [
        "guide",
        "both",
    ]
    assert [page.kind for page in job_of(written_deck(2), sides="backs", guide=True).pages] == ["backs"]
    assert [page.kind for page in job_of(written_deck(1), sheet="card", guide=True).pages] == [
        "fronts",
        "backs",
    ]


def test_a_proof_shows_trim_safe_zone_and_bleed_with_a_legend(tmp_path: Path) -> None:
    job = job_of(solid_deck(2), proof=True, gap=6.0, safe=4.0)
    paper, plain = Paper(job, tmp_path), Paper(job_of(solid_deck(2), gap=6.0), tmp_path)
    ink = ImageChops.difference(paper.image(0), plain.image(0)).convert("L")
    trim, scale = job.pages[0].faces[1].slot.trim, 200 / 72
    middle = int(ink.height - (trim.bottom + trim.top) / 2 * scale)
    for inset in (0.0, 4.0 * MM, -3.0 * MM):
        x = int((trim.left + inset) * scale)
        strip = ink.crop((x - 2, middle - 60, x + 3, middle + 60))
        assert strip.getextrema()[1] > 40
    assert all(word in _flat(paper.texts()[0]) for word in ("bleed 3 mm", "trim", "safe 4 mm"))


@pytest.mark.parametrize("sides", ["duplex-long", "duplex-short"])
def test_backs_come_first_on_sheets_too_where_that_is_wished(sides: str) -> None:
    usual, turned = (
        job_of(written_deck(10), sides=sides, back_first=back_first).pages for back_first in (False, True)
    )
    assert [page.kind for page in usual] == ["fronts", "backs"] * 3
    assert [page.kind for page in turned] == ["backs", "fronts"] * 3
    for number in range(0, len(usual), 2):
        assert turned[number].faces == usual[number + 1].faces
        assert turned[number + 1].faces == usual[number].faces


def test_a_cut_on_the_fold_is_drawn_once_and_dashed(tmp_path: Path) -> None:
    for size in ("tarot", "a6"):
        job = job_of(solid_deck(2), size=CARD_SIZES[size], sides="fold", gap=0.0, marks="full")
        assert job.grid.inner == 0
        middle = job.grid.width / 2 if job.grid.fold == "upright" else job.grid.height / 2
        at = 0 if job.grid.fold == "upright" else 1
        folds, cuts = drawn_lines(Paper(job, tmp_path))
        assert len(folds) == 2
        assert all(line[at] == line[at + 2] == pytest.approx(middle, abs=0.01) for line in folds)
        assert cuts
        assert not any(line[at] == line[at + 2] and abs(line[at] - middle) < 0.1 for line in cuts)
        # What crosses the fold is cut all the same.
        assert any(line[1 - at] == line[3 - at] for line in cuts)


def drawn_lines(paper: Paper) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """The dashed lines and the others on a page's marks: x, y, x, y."""
    with paper.open() as document:
        code = document.pages[0].Contents.read_bytes().decode("latin-1")
    found: tuple[list[tuple[float, ...]], list[tuple[float, ...]]] = [], []
    for dash, lines in re.findall(r"q 0 G [\d.]+ w 0 J (\[[\d ]*\]) 0 d (.*?) Q", code, re.DOTALL):
        for line in re.findall(r"([-\d.]+) ([-\d.]+) m ([-\d.]+) ([-\d.]+) l S", lines):
            found[0 if dash != "[]" else 1].append(tuple(map(float, line)))
    return found


@pytest.mark.parametrize("name", SHOPS)
def test_a_shop_sets_bleed_safe_zone_order_and_marks_together(name: str, tmp_path: Path) -> None:
    shop = SHOPS[name]
    assert shop.page
    job = make_job(written_deck(2), with_shop(PrintSettings(), shop))
    assert job.settings.bleed_of == pytest.approx(shop.bleed * MM)
    assert job.settings.safe == shop.safe <= 4
    kinds = [page.kind for page in job.pages if page.faces]
    if name != "home":
        assert kinds == (["backs", "fronts"] if name == "drivethrucards" else ["fronts", "backs"]) * 2
        with Paper(job, tmp_path).open() as document:
            media = [float(edge) / MM for edge in document.pages[0].MediaBox]
        assert media == pytest.approx([0, 0, 70 + 2 * shop.bleed, 120 + 2 * shop.bleed], abs=0.01)


def test_cards_apart_bleed_on_a_home_printer_whether_or_not_it_is_named() -> None:
    for settings in (PrintSettings(), with_shop(PrintSettings(), SHOPS["home"])):
        assert settings.bleed_of == 0
        assert msgspec.structs.replace(settings, gap=4.0).bleed_of == pytest.approx(3 * MM)


def test_a_page_of_one_card_has_its_back_upright() -> None:
    for size in ("tarot", "business"):
        job = job_of(written_deck(1), sheet="card", size=CARD_SIZES[size], sides="duplex-short")
        assert [face.slot.turn for page in job.pages for face in page.faces] == [0, 0]


def test_a_grid_made_anew_is_the_same_print(tmp_path: Path) -> None:
    job = job_of(written_deck(3))
    again = with_grid(job, type(job.grid))
    assert [page.faces for page in again.pages] == [page.faces for page in job.pages]
    assert isinstance(pikepdf.__version__, str)
