"""Words that are shaped once: lines are the same at every size, and measured as they are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextLayout

from deckapp.face.page import Glyphs
from deckapp.face.type.font_files import UNITS, FontCache
from deckapp.face.type.text import Block, lay_text
from tests.face.conftest import scripts, skip_without_font

TEXT = "Write down, each alone, whose day will be different after the change; then put half-day names into circles."


def said(block: Block) -> list[str]:
    """What each line of a block says."""
    lines: dict[float, str] = {}
    for item in block.items:
        if isinstance(item, Glyphs):
            lines[item.y] = lines.get(item.y, "") + "".join(item.texts)
    return [line.rstrip() for line in lines.values()]


@pytest.mark.parametrize("size", [6.5, 8.5, 13.0, 31.0])
def test_lines_break_alike_at_every_size_in_a_column_as_much_wider(size: float) -> None:
    for ems in (12, 17.3, 25, 400):
        block = lay_text(TEXT, width=ems * size, size=size)
        assert said(block) == said(lay_text(TEXT, width=ems * 10, size=10))
        assert block.widest <= ems * size + 0.01
        assert " ".join(said(block)).replace("- ", "-") == TEXT


def test_lines_are_those_that_qt_would_break() -> None:
    layout = QTextLayout(TEXT, FontCache().font("SourceSans3_400Regular", 8.5))
    for width in (70.0, 111.0, 160.0):
        layout.beginLayout()
        found = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width * UNITS)
            found.append(TEXT[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        assert said(lay_text(TEXT, width=width, size=8.5)) == found


def test_a_line_ends_after_a_hyphen_but_never_where_a_word_turns_bold() -> None:
    assert said(lay_text("one half-day", width=34, size=8.5)) == ["one half-", "day"]
    for width in range(48, 90):
        lines = said(lay_text("go **under**stand it", width=width, size=8.5))
        assert "understand" in " ".join(lines)


@pytest.mark.parametrize("sample", scripts(), ids=lambda sample: sample["language"])
@pytest.mark.parametrize("width", [60.0, 95.0, 170.0])
def test_a_text_is_as_high_as_it_is_measured(sample: dict[str, str], width: float) -> None:
    skip_without_font(sample["text"])
    options = {"width": width, "size": 9.0, "language": sample["language"]}
    drawn, measured = (lay_text(sample["text"], **options, measure=measure) for measure in (False, True))  # type: ignore[arg-type]
    assert (drawn.height, drawn.lines) == (measured.height, measured.lines)
    assert len(measured.items) < len(drawn.items)
