"""What a plan lacks."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from deckapp.deck.card import Card
from deckapp.plan import edits
from deckapp.plan.checks import RULES, Finding, check_plan
from deckapp.plan.plan import Activity, Link, Measure, Plan, Position, Risk, Stakeholder

MONDAY = dt.date(2026, 11, 23)
SEVEN = (
    "resource", "communications", "sponsorship", "engagement", "learning", "measurement", "sustainability",
)  # fmt: skip


def seen(text: str) -> str:
    """The text without the signs that only keep names together."""
    return text.replace("\u2068", "").replace("\u2069", "")


def found(plan: Plan, today: dt.date | None = None) -> dict[str, Finding]:
    return {finding.id: finding for finding in check_plan(plan, today)}


@pytest.fixture
def whole() -> Plan:
    """A plan that lacks nothing."""
    plan = edits.change_definition(
        edits.new_plan("Whole"), case="Why", sponsor="Grace", success_criteria="Seen in use"
    )
    activities = {
        f"a{at}": Activity(
            title=f"Step {at}",
            card=Card(id="c", title="C", component=SEVEN),
            position=Position(phase=phase, workstream="w1"),
            owner="Ada",
            audience="All drivers and staff",
            start=MONDAY + dt.timedelta(weeks=at),
            duration_days=3,
        )
        for at, phase in enumerate(plan.phases)
    }
    return replace(
        plan,
        activities=activities,
        links={"l1": Link(source="a0", target="a1")},
        stakeholders={"s1": Stakeholder(name="Drivers")},
        risks={"r1": Risk(title="Strike", response="Talk")},
        measures={"m1": Measure(title="Users", target="80 %")},
    )


def test_a_plan_that_lacks_nothing_has_no_findings(whole: Plan) -> None:
    assert check_plan(whole, MONDAY) == []


def test_an_empty_plan_is_told_of_its_definition_and_its_seven_component_plans(plan: Plan) -> None:
    assert list(found(plan)) == ["case", "sponsor", "success", *SEVEN, "empty-phase"]


@pytest.mark.parametrize("component", SEVEN)
def test_each_component_plan_needs_an_activity_that_is_not_dropped(whole: Plan, component: str) -> None:
    others = tuple(name for name in SEVEN if name != component)
    without = {
        key: replace(activity, card=Card(id="c", title="C", component=others))
        for key, activity in whole.activities.items()
    }
    dropped = replace(whole.activities["a0"], status="dropped")
    assert list(found(replace(whole, activities={**without, "a0": dropped}))) == [component]


@pytest.mark.parametrize(
    ("rule", "fields"),
    [("owner", {"owner": " "}), ("start", {"start": None}), ("duration", {"duration_days": None})],
)
def test_activities_on_the_board_need_owner_start_and_duration(
    whole: Plan, rule: str, fields: dict[str, object]
) -> None:
    lacking = edits.change_activities(whole, ["a2", "a3"], **fields)
    finding = found(lacking)[rule]
    assert finding.ids == ("a2", "a3")
    assert "“Step 2”, “Step 3”" in seen(finding.detail)
    parked = edits.move(lacking, {"a2": Position(), "a3": Position()})
    assert rule not in found(parked)


def test_a_finding_names_a_few_and_counts_the_others(whole: Plan) -> None:
    assert "“Step 2” and 1 more)" in seen(
        found(edits.change_activities(whole, whole.activities, owner=""))["owner"].detail
    )


def test_a_name_from_the_other_side_leaves_the_signs_beside_it_where_they_are(whole: Plan) -> None:
    named = edits.change_activities(whole, ["a2"], title="خطة (أولى)", owner="")
    assert "(“\u2068خطة (أولى)\u2069”)" in found(named)["owner"].detail


def test_dates_that_contradict_a_link_are_an_error(whole: Plan) -> None:
    early = edits.change_activities(whole, ["a1"], start=MONDAY)
    finding = found(early)["too-early"]
    assert (finding.level, finding.ids) == ("error", ("a0", "a1"))
    assert "too-early" not in found(edits.change_activities(early, ["a0"], status="dropped"))


def test_links_in_a_circle_are_an_error(whole: Plan) -> None:
    circle = replace(whole, links={**whole.links, "l2": Link(source="a1", target="a0")})
    assert found(circle)["circle"].ids == ("a0", "a1")


def test_what_is_past_its_finish_and_not_done_is_overdue(whole: Plan) -> None:
    thursday = MONDAY + dt.timedelta(days=3)
    assert found(whole, thursday)["overdue"].ids == ("a0",)
    assert check_plan(whole, thursday - dt.timedelta(days=1)) == []
    assert check_plan(edits.change_activities(whole, ["a0"], status="done"), thursday) == []
    assert check_plan(whole) == []


def test_a_group_needs_an_activity_with_it_as_audience(whole: Plan) -> None:
    plan = edits.set_part(whole, "stakeholders", "s2", Stakeholder(name="Suppliers"))
    assert found(plan)["unaddressed"].ids == ("s2",)
    assert "“Suppliers”" in seen(found(plan)["unaddressed"].detail)


def test_risks_need_a_response_and_measures_a_target(whole: Plan) -> None:
    plan = edits.set_part(whole, "risks", "r2", Risk())
    plan = edits.set_part(plan, "measures", "m2", Measure(title="Speed"))
    assert found(plan)["response"].ids == ("r2",)
    assert "one without a name" in found(plan)["response"].detail
    assert found(plan)["target"].ids == ("m2",)


def test_the_parking_lot_and_empty_phases_are_worth_knowing(whole: Plan) -> None:
    parked = edits.move(whole, {"a3": Position()})
    assert (found(parked)["parked"].ids, found(parked)["parked"].level) == (("a3",), "info")
    assert found(parked)["empty-phase"].ids == ("p4",)


def test_every_rule_says_why_in_sentences() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.title[0].isupper()
        assert not rule.title.endswith(".")
        assert rule.why.endswith(".")
