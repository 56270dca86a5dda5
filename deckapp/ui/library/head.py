"""The head of the library pane: decks, search, filters, and how the wall is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from deckapp.counts import counted
from deckapp.deck.library import Library
from deckapp.deck.search import Facets
from deckapp.ui.document.faces import Side
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.library.chips import DeckChips
from deckapp.ui.library.filters import Filters
from deckapp.ui.library.search_box import SearchBox
from deckapp.ui.library.wall import WIDTHS


class LibraryHead(QWidget):
    """All that narrows down the wall; `changed` is emitted at every key and every choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = Library()
        self.chips = DeckChips(self)
        self.search = SearchBox(self)
        self.filters = Filters(self)
        self.count = plain_label("", self)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.clear_button = self._button("funnel-x", "Clear filters")
        self.flip_button = self._button("arrows-clockwise", "Show the backs (F)")
        self.zoom = QSlider(Qt.Orientation.Horizontal, self)
        self.zoom.setRange(0, len(WIDTHS) - 1)
        self.zoom.setPageStep(1)
        self.zoom.setFixedWidth(9 * SPACE)
        self.zoom.setAccessibleName("Size of the cards")
        self.zoom.setToolTip("Size of the cards (Ctrl+wheel over them)")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE // 2)
        foot.addWidget(self.count)
        foot.addWidget(self.clear_button)
        foot.addStretch(1)
        foot.addWidget(self.flip_button)
        foot.addWidget(self.zoom)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE + SPACE // 2, SPACE + SPACE // 2, SPACE + SPACE // 2, SPACE // 2)
        box.setSpacing(SPACE)
        for part in (self.chips, self.search, self.filters):
            box.addWidget(part)
        box.addLayout(foot)
        self.chips.changed.connect(self._follow_decks)
        self.search.textChanged.connect(self.changed)
        self.filters.changed.connect(self._follow_filters)
        self.clear_button.clicked.connect(self._clear)
        self.show_side("front")
        self.clear_button.hide()

    def query(self) -> str:
        """What is searched for."""
        return self.search.text()

    def facets(self) -> Facets:
        """The decks and filters that are chosen."""
        return self.filters.facets(self.chips.chosen)

    def take(self, query: str, facets: Facets) -> None:
        """Show this query and these choices."""
        self.chips.choose(facets.decks)
        self.filters.take(facets)
        self.search.setText(query)

    def show_library(self, library: Library) -> None:
        """Offer the library's decks, suits and phases; choices that still make sense stay."""
        self._library = library
        self.chips.show_library(library)
        self._offer()

    def show_count(self, count: int) -> None:
        """Say how many cards match."""
        self.count.setText(counted(count, "card"))

    def show_side(self, side: Side) -> None:
        """Say what a flip would do."""
        text = "Show the backs (F)" if side == "front" else "Show the fronts (F)"
        self.flip_button.setToolTip(text)
        self.flip_button.setAccessibleName("Show the backs" if side == "front" else "Show the fronts")

    def _clear(self) -> None:
        if self.clear_button.hasFocus():
            # The button goes away with what it clears.
            self.search.setFocus()
        self.filters.take(Facets())

    def _follow_decks(self) -> None:
        self._offer()
        self.changed.emit()

    def _follow_filters(self) -> None:
        self.clear_button.setVisible(self.filters.is_set())
        self.changed.emit()

    def _offer(self) -> None:
        chosen = self.chips.chosen
        self.filters.show_decks(
            [held.deck for held in self._library.decks if not chosen or held.deck.id in chosen]
        )

    def _button(self, name: str, text: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icon(name))
        made.setIconSize(QSize(20, 20))
        made.setAutoRaise(True)
        made.setAccessibleName(text)
        made.setToolTip(text)
        return made
