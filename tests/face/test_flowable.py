"""Our text in reportlab's documents: it takes its room, splits between lines, and stays itself."""

from io import BytesIO

import pikepdf
from reportlab.platypus import Frame, PageTemplate, Table
from reportlab.platypus.doctemplate import BaseDocTemplate

from deckapp.face.canvas import FaceCanvas
from deckapp.face.flowable import TextFlowable
from tests.face.conftest import letters, said

LONG = "Say what you saw, what you felt, and what you would do another time, without naming anybody. "


def document(story: list[object], height: float = 200) -> bytes:
    file = BytesIO()
    template = BaseDocTemplate(file, pagesize=(220, height), title="t", author="a")
    frame = Frame(10, 10, 200, height - 20, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    template.addPageTemplates([PageTemplate(frames=[frame])])
    template.build(story, canvasmaker=FaceCanvas)
    return file.getvalue()


def test_it_is_as_wide_as_allowed_and_as_high_as_its_lines() -> None:
    text = TextFlowable(LONG, size=10)
    width, height = text.wrap(150, 1000)
    assert width == 150
    assert text.block
    assert height == text.block.height == 13 * text.block.lines


def test_a_long_text_flows_over_pages_and_loses_nothing() -> None:
    numbered = " ".join(f"{place}: {LONG}" for place in range(40))
    pages = said(document([TextFlowable(numbered, size=10)]))
    assert len(pages) > 5
    assert "".join(letters(page) for page in pages) == letters(numbered)


def test_it_splits_only_where_two_lines_stay_together() -> None:
    text = TextFlowable(LONG, size=10)
    _, height = text.wrap(110, 1000)
    assert text.block
    assert text.block.lines == 4
    assert text.split(110, height) == [text]
    assert text.split(110, 13) == []
    first, second = text.split(110, 3 * 13 + 1)
    assert (first.wrap(110, 100)[1], second.wrap(110, 100)[1]) == (26, 26)


def test_a_part_can_be_split_again() -> None:
    text = TextFlowable(LONG * 4, size=10)
    _, height = text.wrap(150, 1000)
    _, rest = text.split(150, 40)
    first, second = rest.split(150, 60)
    parts = [rest.wrap(150, 999)[1], first.wrap(150, 999)[1] + second.wrap(150, 999)[1]]
    assert parts[0] == parts[1] < height


def test_it_stands_in_the_cells_of_a_table() -> None:
    rows = [[TextFlowable("**Who**", size=9), TextFlowable("כותרת", size=9, language="he")]] * 3
    (page,) = said(document([Table(rows, colWidths=[80, 100])]))
    assert page.count("Who") == 3
    assert page.count("כותרת") == 3


def test_a_document_holds_none_but_our_fonts() -> None:
    with pikepdf.open(
        BytesIO(document([TextFlowable("one", size=9), TextFlowable("**two**", size=9)]))
    ) as found:
        fonts = found.pages[0].Resources.Font
        assert sorted(str(font.BaseFont).split("+")[1] for font in fonts.values()) == [
            "SourceSans3_400Regular", "SourceSans3_700Bold",
        ]  # fmt: skip


def test_the_same_document_twice_is_the_same_bytes() -> None:
    first, second = (document([TextFlowable(LONG * 9, size=9)]) for _ in range(2))
    assert first == second


def test_links_stay_links_in_a_document() -> None:
    data = document([TextFlowable("see [there](https://example.org/x)", size=9)])
    with pikepdf.open(BytesIO(data)) as found:
        assert [str(note.A.URI) for note in found.pages[0].Annots] == ["https://example.org/x"]
