"""One face as large as there is room, which turns over."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRect, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from deckapp.ui.document import card_art
from deckapp.ui.document.card_entries import CardEntry
from deckapp.ui.document.faces import Side
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.theme import SPACE

FLIP_MS = 140
SETTLE_MS = 120
"""So long after the last change of size the face is drawn anew at the new size."""


@guarded
class FaceView(QWidget):
    """Shows a card's face; a click flips it. `flipped` carries the side that is now up."""

    flipped = Signal(str)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._entry: CardEntry | None = None
        self.side: Side = "front"
        self._turn = 1.0
        self._sharp = 0
        self._by_key = False
        self._flip = QVariantAnimation(self)
        self._flip.setDuration(FLIP_MS)
        self._flip.setStartValue(-1.0)
        self._flip.setEndValue(1.0)
        self._flip.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._flip.valueChanged.connect(self._show_turn)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._sharpen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 240)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A bound method, unlike a lambda, is let go with the widget.
        pictures.ready.connect(self._redraw)

    def show_entry(self, entry: CardEntry, side: Side) -> None:
        """Show this card, this side up."""
        self._flip.stop()
        self._turn = 1.0
        self._entry, self.side = entry, side
        self._sharpen()

    def flip(self) -> None:
        """Turn the card over, quickly; at once where the system wants no motion."""
        before = self.side
        self.side = "back" if before == "front" else "front"
        duration = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        if duration > 0 and self.isVisible():
            self._flip.setDuration(min(FLIP_MS, duration))
            self._flip.stop()
            self._flip.start()
        self.update()
        self.flipped.emit(self.side)

    def sizeHint(self) -> QSize:
        return QSize(400, 680)

    # Qt's events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.flip()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Who came with the mouse knows where he is.
        self._by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._entry is None:
            return
        shown: Side = self.side
        if self._turn < 0:
            shown = "back" if self.side == "front" else "front"
        area = self._area()
        face = self._face(shown)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.hasFocus() and self._by_key:
            radius = card_art.corner(self._entry.deck.style, area.width())
            card_art.draw_ring(painter, area, radius, self.palette().accent().color(), dashed=True)
        middle = area.center().x()
        painter.translate(middle, 0)
        painter.scale(max(0.02, abs(self._turn)), 1.0)
        painter.translate(-middle, 0)
        card_art.draw_face(painter, area, self._entry, face, self.devicePixelRatioF())
        painter.end()

    # Helpers.

    def _area(self) -> QRect:
        assert self._entry is not None
        room = self.rect().adjusted(2 * SPACE, 2 * SPACE, -2 * SPACE, -2 * SPACE)
        size = card_art.face_size(self._entry.deck.style, room.size())
        return QRect(room.center().x() - size.width() // 2, room.center().y() - size.height() // 2,
                     size.width(), size.height())  # fmt: skip

    def _face(self, side: Side) -> QPixmap | None:
        assert self._entry is not None
        key, make = self._entry.request(side)
        width = self._sharp or self._area().width()
        return self._pictures.picture(key, make, width, self.devicePixelRatioF()) or self._pictures.stand_in(
            key
        )

    def _redraw(self, _keys: object) -> None:
        self.update()

    def _sharpen(self) -> None:
        """Ask for both sides at the size of the moment, the one that shows last, as it is made first."""
        if self._entry is None:
            return
        self._sharp = self._area().width()
        self._face("back" if self.side == "front" else "front")
        self._face(self.side)
        self.update()

    def _show_turn(self, value: float) -> None:
        self._turn = value
        self.update()
