"""Plans of more than anybody prints: refused before they are laid out, with what is most of it and what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from deckapp.plan.columns import BY_COLLECTION, DEFINITION, NAMES
from deckapp.plan.differences import NOUNS
from deckapp.plan.plan import Plan
from deckapp.problem import Problem, ProblemsError
from deckapp.report.cards import CardIndex
from deckapp.report.options import ReportPart

MOST_WORK = 8_000_000
"""So many letters of the reading fonts, or what takes as long, are laid out in some nine seconds."""
_WEIGHTS: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (re.compile("[\u0300-\u036f\u0590-\U0001efff]+"), 7, 8),
    (re.compile("[\U0001f000-\U0010ffff]+"), 15, 8),
    (re.compile(r"\S{100,}"), 7, 0),
    (re.compile("[\n\u2028\u2029]"), 0, 20),
    (re.compile(r"[*_]"), 0, 40),
    (re.compile(r"\]\("), 0, 180),
)
"""What takes longer than its letters: how much longer each letter of a match takes, and each match.

Letters that the reading fonts lack and each change to them, emoji, words without end, lines, emphasis, links.
"""
_ITEM = re.compile(r"^[^\S\n]*(?:[-+*]|\d{1,9}[.)])\s", re.MULTILINE)
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
_BASE: Mapping[str, int] = {"activities": 350, "cards": 2_500}
_ROW = 150
"""What a thing takes beside its texts: an activity its tile and its row, a card its two faces, others a row."""
_FRESH = 250
"""What a text takes that stands nowhere else in the plan: others are set once."""
_LINK = 600
_LONG = 4_000
"""Where the longest text is no longer than this, there are too many things."""
_SHORT = 100
"""Nobody looks into shorter texts: their number is bounded."""
_NAMED = 3
NOUNS_OF_MANY = {
    **{collection: table.nouns for collection, table in BY_COLLECTION.items()},
    "cards": "different cards",
    "definition": "fields",
}
_SHOWN = 40


def refuse_too_long(plan: Plan, parts: tuple[ReportPart, ...], cards: CardIndex) -> None:
    """Raise ProblemsError where the chosen parts of a plan's report are of more text than is laid out in seconds."""
    found = _Work(plan, parts, cards)
    if found.total <= MOST_WORK:
        return
    times = found.total / MOST_WORK
    message = f"there is too much in this plan for a PDF: about {times:,.1f} times what can be laid out"
    longest = sorted(found.named, reverse=True)[:_NAMED]
    if longest[0][0] > _LONG:
        hint = f"leave parts out, or shorten the longest texts: {', '.join(name for _, name in longest)}"
    else:
        most = sorted(found.counts.items(), key=lambda item: -found.sums[item[0]])[:2]
        many = " and ".join(f"{count:,} {NOUNS_OF_MANY[name]}" for name, count in most)
        hint = f"leave parts out, or make several plans of it: it holds {many}"
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


class _Work:
    """What there is to be done for the chosen parts: in all, by kind of thing, and for each thing by name."""

    def __init__(self, plan: Plan, parts: tuple[ReportPart, ...], cards: CardIndex) -> None:
        self.sums: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.named: list[tuple[int, str]] = []
        self._seen: set[str] = set()
        if "definition" in parts:
            for column in DEFINITION.fields:
                text = column.value(plan, plan.definition)
                self._add("definition", self._of(text), f"the definition’s {column.words}")
        names = dict.fromkeys([name for part in parts for name in _HELD.get(part, ())] + ["approvals"])
        for collection in names:
            for held in getattr(plan, collection).values():
                self._add(collection, self._sum(held), f"{NOUNS[collection]} “{_title(held)}”")
        if "activities" in names:
            self.counts["links"] = len(plan.links)
            self.sums["links"] = _LINK * len(plan.links)
        for used in cards.cards:
            self._add("cards", self._sum(used.card), f"card “{_title(used.card)}”")

    @property
    def total(self) -> int:
        return sum(self.sums.values())

    def _add(self, kind: str, work: int, name: str) -> None:
        self.counts[kind] += 1
        self.sums[kind] += work + _BASE.get(kind, _ROW)
        self.named.append((work, name))

    def _sum(self, value: Any) -> int:
        """The work for all texts in a part; a card within an activity is counted where cards are."""
        total = 0
        for name in value.__struct_fields__:
            held = getattr(value, name)
            if isinstance(held, str):
                total += self._of(held)
            elif isinstance(held, tuple):
                total += sum(self._of(one) if isinstance(one, str) else self._sum(one) for one in held)
        return total

    def _of(self, text: str) -> int:
        if not text or text in self._seen:
            return work_of(text)
        self._seen.add(text)
        return _FRESH + work_of(text)


def _title(part: Any) -> str:
    text = next((text for name in NAMES if (text := getattr(part, name, ""))), "")
    return " ".join(text[: 4 * _SHOWN].split())[:_SHOWN]
