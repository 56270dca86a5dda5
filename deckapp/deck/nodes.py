"""YAML text to nodes to plain data, typed by nobody yet, within limits that no hostile file can break.

Scalars keep the text that the author wrote: YAML 1.1 would make a number of ``1:30`` and a truth value of
``yes``. Nodes know their line and column, so that whatever is wrong with them can say where.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from deckapp.deck.mistakes import CONTROL, syntax_problem
from deckapp.deck.value_count import ValueCount
from deckapp.problem import Problem

MAX_DEPTH = 64
MAX_ALIASES = 1_000
MAX_COPIES = 100_000
"""How many nodes aliases may stand for in all; a few lines of YAML could otherwise stand for billions."""

ABSENT = frozenset(("", "~", "null", "Null", "NULL"))
"""What a plain scalar says where its key might as well be absent."""

_ANCHOR = re.compile(r"&(?<![^\s\[\]{},:?-]&)\w")
_ALIAS = re.compile(r"\*(?<![^\s\[\]{},:?-]\*)\w")
_SyntaxLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnusualError(Exception):
    """A node that the straight way into plain data does not take: a tag, a key given twice …"""


class _LimitError(Exception):
    def __init__(self, line: int, column: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.hint = line, column, message, hint


class _Loader(_SyntaxLoader):  # type: ignore[misc]
    """Composes nodes without guessing types: a tag is "" unless the author wrote one."""

    depth = 0
    values: ValueCount
    left: int

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: object) -> None:
        self.depth += 1
        self.values.read += 1
        self.left -= 1
        if self.left < 0:
            raise _at(parent, *self.values.excess())
        if self.depth > MAX_DEPTH:
            raise _at(parent, f"more than {MAX_DEPTH} levels deep", "a card needs four")

    def ascend_resolver(self) -> None:
        self.depth -= 1


def compose(text: str, path: str, values: ValueCount | None = None) -> Node | Problem:
    """The root node of the text, or the one reason why it has none; `values` are those of files read before."""
    values = values or ValueCount()
    try:
        if text.count("*") > MAX_ALIASES and sum(1 for _ in _ALIAS.finditer(text)) > MAX_ALIASES:
            _count_aliases(text, values)
        root = _composed(text, values)
        if root is None:
            return Problem(path, 1, 1, "the file is empty", "write at least `id:` and `title:`")
        if _ANCHOR.search(text):
            _Measure().size(root)
    except _LimitError as limit:
        return _refusal(path, limit)
    except yaml.YAMLError as error:
        return _too_deep(path, text, error, values) or syntax_problem(path, text, error)
    return root


def _composed(text: str, values: ValueCount) -> Node | None:
    loader = _Loader(text)
    loader.values, loader.left = values, values.allowed
    try:
        return cast("Node | None", loader.get_single_node())
    finally:
        loader.dispose()


def _too_deep(path: str, text: str, error: yaml.YAMLError, values: ValueCount) -> Problem | None:
    """Our own word for depth, where the parser gave up over it first.

    It looks ahead by some thousand characters, so a bound of its own may speak before we see a single node;
    what stands before that place is read without it.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    try:
        _composed(text[: mark.index], values)
    except _LimitError as limit:
        return _refusal(path, limit)
    except yaml.YAMLError:
        pass
    return None


def _refusal(path: str, limit: _LimitError) -> Problem:
    return Problem(path, limit.line, limit.column, limit.message, limit.hint)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Hold the garbage collector still: it would search a growing tree, all of it alive, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _count_aliases(text: str, values: ValueCount) -> None:
    seen = depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_SyntaxLoader)):
        if number > 2 * values.allowed + 10:
            # A node is told of once or twice: there are too many of them, which will be said.
            return
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return
        seen += isinstance(event, yaml.AliasEvent)
        if seen > MAX_ALIASES:
            raise _LimitError(
                *place_of(event), f"more than {MAX_ALIASES:,} aliases (`*name`)", "write the values out"
            )


