"""Dates and order: working days, finishes, links whose dates contradict them, circles, the plan's span."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from deckapp.plan.board import reading_order
from deckapp.plan.plan import PARKING, Activity, Plan

DAY = dt.timedelta(days=1)


class LinkProblem(msgspec.Struct, frozen=True):
    """A finish-start link whose target starts on `start`, before its source finishes on `finish`."""

    link: str
    source: str
    target: str
    finish: dt.date
    start: dt.date


def add_working_days(start: dt.date, days: int) -> dt.date:
    """The last of so many working days (Monday to Friday) that begin on `start` or the next Monday.

    One working day from a Wednesday is that Wednesday. `days` is at least 1; a date past the
    calendar's end is its end.
    """
    weekday = start.weekday()
    try:
        # A start at a weekend counts as the Monday after.
        monday = start - weekday * DAY if weekday < 5 else start + (7 - weekday) * DAY
        weeks, rest = divmod((weekday if weekday < 5 else 0) + days - 1, 5)
        return monday + (weeks * 7 + rest) * DAY
    except OverflowError:
        return dt.date.max


def finish(activity: Activity) -> dt.date | None:
    """The activity's last working day; None without a start or a duration."""
    if activity.start is None or activity.duration_days is None:
        return None
    return add_working_days(activity.start, activity.duration_days)


def span(plan: Plan) -> tuple[dt.date, dt.date] | None:
    """The first start and the last finish (or start) of all activities; None where nothing has a date."""
    starts = [activity.start for activity in plan.activities.values() if activity.start is not None]
    if not starts:
        return None
    finishes = [end for activity in plan.activities.values() if (end := finish(activity)) is not None]
    return min(starts), max(starts + finishes)


def link_problems(plan: Plan) -> list[LinkProblem]:
    """The finish-start links whose target starts before its source finishes.

    To start on the very day on which the source finishes is fine: half a day each is common.
    """
    found = []
    for key, source, target in _sequence(plan):
        end, start = finish(plan.activities[source]), plan.activities[target].start
        if end is not None and start is not None and start < end:
            found.append(LinkProblem(key, source, target, end, start))
    return found


def reaches(plan: Plan, start: str, goal: str, without: str = "") -> bool:
    """Whether finish-start links, except the one with the id `without`, lead from `start` to `goal`."""
    after: dict[str, list[str]] = {}
    for key, source, target in _sequence(plan):
        if key != without:
            after.setdefault(source, []).append(target)
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        fresh = [there for there in after.get(here, ()) if there not in seen]
        seen.update(fresh)
        waiting += fresh
    return False


def order(plan: Plan) -> list[str]:
    """All activities so that the source of a finish-start link comes before its target.

    Where links leave a choice: by start, then as one reads the board. Activities that run in a circle,
    and those after them, come last.
    """
    rank = {key: at for at, key in enumerate(_by_start(plan))}
    after: dict[str, list[str]] = {}
    awaited = dict.fromkeys(rank, 0)
    for _, source, target in _sequence(plan):
        after.setdefault(source, []).append(target)
        awaited[target] += 1
    ready = [(rank[key], key) for key, number in awaited.items() if not number]
    heapq.heapify(ready)
    done = []
    while ready:
        _, key = heapq.heappop(ready)
        done.append(key)
        for target in after.get(key, ()):
            awaited[target] -= 1
            if not awaited[target]:
                heapq.heappush(ready, (rank[target], target))
    placed = set(done)
    return done + [key for key in rank if key not in placed]


def circles(plan: Plan) -> list[tuple[str, ...]]:
    """Activities that finish-start links chain into circles, one tuple of ids a circle.

    Only a file written elsewhere has any; a link to itself is a circle of one.
    """
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for source, target in _in_circles_or_after([(source, target) for _, source, target in _sequence(plan)]):
        after.setdefault(source, []).append(target)
        before.setdefault(target, []).append(source)
    # Kosaraju: whoever is reached backwards from the last to be left forwards stands in a circle with it.
    seen: set[str] = set()
    left: list[str] = []
    for key in after:
        left += _walk(after, key, seen)
    seen = set()
    rank = {key: at for at, key in enumerate(plan.activities)}
    found = [sorted(_walk(before, key, seen), key=rank.__getitem__) for key in reversed(left)]
    return [tuple(keys) for keys in found if len(keys) > 1 or (keys and keys[0] in after.get(keys[0], ()))]


def _in_circles_or_after(links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The links without those that surely stand in no circle: none leads to their source, however far back."""
    awaited = Counter(target for _source, target in links)
    after: dict[str, list[str]] = {}
    for source, target in links:
        after.setdefault(source, []).append(target)
    ready = [source for source in after if source not in awaited]
    while ready:
        for target in after.pop(ready.pop(), ()):
            awaited[target] -= 1
            if not awaited[target]:
                ready.append(target)
    return [(source, target) for source, target in links if source in after]


def _walk(ways: Mapping[str, list[str]], start: str, seen: set[str]) -> list[str]:
    """All that is reached from `start` and not yet seen, in the order in which a deep walk leaves it."""
    if start in seen:
        return []
    seen.add(start)
    left, path = [], [(start, iter(ways.get(start, ())))]
    while path:
        key, onward = path[-1]
        step = next((there for there in onward if there not in seen), None)
        if step is None:
            left.append(key)
            path.pop()
        else:
            seen.add(step)
            path.append((step, iter(ways.get(step, ()))))
    return left


def _sequence(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """(link, source, target) of every finish-start link whose two ends exist."""
    activities = plan.activities
    for key, link in plan.links.items():
        if link.kind == "finish-start" and link.source in activities and link.target in activities:
            yield key, link.source, link.target


def _by_start(plan: Plan) -> list[str]:
    keys = [key for key in reading_order(plan) if key in plan.activities]
    return sorted(keys, key=lambda key: plan.activities[key].start or dt.date.max)


def by_phase(plan: Plan) -> Iterator[tuple[str, list[str], list[str]]]:
    """(phase, its activities in the order in which they happen, its notes); "" for what is not placed."""
    groups: dict[str, tuple[list[str], list[str]]] = {key: ([], []) for key, _ in plan.phases_in_order()}
    groups[PARKING] = ([], [])
    for key in order(plan):
        groups[plan.cell_of(plan.activities[key].position)[0]][0].append(key)
    for key, note in plan.notes.items():
        if note.text.strip():
            groups[plan.cell_of(note.position)[0]][1].append(key)
    for phase, (activities, notes) in groups.items():
        if activities or notes:
            yield phase, activities, notes
