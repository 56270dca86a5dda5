"""Plans of more text than anybody prints: refused before they are laid out, with what is longest and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from deckapp.plan.differences import NOUNS
from deckapp.plan.plan import Plan
from deckapp.problem import Problem, ProblemsError
from deckapp.report.cards import CardIndex
from deckapp.report.options import ReportPart

MOST_WORK = 7_000_000
"""So many letters, or fewer that take longer, are laid out in some seconds; they fill well over a thousand pages."""
_WEIGHTS: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (re.compile("[\u0300-\u036f\u0590-\U0001efff]+"), 7, 8),
    (re.compile("[\U0001f000-\U0010ffff]+"), 15, 8),
    (re.compile(r"\S{100,}"), 7, 0),
    (re.compile(r"\n"), 0, 20),
    (re.compile(r"[*_]"), 0, 40),
    (re.compile(r"\]\("), 0, 180),
)
"""What takes longer than its letters: how much longer each letter of a match takes, and each match.

Letters that the reading fonts lack and each change to them, emoji, words without end, lines, emphasis, links.
"""
_ITEM = re.compile(r"^\s*(?:[-+*]|\d{1,9}[.)])\s", re.MULTILINE)
_AN_ITEM, _OF_MANY = 60, 0.06
"""The same of a list's item, and how much more it is for each other one: a long list is cut from page to page."""
_HELD: Mapping[ReportPart, tuple[str, ...]] = {
    "activities": ("activities", "notes"),
    "stakeholders": ("stakeholders", "impacts"),
    "risks": ("risks",),
    "measures": ("measures",),
    "decisions": ("decisions",),
    "history": ("history",),
}
_SHORT = 100
"""Nobody looks into shorter texts: their number is bounded."""
_NAMED = 3
_SHOWN = 40


def refuse_too_long(plan: Plan, parts: tuple[ReportPart, ...], cards: CardIndex) -> None:
    """Raise ProblemsError where the chosen parts of a plan's report are of more text than is laid out in seconds."""
    found = sorted(_work(plan, parts, cards), reverse=True)
    total = sum(work for work, _ in found)
    if total <= MOST_WORK:
        return
    longest = ", ".join(name for _, name in found[:_NAMED])
    share = MOST_WORK / total
    message = (
        f"there is too much text in this plan for a PDF: about {1 / share:,.1f} times what can be laid out"
    )
    hint = f"leave parts out, or shorten the longest texts: {longest}"
    raise ProblemsError([Problem(plan.title[:_SHOWN].strip() or "plan", message=message, hint=hint)])


def work_of(text: str) -> int:
    """How much there is to be done for a text, in letters of the reading fonts."""
    if len(text) < _SHORT:
        return len(text)
    items = len(_ITEM.findall(text))
    work = len(text) + items * round(_AN_ITEM + _OF_MANY * items)
    for pattern, letter, match in _WEIGHTS:
        found = pattern.findall(text)
        work += match * len(found) + (letter * sum(map(len, found)) if letter else 0)
    return work


def _work(plan: Plan, parts: tuple[ReportPart, ...], cards: CardIndex) -> Iterator[tuple[int, str]]:
    """(work, name) of each part that has any text."""
    if "definition" in parts:
        for name in plan.definition.__struct_fields__:
            if isinstance(text := getattr(plan.definition, name), str):
                yield work_of(text), f"the definition’s {name.replace('_', ' ')}"
    names = [name for part in parts for name in _HELD.get(part, ())]
    for collection in (*names, "approvals"):
        for held in getattr(plan, collection).values():
            yield _sum(held), f"{NOUNS[collection]} “{_title(held)}”"
    for used in cards.cards:
        yield _sum(used.card), f"card “{_title(used.card)}”"


def _sum(value: Any) -> int:
    """The work for all texts in a part; a card within an activity is counted where cards are."""
    total = 0
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if isinstance(held, str):
            total += work_of(held)
        elif isinstance(held, tuple):
            total += sum(work_of(one) if isinstance(one, str) else _sum(one) for one in held)
    return total


def _title(part: Any) -> str:
    names = ("title", "name", "aspect", "summary", "text")
    text = next((text for name in names if (text := getattr(part, name, ""))), "")
    return " ".join(text[: 4 * _SHOWN].split())[:_SHOWN]
