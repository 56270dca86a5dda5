"""The two faces of the chosen activity's card, small and side by side."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from deckapp.deck.deck import Style
from deckapp.face.style import colour, tint
from deckapp.plan.plan import PLAIN_SUIT, Activity, Plan
from deckapp.ui.document.card_art import corner, draw_blank, draw_ring, face_size
from deckapp.ui.document.faces import Request, Side, face_request
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.theme import SPACE

WIDEST = 168
EDGE = SPACE // 2


@guarded
class FaceButton(QAbstractButton):
    """One face; a click, Enter or Space asks to see it large."""

    def __init__(self, side: Side, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._side: Side = side
        self._pictures = pictures
        self._request: Request | None = None
        self._style = Style()
        self._ink = PLAIN_SUIT.colour
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        pictures.ready.connect(self._refresh)

    def show_face(self, plan: Plan, activity: Activity) -> None:
        """Show this activity's card, as the plan's copy of its deck looks."""
        deck = plan.decks.get(activity.deck)
        suit = deck.suit(activity.suit) if deck else PLAIN_SUIT
        style = deck.style if deck else Style()
        language = deck.language if deck else plan.language
        self._request = face_request(
            self._side, activity.card, suit, style, language, lambda ref: plan.images[ref],
            deck=deck.title if deck else "",
        )  # fmt: skip
        self._style = style
        self._ink = suit.colour
        side = "Front" if self._side == "front" else "Back"
        self.setAccessibleName(f"{side} of {activity.card.title}")
        self.setToolTip(f"{side} of the card; a click opens it large")
        self.update()

    def height_for(self, width: int) -> int:
        """The height at which the face fills the width, in pixels."""
        return round((width - 2 * EDGE) * self._style.height / self._style.width) + 2 * EDGE

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._request is None:
            return
        key, make = self._request
        size = face_size(self._style, self.size() - QSize(2 * EDGE, 2 * EDGE))
        area = QRect(EDGE, EDGE, size.width(), size.height())
        pixmap = self._pictures.picture(key, make, area.width(), self.devicePixelRatioF())
        pixmap = pixmap or self._pictures.stand_in(key)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        radius = corner(self._style, area.width())
        draw_blank(painter, area, radius, self.devicePixelRatioF(), self._style.paper)
        if pixmap is not None:
            painter.drawPixmap(area, pixmap)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tint(colour(self._ink), 0.12, self._style.paper)))
            painter.drawRoundedRect(QRectF(area), radius, radius)
        if self.hasFocus() or self.underMouse():
            draw_ring(painter, area, radius, self.palette().accent().color(), dashed=not self.hasFocus())
        painter.end()

    def _refresh(self, keys: object) -> None:
        if self._request is not None and self._request[0] in keys:  # type: ignore[operator]
            self.update()


@guarded
class FacesRow(QWidget):
    """Front and back; `card_requested` when one of them is to be seen large."""

    card_requested = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = FaceButton("front", pictures, self)
        self.back = FaceButton("back", pictures, self)
        for face in (self.front, self.back):
            face.setAttribute(Qt.WidgetAttribute.WA_Hover)
            face.clicked.connect(self.card_requested)

    def show_faces(self, plan: Plan, activity: Activity) -> None:
        """Show the faces of this activity's card."""
        self.front.show_face(plan, activity)
        self.back.show_face(plan, activity)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width = min(WIDEST, self.width() // 2)
        height = self.front.height_for(width)
        self.front.setGeometry(0, 0, width, height)
        self.back.setGeometry(width, 0, width, height)
        self.setFixedHeight(height)
