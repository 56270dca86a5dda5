"""Long paragraphs are laid window by window, as they would be in one piece, and at a cost like their length."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QTextLayout

from deckapp.face.type import long_paragraphs, qt_layout
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.glyph_runs import TextLook
from deckapp.face.type.markup import Run, parse, plain
from deckapp.face.type.qt_layout import Laid, strands
from deckapp.face.type.text import lay_text
from tests.faults.absurd import texts

LOOK = TextLook("Source Sans 3", 9.0, False, False, "#000000", "en", "text")
WORDS = "The quick brown fox, (jumping) over “lazy” dogs; and so on for 300 years. " * 60


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long each text is that Qt is given: its work grows with the square of that."""
    given: list[int] = []

    class Counted(QTextLayout):
        def __init__(self, text: str, font: QFont) -> None:
            given.append(len(text))
            super().__init__(text, font)

    monkeypatch.setattr(qt_layout, "QTextLayout", Counted)
    return given


@pytest.mark.parametrize(
    "text", [WORDS, WORDS.replace("fox", "שועל 12 קטן"), "変革は誰に影響しますか。" * 200]
)
def test_a_long_paragraph_is_broken_where_it_would_be_in_one_piece(text: str) -> None:
    parts = strands([Run(text)], LOOK)
    whole = Laid(parts, LOOK, 150.0, False)
    ends = [len(whole.slice(0, line.textStart() + line.textLength())) for line in whole.lines]
    found = list(long_paragraphs.lines_of(parts, LOOK, 150.0, False))
    assert [place.last for place in found] == ends
    assert len({place.start for place in found}) > 2


def test_no_character_is_left_out() -> None:
    for name in ("letters", "families", "directions without spaces", "marked letter", "soft hyphens"):
        text = texts(3_000)[name]
        parts = strands([Run(text)], LOOK)
        reached = 0
        for place in long_paragraphs.lines_of(parts, LOOK, 100.0, False):
            assert place.first == reached, name
            reached = place.last
        assert reached == sum(len(part.text) for part in parts), name


@pytest.mark.parametrize("name", [name for name in texts(40) if name != "many kinds"])
def test_the_work_grows_with_a_text_and_not_with_its_square(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = counted(monkeypatch)
    costs = []
    for size in (2_000, 8_000):
        given.clear()
        lay_text(texts(size)[name], width=150, size=9.013 + size / 1e6)
        costs.append(sum(given))
        assert max(given, default=0) <= 4_000
    assert costs[1] <= 6 * costs[0] + 4_000, costs


def test_a_text_on_few_lines_is_laid_only_as_far_as_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    given = counted(monkeypatch)
    block = lay_text(plain("m" * 20_000), width=170, size=13.51, family=FAMILY_TITLE, max_lines=3)
    assert (block.lines, block.shortened) == (3, True)
    assert sum(given) < 20_000


def test_a_height_that_is_enough_ends_the_work() -> None:
    one = lay_text("m" * 20_000, width=100, size=9, most=300).height
    assert 300 < one < 1_500
    many = lay_text("\n\n".join(["a"] * 5_000), width=100, size=9, most=300).height
    assert 300 < many < 400


def test_brackets_without_end_are_letters() -> None:
    (paragraph,) = parse("[" * 5_000)
    assert paragraph.text == "[" * 5_000
    (linked,) = parse("see [this](http://a.b) and [that](http://c.d)")
    assert [run.href for run in linked.runs if run.href] == ["http://a.b", "http://c.d"]
