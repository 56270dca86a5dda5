"""A deck on the start page: its name, and a row of its cards' fronts, the first of every suit."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from deckapp.counts import counted
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import tip, without_key
from deckapp.ui.kit.theme import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from deckapp.deck.deck import Deck, Suit
    from deckapp.deck.listing import ListedDeck
    from deckapp.ui.document.faces import Request

FACE = QSize(104, 178)
MOST = 12


@guarded
class DeckStrip(QAbstractButton):
    """Leads to the deck's cards; as many faces as the width holds."""

    def __init__(self, deck: ListedDeck, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._paper = QColor(deck.paper)
        scale = min(FACE.width() / deck.width, FACE.height() / deck.height)
        self._size = QSize(round(deck.width * scale), round(deck.height * scale))
        self._corner = deck.corner * scale
        self._faces = min(deck.cards, MOST)
        self._inks: list[QColor] = []
        self._requests: list[Request] = []
        self._keys: set[Hashable] = set()
        count = counted(deck.cards, "card")
        self._line = f"{count} in {counted(deck.suits, 'suit')}. {deck.summary}".strip()
        self.setText(deck.title)
        without_key(self)
        self.setAccessibleName(f"Deck {deck.title}, {count}")
        self.setAccessibleDescription(deck.summary)
        self.setToolTip(tip(deck.summary))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pictures.ready.connect(self._show_new)

    def show_cards(self, deck: Deck) -> None:
        """Show the fronts of the deck's cards in the places that were kept for them."""
        from deckapp.face.style import colour
        from deckapp.ui.document.faces import face_request

        shown = _spread(deck)
        self._inks = [QColor(colour(suit.colour)) for suit, _card in shown]
        self._requests = [
            face_request("front", deck.cards[card], suit, deck.style, deck.language, deck=deck.title)
            for suit, card in shown
        ]
        self._keys = {key for key, _make in self._requests}
        self.update()

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
        for number in range(min(fit, self._faces)):
            area = QRect(SPACE + number * step, self._head() + SPACE, self._size.width(), self._size.height())
            self._paint_face(painter, area, number)
        painter.end()

    def _paint_face(self, painter: QPainter, area: QRect, number: int) -> None:
        """The face on its paper; until it is drawn, the paper with the suit's colour, once that is known."""
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(self._paper)
        painter.drawRoundedRect(area, self._corner, self._corner)
        if number >= len(self._requests):
            return
        key, make = self._requests[number]
        pixmap = self._pictures.picture(key, make, area.width(), self.devicePixelRatioF())
        if pixmap is not None or (pixmap := self._pictures.stand_in(key)) is not None:
            painter.drawPixmap(area, pixmap)
        else:
            painter.fillRect(
                area.adjusted(1, self._size.height() // 4, 0, -area.height() // 2), self._inks[number]
            )

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
