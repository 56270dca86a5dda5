"""What the tests of reports share: plans as people make them, and a PDF as readers see it."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from deckapp.deck.deck import Deck
from deckapp.deck.reading import read_deck
from deckapp.face.type.fonts import load_fonts
from deckapp.plan import edits
from deckapp.plan.plan import (
    Approval,
    Change,
    Decision,
    Definition,
    Impact,
    Measure,
    Plan,
    Position,
    Risk,
    Stakeholder,
)
from deckapp.plan.recipe import plan_from_recipe
from deckapp.plan.schedule import add_working_days

DECK = Path(__file__).resolve().parents[2] / "decks" / "change-management.yaml"
OWNERS = ("Priya Raman", "Jonas Weber", "Amélie Durand")


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture(scope="session")
def deck() -> Deck:
    reading = read_deck(DECK)
    assert reading.deck is not None
    return reading.deck


@pytest.fixture
def plan(deck: Deck) -> Plan:
    """The bundled recipe's plan as its manager has filled it in."""
    made = plan_from_recipe(deck, deck.recipes[0])
    day = dt.date(2026, 1, 12)
    activities = {}
    for number, (key, activity) in enumerate(made.activities.items()):
        activities[key] = replace(
            activity,
            owner=OWNERS[number % 3],
            start=day,
            duration_days=3 + number % 5,
            status=("done", "started", "planned")[min(number // 2, 2)],
            audience="Team leaders",
            purpose="So that every manager can say why the bills must change.",
        )
        day = add_working_days(day, 5)
    made = replace(
        made,
        title="A new billing system for Northwater",
        organisation="Northwater Utilities",
        author="Priya Raman",
        activities=activities,
        definition=Definition(
            case="Four calls in ten come from **one confusing line**.",
            vision="Every customer understands their bill.",
            scope="- Billing office\n- Call centre",
            sponsor="Helen Marsh, Chief Operating Officer",
        ),
        stakeholders={
            "s1": Stakeholder(name="Billing office", headcount=42, impact=5, influence=4, attitude=2)
        },
        impacts={"i1": Impact(group="s1", aspect="Corrections", today="Eleven days", tomorrow="One day")},
        risks={
            "r1": Risk(title="Overtime in April", likelihood=2, severity=2),
            "r2": Risk(title="The test version is late", likelihood=4, severity=5, owner="Jonas Weber"),
        },
        measures={"m1": Measure(title="Calls about bills", baseline="4,300", target="2,100")},
        decisions={
            "d1": Decision(
                title="The old bills end on 31 March",
                by="Helen Marsh",
                date=dt.date(2027, 1, 18),
                reason="Two systems side by side cost **a clerk a month** more",
            )
        },
        history={
            "h1": Change(date=dt.date(2027, 2, 1), author="Priya Raman", summary="The call centre is in")
        },
        approvals={"p1": Approval(name="Dr Samuel Lindqvist", role="Chair of the board")},
    )
    keys = list(made.activities)
    made, _ = edits.add_link(made, keys[0], keys[-1])
    return edits.add_link(made, keys[1], keys[8], kind="informs")[0]


def many(deck: Deck, activities: int, phases: int, streams: int) -> Plan:
    """A plan of so many activities, spread evenly over the cells of its board."""
    plan = Plan(title="A large programme")
    phase_ids, stream_ids = [], []
    for number in range(phases):
        plan, key = edits.add_phase(plan, f"Phase {number + 1}")
        phase_ids.append(key)
    for number in range(streams):
        plan, key = edits.add_workstream(plan, f"Stream {number + 1}")
        stream_ids.append(key)
    cards = list(deck.cards.values())
    for number in range(phases * streams):
        mine = range(number, activities, phases * streams)
        cell = Position(phase=phase_ids[number % phases], workstream=stream_ids[number // phases])
        plan, _ = edits.place_cards(plan, deck, [cards[place % len(cards)] for place in mine], cell)
    numbered = {
        key: replace(activity, title=f"Activity {number}")
        for number, (key, activity) in enumerate(plan.activities.items(), 1)
    }
    return replace(plan, activities=numbered)


class Printed:
    """A PDF as its readers see it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        document = pypdfium2.PdfDocument(data)
        self.texts = [_flat(page.get_textpage().get_text_range()) for page in document]
        self.sizes = [tuple(round(side) for side in page.get_size()) for page in document]
        self.inked = [_inked(page) for page in document]
        self.outline = [(mark.level, mark.get_title()) for mark in document.get_toc()]
        self.outline_pages = {
            mark.get_title(): mark.get_dest().get_index() + 1 for mark in document.get_toc()
        }
        document.close()

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def pages_with(self, text: str) -> list[int]:
        """The numbers of the pages on which a text stands, from 1."""
        return [number for number, said in enumerate(self.texts, 1) if text in said]

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.data))

    def jumps(self) -> dict[int, list[int]]:
        """For each page that has inner links, the pages that they lead to; fails on one that leads nowhere."""
        found: dict[int, list[int]] = {}
        with self.open() as document:
            numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
            for number, page in enumerate(document.pages, 1):
                for link in page.get("/Annots", ()):
                    if "/Dest" in link:
                        found.setdefault(number, []).append(numbers[link.Dest[0].objgen])
        return found


def _flat(text: str) -> str:
    """A page's text as words: lines that were broken are joined, hyphens of setting removed."""
    text = re.sub(r"\ufffe\s*|\u00ad\s*|\x02\s*", "", text)
    return " ".join(text.split())


def _inked(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """How far what is drawn stays from the left, top, right and bottom edge, in points."""
    image = page.render(scale=1).to_pil().convert("L").point(lambda light: 255 if light < 250 else 0)
    left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
    return left, top, image.width - right, image.height - bottom
