"""A plan of more text than anybody prints is refused before it is laid out, and told what is longest."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.deck.card import Card
from deckapp.plan.file import write_plan
from deckapp.plan.limits import MAX_TEXT
from deckapp.plan.plan import Activity, Definition, Plan
from deckapp.problem import ProblemsError
from deckapp.report.cards import CardIndex
from deckapp.report.options import ReportOptions
from deckapp.report.plan_pdf import plan_to_pdf
from deckapp.report.too_long import _ITEM, MOST_WORK, refuse_too_long, work_of
from tests.bench.samples import make_plan
from tests.faults.absurd import texts

MANY = 400


def plan_of(text: str, count: int) -> Plan:
    card = Card(id="c", title="Card")
    return Plan(
        title="Long",
        activities={f"a{n}": Activity(title=f"A{n}", card=card, note=text) for n in range(count)},
    )


def test_ordinary_plans_are_far_from_it() -> None:
    note = (
        "We meet the drivers, *tell* them what is known, and ask:\n- what worries you?\n- what would help?\n"
        * 4
    )
    assert 2_000 * work_of(note) < MOST_WORK
    assert work_of("a" * 50) == 50


def test_it_is_refused_with_what_is_longest_and_the_remedy() -> None:
    plan = plan_of("word " * 4_000, MANY)
    with pytest.raises(ProblemsError, match="too much in this plan for a PDF") as caught:
        plan_to_pdf(plan)
    (problem,) = caught.value.problems
    assert problem.hint.startswith("leave parts out, or shorten the longest texts: activity “A")
    assert len(str(problem)) < 500


def test_more_things_than_anybody_prints_are_refused_by_their_number() -> None:
    cards = [Card(id=f"c{n}", title=f"Card {n}", question=f"What of {n}?") for n in range(3_000)]
    plan = Plan(
        title="Many",
        activities={card.id: Activity(title=f"Activity {card.id}", card=card, deck="d") for card in cards},
    )
    with pytest.raises(ProblemsError) as caught:
        plan_to_pdf(plan)
    (problem,) = caught.value.problems
    assert problem.hint == (
        "leave parts out, or make several plans of it: it holds 3,000 different cards and 3,000 activities"
    )


def test_ten_thousand_activities_are_not_too_many(qapp: object) -> None:
    plan = make_plan(10_000)
    refuse_too_long(plan, ReportOptions().parts, CardIndex(plan, True))


def test_a_part_that_is_not_printed_does_not_count(qapp: object) -> None:
    plan = plan_of("word " * 4_000, MANY)
    few = Plan(title="Long", activities=dict(list(plan.activities.items())[:3]))
    assert plan_to_pdf(few, ReportOptions(parts=("definition",))).startswith(b"%PDF")
    with pytest.raises(ProblemsError, match="the definition’s case"):
        plan_to_pdf(Plan(definition=Definition(case="- a\n" * 20_000)), ReportOptions(parts=("definition",)))


BOUNDED = """
import sys
from deckapp.cli.program import main
raise SystemExit(main(["export", sys.argv[1], "-o", sys.argv[2]]))
"""
SOME = os.environ.get("DECKAPP_LONG_TEXTS", "lists,closed emphases,directions without spaces,families").split(
    ","
)


@pytest.mark.parametrize("name", texts() if SOME == ["all"] else SOME)
def test_as_much_as_is_let_in_is_exported_within_bounds(name: str, tmp_path: Path) -> None:
    """As large as may be with DECKAPP_LONG_TEXTS=all, else a fifth of that."""
    text = texts(MAX_TEXT)[name]
    share = 1.0 if SOME == ["all"] else 0.2
    count = max(1, int(MOST_WORK * share / max(1, work_of(text))))
    write_plan(plan_of(text, count), tmp_path / "p.deckplan")

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))

    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(tmp_path / "p.deckplan"), str(tmp_path / "p.pdf")],
        env={**os.environ, "DECKAPP_HOME": str(tmp_path / "home")},
        preexec_fn=bound, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.returncode, count, done.stderr[-2000:])


def test_whatever_ends_a_line_makes_as_much_work() -> None:
    lines = work_of("\n" * 20_000)
    assert all(work_of(ending * 20_000) >= lines for ending in "\u2028\u2029")


def test_an_item_of_a_list_begins_on_its_own_line() -> None:
    """Empty lines before it are none of it: looked at from each of them, many would take hours."""
    assert _ITEM.findall("a\n\n\n  - b\n\n1. c") == ["  - ", "1. "]
