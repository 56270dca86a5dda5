"""Which cards are printed: the deck, its suits or single cards, how many sets, and how much of a sheet is used."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from deckapp.deck.deck import Deck
from deckapp.printing.selection import wanted_cards
from deckapp.printing.settings import PrintSettings
from deckapp.problem import SettingsError
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.printing.fields import Choices

SUIT_ROWS = 8
_ID = Qt.ItemDataRole.UserRole


class WhichCards(Choices):
    """The choice of cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck: Deck | None = None
        self._selected: Sequence[str] = ()
        self.deck_box = self.combo("Deck")
        self.suits = QListWidget(self)
        self.suits.setAccessibleName("Suits to print")
        self.suits.itemChanged.connect(self.tell)
        self.cards = QLineEdit(self)
        self.cards.setAccessibleName("Cards to print")
        self.cards.setPlaceholderText("All, or ids: premortem x2, one-page")
        self.cards.setClearButtonEnabled(True)
        self.cards.textChanged.connect(self.tell)
        self.take_selected = QPushButton("Use the selection", self)
        self.take_selected.setToolTip("Print the cards that are selected in the library")
        self.take_selected.clicked.connect(lambda: self.cards.setText(", ".join(self._selected)))
        self.copies = self.count("Sets of cards", 1)
        self.skip = self.count("Places to skip", 0)
        self.skip.setToolTip("Places of the first sheet that are used up already")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        self.section(box, "Cards", (
            ("Deck", self.deck_box), ("Suits", self.suits), ("Cards", self.cards), ("", self.take_selected),
            ("Sets", self.copies), ("Skip", self.skip),
        ))  # fmt: skip

    def settings(self, settings: PrintSettings) -> PrintSettings:
        """The settings with this choice; raises SettingsError where it is not understood."""
        text = self.cards.text().strip()
        return msgspec.structs.replace(
            settings,
            cards=wanted_cards(text, self._deck) if text and self._deck else (),
            suits=() if text else self._suits(),
            copies=self.copies.value(),
            skip=self.skip.value(),
        )

    def show_decks(self, decks: Sequence[Deck], current: str) -> None:
        """Offer these decks; the one with the id `current` is shown."""
        with QSignalBlocker(self.deck_box):
            self.deck_box.clear()
            for deck in decks:
                self.deck_box.addItem(deck.title, deck.id)
            self.deck_box.setCurrentIndex(max(0, self.deck_box.findData(current)))

    def show_deck(self, deck: Deck, selected: Sequence[str] = ()) -> None:
        """Offer a deck's suits, and those of its cards that are selected elsewhere."""
        self._deck, self._selected = deck, [card for card in selected if card in deck.cards]
        with QSignalBlocker(self.suits):
            self.suits.clear()
            for suit in deck.suits:
                item = QListWidgetItem(f"{suit.title} ({len(suit.cards)})", self.suits)
                item.setData(_ID, suit.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
        row = max(1, self.suits.sizeHintForRow(0))
        rows = min(SUIT_ROWS, max(1, len(deck.suits)))
        self.suits.setFixedHeight(rows * row + 2 * self.suits.frameWidth() + 2)
        self.take_selected.setVisible(bool(self._selected))
        with QSignalBlocker(self.cards):
            self.cards.clear()
        self.tell()

    def _suits(self) -> tuple[str, ...]:
        items = [self.suits.item(row) for row in range(self.suits.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        if not ticked and items:
            raise SettingsError("no suit is ticked")
        return () if len(ticked) == len(items) else tuple(item.data(_ID) for item in ticked)
