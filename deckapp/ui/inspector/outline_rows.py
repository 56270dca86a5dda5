"""How a row of the outline looks: a phase with its colour, an activity with its status and a line below."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deckapp.face.style import colour
from deckapp.face.type.markup import clipped
from deckapp.plan.columns import STATUS_ICONS
from deckapp.plan.plan import Status
from deckapp.ui.inspector.outline_model import DETAIL, SIGN
from deckapp.ui.kit.colours import swatch
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.long_texts import LINE
from deckapp.ui.kit.theme import SPACE

Index = QModelIndex | QPersistentModelIndex
ICON = 16
_ROLES = QPalette.ColorRole


@guarded
class OutlineRows(QStyledItemDelegate):
    """Paints the rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()
        lines = 2 if index.parent().isValid() and index.data(DETAIL) else 1
        return QSize(8 * SPACE, lines * line + SPACE + SPACE // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_phase = not index.parent().isValid()
        area = option.rect.adjusted(SPACE // 2, 0, -SPACE, 0)
        font = QFont(option.font)
        if is_phase:
            font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        detail = str(index.data(DETAIL) or "")
        top = area.top() + (area.height() - metrics.lineSpacing() * (1 if is_phase or not detail else 2)) // 2
        sign = _phase_sign(index.data(SIGN)) if is_phase else _status_sign(index.data(SIGN), chosen)
        sign.paint(painter, QRect(area.left(), top + (metrics.lineSpacing() - ICON) // 2, ICON, ICON))
        ink = option.palette.color(_ROLES.HighlightedText if chosen else _ROLES.Text)
        quiet = option.palette.color(_ROLES.HighlightedText if chosen else _ROLES.PlaceholderText)
        room = QRect(area.left() + ICON + SPACE, top, area.width() - ICON - SPACE, metrics.lineSpacing())
        painter.setFont(option.font)
        painter.setPen(quiet)
        if is_phase:
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, detail)
            room.setRight(room.right() - metrics.horizontalAdvance(detail) - SPACE)
        elif detail:
            below = room.translated(0, metrics.lineSpacing())
            painter.drawText(below, 0, _elided(QFontMetrics(option.font), detail, room.width()))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(room, 0, _elided(metrics, str(index.data()), room.width()))
        if option.state & QStyle.StateFlag.State_HasFocus and not chosen:
            painter.setPen(option.palette.color(_ROLES.Accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(0, 0, -1, -1), 3, 3)


def _elided(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(clipped(text, LINE), Qt.TextElideMode.ElideRight, width)


@cache
def _phase_sign(name: str) -> QIcon:
    return swatch(colour(name)) if name else icon("tray-arrow-down")


def _status_sign(status: Status, chosen: bool) -> QIcon:
    return icon(STATUS_ICONS[status], "#FFFFFF") if chosen else icon(STATUS_ICONS[status])
