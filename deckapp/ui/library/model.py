"""The hits of a search as an item model: one row a card, resolved when it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from deckapp.deck.deck import Deck
from deckapp.deck.library import Library
from deckapp.deck.search import Hit
from deckapp.ui.document.card_entries import CARDS_MIME, CardEntry, CardRef, entry_of
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Roles = Qt.ItemDataRole


@guarded
class WallModel(QAbstractListModel):
    """The cards that the wall shows, in the order of the hits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decks: dict[str, Deck] = {}
        self._hits: Sequence[Hit] = ()

    def show(self, library: Library, hits: Sequence[Hit]) -> None:
        """Take these hits of this library in the place of all that was there."""
        self.beginResetModel()
        self._decks = {held.deck.id: held.deck for held in library.decks}
        self._hits = hits
        self.endResetModel()

    def entry(self, row: int) -> CardEntry:
        """The card of a row."""
        hit = self._hits[row]
        return entry_of(self._decks[hit.deck_id], hit.card_id)

    def ref(self, row: int) -> CardRef:
        """The ids of a row's deck and card."""
        hit = self._hits[row]
        return hit.deck_id, hit.card_id

    def refs(self) -> list[CardRef]:
        """The ids of every row."""
        return [(hit.deck_id, hit.card_id) for hit in self._hits]

    def row_of(self, ref: CardRef) -> int:
        """The row of a card, or -1."""
        deck_id, card_id = ref
        for row, hit in enumerate(self._hits):
            if hit.card_id == card_id and hit.deck_id == deck_id:
                return row
        return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = _Roles.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index.row())
        if role in (_Roles.DisplayRole, _Roles.AccessibleTextRole):
            return entry.card.title
        if role == _Roles.AccessibleDescriptionRole:
            return f"{entry.card.question} {_place(entry)}".strip()
        if role == _Roles.ToolTipRole:
            return tip(entry.card.title, entry.card.question, _place(entry))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag
        return (
            flags.ItemIsEnabled
            | flags.ItemIsSelectable
            | flags.ItemIsDragEnabled
            | flags.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        return [CARDS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return cards_mime(self.ref(row) for row in sorted({index.row() for index in indexes}))


def cards_mime(refs: Iterable[CardRef]) -> QMimeData:
    """Cards as they are dragged: JSON ``[[deck id, card id], …]``."""
    made = QMimeData()
    made.setData(CARDS_MIME, QByteArray(msgspec.json.encode(list(refs))))
    return made


def _place(entry: CardEntry) -> str:
    return f"{entry.suit.title} · {entry.deck.title}"
