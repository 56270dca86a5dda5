"""Two made-up plans to show in pictures: one that a manager is in the middle of, and one with many sites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from deckapp.deck.deck import Deck
from deckapp.deck.library import Library
from deckapp.plan.board import Slots
from deckapp.plan.edits import (
    add_link,
    add_note,
    add_phase,
    add_workstream,
    change_activities,
    change_definition,
    change_plan,
    edit_note,
    new_id,
    place_card,
    set_part,
)
from deckapp.plan.plan import Approval, Change, Decision, Measure, Part, Plan, Position, Risk, Stakeholder
from deckapp.plan.recipe import plan_from_recipe
from deckapp.plan.schedule import add_working_days

DEFINITION = {
    "case": "Every second delivery for the north is loaded twice, because half of it lies in Leeds and half in "
    "York. That costs us 26,000 hours a year, and our customers a day.",
    "current_state": "Two warehouses, two stock lists, two ways of picking; a shuttle lorry goes between them.",
    "future_state": "One warehouse in Selby, one stock list, one way of picking that the crews wrote themselves.",
    "vision": "What is ordered by four is on the road by six, and nobody has carried it twice.",
    "scope": "Storing, picking and loading for the north. Not purchasing, and not the drivers’ rounds.",
    "objectives": "- Selby takes over from York on 4 May and from Leeds on 18 May 2026\n"
    "- No delivery later than today during the move\n- Nobody loses a job",
    "success_criteria": "Lines picked an hour, deliveries on time, and how many of the crews would not go back.",
    "sponsor": "Tom Halden, Managing Director",
    "assumptions": "The lease in York can be ended with two months’ notice.",
    "constraints": "No moves in the six weeks before Christmas.",
}

DONE, STARTED, BLOCKED = "done", "started", "blocked"
# card: owner, first day, working days, status, audience, purpose
ACTIVITIES: dict[str, tuple[str, dt.date, int, str, str, str]] = {
    "honest-case": (
        "Ruth Adeyemi", dt.date(2026, 1, 12), 1, DONE, "Shift leaders",
        "Agree on five sentences about the move that every shift leader can say without notes.",
    ),
    "sponsors-promise": (
        "Ruth Adeyemi", dt.date(2026, 1, 15), 1, DONE, "Tom Halden",
        "Know three things that Tom will do himself, and put them into his diary.",
    ),
    "impact-walk": (
        "Priya Nair", dt.date(2026, 1, 20), 2, DONE, "Pickers, Forklift drivers",
        "See whose working day changes, hour by hour, before the layout in Selby is fixed.",
    ),
    "who-must-move": (
        "Priya Nair", dt.date(2026, 1, 26), 1, STARTED, "Shift leaders",
        "Decide with whom we speak first, and about what.",
    ),
    "premortem": (
        "Ruth Adeyemi", dt.date(2026, 2, 3), 1, "planned", "Steering group",
        "Find what could stop us while there is still time to do something about it.",
    ),
    "signs-of-use": (
        "Jonas Weber", dt.date(2026, 2, 5), 3, "planned", "Steering group",
        "Agree how we shall know that the new way of picking is used, not only taught.",
    ),
    "room-in-the-week": (
        "Jonas Weber", dt.date(2026, 2, 9), 2, BLOCKED, "Shift leaders",
        "Find four hours a week for each crew to practise, and say what stops for it.",
    ),
    "open-and-closed": (
        "Ruth Adeyemi", dt.date(2026, 2, 12), 1, "planned", "Pickers, Forklift drivers",
        "Say honestly what is decided, and hand the rest to those who do the work.",
    ),
    "retelling-test": (
        "Marta Kowalska", dt.date(2026, 3, 17), 2, "planned", "Pickers",
        "Hear whether the message arrives on the night shift as it left the office.",
    ),
    "first-monday": (
        "Marta Kowalska", dt.date(2026, 3, 23), 5, "planned", "Pickers, Forklift drivers",
        "Practise what each crew must be able to do at six on the first morning.",
    ),
    "ready-or-not": (
        "Tom Halden", dt.date(2026, 4, 13), 1, "planned", "Steering group",
        "Decide, with figures on the table, whether Selby starts on 4 May.",
    ),
    "what-pulls-back": (
        "Priya Nair", dt.date(2026, 7, 6), 1, "planned", "Shift leaders",
        "Remove what draws the crews back to the old way, two months on.",
    ),
}  # fmt: skip
# Cards of the other deck: phase, workstream, and the fields.
MORE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "pilot-pledges": (
        "Deliver", "Daily work",
        {"owner": "Jonas Weber", "start": dt.date(2026, 4, 6), "duration_days": 10, "audience": "Pickers",
         "purpose": "Two crews pick the new way for a fortnight, and tell the others."},
    ),
    "one-daily-habit": (
        "Sustain", "People",
        {"owner": "Marta Kowalska", "start": dt.date(2026, 5, 25), "duration_days": 5,
         "audience": "Pickers, Shift leaders", "purpose": "Ten minutes at the board become part of each shift."},
    ),
}  # fmt: skip
PARKED = "truths-on-trial"
# source, target, label; an empty label leaves the arrow bare
LINKS = (
    ("honest-case", "sponsors-promise", ""),
    ("sponsors-promise", "premortem", ""),
    ("impact-walk", "room-in-the-week", ""),
    ("who-must-move", "open-and-closed", "whom to ask"),
    ("open-and-closed", "retelling-test", ""),
    ("room-in-the-week", "first-monday", ""),
    ("first-monday", "pilot-pledges", ""),
    ("ready-or-not", "what-pulls-back", ""),
)
STAKEHOLDERS = (
    Stakeholder(name="Pickers", headcount=84, impact=5, influence=3, attitude=2, desired_attitude=4,
                concerns="The bus to Selby, and who sets the pace"),
    Stakeholder(name="Forklift drivers", headcount=22, impact=4, influence=4, attitude=3, desired_attitude=4,
                concerns="New trucks, new licence"),
    Stakeholder(name="Shift leaders", headcount=9, impact=4, influence=5, attitude=3, desired_attitude=5,
                concerns="Two crews that do not know each other"),
)  # fmt: skip
RISKS = (
    Risk(title="Experienced pickers leave before the move", likelihood=3, severity=5, owner="Marta Kowalska",
         response="Travel paid for a year; every one of them is spoken to by the end of February"),
    Risk(title="Two stock lists are merged with errors", likelihood=4, severity=4, owner="Jonas Weber",
         response="Count both warehouses on the last weekend of March"),
    Risk(title="Easter orders fall into the practice weeks", likelihood=3, severity=3, owner="Ruth Adeyemi",
         response="Temporary staff from 16 March"),
)  # fmt: skip
MEASURES = (
    Measure(title="Lines picked an hour", baseline="61", target="75", due=dt.date(2026, 10, 1),
            method="Stock system, weekly", owner="Jonas Weber"),
    Measure(title="Deliveries on time", baseline="91 %", target="96 %", due=dt.date(2026, 10, 1),
            method="Drivers’ sheets", owner="Priya Nair"),
)  # fmt: skip
DECISIONS = (
    Decision(title="The warehouse in Leeds closes on 30 June", by="Board of directors", date=dt.date(2026, 1, 8),
             reason="The lease ends then; another year would cost 310,000."),
    Decision(title="Nobody is moved to Selby against their will", by="Tom Halden", date=dt.date(2026, 1, 15),
             reason="Promised to the works council; 14 places in York are kept free for it."),
)  # fmt: skip
HISTORY = (
    Change(
        date=dt.date(2026, 1, 12), author="Ruth Adeyemi", summary="First edition, for the board of directors"
    ),
    Change(
        date=dt.date(2026, 1, 26), author="Ruth Adeyemi", summary="Dates of the pilot after the works council"
    ),
)
APPROVALS = (
    Approval(name="Tom Halden", role="Sponsor"),
    Approval(name="Ruth Adeyemi", role="Programme lead"),
)

SITES = ("Leeds", "York", "Hull", "Wakefield", "Bradford", "Drivers", "Head office")
STAGES = (
    ("Understand", ("honest-case", "impact-walk", "who-must-move", "need-before-tool")),
    ("Prepare", ("sponsors-promise", "premortem", "signs-of-use", "leaders-dry-run")),
    ("Involve", ("open-and-closed", "room-in-the-week", "truths-on-trial", "worries-to-rules")),
    ("Practise", ("first-monday", "pilot-pledges", "show-and-tell", "retelling-test")),
    ("Start", ("ready-or-not", "few-of-seven", "tyre-tower-hub", "in-or-out")),
    ("Keep", ("what-pulls-back", "one-daily-habit", "signs-of-use", "needs-that-matter")),
)
OWNERS = ("Ruth Adeyemi", "Priya Nair", "Jonas Weber", "Marta Kowalska", "Tom Halden", "Sam Okafor")


def one_warehouse(library: Library) -> Plan:
    """A plan from the recipe "A first plan in ninety minutes", filled in, a quarter of it done."""
    plan = plan_from_recipe(*library.recipe("change-management/first-plan"))
    plan = change_plan(
        plan, title="One warehouse for the north", organisation="Halden & Rowe", author="Ruth Adeyemi"
    )
    plan = change_definition(plan, **DEFINITION)
    ids = {activity.card.id: key for key, activity in plan.activities.items()}
    names = ("owner", "start", "duration_days", "status", "audience", "purpose")
    for card, fields in ACTIVITIES.items():
        plan = change_activities(plan, [ids[card]], **dict(zip(names, fields, strict=True)))
    deck = library.deck("social-media-strategy")
    for card, (phase, workstream, more) in MORE.items():
        slot = Slots(plan, _titled(plan.phases, phase), _titled(plan.workstreams, workstream)).take()
        plan, ids[card] = place_card(plan, deck, deck.cards[card], slot)
        plan = change_activities(plan, [ids[card]], **more)
    plan, _ = place_card(plan, deck, deck.cards[PARKED], Position())
    linked = {(link.source, link.target) for link in plan.links.values()}
    for source, target, label in LINKS:
        if (ids[source], ids[target]) not in linked:
            plan, _ = add_link(plan, ids[source], ids[target], label=label)
    plan = _with_note(
        plan, "Works council: wants to see the shift plan **before 6 March**.", "Design", "People"
    )
    for name, prefix, parts in (
        ("stakeholders", "s", STAKEHOLDERS), ("risks", "r", RISKS),
        ("measures", "m", MEASURES), ("decisions", "d", DECISIONS), ("approvals", "ap", APPROVALS),
        ("history", "h", HISTORY),
    ):  # fmt: skip
        plan = _with_parts(plan, name, prefix, parts)
    return plan


def seven_sites(library: Library) -> Plan:
    """A programme with some hundred activities: the same six phases at seven sites."""
    plan = change_plan(Plan(), title="Seven sites, one way of working", organisation="Halden & Rowe")
    phases, sites = [], []
    for title, _ in STAGES:
        plan, key = add_phase(plan, title)
        phases.append(key)
    for title in SITES:
        plan, key = add_workstream(plan, title)
        sites.append(key)
    for row, site in enumerate(sites):
        before = ""
        for column, (_, cards) in enumerate(STAGES):
            # Two to four in a cell, in a pattern that looks like no pattern.
            for nth in range(2 + (row * 5 + column * 3) % 3):
                deck = _deck_of(library, cards[(nth + row) % len(cards)])
                card = deck.cards[cards[(nth + row) % len(cards)]]
                plan, key = place_card(plan, deck, card, Slots(plan, phases[column], site).take())
                plan = change_activities(plan, [key], **_seventh(row, column, nth))
                if nth == 0:
                    if before and (row + column) % 2:
                        plan, _ = add_link(plan, before, key)
                    before = key
    return plan


def _seventh(row: int, column: int, nth: int) -> dict[str, Any]:
    start = add_working_days(dt.date(2026, 1, 12), 1 + 22 * column + 4 * row + 3 * nth)
    behind = row + column
    status = DONE if behind < 3 else STARTED if behind == 3 else "planned"
    return {
        "owner": OWNERS[(row + nth) % len(OWNERS)],
        "start": start,
        "duration_days": 1 + (row + nth) % 4,
        "status": status,
    }


def _deck_of(library: Library, card: str) -> Deck:
    return next(held.deck for held in library.decks if card in held.deck.cards)


def _titled(lanes: Mapping[str, Any], title: str) -> str:
    return next(key for key, lane in lanes.items() if lane.title == title)


def _with_note(plan: Plan, text: str, phase: str, workstream: str) -> Plan:
    slot = Slots(plan, _titled(plan.phases, phase), _titled(plan.workstreams, workstream)).take()
    plan, key = add_note(plan, text, slot)
    return edit_note(plan, key, width=184.0, height=104.0)


def _with_parts(plan: Plan, collection: str, prefix: str, parts: tuple[Part, ...]) -> Plan:
    for part in parts:
        plan = set_part(plan, collection, new_id(plan, prefix), part)
    return plan
