"""What a part of a plan is called, for problems whose line leads nobody to it."""

from __future__ import annotations

from typing import Any

from deckapp.plan.columns import BY_COLLECTION, NAMES
from deckapp.plan.json_places import NTH, Key
from deckapp.plan.plan import Plan

NOUNS = {**{collection: table.noun for collection, table in BY_COLLECTION.items()}, "decks": "deck"}
LONGEST = 60


def called(plan: Plan, key: Key) -> str:
    """``in the activity “Kick-off”: ``, for what lies at a key of the plan's file; "" for what has no name."""
    if len(key) < 2 or key[0] not in NOUNS:
        return ""
    own = key[1].partition(NTH)[0]
    part = getattr(plan, key[0]).get(own) or plan.unreadable.get(key[0], {}).get(own)
    name = next((name for name in (_field(part, field) for field in NAMES) if name), "")
    if not name and key[0] == "activities":
        name = _field(_value(part, "card"), "title")
    return f"in the {NOUNS[key[0]]} “{name}”: " if name else ""


def _field(part: Any, name: str) -> str:
    value = _value(part, name)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _value(part: Any, name: str) -> Any:
    """A field of a part, or of the data of one that could not be understood."""
    return part.get(name) if isinstance(part, dict) else getattr(part, name, None)
