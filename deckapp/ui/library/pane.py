"""The library pane: find cards, look at them, and send them to the board."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from deckapp.deck.no_hits import NoHits, why_nothing
from deckapp.deck.search import Facets
from deckapp.ui.document.card_entries import CardRef
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.guard import guarded
from deckapp.ui.library.head import LibraryHead
from deckapp.ui.library.model import WallModel
from deckapp.ui.library.notices import HelpingLine, HintLine
from deckapp.ui.library.problems import LibraryProblemsDialog
from deckapp.ui.library.wall import Wall

HINT = "library-place"
_WALL_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@guarded
class LibraryPane(QWidget):
    """Shows what of the library answers to decks, search and filters.

    `place_requested` carries a list of (deck id, card id); `current_changed` empty ids where no card is current.
    """

    place_requested = Signal(object)
    open_requested = Signal(str, str)
    current_changed = Signal(str, str)

    def __init__(
        self, store: LibraryStore, pictures: Pictures, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._settings, self._pictures = store, settings, pictures
        self._no_hits: NoHits | None = None
        self._holds = False
        self._told: CardRef | None = None
        self.setMinimumWidth(240)
        self.head = LibraryHead(self)
        self.model = WallModel(self)
        self.wall = Wall(self.model, pictures, self)
        self.wall.set_step(settings.card_size)
        self.notice = HelpingLine(self)
        self.hint = HintLine("Drag a card onto the board, or press Enter.", self)
        self.hint.setVisible(not settings.is_dismissed(HINT))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.wall)
        self._stack.addWidget(self.notice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addLayout(self._stack, 1)
        box.addWidget(self.hint)
        self._connect()
        self._take_library()

    def focus_search(self) -> None:
        """Put the cursor into the search box, its text chosen."""
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def flip(self) -> None:
        """Turn all cards to the other side."""
        self.wall.flip()
        self.head.show_side(self.wall.side)

    def current(self) -> CardRef | None:
        """The card that the cursor stands on."""
        index = self.wall.currentIndex()
        return self.model.ref(index.row()) if index.isValid() else None

    def chosen(self) -> list[CardRef]:
        """The chosen cards in the order of the wall; the current one where none is chosen."""
        rows = sorted({index.row() for index in self.wall.selectedIndexes()})
        current = self.current()
        return [self.model.ref(row) for row in rows] or ([current] if current else [])

    def hits(self) -> list[CardRef]:
        """All cards on the wall, in their order."""
        return self.model.refs()

    def open_current(self) -> None:
        """Ask to show the current card large."""
        if current := self.current():
            self.open_requested.emit(*current)

    def place_current(self) -> None:
        """Ask to place the chosen cards on the board."""
        if chosen := self.chosen():
            self.place_requested.emit(chosen)

    def show_card(self, deck_id: str, card_id: str) -> None:
        """Choose a card and bring it into view; a search or filter that hides it is cleared."""
        if self.model.row_of((deck_id, card_id)) < 0:
            self._set("", Facets())
        row = self.model.row_of((deck_id, card_id))
        if row >= 0:
            index = self.model.index(row, 0)
            self.wall.setCurrentIndex(index)
            self.wall.scrollTo(index, Wall.ScrollHint.PositionAtCenter)

    def show_deck(self, deck_id: str) -> None:
        """Show all cards of one deck."""
        self._set("", Facets(decks=frozenset({deck_id})))
        self.wall.setFocus()

    # Qt's events.

    def event(self, event: QEvent) -> bool:
        """Keep the wall's keys from its actions while a button or the search box has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if bare and event.key() in _WALL_KEYS and not self.wall.hasFocus():
                event.accept()
                return True
        return super().event(event)

    # Helpers.

    def _connect(self) -> None:
        head, wall, store = self.head, self.wall, self._store
        store.changed.connect(self._follow)
        store.loading_changed.connect(self._show_state)
        head.changed.connect(self._search)
        head.search.wall_wanted.connect(self._enter_wall)
        head.flip_button.clicked.connect(self.flip)
        head.zoom.valueChanged.connect(wall.set_step)
        head.chips.problems_wanted.connect(self._show_problems)
        head.chips.forget_wanted.connect(self._forget)
        wall.step_changed.connect(self._keep_step)
        wall.typed.connect(self._type)
        wall.left_top.connect(head.search.setFocus)
        wall.doubleClicked.connect(lambda _index: self.open_current())
        wall.customContextMenuRequested.connect(self._show_menu)
        wall.selectionModel().currentChanged.connect(self._tell)
        self.notice.asked.connect(self._help)
        self.hint.dismissed.connect(lambda: self._settings.dismiss(HINT))
        head.zoom.setValue(wall.step)
        wall.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _follow(self, _before: object, _after: object) -> None:
        self._take_library()

    def _take_library(self) -> None:
        self._holds = True
        self.head.show_library(self._store.library)
        self._holds = False
        self._refresh(keep_scroll=True)

    def _search(self) -> None:
        if not self._holds:
            self._pictures.rest()
            self._refresh(keep_scroll=False)

    def _refresh(self, *, keep_scroll: bool) -> None:
        chosen, current = set(self.chosen()), self.current()
        grid, scrolled = self.wall.grid(), self.wall.verticalOffset()
        top = self.wall.top_row()
        anchor = self.model.ref(top) if keep_scroll and scrolled and top < self.model.rowCount() else None
        into = scrolled - top // grid.columns * grid.pitch
        hits = self._store.index.search(self.head.query(), self.head.facets())
        # The selection is put back before anyone is told, so that the current card does not flicker.
        selection = self.wall.selectionModel()
        selection.blockSignals(True)
        self.model.show(self._store.library, hits)
        if chosen:
            self._choose_again(chosen, current)
        selection.blockSignals(False)
        row = self.model.row_of(anchor) if anchor else -1
        self.wall.scroll_to_row(max(0, row))
        if row >= 0:
            self.wall.verticalScrollBar().setValue(self.wall.verticalOffset() + into)
        self.head.show_count(len(hits))
        self._show_state()
        self._tell()

    def _choose_again(self, chosen: set[CardRef], current: CardRef | None) -> None:
        flags, held = QItemSelectionModel.SelectionFlag, self.wall.selectionModel()
        selection = QItemSelection()
        rows = [row for row, ref in enumerate(self.model.refs()) if ref in chosen]
        # Neighbours become one range: Qt is slow with thousands of ranges.
        for _key, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            numbers = [row for _number, row in run]
            selection.select(self.model.index(numbers[0], 0), self.model.index(numbers[-1], 0))
        held.select(selection, flags.ClearAndSelect)
        row = self.model.row_of(current) if current else -1
        if row >= 0:
            held.setCurrentIndex(self.model.index(row, 0), flags.NoUpdate)

    def _tell(self) -> None:
        current = self.current()
        if current != self._told:
            self._told = current
            self.current_changed.emit(*(current or ("", "")))

    def _show_state(self) -> None:
        self._no_hits = None
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.wall)
            return
        if not any(held.deck.cards for held in self._store.library.decks):
            if self._store.is_loading:
                self.notice.say("cards", "Reading the decks…")
            else:
                self.notice.say(
                    "cards-three",
                    "There are no cards yet. Put decks (.yaml files) into your deck folder, or open one with Ctrl+O.",
                    "Open the deck folder",
                )
        elif answer := why_nothing(self._store.index, self.head.query(), self.head.facets()):
            self._no_hits = answer
            self.notice.say("magnifying-glass", answer.why, answer.remedy)
        self._stack.setCurrentWidget(self.notice)

    def _help(self) -> None:
        if self._no_hits is not None:
            self._set(self._no_hits.query, self._no_hits.facets)
            self.head.search.setFocus()
            return
        self._store.user.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._store.user)))

    def _set(self, query: str, facets: Facets) -> None:
        self._holds = True
        self.head.take(query, facets)
        self._holds = False
        self._refresh(keep_scroll=False)

    def _enter_wall(self) -> None:
        if not self.model.rowCount():
            return
        if not self.wall.currentIndex().isValid():
            self.wall.setCurrentIndex(self.model.index(0, 0))
        else:
            self.wall.setCurrentIndex(self.wall.currentIndex())
        self.wall.setFocus()

    def _type(self, text: str) -> None:
        self.head.search.setFocus()
        self.head.search.end(False)
        self.head.search.insert(text)

    def _keep_step(self, step: int) -> None:
        self._settings.card_size = step
        self.head.zoom.setValue(step)

    def _show_menu(self, at: QPoint) -> None:
        if not self.wall.indexAt(at).isValid() or not self.actions():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(self.wall.viewport().mapToGlobal(at))

    def _show_problems(self) -> None:
        LibraryProblemsDialog(self._store.library.all_problems, self).show()

    def _forget(self, path: object) -> None:
        self._settings.forget_deck(path)  # type: ignore[arg-type]
        self._store.reload()
