"""Which fields the backs show: as the deck says, none, or some of them in an order of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from deckapp.deck.deck import BackField
from deckapp.face.cards.face_words import word
from deckapp.printing.settings import BACK_FIELDS
from deckapp.ui.kit.boxes import MenuBox

NAMED = 3
AS_DECK = "As the deck says"
NOTHING = "Only the title"


class BackFields(MenuBox):
    """A menu of ticks; the back shows the fields in the order in which they were ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Fields on the back")
        self._fields: tuple[BackField, ...] | None = None
        self.as_deck = self._entry(AS_DECK)
        self.nothing = self._entry(NOTHING)
        self.menu().addSeparator()
        self.ticks = {field: self._entry(word(field, "en")) for field in BACK_FIELDS}
        self.as_deck.triggered.connect(lambda: self._choose(None))
        self.nothing.triggered.connect(lambda: self._choose(()))
        for field, action in self.ticks.items():
            action.triggered.connect(lambda ticked, name=field: self._tick(name, ticked))
        self.take(None)

    def value(self) -> tuple[BackField, ...] | None:
        """The fields in their order; None: as the deck says."""
        return self._fields

    def take(self, fields: tuple[BackField, ...] | None) -> None:
        """Choose these fields."""
        self._fields = fields
        self.as_deck.setChecked(fields is None)
        self.nothing.setChecked(fields == ())
        for field, action in self.ticks.items():
            action.setChecked(field in (fields or ()))
        said = [self.ticks[field].text() for field in fields or ()]
        few = ", ".join(said) if len(said) <= NAMED else f"{len(said)} fields"
        self.setText(few or (AS_DECK if fields is None else NOTHING))

    def _entry(self, text: str) -> QAction:
        action = self.menu().addAction(text)
        action.setCheckable(True)
        return action

    def _tick(self, field: BackField, ticked: bool) -> None:
        others = tuple(other for other in self._fields or () if other != field)
        self._choose((*others, field) if ticked else others or None)

    def _choose(self, fields: tuple[BackField, ...] | None) -> None:
        self.take(fields)
        self.changed.emit()
