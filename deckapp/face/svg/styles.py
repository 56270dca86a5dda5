"""What an element of an SVG looks like: its attributes, the file's simple style rules, its own style, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from deckapp.face.svg.tree import Element

INHERITED = frozenset(
    {
        "color", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-dasharray", "stroke-dashoffset",
        "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "visibility",
        "clip-rule",
    }
)  # fmt: skip
OWN = frozenset({"opacity", "display", "clip-path", "stop-color", "stop-opacity", "transform"})
UNDRAWN = frozenset(
    {"filter", "mask", "marker", "marker-start", "marker-mid", "marker-end", "mix-blend-mode"}
)
"""Properties that change what is seen and are not drawn here."""
_KNOWN = INHERITED | OWN | UNDRAWN

_SIMPLE = re.compile(r"(?:[A-Za-z][\w-]*|\*)|[.#][\w-]+")
_MOST_RULES = 5_000
_MOST_LETTERS = 2_000
"""Of an element's own style, and of its classes."""

Look = Mapping[str, str]


class Rules:
    """The simple rules of a file's style sheets: an element's name, a class or an id."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        self.left_out = False
        """Whether there are rules that are not as simple as that."""
        for sheet in sheets:
            for number, rule in enumerate(_without_comments(sheet).split("}")):
                if number == _MOST_RULES:
                    self.left_out = True
                    break
                selectors, _, body = rule.partition("{")
                self._add(selectors, _declared(body))

    def _add(self, selectors: str, found: dict[str, str]) -> None:
        for one in filter(None, map(str.strip, selectors.split(","))):
            if _SIMPLE.fullmatch(one):
                self._rules.setdefault(one, {}).update(found)
            elif found and not one.startswith("@"):
                self.left_out = True

    def look(self, element: Element, inherited: Look) -> dict[str, str]:
        """All properties of an element within one of this look."""
        made = {name: value for name, value in inherited.items() if name in INHERITED}
        given = element.attributes
        own = {name: value for name, value in given.items() if name in _KNOWN}
        if self._rules:
            classes = given.get("class", "")[:_MOST_LETTERS].split()
            names = ("*", element.name, *(f".{one}" for one in classes))
            for name in (*names, f"#{given['id']}" if "id" in given else ""):
                own.update(self._rules.get(name, {}))
        if style := given.get("style"):
            own.update(_declared(style[:_MOST_LETTERS]))
        made.update((name, value) for name, value in own.items() if value != "inherit")
        return made


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(one.partition("*/")[2] for one in others)


def _declared(body: str) -> dict[str, str]:
    """The properties that a style declares, of those that matter here."""
    found = {}
    for one in body.split(";"):
        name, colon, value = one.partition(":")
        name = name.strip().lower()
        if colon and name in _KNOWN:
            found[name] = value.replace("!important", "").strip()
    return found
