"""A card large: both faces, what comes before and after it, and what the faces do not say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QMetaMethod, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck.deck import Deck
from deckapp.face.cards.face_words import minutes, people, word
from deckapp.face.type.fonts import FAMILY_TITLE
from deckapp.ui.dialogs.card_links import CardLinks
from deckapp.ui.dialogs.card_texts import texts_html
from deckapp.ui.dialogs.face_view import FaceView
from deckapp.ui.dialogs.text_pane import TextPane
from deckapp.ui.document.card_entries import CardEntry, CardRef, entry_of
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.fitting import place_of, put_back, room
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label, titled
from deckapp.ui.kit.tab_order import order_as_read
from deckapp.ui.kit.theme import SPACE

LAYOUT = "card-dialog"
SIZE = (960, 760)
SIDE = 340
TITLE_POINTS = 18
PLACED_MS = 2000
"""So long the button says that the card was placed: the dialog may hide the board."""


@guarded
class CardDialog(QDialog):
    """Not modal: the board can be used meanwhile. `place_requested` carries a list of (deck id, card id)."""

    place_requested = Signal(object)

    def __init__(
        self, store: LibraryStore, pictures: Pictures, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store, self._settings = store, settings
        self._hits: Sequence[CardRef] = ()
        self._ref: CardRef | None = None
        self._entry: CardEntry | None = None
        self.face = FaceView(pictures, self)
        self.previous_button = self._button("caret-left", "Previous card (Left)")
        self.next_button = self._button("caret-right", "Next card (Right)")
        self.flip_button = QPushButton(icon("arrows-clockwise"), "&Flip", self)
        self.flip_button.setToolTip("Turn the card over (F)")
        self.place = plain_label("", self)
        self.place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.title = self._label()
        self.title.setFont(QFont(FAMILY_TITLE, TITLE_POINTS))
        self.facts = self._label()
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.links = CardLinks(self)
        self.texts = TextPane(self)
        self.place_button = QPushButton(self)
        self.place_button.setDefault(True)
        self._placed = QTimer(self)
        self._placed.setSingleShot(True)
        self._placed.setInterval(PLACED_MS)
        self.flip_button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.resize(SIZE[0], min(SIZE[1], room(self).height()))
        put_back(self, settings.layout(LAYOUT))

    @property
    def current(self) -> CardRef | None:
        """The card that is shown."""
        return self._ref

    def show_card(self, deck_id: str, card_id: str, hits: Sequence[CardRef] = ()) -> None:
        """Show this card; Left and Right go through `hits`, or through its deck where there are none."""
        deck = self._deck(deck_id)
        if deck is None or card_id not in deck.cards:
            return
        if hits:
            self._hits = hits
        elif (deck_id, card_id) not in self._hits:
            self._hits = [(deck_id, other) for other in deck.cards]
        self._ref = (deck_id, card_id)
        self._show(entry_of(deck, card_id))

    def show_copy(self, entry: CardEntry) -> None:
        """Show a card that is no deck's: a plan's own copy, as it was when it was placed."""
        self._ref, self._hits = None, ()
        self._show(entry)

    def open(self) -> None:
        """Show the dialog beside the window, not in its way."""
        connected = self.isSignalConnected(QMetaMethod.fromSignal(self.place_requested))
        self.place_button.setVisible(connected)
        self.show()
        self.face.setFocus()

    def flip(self) -> None:
        """Turn the card over."""
        self.face.flip()

    def step(self, by: int) -> None:
        """Go on by so many cards, not beyond the ends."""
        place = self._number() + by
        if self._ref is not None and 0 <= place < len(self._hits):
            self.show_card(*self._hits[place])

    # Qt's events.

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (Qt's name)
        # The links are other ones with each card.
        left = (self.face, self.previous_button, self.next_button, self.flip_button)
        order_as_read((*left, self.links, self.texts, self.place_button))
        return super().focusNextPrevChild(next)

    def hideEvent(self, event: QHideEvent) -> None:
        self._settings.remember_layout(LAYOUT, place_of(self))
        super().hideEvent(event)

    # Helpers.

    def _place(self) -> None:
        self.place_requested.emit([self._ref])
        self.place_button.setText("Placed on the board")
        self.place_button.setIcon(icon("check"))
        self._placed.start()

    def _offer_place(self) -> None:
        self._placed.stop()
        self.place_button.setText("&Place on the board")
        self.place_button.setIcon(icon("plus"))

    def _lay_out(self) -> None:
        under = QHBoxLayout()
        under.setSpacing(SPACE)
        under.addStretch(1)
        under.addWidget(self.previous_button)
        under.addWidget(self.place)
        under.addWidget(self.next_button)
        under.addSpacing(SPACE)
        under.addWidget(self.flip_button)
        under.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addWidget(self.face, 1)
        left.addLayout(under)
        side = QWidget(self)
        side.setFixedWidth(SIDE)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, SPACE, 0, 0)
        right.setSpacing(SPACE)
        for part in (self.title, self.facts, self.links):
            right.addWidget(part)
        right.addWidget(self.texts, 1)
        right.addWidget(self.place_button)
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(3 * SPACE)
        box.addLayout(left, 1)
        box.addWidget(side)

    def _connect(self) -> None:
        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.flip_button.clicked.connect(self.flip)
        self.place_button.clicked.connect(self._place)
        self._placed.timeout.connect(self._offer_place)
        self.face.flipped.connect(lambda _side: self._name_face())
        self.links.chosen.connect(self.show_card)
        self._store.changed.connect(self._follow)
        for key, do in (
            (Qt.Key.Key_F, self.flip),
            (Qt.Key.Key_Left, lambda: self.step(-1)),
            (Qt.Key.Key_Right, lambda: self.step(1)),
        ):
            QShortcut(QKeySequence(key), self, do)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self.face, self.close).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )

    def _follow(self, _before: object, _after: object) -> None:
        """Show the card as it now is; a card that is gone stays as it was."""
        deck = self._deck(self._ref[0]) if self._ref else None
        if deck is not None and self._ref is not None and self._ref[1] in deck.cards:
            self._show(entry_of(deck, self._ref[1]))

    def _deck(self, deck_id: str) -> Deck | None:
        return next((held.deck for held in self._store.library.decks if held.deck.id == deck_id), None)

    def _number(self) -> int:
        return self._hits.index(self._ref) if self._ref in self._hits else -1

    def _show(self, entry: CardEntry) -> None:
        self._entry = entry
        card, language = entry.card, entry.card.language or entry.deck.language
        direction = QLocale(language).textDirection()
        self.setWindowTitle(titled(card.title))
        self._offer_place()
        self.face.show_entry(entry, self.face.side)
        self._name_face()
        self.title.setText(card.title)
        self.facts.setText("\n".join(line for line in (_where(entry), _facts(entry, language)) if line))
        for label in (self.title, self.facts):
            label.setLayoutDirection(direction)
        self.links.show_entry(entry, self._store.library, language)
        self.texts.show_html(texts_html(card, entry.deck.style, language), direction)
        number = self._number()
        self.place.setText(f"{number + 1} of {len(self._hits)}" if self._hits else "")
        self.previous_button.setEnabled(number > 0)
        self.next_button.setEnabled(0 <= number < len(self._hits) - 1)

    def _name_face(self) -> None:
        if self._entry is None:
            return
        card = self._entry.card
        self.face.setAccessibleName(f"{'Front' if self.face.side == 'front' else 'Back'} of {card.title}")
        self.face.setAccessibleDescription(card.question if self.face.side == "front" else card.what)

    def _label(self) -> QLabel:
        made = plain_label("", self)
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    def _button(self, name: str, text: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icon(name))
        made.setAutoRaise(True)
        made.setToolTip(text)
        made.setAccessibleName(text.split(" (")[0])
        return made


def _where(entry: CardEntry) -> str:
    return " · ".join(part for part in (entry.deck.title, entry.suit.title, entry.card.phase) if part)


def _facts(entry: CardEntry, language: str) -> str:
    card = entry.card
    return " · ".join(
        text
        for text in (
            minutes(card.duration, language) if card.duration else "",
            people(card.group, language) if card.group else "",
            word(card.difficulty, language) if card.difficulty else "",
        )
        if text
    )
