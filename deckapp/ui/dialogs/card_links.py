"""What comes before and after a card, and what it is related to, as buttons that go there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deckapp.deck.deck import Deck
from deckapp.deck.library import Library
from deckapp.face.cards.face_words import word
from deckapp.ui.document.card_entries import CardEntry
from deckapp.ui.kit.chip import Chip
from deckapp.ui.kit.flow import FlowLayout
from deckapp.ui.kit.plain import plain_label, tip
from deckapp.ui.kit.theme import SPACE

HEAD = 7 * SPACE
_KINDS: tuple[str, ...] = ("before", "after", "related")


class CardLinks(QWidget):
    """A row for each kind of link; `chosen` carries the deck id and the card id of the one that was pressed."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE // 2)

    def show_entry(self, entry: CardEntry, library: Library, language: str) -> None:
        """Show a card's links; its own deck is looked in first, then the others."""
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        decks = [entry.deck, *(held.deck for held in library.decks)]
        self._rows = [
            self._row(word(kind, language), ids, decks)
            for kind in _KINDS
            if (ids := getattr(entry.card, kind))
        ]
        for row in self._rows:
            self._box.addWidget(row)
        self.setVisible(bool(self._rows))

    def _row(self, head: str, ids: Sequence[str], decks: Sequence[Deck]) -> QWidget:
        row = QWidget(self)
        label = plain_label(head, row)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setMinimumWidth(HEAD)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, SPACE // 2, 0, 0)
        chips = QWidget(row)
        flow = FlowLayout(chips, SPACE // 2)
        for card_id in ids:
            deck = next((one for one in decks if card_id in one.cards), None)
            flow.addWidget(self._chip(chips, card_id, deck))
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(label)
        box.addWidget(chips, 1)
        return row

    def _chip(self, parent: QWidget, card_id: str, deck: Deck | None) -> Chip:
        if deck is None:
            made = Chip(card_id, parent)
            made.setEnabled(False)
            made.setToolTip(tip("This card is in no deck of the library."))
            return made
        card = deck.cards[card_id]
        made = Chip(card.title, parent)
        made.setToolTip(tip(card.title, card.question))
        made.clicked.connect(lambda: self.chosen.emit(deck.id, card_id))
        return made
