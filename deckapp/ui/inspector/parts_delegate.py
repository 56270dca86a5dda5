"""The fields that open in the cells of the plan's tables."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from deckapp.ui.document.document import Document
from deckapp.ui.inspector.choice_field import ChoiceField
from deckapp.ui.inspector.date_field import DateField
from deckapp.ui.inspector.fields import make_field
from deckapp.ui.inspector.parts_model import Index, PartsModel
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.theme import SPACE

NARROWEST_FIELD = 15 * SPACE
_ROLES = QPalette.ColorRole


@guarded
class FieldDelegate(QStyledItemDelegate):
    """Edits a cell with the same field as the form; each key goes into the plan at once."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._before: tuple[QWidget, QPersistentModelIndex, Any] | None = None

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Esc takes back what was typed in the cell."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            widget, place, value = self._before or (None, QPersistentModelIndex(), None)
            if event.key() == Qt.Key.Key_Escape and editor is widget and place.isValid():
                if isinstance(widget, DateField):
                    widget.clear()  # else it would take on leaving what it can complete
                cast(PartsModel, place.model()).setData(place, value)
        return super().eventFilter(editor, event)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen row steps back while the keys are elsewhere."""
        super().initStyleOption(option, index)
        if option.widget is not None and not option.widget.hasFocus():
            option.palette.setColor(_ROLES.Highlight, option.palette.color(_ROLES.Midlight))
            option.palette.setColor(_ROLES.HighlightedText, option.palette.color(_ROLES.Text))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fusion's own sign of the cell that keys would edit can hardly be seen on the chosen row."""
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, plain, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(option.palette.color(_ROLES.HighlightedText), 2))
            painter.drawRect(option.rect.adjusted(2, 2, -2, -2))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = cast(PartsModel, index.model())
        column = model.column(index)
        field = make_field(model.table, column, model.plan, parent)
        widget = cast(QWidget, field)
        widget.setAccessibleName(column.label)
        place = QPersistentModelIndex(index)
        self._before = (widget, place, index.data(Qt.ItemDataRole.EditRole))
        field.edited.connect(lambda value: model.setData(place, value))
        field.left.connect(self._document.seal)
        if isinstance(field, ChoiceField):
            field.edited.connect(lambda _value: self._close(widget))
        return widget

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cast(Any, editor).show_value(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """All is in the plan already."""

    def updateEditorGeometry(  # noqa: N802  (Qt's name)
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """A narrow cell's field stands out of it, so that what it says can be read."""
        area = QRect(option.rect)
        area.setWidth(max(area.width(), NARROWEST_FIELD))
        area.moveRight(min(area.right(), cast(QWidget, editor.parent()).width() - 1))
        editor.setGeometry(area)

    def _close(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