class _Measure:
    """Counts what a graph of nodes stands for once every alias is followed; raises _LimitError."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[int, int]] = {}
        self.open: set[int] = set()
        self.written = 0

    def size(self, node: Node) -> tuple[int, int]:
        """(nodes, levels) that the node stands for."""
        key = id(node)
        if key in self.known:
            return self.known[key]
        self.written += 1
        if isinstance(node, ScalarNode):
            return 1, 0
        if key in self.open:
            raise _at(node, "this anchor holds itself", "write the value out instead of the alias")
        self.open.add(key)
        size, depth = 1, 0
        for child in _children(node):
            more, below = self.size(child)
            size, depth = size + more, max(depth, below)
        self.open.discard(key)
        self.known[key] = size, depth + 1
        if size > self.written + MAX_COPIES:
            raise _at(node, f"aliases stand for more than {MAX_COPIES:,} values here", "write the values out")
        if depth >= MAX_DEPTH:
            raise _at(node, f"more than {MAX_DEPTH} levels deep, aliases followed", "a card needs four")
        return self.known[key]


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield key
            yield value
    else:
        yield from node.value


def all_below(node: Node) -> Iterator[Node]:
    """The node and every node in it, each once, however many aliases lead to it."""
    waiting, seen = [node], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            if not isinstance(one, ScalarNode):
                waiting += _children(one)


def _at(node: Node | None, message: str, hint: str) -> _LimitError:
    return _LimitError(*(place_of(node) if node else (1, 1)), message, hint)


def place_of(node: Node | yaml.Event) -> tuple[int, int]:
    """Where a node or event begins: line and column from 1."""
    mark = node.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def plain(node: Node) -> Any:
    """Plain data of a node: texts as written, lists, dicts without absent keys; raises UnusualError.

    An entry of `steps` that is a mere text becomes ``{"text": …}``, as the schema types it.
    """
    if type(node) is ScalarNode:
        if node.tag:
            raise UnusualError
        value, style = node.value, node.style
        if not style:
            return None if value in ABSENT else value
        if style == '"' and CONTROL.search(value):
            raise UnusualError
        return value.rstrip("\n") if style in "|>" else value
    if node.tag:
        raise UnusualError
    if type(node) is SequenceNode:
        return [plain(child) for child in node.value]
    data = {}
    for key, child in node.value:
        if type(key) is not ScalarNode or key.tag:
            raise UnusualError
        data[key.value] = plain(child)
    if len(data) != len(node.value):
        raise UnusualError
    if None in data.values():
        data = {key: value for key, value in data.items() if value is not None}
    steps = data.get("steps")
    if type(steps) is list:
        data["steps"] = [{"text": step} if type(step) is str else step for step in steps]
    return data


def is_absent(node: Node) -> bool:
    """Whether the node is an empty plain scalar, ``~`` or ``null``."""
    return isinstance(node, ScalarNode) and not node.style and not node.tag and node.value in ABSENT


def text_of(node: ScalarNode) -> str:
    """The text of a scalar node, without the line end that closes a block."""
    value = str(node.value)
    return value.rstrip("\n") if node.style in ("|", ">") else value


def get(node: Node | None, key: str) -> Node | None:
    """The value of a mapping's key, or None; the first one where the key stands twice."""
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if isinstance(name, ScalarNode) and name.value == key:
                return cast(Node, value)
    return None


def scalar(node: Node | None, key: str) -> str:
    """The text under a mapping's key, or "" where there is none."""
    value = get(node, key)
    return text_of(value) if isinstance(value, ScalarNode) and not is_absent(value) else ""


def entries(node: Node | None, key: str) -> list[Node]:
    """The entries of the list under a mapping's key; empty where there is no list."""
    value = get(node, key)
    return list(value.value) if isinstance(value, SequenceNode) else []


def inline_ids(deck: Node) -> list[str]:
    """The ids of the cards that stand in a deck's file, good or bad."""
    cards = (card for suit in entries(deck, "suits") for card in entries(suit, "cards"))
    return [card_id for card in cards if type(card) is not ScalarNode and (card_id := scalar(card, "id"))]
