"""Checks: rules that say what a plan lacks, in words for the one who writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import msgspec

from deckapp.deck.card import Component
from deckapp.plan.plan import COLLECTIONS, PARKED, Activity, Plan
from deckapp.plan.schedule import circles, finish, link_problems

Level = Literal["error", "warning", "info"]
"""error: the plan contradicts itself; warning: something is missing; info: good to know."""


class CheckedPlan:
    """A plan, and what several rules look at."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.live = {
            key: activity for key, activity in plan.activities.items() if activity.status != "dropped"
        }
        self.placed = {key: activity for key, activity in self.live.items() if _placed(plan, activity)}
        self.components = {
            component for activity in self.live.values() for component in activity.card.component
        }


Find = Callable[[CheckedPlan, dt.date | None], Iterable[str] | None]
"""The ids of what a rule finds (none where it is the plan as a whole), or None where all is well."""

NAMED = 3
"""How many things a finding names; it counts the others."""
ISOLATE, END = "\u2068", "\u2069"
"""Around a name: one in Arabic must not drag the signs beside it to its own side."""


class Rule(msgspec.Struct, frozen=True):
    """One check: its title, why it matters, and what it looks for in a plan on a day."""

    id: str
    title: str
    why: str
    find: Find
    level: Level = "warning"


class Finding(msgspec.Struct, frozen=True):
    """What a rule found: `id` and `title` are the rule's, `ids` the parts of the plan that it is about."""

    id: str
    title: str
    detail: str
    ids: tuple[str, ...] = ()
    level: Level = "warning"


def check_plan(plan: Plan, today: dt.date | None = None) -> list[Finding]:
    """What the plan lacks, in the order of the rules; without a day, nothing is overdue."""
    findings, look = [], CheckedPlan(plan)
    for rule in RULES:
        found = rule.find(look, today)
        if found is not None:
            ids = tuple(found)
            detail = f"{rule.why} {_named(plan, ids)}".rstrip()
            findings.append(Finding(rule.id, rule.title, detail, ids, rule.level))
    return findings


def _named(plan: Plan, ids: tuple[str, ...]) -> str:
    names = [_name(plan, key) for key in ids[:NAMED]]
    more = len(ids) - len(names)
    return f"({', '.join(names)}{f' and {more} more' if more else ''})" if names else ""


def _name(plan: Plan, key: str) -> str:
    holders = (getattr(plan, name) for name in COLLECTIONS)
    part = next((holder[key] for holder in holders if key in holder), None)
    title = getattr(part, "title", "") or getattr(part, "name", "")
    return f"“{ISOLATE}{title}{END}”" if title else "one without a name"


def _definition(field: str) -> Find:
    return lambda look, _: None if getattr(look.plan.definition, field).strip() else ()


def _component(component: Component) -> Find:
    return lambda look, _: None if component in look.components else ()


def _activities(wrong: Callable[[Activity], bool]) -> Find:
    """Finds activities in a phase, not dropped, with which something is wrong."""

    return lambda look, _: [key for key, activity in look.placed.items() if wrong(activity)] or None


def _parts(collection: str, wrong: Callable[[Any], bool]) -> Find:
    def find(look: CheckedPlan, _: dt.date | None) -> Iterable[str] | None:
        parts: Mapping[str, Any] = getattr(look.plan, collection)
        return [key for key, part in parts.items() if wrong(part)] or None

    return find


def _placed(plan: Plan, activity: Activity) -> bool:
    return plan.cell_of(activity.position) != PARKED


def _too_early(look: CheckedPlan, _: dt.date | None) -> Iterable[str] | None:
    pairs = [(problem.source, problem.target) for problem in link_problems(look.plan)]
    return dict.fromkeys(key for pair in pairs if set(pair) <= look.live.keys() for key in pair) or None


def _in_circles(look: CheckedPlan, _: dt.date | None) -> Iterable[str] | None:
    return [key for circle in circles(look.plan) for key in circle] or None


def _overdue(look: CheckedPlan, today: dt.date | None) -> Iterable[str] | None:
    if today is None:
        return None
    open_ones = {key: activity for key, activity in look.live.items() if activity.status != "done"}
    return [key for key, it in open_ones.items() if (end := finish(it)) and end < today] or None


