"""A damaged plan is told of in words, never in those of our tools."""

from __future__ import annotations

from typing import Any

import pytest

from deckapp.plan.plan import Activity, Link, Phase, Risk
from deckapp.plan.wire import part_from_data

CARD = {"id": "a", "title": "A"}


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        (Phase, {"title": 7}, ".title: is a whole number, not a text"),
        (Phase, {"title": "T", "colour": "pinkish"}, ".colour: is not as it should be: a suit colour by name"),
        (Phase, {}, ": has no `title`"),
        (Activity, {"title": "A", "card": {**CARD, "id": "BAD"}}, ".card.id: is not as it should be: lower-case"),
        (Activity, {"title": "A", "card": CARD, "start": "yesterday"}, ".start: is not a date such as 2026-03-31"),
        (Activity, {"title": "A", "card": CARD, "duration_days": 0}, ".duration_days: is not a whole number >= 1"),
        (Activity, {"title": "A", "card": CARD, "status": "maybe"}, ".status: cannot be 'maybe'"),
        (Activity, {"title": "A", "card": {**CARD, "steps": "Walk"}}, ".card.steps: is a text, not a list"),
        (Link, [], ": is not an object"),
        (Risk, {"likelihood": "often"}, ".likelihood: is a text, not "),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_in_words(kind: type[Any], data: Any, said: str) -> None:
    try:
        (told,) = part_from_data(data, kind)[1]
    except ValueError as error:
        told = str(error)
    assert told.startswith(said)
    assert "`str`" not in told
