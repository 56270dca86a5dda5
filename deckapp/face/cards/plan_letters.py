"""Characters of a plan that no font has: boxes would stand for them on paper, in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from deckapp.face.cards.drawing import MOST_TOLD, named
from deckapp.face.type.fonts import FAMILY_TEXT, coverage, is_silent, itemise, order
from deckapp.plan.differences import NOUNS
from deckapp.plan.plan import COLLECTIONS, Plan
from deckapp.problem import Problem

MOST_LOOKED_AT = 2_000
"""So many different characters that no bundled font has are looked for among the system's."""
HINT = "use another character, or install a font that has it"


def plan_letter_problems(plan: Plan, path: Path | None) -> list[Problem]:
    """A warning for each character that no font has, with where it stands first; some twenty at most.

    Needs a QGuiApplication.
    """
    bundled = frozenset().union(*(coverage(font) for font in order(FAMILY_TEXT, bold=False, italic=False)))
    first: dict[str, str] = {}
    for where, text in _texts(plan):
        for char in {*text} if not text.isascii() else ():
            if ord(char) not in bundled and not is_silent(char) and len(first) < MOST_LOOKED_AT:
                first.setdefault(char, where)
    lacking = [char for char in first if any(piece.missing for piece in itemise(char))]
    name = str(path) if path is not None else plan.title or "this plan"
    told = [
        Problem(name, message=f"no font has {named(char)}, as in {first[char]}", hint=HINT, level="warning")
        for char in lacking[:MOST_TOLD]
    ]
    if len(lacking) > MOST_TOLD:
        more = f"no font has {len(lacking) - MOST_TOLD:,} more of its characters"
        told.append(Problem(name, message=more, hint=HINT, level="warning"))
    return told


def _texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Where a text stands, and the text."""
    yield from (("the plan’s head", text) for text in (plan.title, plan.organisation, plan.author))
    yield from (("the definition", text) for text in _of(plan.definition))
    for name in COLLECTIONS:
        if name in ("images", "decks"):
            continue
        for part in getattr(plan, name).values():
            title = getattr(part, "title", "") or getattr(part, "name", "")
            where = f"the {NOUNS[name]} “{' '.join(title[:80].split())}”" if title else f"a {NOUNS[name]}"
            yield from ((where, text) for text in _of(part))


def _of(value: Any) -> Iterator[str]:
    for name in value.__struct_fields__:
        held = getattr(value, name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, str):
                yield one
            elif isinstance(one, msgspec.Struct):
                yield from _of(one)
