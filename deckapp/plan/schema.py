"""JSON Schema of the plan file, made from the structs, for those who read or write plans by program."""

from __future__ import annotations

from typing import Any

import msgspec

from deckapp.plan.file import FORMAT
from deckapp.plan.migrate import VERSION
from deckapp.plan.plan import Plan
from deckapp.plan.shapes import OWN_FIELDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a plan's file, in the version that this Deckapp writes."""
    (root,), parts = msgspec.json.schema_components([Plan])
    plan = parts["Plan"]
    plan["properties"] = {"format": {"const": FORMAT}, "version": {"const": VERSION}, **plan["properties"]}
    plan["required"] = ["format", "version"]
    definitions = {name: _as_written(part) for name, part in sorted(parts.items())}
    return {"$schema": DRAFT, "title": "A Deckapp plan", **root, "$defs": definitions}


def _as_written(part: Any) -> Any:
    """The schema without fields of ours that are no keys of the file, and open to keys of newer versions."""
    if isinstance(part, list):
        return [_as_written(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    written = {key: _as_written(value) for key, value in part.items()}
    if isinstance(description := written.get("description"), str):
        written["description"] = description.split("\n")[0]
    if written.get("additionalProperties") is False:
        del written["additionalProperties"]
    if isinstance(properties := written.get("properties"), dict):
        written["properties"] = {key: value for key, value in properties.items() if key not in OWN_FIELDS}
    if isinstance(pattern := written.get("pattern"), str):
        # JSON Schema's patterns are those of ECMA-262, which knows no \Z.
        written["pattern"] = pattern.removesuffix(r"\Z").rstrip("$") + "$"
    return written
