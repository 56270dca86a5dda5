"""What fields say on paper: each kind of value in the plan's language, and what could not be read as such."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from deckapp.plan import edits
from deckapp.plan.columns import ACTIVITIES, IMPACTS, RISKS, STAKEHOLDERS, PartTable
from deckapp.plan.file import plan_from_json, plan_to_json
from deckapp.plan.plan import Impact, Part, Plan, Risk, Stakeholder
from deckapp.report.book import Book
from deckapp.report.fields import FieldTable, says
from tests.little_plan import little_plan


def row(plan: Plan, table: PartTable, part: Part) -> dict[str, str]:
    """What a part says in its columns on paper."""
    book = Book(plan)
    return {paper.key: says(book, column, part) for column, paper in table.on_paper() if paper.key}


def test_levels_attitudes_and_numbers_are_words_of_the_plans_language() -> None:
    group = Stakeholder(name="Shops", headcount=4200, impact=5, attitude=2, desired_attitude=4)
    said = row(Plan(), STAKEHOLDERS, group)
    assert (said["headcount"], said["impact"], said["influence"]) == ("4,200", "Very high", "")
    assert said["attitude"] == "Doubtful → Supportive"
    assert row(Plan(), STAKEHOLDERS, replace(group, desired_attitude=0))["attitude"] == "Doubtful"
    assert row(Plan(language="de"), STAKEHOLDERS, group)["headcount"] == "4.200"


def test_a_risks_weight_is_made_of_likelihood_and_severity() -> None:
    assert [row(Plan(), RISKS, Risk(likelihood=at, severity=at))["weight"] for at in range(6)] == [
        "", "Low", "Low", "Moderate", "Critical", "Critical",
    ]  # fmt: skip
    assert row(Plan(), RISKS, Risk(likelihood=3, severity=4))["weight"] == "Serious"


def test_an_impact_without_a_group_is_for_everyone() -> None:
    plan = Plan(stakeholders={"s1": Stakeholder(name="Shops")})
    assert row(plan, IMPACTS, Impact(group="s1"))["group"] == "Shops"
    assert row(plan, IMPACTS, Impact())["group"] == "Everyone"


def test_dates_say_a_span_or_where_it_begins() -> None:
    plan = edits.change_activities(little_plan(), ["a1", "a2"], start=dt.date(2026, 11, 23))
    plan = edits.change_activities(plan, ["a1"], duration_days=3)
    dates = [row(plan, ACTIVITIES, plan.activities[key])["dates"] for key in ("a1", "a2", "a3")]
    assert dates == ["23 Nov – 25 Nov 2026", "from 23 Nov 2026", ""]


def test_what_could_not_be_read_is_a_question_mark_and_no_default() -> None:
    plan = edits.change_activities(little_plan(), ["a1"], start=dt.date(2026, 11, 23), owner="Ada")
    text = plan_to_json(plan).replace(b'"2026-11-23"', b'"soon"').replace(b'"Ada"', b"17")
    broken, _ = plan_from_json(text, "x")
    said = row(broken, ACTIVITIES, broken.activities["a1"])
    assert (said["dates"], said["owner"]) == ("?", "?")


def test_a_table_has_only_the_columns_that_say_something() -> None:
    plan = little_plan()
    book = Book(plan)
    assert FieldTable(book, 400, ACTIVITIES).table.titles == ["Activity", "Owner", "Dates", "Status"]
    book = Book(edits.change_activities(plan, ["a1"], audience="All"))
    assert FieldTable(book, 400, ACTIVITIES).table.titles[-1] == "Audience"