def _unaddressed(look: CheckedPlan, _: dt.date | None) -> Iterable[str] | None:
    audiences = [activity.audience.casefold() for activity in look.live.values() if activity.audience]
    return [
        key
        for key, group in look.plan.stakeholders.items()
        if group.name.strip() and not any(group.name.strip().casefold() in text for text in audiences)
    ] or None


def _parked(look: CheckedPlan, _: dt.date | None) -> Iterable[str] | None:
    return [key for key in look.live if key not in look.placed] or None


def _empty_phases(look: CheckedPlan, _: dt.date | None) -> Iterable[str] | None:
    plan = look.plan
    used = {plan.cell_of(activity.position)[0] for activity in plan.activities.values()}
    return [key for key, _ in plan.phases_in_order() if key not in used] or None


RULES = (
    Rule(
        "case",
        "The case for change is missing",
        "People ask why before they ask how. Say in the definition what happens if nothing changes.",
        _definition("case"),
    ),
    Rule(
        "sponsor",
        "No sponsor is named",
        "A change without someone senior who stands up for it seldom lasts. Name one person in the definition.",
        _definition("sponsor"),
    ),
    Rule(
        "success",
        "Nobody can tell whether it worked",
        "Write into the definition what will be different, and how one will see it (success criteria).",
        _definition("success_criteria"),
    ),
    Rule(
        "resource",
        "Nothing for the resource plan",
        "No activity finds the people, the time and the money. Place a card that does.",
        _component("resource"),
    ),
    Rule(
        "communications",
        "Nothing for the communications plan",
        "No activity tells people what changes, when, and what it means for them.",
        _component("communications"),
    ),
    Rule(
        "sponsorship",
        "Nothing for the sponsorship plan",
        "No activity says what the sponsor does and says, week by week.",
        _component("sponsorship"),
    ),
    Rule(
        "engagement",
        "Nothing for the stakeholder engagement plan",
        "No activity brings those who are affected into the change.",
        _component("engagement"),
    ),
    Rule(
        "learning",
        "Nothing for the learning and development plan",
        "No activity gives people the skill that the new way asks of them.",
        _component("learning"),
    ),
    Rule(
        "measurement",
        "Nothing for the measurement and benefit realisation plan",
        "No activity measures whether the new way is used and what it brings.",
        _component("measurement"),
    ),
    Rule(
        "sustainability",
        "Nothing for the sustainability plan",
        "No activity keeps the change alive once the project has gone home.",
        _component("sustainability"),
    ),
    Rule(
        "owner",
        "Activities without an owner",
        "What is everybody's is nobody's. Give each one name.",
        _activities(lambda activity: not activity.owner.strip()),
    ),
    Rule(
        "start",
        "Activities without a start",
        "What has no date does not happen. A rough one will do.",
        _activities(lambda activity: activity.start is None),
    ),
    Rule(
        "duration",
        "Activities without a duration",
        "Without working days there is no finish, and nothing can follow it.",
        _activities(lambda activity: activity.duration_days is None),
    ),
    Rule(
        "too-early",
        "Activities that start too early",
        "A link says that one must finish before the other starts; the dates say otherwise.",
        _too_early,
        "error",
    ),
    Rule(
        "circle",
        "Activities that wait for each other",
        "Links run in a circle, so none of these can ever start. Remove one link.",
        _in_circles,
        "error",
    ),
    Rule(
        "overdue",
        "Activities that should be done by now",
        "Their finish is past. Mark them done, or give them a new date.",
        _overdue,
    ),
    Rule(
        "unaddressed",
        "Stakeholder groups that no activity is for",
        "Name the group as the audience of an activity.",
        _unaddressed,
    ),
    Rule(
        "response",
        "Risks without a response",
        "A risk that one only lists is one that one takes. Say what is done about it.",
        _parts("risks", lambda risk: not risk.response.strip()),
    ),
    Rule(
        "target",
        "Measures without a target",
        "A figure says nothing until one knows which one would be good.",
        _parts("measures", lambda measure: not measure.target.strip()),
    ),
    Rule(
        "empty-phase",
        "Phases with nothing in them",
        "Place an activity there, or remove the phase.",
        _empty_phases,
        "info",
    ),
    Rule(
        "parked",
        "Activities in the parking lot",
        "They belong to no phase yet. Drag them onto the board when their time comes.",
        _parked,
        "info",
    ),
)
"""All checks, in the order in which they are told."""
