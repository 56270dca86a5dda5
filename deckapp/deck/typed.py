"""Nodes to structs: at once where all is well, else field by field with every problem in its place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import inspect
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from deckapp.deck.card import SPAN, Art, Card, Step, bounds, is_reversed
from deckapp.deck.deck import Recipe, RecipeStep, Style
from deckapp.deck.mistakes import CONTROL
from deckapp.deck.nodes import UnusualError, all_below, is_absent, place_of, plain, scalar, text_of
from deckapp.deck.suggest import Guesses, listed
from deckapp.deck.written import WrittenDeck, WrittenSuit
from deckapp.problem import Problem

T = TypeVar("T", bound=msgspec.Struct)

MAX_PROBLEMS = 500
"""More problems than this in one file help nobody, and naming them all takes long."""

MAX_LISTED = 12
_NOUNS = {
    Card: "card", WrittenDeck: "deck", WrittenSuit: "suit", Recipe: "recipe", Step: "step",
    RecipeStep: "recipe step", Style: "style", Art: "art",
}  # fmt: skip
# Where one of these lacks its id or title, a stand-in keeps the cards that it holds in sight.
_STAND_IN = (WrittenDeck, WrittenSuit)
_NOTHING: Any = object()


class Problems:
    """Collects the problems of one file, each with its place."""

    def __init__(self, path: str, guesses: Guesses | None = None) -> None:
        """`guesses` may be shared by many files."""
        self.path = path
        self.guesses = guesses or Guesses()
        self.found: list[Problem] = []

    @property
    def full(self) -> bool:
        """Whether enough was found to stop looking for more."""
        return len(self.found) >= MAX_PROBLEMS

    def add(self, node: Node, message: str, hint: str = "") -> None:
        """Note what is wrong with the node."""
        if not self.full:
            self.found.append(Problem(self.path, *place_of(node), message, hint))


class _TypedField(NamedTuple):
    info: inspect.Type
    required: bool


def typed(node: Node, cls: type[T], problems: Problems) -> T | None:
    """The struct that a node says; what is wrong is noted and falls back to its default.

    None where the node is no mapping, or where a card or recipe lacks its id or title.
    """
    try:
        read = msgspec.convert(plain(node), cls, strict=False)
    except (UnusualError, msgspec.ValidationError):
        return _ValueReader(problems).struct(node, cls)
    if any(is_reversed(card.duration) or is_reversed(card.group) for card in _cards_in(read)):
        # No type can say that, and only who reads value by value knows where it stands.
        return _ValueReader(problems).struct(node, cls)
    return read


def _cards_in(value: object) -> Iterator[Card]:
    """The cards that stand in full in what was read."""
    if isinstance(value, Card):
        yield value
    elif isinstance(value, WrittenSuit):
        yield from (card for card in value.cards if isinstance(card, Card))
    elif isinstance(value, WrittenDeck):
        for suit in value.suits:
            yield from _cards_in(suit)


class _ValueReader:
    """Reads nodes that do not fit their type as they stand, and says why."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def struct(self, node: Node, cls: type[T]) -> T | None:
        noun = _NOUNS[cls]
        if not isinstance(node, MappingNode):
            required = next((name for name, field in _fields(cls).items() if field.required), "key")
            self.problems.add(node, f"{_a(noun)} must be keys with values", f"begin with `{required}: …`")
            return None
        self.tag(node)
        fields = _fields(cls)
        values: dict[str, Any] = {}
        seen: dict[str, int] = {}
        for key, child in node.value:
            if self.problems.full:
                return None
            name = self.key(key, fields, seen, noun)
            if not name:
                # Whatever the key should have been, no value may ask to be built as an object.
                for below in all_below(child):
                    self.tag(below)
            elif not is_absent(child):
                value = self.field(child, fields[name].info, name)
                if value is not _NOTHING:
                    values[name] = value
        return self.filled(node, cls, values, noun)

    def key(self, key: Node, fields: dict[str, _TypedField], seen: dict[str, int], noun: str) -> str | None:
        """The field that a key names; None, with the reason noted, where it names none."""
        self.tag(key)
        line, _ = place_of(key)
        if not isinstance(key, ScalarNode):
            self.problems.add(key, "a key must be a plain word", "put a text that begins so in quotes")
        elif key.value in seen:
            first = seen[key.value]
            self.problems.add(key, f"the key `{_cut(key.value)}` is already in line {first}", "keep one")
        elif key.value not in fields:
            seen[key.value] = line
            self.unknown(key, fields, noun)
        else:
            seen[key.value] = line
            return str(key.value)
        return None

    def unknown(self, key: ScalarNode, fields: dict[str, _TypedField], noun: str) -> None:
        if noun == "deck" and key.value == "cards":
            self.problems.add(key, "the cards of a deck stand in its suits", "move `cards` into `suits`")
            return
        near = self.problems.guesses.did_you_mean(key.value, fields)
        if near:
            hint = near
        elif noun == "step":
            hint = "put a step that holds `: ` in quotes"
        elif len(fields) > MAX_LISTED:
            hint = f"`deckapp schema {noun}` lists the keys"
        else:
            hint = f"{_a(noun)} knows {listed(fields, 'and')}"
        self.problems.add(key, f"unknown key `{_cut(key.value)}`", hint)

    def filled(self, node: MappingNode, cls: type[T], values: dict[str, Any], noun: str) -> T | None:
        """The struct, its missing required fields reported and, where that saves cards, stood in for."""
        missing = [name for name, field in _fields(cls).items() if field.required and name not in values]
        for name in missing:
            child = next((c for k, c in node.value if k.value == name), None)
            if child is None or is_absent(child):
                place = node if child is None else child
                self.problems.add(place, f"this {noun} has no `{name}`", f"add `{name}: …`")
        if missing and cls not in _STAND_IN:
            return None
        if "id" in missing:
            values["id"] = _slug(values.get("title") or noun)
        if "title" in missing:
            values["title"] = scalar(node, "title")[:200].strip() or values["id"]
        return cls(**values)

    def field(self, node: Node, info: inspect.Type, name: str, entry: bool = False) -> Any:
        """The value of a node as the type wants it, or _NOTHING with the reason noted."""
        hint = ""
        if isinstance(info, inspect.Metadata):
            hint = str((info.extra_json_schema or {}).get("description", ""))
            info = info.type
        what = f"an entry of `{name}`" if entry else f"`{name}`"
        if isinstance(info, inspect.UnionType):
            info = _chosen(info, node)
            if isinstance(info, inspect.Metadata):
                return self.field(node, info, name, entry)
        if isinstance(info, inspect.StructType):
            return self.nested(node, info.cls)
        if self.tag(node):
            return _NOTHING
        if isinstance(info, inspect.VarTupleType):
            return self.list(node, info, name)
        if not isinstance(node, ScalarNode):
            self.not_a_text(node, what, entry)
            return _NOTHING
        if isinstance(info, inspect.LiteralType):
            return self.choice(node, info, what)
        if isinstance(info, inspect.IntType | inspect.FloatType):
            return self.number(node, info, what)
        assert isinstance(info, inspect.StrType), info
        return self.text(node, info, what, hint)

    def nested(self, node: Node, cls: type[Any]) -> Any:
        if cls is Step and isinstance(node, ScalarNode):
            node = _step_mapping(node)
        value = typed(node, cls, self.problems)
        return _NOTHING if value is None else value

    def list(self, node: Node, info: inspect.VarTupleType, name: str) -> Any:
        if not isinstance(node, SequenceNode):
            self.problems.add(node, f"`{name}` must be a list", "write one `- ` line for each entry")
            return _NOTHING
        values = []
        for child in node.value:
            if is_absent(child):
                self.problems.add(
                    child, f"an entry of `{name}` is empty", "delete the `-`, or write after it"
                )
            elif not self.problems.full:
                value = self.field(child, info.item_type, name, entry=True)
                if value is not _NOTHING:
                    values.append(value)
        return tuple(values)

    def not_a_text(self, node: Node, what: str, entry: bool) -> None:
        kind = "a list" if isinstance(node, SequenceNode) else "keys with values"
        if isinstance(node, MappingNode):
            hint = "put a text that holds `: ` in quotes"
        elif entry:
            hint = "put a text that begins with `[` or `-` in quotes"
        else:
            hint = "write one text after the colon, or after `|` on the next lines"
        self.problems.add(node, f"{what} must be one text, not {kind}", hint)

    def choice(self, node: ScalarNode, info: inspect.LiteralType, what: str) -> Any:
        value = text_of(node)
        if value in info.values:
            return value
        choices = [str(choice) for choice in info.values]
        hint = " ".join(
            filter(None, (self.problems.guesses.did_you_mean(value, choices), f"choose {listed(choices)}"))
        )
        self.problems.add(node, f"{what} cannot be `{_cut(value)}`", hint)
        return _NOTHING

    def number(self, node: ScalarNode, info: inspect.IntType | inspect.FloatType, what: str) -> Any:
        whole = isinstance(info, inspect.IntType)
        low, high = info.ge, info.le
        try:
            value = msgspec.convert(node.value, int if whole else float, strict=False)
            if math.isfinite(value) and (low is None or value >= low) and (high is None or value <= high):
                return value
        except (msgspec.ValidationError, OverflowError):
            pass
        kind = "a whole number" if whole else "a number"
        ends = f" from {low} to {high}" if low is not None and high is not None else ""
        self.problems.add(node, f"{what} must be {kind}{ends}, not `{_cut(text_of(node))}`", "write digits")
        return _NOTHING

    def text(self, node: ScalarNode, info: inspect.StrType, what: str, hint: str) -> Any:
        value = text_of(node)
        found = CONTROL.search(value)
        if found:
            code = f"U+{ord(found.group()):04X}"
            self.problems.add(node, f"{what} holds a control character ({code})", "delete it")
        elif info.min_length is not None and len(value) < info.min_length:
            self.problems.add(node, f"{what} is empty", "write a text")
        elif info.max_length is not None and len(value) > info.max_length:
            length = f"{len(value):,} characters long, at most {info.max_length:,} are allowed"
            self.problems.add(node, f"{what} is {length}", "shorten it")
        elif info.pattern is not None and not re.search(info.pattern, value):
            self.problems.add(node, f"{what} cannot be `{_cut(value)}`", _as_remedy(hint))
        elif info.pattern == SPAN and is_reversed(value):
            low, high = sorted(bounds(value) or ())
            self.problems.add(node, f"{what} runs from more to less: `{_cut(value)}`", f"write {low}-{high}")
        else:
            return value
        return _NOTHING

    def tag(self, node: Node) -> bool:
        if node.tag:
            name = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.add(
                node, f"the tag `{_cut(name)}` is not allowed", "delete it, or put all in quotes"
            )
        return bool(node.tag)


@cache
def _fields(cls: type[msgspec.Struct]) -> dict[str, _TypedField]:
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    return {field.encode_name: _TypedField(field.type, field.required) for field in info.fields}


def _chosen(info: inspect.UnionType, node: Node) -> inspect.Type:
    """The member of a union that the author meant: the struct where keys stand, else the other one."""
    members = [member for member in info.types if not isinstance(member, inspect.NoneType)]
    structs = [member for member in members if isinstance(member, inspect.StructType)]
    if structs and (isinstance(node, MappingNode) or len(members) == 1):
        return structs[0]
    return next(member for member in members if member not in structs)


def _step_mapping(node: ScalarNode) -> MappingNode:
    key = ScalarNode("", "text", node.start_mark, node.start_mark, style="")
    return MappingNode("", [(key, node)], node.start_mark, node.end_mark)


def _as_remedy(description: str) -> str:
    """A type's description as the end of a sentence."""
    return f"use {description[0].lower()}{description[1:].rstrip('.')}" if description else ""


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:80] or "deck"


def _a(noun: str) -> str:
    return noun if noun == "art" else f"a {noun}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
