"""A plan or a deck in one line of 60 KB: the place is said in words, for a column of 50,000 leads nobody there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Deckapp


def plan(**odd: Any) -> dict[str, Any]:
    """A plan of many activities, and an odd one near the end."""
    card = {"id": "c", "title": "A card"}
    activities: dict[str, Any] = {f"a{n}": {"title": f"Ask group {n}", "card": card} for n in range(900)}
    activities["a890"] |= odd
    return {"format": "deckapp-plan", "version": 1, "title": "P", "activities": activities}


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"status": 5}, "in the activity “Ask group 890”: activities.a890.status: "),
        ({"card": 7}, "in the activity “Ask group 890”: activities.a890.card: "),
        ({"title": 7}, "in the activity “A card”: activities.a890.title: "),
        ({"position": {"phase": "no"}}, "in the activity “Ask group 890”: activities.a890.position: "),
    ],
)
def test_what_is_odd_in_a_plan_is_said_with_the_name_of_its_part(
    tmp_path: Path, deckapp: Deckapp, odd: dict[str, Any], said: str
) -> None:
    text = json.dumps(plan(**odd))
    path = tmp_path / "one.deckplan"
    path.write_text(text)
    (line,) = deckapp("check", path).err.splitlines()
    place, _, words = line.partition(": ")
    assert words.removeprefix("warning: ").startswith(said)
    column = int(place.rpartition(":")[2])
    assert text[column - 1 :].startswith(f'"{next(iter(odd))}"') or text[column - 1 :].startswith('"a890"')
    path.write_text(json.dumps(plan(**odd), indent=1))
    (line,) = deckapp("check", path).err.splitlines()
    assert "in the activity" not in line


def test_where_a_plan_is_cut_off_what_stands_there_is_shown(tmp_path: Path, deckapp: Deckapp) -> None:
    text = json.dumps(plan())
    path = tmp_path / "one.deckplan"
    path.write_text(text[:50_000])
    (line,) = deckapp("check", path).err.splitlines()
    assert line.startswith(f"{path}:1:50001: ")
    assert f"{text[49_980:50_000]}`" in line


def test_what_is_wrong_in_a_deck_is_shown_with_what_stands_there(tmp_path: Path, deckapp: Deckapp) -> None:
    cards: list[dict[str, Any]] = [{"id": f"c{n}", "title": f"Card {n}"} for n in range(900)]
    cards[880]["duraton"] = 5
    deck = {"id": "d", "title": "D", "suits": [{"id": "s", "title": "S", "cards": cards}]}
    path = tmp_path / "one.yaml"
    path.write_text(json.dumps(deck))
    (line,) = deckapp("check", path).err.splitlines()
    assert "unknown key `duraton`, at `" in line
    assert '"title": "Card 880", "duraton": 5' in line
    assert line.endswith("did you mean `duration`?")
    path.write_text(json.dumps(deck, indent=1))
    (line,) = deckapp("check", path).err.splitlines()
    assert "Card 880" not in line
