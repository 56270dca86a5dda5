"""The decks as chips: all of them, or any choice."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QWidget

from deckapp.counts import counted
from deckapp.deck.library import Library, LibraryDeck
from deckapp.ui.kit.chip import HEIGHT, Chip
from deckapp.ui.kit.flow import FlowLayout
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import tip
from deckapp.ui.kit.theme import SPACE

LINES = 3
"""So many lines of chips show; more of them scroll."""
ORIGINS = {"bundled": "comes with Deckapp", "yours": "in your deck folder", "opened": "opened from elsewhere"}


@guarded
class DeckChips(QScrollArea):
    """A chip for all decks and one for each; `changed` carries the ids of those chosen, none for all."""

    changed = Signal(object)
    problems_wanted = Signal()
    forget_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._inner = QWidget(self)
        self._flow = FlowLayout(self._inner, SPACE)
        self.setWidget(self._inner)
        self.chosen: frozenset[str] = frozenset()
        self.all_chip = self._add("All decks")
        self.all_chip.setChecked(True)
        self.all_chip.clicked.connect(lambda: self.choose(()))
        self.by_deck: dict[str, Chip] = {}
        self.problems_chip: Chip | None = None

    def show_library(self, library: Library) -> None:
        """A chip for each deck; decks that are still there stay chosen."""
        for chip in (*self.by_deck.values(), self.problems_chip):
            if chip is not None:
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
        # Before the decks: behind many of them nobody would see it.
        count = len(library.all_problems)
        self.problems_chip = self._warning(count) if count else None
        self.by_deck = {held.deck.id: self._deck_chip(held) for held in library.decks}
        self.choose(self.chosen & self.by_deck.keys())
        self._fit()

    def choose(self, deck_ids: Iterable[str]) -> None:
        """Choose these decks; none means all of them."""
        before, self.chosen = self.chosen, frozenset(deck_ids)
        self.all_chip.setChecked(not self.chosen)
        for deck_id, chip in self.by_deck.items():
            chip.setChecked(deck_id in self.chosen)
        if len(self.chosen) == 1:
            self.ensureWidgetVisible(self.by_deck[next(iter(self.chosen))], 0, 0)
        if self.chosen != before:
            self.changed.emit(self.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        most = LINES * (HEIGHT + SPACE) - SPACE
        self.setFixedHeight(min(most, self._flow.heightForWidth(self.width())))

    def _add(self, text: str, sign: str = "") -> Chip:
        chip = Chip(text, self._inner, before=sign)
        chip.setCheckable(not sign)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _deck_chip(self, held: LibraryDeck) -> Chip:
        deck = held.deck
        chip = self._add(deck.title)
        chip.setAccessibleDescription(f"Deck of {counted(len(deck.cards), 'card')}, {ORIGINS[held.origin]}")
        chip.setToolTip(
            tip(deck.title, deck.summary, f"{counted(len(deck.cards), 'card')}, {ORIGINS[held.origin]}")
        )
        chip.clicked.connect(lambda: self.choose(self.chosen ^ {deck.id}))
        if held.origin == "opened":
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            chip.customContextMenuRequested.connect(lambda at: self._offer_to_forget(chip, held, at))
        return chip

    def _offer_to_forget(self, chip: Chip, held: LibraryDeck, at: QPoint) -> None:
        menu = QMenu(chip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Take out of the library").triggered.connect(
            lambda: self.forget_wanted.emit(held.path)
        )
        menu.popup(chip.mapToGlobal(at))

    def _warning(self, count: int) -> Chip:
        chip = self._add(counted(count, "problem"), "warning")
        chip.setToolTip("What is wrong in the decks' files, and what to do about it")
        chip.clicked.connect(self.problems_wanted)
        return chip
