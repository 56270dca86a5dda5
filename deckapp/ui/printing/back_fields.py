"""Which fields the backs show: as the deck says, or some of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deckapp.deck.deck import BackField
from deckapp.face.words import word
from deckapp.printing.settings import BACK_FIELDS
from deckapp.ui.boxes import MenuBox

NAMED = 3


class BackFields(MenuBox):
    """A menu of ticks; none ticked: as the deck says."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Fields on the back")
        self.ticks = {field: self.menu().addAction(word(field, "en")) for field in BACK_FIELDS}
        for action in self.ticks.values():
            action.setCheckable(True)
            action.toggled.connect(self._tell)
        self._name()

    def value(self) -> tuple[BackField, ...] | None:
        """The fields, in the order of a back; None: as the deck says."""
        return tuple(field for field, action in self.ticks.items() if action.isChecked()) or None

    def take(self, fields: tuple[BackField, ...] | None) -> None:
        """Tick these fields."""
        for field, action in self.ticks.items():
            action.setChecked(field in (fields or ()))

    def _tell(self) -> None:
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        chosen = [action.text() for action in self.ticks.values() if action.isChecked()]
        said = ", ".join(chosen) if len(chosen) <= NAMED else f"{len(chosen)} fields"
        self.setText(said or "As the deck says")
