"""A deck on the start page: its name, and a row of its cards' fronts, the first of every suit."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from deckapp.deck.deck import Deck, Suit
from deckapp.ui.library.card_art import draw_face, face_size
from deckapp.ui.library.model import Entry
from deckapp.ui.pictures import Pictures
from deckapp.ui.theme import SPACE

FACE = QSize(104, 178)
MOST = 12


class DeckStrip(QAbstractButton):
    """Leads to the deck's cards; as many faces as the width holds."""

    def __init__(self, deck: Deck, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._size = face_size(deck.style, FACE)
        self._entries = [Entry(deck.cards[card], suit, deck) for suit, card in _spread(deck)]
        self._requests = [entry.request("front") for entry in self._entries]
        count = "1 card" if len(deck.cards) == 1 else f"{len(deck.cards)} cards"
        self._line = f"{count} in {len(deck.suits)} suits. {deck.summary}"
        self.setText(deck.title)
        self.setAccessibleName(f"Deck {deck.title}, {count}")
        self.setAccessibleDescription(deck.summary)
        self.setToolTip(deck.summary)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._keys = {key for key, _make in self._requests}
        pictures.ready.connect(self._show_new)

    def sizeHint(self) -> QSize:
        """Two lines of text above the faces."""
        return QSize(600, self._head() + self._size.height() + 3 * SPACE)

    def minimumSizeHint(self) -> QSize:
        """At least two faces wide."""
        return QSize(2 * self._size.width() + 4 * SPACE, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = self.palette()
        if self.hasFocus() or self.underMouse():
            ring = colours.color(QPalette.ColorRole.Highlight)
            painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        self._paint_head(painter)
        step = self._size.width() + 2 * SPACE
        fit = max(1, (self.width() - SPACE) // step)
        for number, (entry, request) in enumerate(
            list(zip(self._entries, self._requests, strict=True))[:fit]
        ):
            area = QRect(SPACE + number * step, self._head() + SPACE, self._size.width(), self._size.height())
            pixmap = self._pictures.picture(*request, area.width(), self.devicePixelRatioF())
            draw_face(painter, area, entry, pixmap or self._pictures.stand_in(request[0]))
        painter.end()

    def _show_new(self, made: set[object]) -> None:
        if not self._keys.isdisjoint(made):
            self.update()

    def _paint_head(self, painter: QPainter) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        line, room = QFontMetrics(self.font()).lineSpacing(), self.width() - 2 * SPACE
        colours, elide = self.palette(), Qt.TextElideMode.ElideRight
        for top, font, text, role in (
            (SPACE, bold, self.text(), QPalette.ColorRole.WindowText),
            (SPACE + line, self.font(), self._line, QPalette.ColorRole.PlaceholderText),
        ):
            painter.setFont(font)
            painter.setPen(colours.color(role))
            shown = QFontMetrics(font).elidedText(text, elide, room)
            painter.drawText(QRect(SPACE, top, room, line), Qt.AlignmentFlag.AlignVCenter, shown)

    def _head(self) -> int:
        return 2 * QFontMetrics(self.font()).lineSpacing() + 2 * SPACE


def _spread(deck: Deck) -> list[tuple[Suit, str]]:
    """(suit, card id), the first card of every suit, then the second ones, up to what a wide window shows."""
    most = max((len(suit.cards) for suit in deck.suits), default=0)
    rounds = ((suit, suit.cards[n]) for n in range(most) for suit in deck.suits if n < len(suit.cards))
    return [pair for pair, _ in zip(rounds, range(MOST), strict=False)]
