"""The JSON Schema: what an editor that reads it completes, accepts and underlines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deckapp.deck.library import bundled_cards_folder, bundled_folder
from deckapp.deck.schema import DESCRIPTIONS, DRAFT, schema

_TYPES = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "array": list,
    "object": dict,
    "null": type(None),
}


def accepts(value: Any, rule: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether the rule accepts the value: the part of JSON Schema that our schemas use."""
    if "$ref" in rule:
        return accepts(value, root["$defs"][rule["$ref"].rpartition("/")[2]], root)
    if "anyOf" in rule:
        return any(accepts(value, one, root) for one in rule["anyOf"])
    if "enum" in rule:
        return value in rule["enum"]
    kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    if not any(isinstance(value, _TYPES[kind]) for kind in kinds):
        return False
    if isinstance(value, str):
        return re.search(rule.get("pattern", ""), value) is not None and len(value) <= rule.get(
            "maxLength", 1e9
        )
    if isinstance(value, list):
        return all(accepts(one, rule["items"], root) for one in value)
    if isinstance(value, dict):
        known = rule["properties"]
        return set(rule["required"]) <= set(value) and all(
            key in known and accepts(one, known[key], root) for key, one in value.items()
        )
    return rule.get("minimum", -1e9) <= value <= rule.get("maximum", 1e9) if value is not None else True


def valid(text: str, kind: Any) -> bool:
    rules = schema(kind)
    return accepts(yaml.safe_load(text), rules, rules)


@pytest.mark.parametrize("kind", ["card", "deck"])
def test_it_is_json_of_the_right_draft_and_every_key_has_a_description(kind: Any) -> None:
    rules = json.loads(json.dumps(schema(kind)))
    assert rules["$schema"] == DRAFT
    for name, part in rules["$defs"].items():
        for key, rule in part["properties"].items():
            assert rule.get("description"), f"{name}.{key}"


def test_descriptions_name_exactly_the_keys_that_exist() -> None:
    for cls, described in DESCRIPTIONS.items():
        assert set(described) == set(cls.__struct_fields__)


@pytest.mark.parametrize(
    "text",
    ["id: a\ntitle: 2026\nduration: 20\ngroup: 4-12\n", "id: a\ntitle: A\nduration: 8+\nwhat: 1.5\n",
     "id: a\ntitle: A\nsteps:\n  - Walk\n  - {text: Talk, minutes: 5}\ntags: [x, 7]\n"],
)  # fmt: skip
def test_it_accepts_what_deckapp_reads(text: str) -> None:
    assert valid(text, "card")


@pytest.mark.parametrize(
    "text",
    ["title: A\n", "id: A b\ntitle: A\n", "id: a\ntitle: A\nduraton: 5\n", "id: a\ntitle: A\nduration: long\n",
     "id: a\ntitle: A\ndifficulty: hrd\n", "id: a\ntitle: A\nsteps: [{minutes: 5}]\n"],
)  # fmt: skip
def test_it_underlines_what_deckapp_refuses(text: str) -> None:
    assert not valid(text, "card")


def test_a_suit_takes_ids_and_whole_cards() -> None:
    deck = "id: d\ntitle: D\nversion: 1.0\nsuits:\n  - {id: s, title: S, cards: [a, {id: b, title: B}]}\n"
    assert valid(deck, "deck")
    assert not valid(deck.replace("title: B", "titel: B"), "deck")


def test_the_bundled_files_pass() -> None:
    for kind, folder in (("card", bundled_cards_folder()), ("deck", bundled_folder())):
        files: list[Path] = sorted(folder.rglob("*.yaml"))
        assert files
        for path in files:
            assert valid(path.read_text(encoding="utf-8"), kind), path
