"""Working days, finishes and the order of activities."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deckapp.plan import edits
from deckapp.plan.plan import Link, Plan
from deckapp.plan.schedule import (
    add_working_days,
    circles,
    finish,
    link_problems,
    order,
    reaches,
    span,
)

MONDAY = dt.date(2026, 11, 23)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (MONDAY, 1, MONDAY),
        (MONDAY, 5, dt.date(2026, 11, 27)),
        (MONDAY, 6, dt.date(2026, 11, 30)),
        (dt.date(2026, 11, 26), 3, dt.date(2026, 11, 30)),
        (dt.date(2026, 11, 28), 1, dt.date(2026, 11, 30)),
        (dt.date(2026, 11, 29), 5, dt.date(2026, 12, 4)),
        (dt.date(9999, 12, 30), 30, dt.date.max),
    ],
)
def test_weekends_are_not_worked(start: dt.date, days: int, last: dt.date) -> None:
    assert add_working_days(start, days) == last


@given(start=DAYS, days=st.integers(1, 800))
def test_counting_days_and_adding_them_agree(start: dt.date, days: int) -> None:
    last = add_working_days(start, days)
    assert last.weekday() < 5
    passed = (start + dt.timedelta(days=number) for number in range((last - start).days + 1))
    assert sum(day.weekday() < 5 for day in passed) == days


def test_a_finish_needs_a_start_and_a_duration(full: Plan) -> None:
    assert finish(full.activities["a1"]) == dt.date(2026, 11, 25)
    assert finish(replace(full.activities["a1"], start=None)) is None
    assert finish(replace(full.activities["a1"], duration_days=None)) is None


def test_the_span_goes_from_the_first_start_to_the_last_finish(full: Plan) -> None:
    assert span(full) == (MONDAY, dt.date(2026, 11, 25))
    later = edits.change_activities(full, ["a2"], start=dt.date(2027, 1, 1))
    assert span(later) == (MONDAY, dt.date(2027, 1, 1))
    assert span(Plan()) is None


def test_a_target_that_starts_before_its_source_finishes_is_a_problem(full: Plan) -> None:
    early = edits.change_activities(full, ["a2"], start=dt.date(2026, 11, 24))
    (problem,) = link_problems(early)
    assert (problem.link, problem.source, problem.target) == ("l1", "a1", "a2")
    assert (problem.finish, problem.start) == (dt.date(2026, 11, 25), dt.date(2026, 11, 24))
    assert link_problems(edits.change_activities(full, ["a2"], start=dt.date(2026, 11, 25))) == []
    assert link_problems(edits.change_link(early, "l1", kind="informs")) == []


def test_links_decide_the_order_and_then_the_start(full: Plan) -> None:
    assert order(full) == ["a1", "a2", "a3"]
    turned = edits.change_link(full, "l1", source="a2", target="a1")
    assert order(turned) == ["a2", "a1", "a3"]
    dated = edits.change_activities(full, ["a3"], start=dt.date(2020, 1, 1))
    assert order(dated) == ["a3", "a1", "a2"]


def with_links(plan: Plan, *ends: tuple[str, str]) -> Plan:
    links = {f"l{at}": Link(source=source, target=target) for at, (source, target) in enumerate(ends)}
    return replace(plan, links=links)


def test_circles_of_a_file_written_elsewhere_are_found_and_do_not_hang(full: Plan) -> None:
    chained = with_links(full, ("a1", "a2"), ("a2", "a3"), ("a3", "gone"))
    assert circles(chained) == []
    assert reaches(chained, "a1", "a3")
    assert not reaches(chained, "a3", "a1")
    assert not reaches(chained, "a1", "a3", without="l1")
    circle = with_links(full, ("a1", "a2"), ("a2", "a1"), ("a2", "a3"))
    assert circles(circle) == [("a1", "a2")]
    assert sorted(order(circle)) == ["a1", "a2", "a3"]
    assert circles(with_links(full, ("a1", "a1"))) == [("a1",)]


@given(ends=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_circles_are_what_reaches_itself(ends: list[tuple[int, int]]) -> None:
    base = edits.new_plan()
    from deckapp.deck.card import Card
    from deckapp.plan.plan import Activity

    nothing = {f"a{at}": Activity(title="x", card=Card(id="c", title="C")) for at in range(8)}
    plan = with_links(replace(base, activities=nothing), *((f"a{one}", f"a{two}") for one, two in ends))
    in_circles = {key for circle in circles(plan) for key in circle}
    for key in nothing:
        onward = [link.target for link in plan.links.values() if link.source == key]
        assert (key in in_circles) == any(reaches(plan, target, key) for target in onward)
    ordered = order(plan)
    assert sorted(ordered) == sorted(nothing)
    for link in plan.links.values():
        if link.source not in in_circles and not any(reaches(plan, key, link.source) for key in in_circles):
            assert ordered.index(link.source) < ordered.index(link.target)
