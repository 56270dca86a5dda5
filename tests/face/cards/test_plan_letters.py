"""What no font has is told before it is a box on paper."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from deckapp.face.cards.plan_letters import MOST_TOLD, plan_letter_problems
from deckapp.face.type import fonts
from deckapp.plan import edits
from tests.little_plan import little_plan


@pytest.fixture(autouse=True)
def _no_system_fonts(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a system without a font for these letters."""
    fonts.load_fonts()
    fonts._itemised.cache_clear()
    monkeypatch.setattr(fonts, "_fallback", lambda char, bold: "")
    yield
    fonts._itemised.cache_clear()


def test_a_plan_that_the_bundled_fonts_can_write_says_nothing() -> None:
    names = "Zoë Ðặng, Łukasz, Иван, Ελένη, עדה, آدا – 5 €"
    assert plan_letter_problems(edits.change_activities(little_plan(), ["a1"], owner=names), None) == []


def test_each_character_is_told_once_with_its_place() -> None:
    plan = edits.change_activities(
        little_plan(), ["a2"], purpose="Lift off \U0001f680\U0001f680", note="\U0001f680"
    )
    (problem,) = plan_letter_problems(plan, None)
    assert problem.level == "warning"
    assert (
        problem.message
        == "no font has the character “\U0001f680” (U+1F680 ROCKET), as in the activity “Talk”"
    )
    assert problem.hint == "use another character, or install a font that has it"
    joined = msgspec.structs.replace(little_plan(), title="\U0001f469\u200d\U0001f469\ufe0f")
    assert [one.message for one in plan_letter_problems(joined, None)] == [
        "no font has the character “\U0001f469” (U+1F469 WOMAN), as in the plan’s head"
    ]


def test_many_are_counted() -> None:
    plan = msgspec.structs.replace(little_plan(), title="".join(map(chr, range(0x1F300, 0x1F330))))
    problems = plan_letter_problems(plan, None)
    assert len(problems) == MOST_TOLD + 1
    assert problems[-1].message == "no font has 28 more of its characters"
