"""A part of a page that opens and closes under its heading."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from deckapp.ui.inspector.form import title_font
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import without_key
from deckapp.ui.kit.theme import SPACE

HEIGHT = 5 * SPACE
SIGN = 16
SCALE = 1.12
_ROLES = QPalette.ColorRole


@guarded
class SectionHead(QAbstractButton):
    """The heading with its caret, and a note at its end such as how many there are."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        without_key(self)
        self.note = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self._small = QFont(self.font())
        # A painter takes what a font leaves open from the widget's own, which is the heading's.
        self._small.setFamilies(self.font().families())
        self._small.setPointSizeF(self.font().pointSizeF())
        self._small.setWeight(QFont.Weight.Normal)
        font = title_font(self.font())
        font.setPointSizeF(self.font().pointSizeF() * SCALE)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        return QSize(160, max(HEIGHT, self.fontMetrics().lineSpacing() + 2 * SPACE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        painter.setPen(QPen(colours.color(_ROLES.Mid), 1))
        painter.drawLine(0, 0, self.width(), 0)
        if self.underMouse() or self.hasFocus():
            edge = QPen(colours.color(_ROLES.Accent), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
            painter.setPen(edge)
            painter.setBrush(colours.color(_ROLES.Midlight) if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 5, -1, -3), 4, 4)
        area = self.rect().adjusted(SPACE // 2, 2, -SPACE // 2, 0)
        caret = icon("caret-down" if self.isChecked() else "caret-right")
        caret.paint(painter, QRect(area.left(), area.center().y() - SIGN // 2 + 1, SIGN, SIGN))
        metrics = QFontMetrics(self._small)
        painter.setFont(self._small)
        painter.setPen(colours.color(_ROLES.PlaceholderText))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.note)
        room = area.adjusted(SIGN + SPACE // 2, 0, -metrics.horizontalAdvance(self.note) - SPACE, 0)
        painter.setFont(self.font())
        painter.setPen(colours.color(_ROLES.WindowText))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class Section(QWidget):
    """A heading and what is under it; `opened` when it is unfolded for the first time and later."""

    opened = Signal()

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(title, self)
        self.content = content
        content.setParent(self)
        content.setAccessibleName(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self.head)
        box.addWidget(content)
        content.hide()
        self.head.toggled.connect(self._toggle)

    def is_open(self) -> bool:
        """Whether the content is in sight."""
        return self.head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold it."""
        self.head.setChecked(is_open)

    def set_note(self, note: str) -> None:
        """What stands at the end of the heading."""
        if note != self.head.note:
            self.head.note = note
            self.head.setAccessibleDescription(note)
            self.head.update()

    def _toggle(self, is_open: bool) -> None:
        if is_open:
            self.opened.emit()
        self.content.setVisible(is_open)
