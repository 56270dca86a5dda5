"""The schema of the plan file says what a plan file holds."""

from __future__ import annotations

import json
from typing import Any

from deckapp.deck.gathering import read_library
from deckapp.plan.file import plan_to_json
from deckapp.plan.recipe import plan_from_recipe
from deckapp.plan.schema import plan_schema


def unknown_keys(data: Any, part: dict[str, Any], whole: dict[str, Any]) -> set[str]:
    """The keys of `data` that the schema does not name, at any depth."""
    while "$ref" in part:
        part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    if isinstance(data, list):
        return {key for item in data for key in unknown_keys(item, part.get("items", {}), whole)}
    if not isinstance(data, dict):
        return set()
    known, others = part.get("properties", {}), part.get("additionalProperties")
    found = {key for key in data if key not in known and not others}
    for key, value in data.items():
        found |= unknown_keys(value, known.get(key) or others or {}, whole)
    return found


def test_every_key_that_a_plan_is_written_with_stands_in_the_schema() -> None:
    plan = plan_from_recipe(*read_library().recipe("change-management/first-plan"))
    schema = plan_schema()
    written = json.loads(plan_to_json(plan))
    assert unknown_keys(written, schema, schema) == set()
    assert unknown_keys({**written, "colour": 1}, schema, schema) == {"colour"}
    assert set(schema["$defs"]["Plan"]["required"]) <= set(written)


def test_the_schema_names_no_field_that_is_only_ours() -> None:
    parts = plan_schema()["$defs"].values()
    assert not any({"extra", "unreadable"} & set(part.get("properties", {})) for part in parts)


def test_patterns_are_those_of_json_schema() -> None:
    text = json.dumps(plan_schema())
    assert '"pattern"' in text
    assert r"\\Z" not in text
