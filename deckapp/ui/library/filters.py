"""The filters: suit, phase, time, group and component, each a pill with a menu that shows its state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from deckapp.deck.deck import Deck
from deckapp.deck.folding import fold
from deckapp.deck.search import Facets
from deckapp.ui.kit.chip import Chip
from deckapp.ui.kit.flow import FlowLayout
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import tip, unmarked, without_key
from deckapp.ui.kit.theme import SPACE

MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120, 240)
PEOPLE = (1, 2, 4, 6, 8, 12, 20, 30, 50, 100)
COMPONENTS = (
    ("Definition and assessments", (
        ("definition", "Definition"), ("impact", "Change impact"), ("readiness", "Readiness"), ("risk", "Risk"),
        ("stakeholders", "Stakeholder analysis"))),
    ("Component plans", (
        ("resource", "Resource"), ("communications", "Communications"), ("sponsorship", "Sponsorship"),
        ("engagement", "Stakeholder engagement"), ("learning", "Learning and development"),
        ("measurement", "Measurement and benefits"), ("sustainability", "Sustainability"))),
)  # fmt: skip

Options = Sequence[tuple[str, Sequence[tuple[Any, str]]]]
"""Sections of a menu: a heading and, for each line, its value and its text."""


@guarded
class TickMenu(QMenu):
    """A menu that stays open while its lines are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.actionGroup() is None:
            action.trigger()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.actionGroup() is None:
            action.trigger()
            event.accept()
        else:
            super().keyPressEvent(event)


@guarded
class Filter(Chip):
    """One filter. With `single`, one value at most is chosen; `changed` is emitted when the choice is another."""

    changed = Signal()

    def __init__(self, name: str, none: str, parent: QWidget, *, single: bool = False) -> None:
        super().__init__(name, parent, behind="caret-down")
        self.name = name
        self.values: frozenset[Any] = frozenset()
        self._none, self._single = none, single
        self._texts: dict[Any, str] = {}
        self.setCheckable(True)
        self.setAccessibleName(f"Filter by {name.lower()}")
        self.menu = TickMenu(self)
        self.menu.setAccessibleName(self.accessibleName())
        self.menu.aboutToShow.connect(self._fill)
        self.clicked.connect(self.open_menu)
        self._options: Options = ()
        self._show()

    def open_menu(self) -> None:
        """Show what can be chosen."""
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def set_options(self, options: Options) -> None:
        """What can be chosen from now on; what no longer can be is let go."""
        self._options = options
        self._texts = {value: text for _head, lines in options for value, text in lines}
        self.choose(self.values & self._texts.keys())
        self._show()

    def choose(self, values: Iterable[Any]) -> None:
        """Choose exactly these values; none means no filter."""
        before, self.values = self.values, frozenset(values)
        self._show()
        if self.values != before:
            self.changed.emit()

    def nextCheckState(self) -> None:
        """A click opens the menu; only a choice switches the filter on."""

    def _toggle(self, value: Any) -> None:
        if self._single:
            self.choose({value})
        else:
            self.choose(self.values ^ {value})

    def _fill(self) -> None:
        menu = self.menu
        menu.clear()
        every = menu.addAction(self._none)
        every.triggered.connect(lambda: self.choose(()))
        group = QActionGroup(menu) if self._single else None
        for head, lines in self._options:
            menu.addSection(unmarked(head)) if head else menu.addSeparator()
            for value, text in lines:
                action = menu.addAction(unmarked(text))
                action.setCheckable(True)
                action.setChecked(value in self.values)
                action.setData(value)
                if group is not None:
                    group.addAction(action)
                action.triggered.connect(lambda _checked=False, v=value: self._toggle(v))

    def _show(self) -> None:
        chosen = [text for value, text in self._texts.items() if value in self.values]
        shown = chosen[0] if len(chosen) == 1 else f"{self.name}: {len(chosen)}"
        self.setText(shown if chosen else self.name)
        without_key(self)
        self.setChecked(bool(chosen))
        state = ", ".join(chosen) or self._none
        self.setAccessibleDescription(state)
        self.setToolTip(tip(f"{self.name}: {state}"))
        self.updateGeometry()
        self.update()


class Filters(QWidget):
    """All filters in a row that breaks where the pane is narrow; `changed` when any of them is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.suit = Filter("Suit", "Any suit", self)
        self.phase = Filter("Phase", "Any phase", self)
        self.time = Filter("Time", "Any time", self, single=True)
        self.group = Filter("Group", "Any group", self, single=True)
        self.component = Filter("Component", "Any component plan", self)
        self.all = (self.suit, self.phase, self.time, self.group, self.component)
        self.time.set_options([("", [(n, f"Up to {_hours(n)}") for n in MINUTES])])
        self.group.set_options([("", [(n, f"For {n} people" if n > 1 else "For 1 person") for n in PEOPLE])])
        self.component.set_options(COMPONENTS)
        flow = FlowLayout(self, SPACE // 2)
        for one in self.all:
            flow.addWidget(one)
            one.changed.connect(self.changed)

    def facets(self, decks: frozenset[str]) -> Facets:
        """What is chosen, together with the decks."""
        return Facets(
            decks=decks,
            suits=self.suit.values,
            phases=self.phase.values,
            components=self.component.values,
            max_minutes=next(iter(self.time.values), None),
            people=next(iter(self.group.values), None),
        )

    def take(self, facets: Facets) -> None:
        """Choose what the facets say."""
        self.suit.choose(facets.suits)
        self.phase.choose(facets.phases)
        self.component.choose(facets.components)
        self.time.choose(() if facets.max_minutes is None else (facets.max_minutes,))
        self.group.choose(() if facets.people is None else (facets.people,))

    def is_set(self) -> bool:
        """Whether anything is chosen."""
        return any(one.values for one in self.all)

    def show_decks(self, decks: Sequence[Deck]) -> None:
        """Offer the suits and phases of these decks."""
        self.suit.set_options(
            [(deck.title, [(f"{deck.id}/{suit.id}", suit.title) for suit in deck.suits]) for deck in decks]
        )
        phases: dict[str, str] = {}
        for deck in decks:
            for card in deck.cards.values():
                if card.phase:
                    phases.setdefault(fold(card.phase), card.phase)
        self.phase.set_options([("", list(phases.items()))])


def _hours(minutes: int) -> str:
    if minutes < 60 or minutes % 60:
        return f"{minutes} minutes"
    return "1 hour" if minutes == 60 else f"{minutes // 60} hours"
