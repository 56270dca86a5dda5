"""A heading's lines are about equally long, and no more of them than it needs."""

import pytest

from deckapp.face.type.balance import balanced
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.face.type.text import Block, lay_text

WIDTH = 158.0


def lay(text: str) -> Block:
    def at(width: float, measure: bool = False) -> Block:
        return lay_text(text, width=width, size=17, family=FAMILY_TITLE, hyphens="need", measure=measure)

    return balanced(at, at(WIDTH))


def widths(block: Block) -> list[float]:
    return [line.width for line, *_place in block.rows]


@pytest.mark.parametrize(
    "text",
    [
        "What does it cost us to stay as we are?",
        "Wer trägt den Preis und ist heute nicht im Raum?",
        "من يدفع الثمن وليس في هذه الغرفة اليوم؟",
        "谁为这次改变付出代价而今天不在这个房间里",
    ],
)
def test_lines_are_about_equally_long(text: str) -> None:
    full = lay_text(text, width=WIDTH, size=17, family=FAMILY_TITLE, hyphens="need")
    even = lay(text)
    assert even.lines == full.lines > 1
    assert even.height == full.height
    assert max(widths(even)) - min(widths(even)) <= max(widths(full)) - min(widths(full))
    assert max(widths(even)) <= WIDTH


def test_no_last_word_stands_alone() -> None:
    text = "What does it cost us to stay as we are?"
    full = lay_text(text, width=WIDTH, size=17, family=FAMILY_TITLE)
    assert widths(full)[-1] < 0.3 * max(widths(full))
    assert widths(lay(text))[-1] > 0.6 * max(widths(lay(text)))


def test_one_line_and_a_torn_word_stay_as_they_are() -> None:
    assert lay("Who pays?").width == WIDTH
    assert lay("Donaudampfschifffahrtsgesellschaftskapitänsmütze").width == WIDTH


def test_no_word_is_torn_to_make_lines_even() -> None:
    assert not lay("Was trennt Veränderungswille von bloßer Höflichkeit?").torn
