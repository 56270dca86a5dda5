"""Parts as JSON data and back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from deckapp.plan.plan import COLLECTIONS, Activity
from deckapp.plan.wire import PART_TYPES, merge, part_from_data, part_to_data, split

MORE = st.dictionaries(
    st.sampled_from(["tint", "mood", "steps[9]", "z"]),
    st.none() | st.integers() | st.lists(st.booleans(), max_size=2) | st.just({"a": {"b": 1}}),
    max_size=3,
)


def test_every_collection_knows_what_it_holds() -> None:
    assert set(PART_TYPES) == set(COLLECTIONS)
    assert PART_TYPES["activities"] is Activity


@given(top=MORE, card=MORE, first=MORE, second=MORE, position=MORE, art=MORE)
def test_unknown_keys_come_back_where_they_stood(**more: dict[str, Any]) -> None:
    data = {
        "title": "Case",
        "card": {
            "id": "case",
            "title": "Case",
            "steps": [
                {"text": "one", "minutes": None, **more["first"]},
                {"text": "two", "minutes": 5, **more["second"]},
            ],
            "art": {"front": "sha256:0", "back": "", **more["art"]},
            **more["card"],
        },
        "position": {"phase": "p1", "workstream": "w1", "x": 1.0, "y": 2.5, **more["position"]},
        **more["top"],
    }
    known, rest = split(data, Activity)
    part, faults = part_from_data(data, Activity)
    assert part.card.steps[1].minutes == 5
    assert faults == []
    assert merge(known, rest, Activity) == data
    back = part_to_data(part)
    back["card"]["steps"] = list(back["card"]["steps"])
    assert back == data
