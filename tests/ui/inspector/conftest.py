"""A pane in a window that has the focus, on a plan with something of everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck.card import Card
from deckapp.deck.deck import Deck, Suit
from deckapp.plan.board import CELL_PAD, PITCH_X
from deckapp.plan.edits import add_link, add_note, change_activities, move, new_plan, place_cards, set_part
from deckapp.plan.journal import Journal
from deckapp.plan.plan import Impact, Plan, Position, Risk, Stakeholder
from deckapp.ui.document.document import Document
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.inspector.pane import InspectorPane


class Bench:
    """A pane with what it works on, and what it asked for."""

    def __init__(self, document: Document, pictures: Pictures) -> None:
        self.document = document
        self.selection = document.selection
        self.pane = InspectorPane(document, pictures)
        self.revealed: list[list[str]] = []
        self.cards: list[str] = []
        self.pane.reveal_requested.connect(lambda ids: self.revealed.append(list(ids)))
        self.pane.card_requested.connect(self.cards.append)

    @property
    def plan(self) -> Plan:
        return self.document.plan

    def steps(self) -> list[str]:
        """The labels of the history, oldest first."""
        stack = self.document.undo_stack
        return [stack.text(index) for index in range(stack.index())]


@pytest.fixture
def plan() -> Plan:
    """Three activities a, b, c in one cell, a linked to b; a note, a stakeholder, an impact, a risk."""
    cards = {key: Card(id=key, title=key.upper(), question=f"{key}?") for key in ("a", "b", "c")}
    suit = Suit(id="s", title="Suit", colour="plum", cards=tuple(cards))
    deck = Deck(id="d", title="Deck", suits=(suit,), cards=cards)
    plan = new_plan("Change")
    phase, stream = next(iter(plan.phases)), next(iter(plan.workstreams))
    plan, keys = place_cards(plan, deck, cards.values(), Position(phase=phase, workstream=stream))
    assert keys == ("a1", "a2", "a3")
    side_by_side = [CELL_PAD + number * PITCH_X for number in range(3)]
    plan = move(plan, {key: Position(phase=phase, workstream=stream, x=x, y=CELL_PAD)
                       for key, x in zip(keys, side_by_side, strict=True)})  # fmt: skip
    plan = change_activities(plan, ["a1"], owner="Ann", start=dt.date(2026, 3, 2), duration_days=5)
    plan = change_activities(plan, ["a2"], owner="Bob", audience="Board, Unions")
    plan, _ = add_link(plan, "a1", "a2")
    plan, _ = add_note(plan, "Remember", Position(phase=phase, workstream=stream, y=400))
    plan = set_part(plan, "stakeholders", "s1", Stakeholder(name="Managers", impact=4))
    plan = set_part(plan, "impacts", "i1", Impact(aspect="Prices", group="s1"))
    return set_part(plan, "risks", "r1", Risk(title="Late", likelihood=2))


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[Pictures]:
    made = Pictures()
    yield made
    made.stop()


@pytest.fixture
def open_pane(qtbot: QtBot, pictures: Pictures) -> Callable[..., Bench]:
    """Opens a pane on a plan, shown and with the focus."""

    def make(plan: Plan, *, journal: Journal | None = None, read_only: bool = False) -> Bench:
        bench = Bench(Document(plan, journal=journal, read_only=read_only), pictures)
        qtbot.addWidget(bench.pane)
        bench.pane.resize(320, 900)
        with qtbot.waitExposed(bench.pane):
            bench.pane.show()
        bench.pane.activateWindow()
        return bench

    return make


@pytest.fixture
def bench(open_pane: Callable[..., Bench], plan: Plan) -> Bench:
    return open_pane(plan)


@pytest.fixture
def type_text(qtbot: QtBot) -> Callable[[QWidget, str], None]:
    """Types a text into a field, key by key, at the end of what is there."""

    def write(widget: QWidget, text: str) -> None:
        widget.setFocus()
        whole = not isinstance(widget, QLineEdit)
        ctrl = Qt.KeyboardModifier.ControlModifier if whole else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(widget, Qt.Key.Key_End, ctrl)
        for number, line in enumerate(text.split("\n")):
            if number:
                qtbot.keyClick(widget, Qt.Key.Key_Return)
            qtbot.keyClicks(widget, line)

    return write
