"""The command palette: type a few letters of any action, card, recipe or what the plan says, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck.folding import fold
from deckapp.face.type.markup import clipped
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.long_texts import LINE
from deckapp.ui.kit.theme import SPACE, is_dark, menu_palette

Index = QModelIndex | QPersistentModelIndex
SHOWN = 60
ASKED = "Type a command, a card, a recipe or what the plan says"
IN_TEXT = 900
"""Where a text of the plan holds what is asked for: below every title that does, above scattered letters."""
BEFORE = 16
"""So many letters are shown before the place where a text answers."""


class PaletteLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the palette."""

    text: str
    detail: str = ""
    keys: str = ""
    icon: QIcon
    do: Callable[[], object]
    texts: tuple[tuple[str, str], ...] = ()
    """Labels and texts by which it is found too."""


def rank(query: str, text: str) -> int | None:
    """How well the text answers the query, smaller is better; None where a letter is missing.

    All the query's letters must occur in order; a run at the start of a word ranks best.
    """
    wanted, held = query.casefold().replace(" ", ""), text.casefold()
    if not wanted:
        return 0
    if (at := held.find(query.casefold().strip())) >= 0:
        return at if at == 0 or not held[at - 1].isalnum() else 100 + at
    place, gaps = -1, 0
    for letter in wanted:
        found = held.find(letter, place + 1)
        if found < 0:
            return None
        gaps += found - place - 1
        place = found
    return 1000 + gaps


def _answer(query: str, entry: PaletteLine, folded: Sequence[str]) -> tuple[int, PaletteLine] | None:
    """How well an entry answers, and what to show of it: the text that holds the query, where its title doesn't."""
    ranked = rank(query, f"{entry.text} {entry.detail}")
    if ranked is not None and ranked < IN_TEXT:
        return ranked, entry
    asked = fold(query).strip()
    for (label, text), searched in zip(entry.texts, folded, strict=True) if asked else ():
        if (at := searched.find(asked)) >= 0:
            shown = " ".join(text[max(0, at - BEFORE) :].split())
            return IN_TEXT, replace(
                entry, detail=f"{label}: {'…' if at > BEFORE else ''}{clipped(shown, LINE)}"
            )
    return None if ranked is None else (ranked, entry)


@guarded
class _Line(QStyledItemDelegate):
    """An entry: its icon, its text, and at the end of the line where it comes from, and its keys."""

    def __init__(self, parent: QWidget, entries: Iterable[PaletteLine]) -> None:
        super().__init__(parent)
        metrics = parent.fontMetrics()
        widest = max((metrics.horizontalAdvance(entry.keys) for entry in entries), default=0)
        self._keys_width = widest + 2 * SPACE if widest else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, PaletteLine):
            super().paint(painter, option, index)
            return
        area, colours = QRect(option.rect), option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, colours.highlight())
        side = area.height() - SPACE
        entry.icon.paint(painter, QRect(area.left() + SPACE, area.top() + SPACE // 2, side, side))
        area.adjust(2 * SPACE + side, 0, -SPACE, 0)
        roles = QPalette.ColorRole
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, area.width() // 2)
        painter.setPen(colours.color(roles.HighlightedText if chosen else roles.PlaceholderText))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, entry.keys)
        area.adjust(0, 0, -self._keys_width, 0)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, detail)
        area.adjust(0, 0, -metrics.horizontalAdvance(detail) - 2 * SPACE, 0)
        painter.setPen(colours.color(roles.HighlightedText if chosen else roles.Text))
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 4 * SPACE)


@guarded
class CommandPalette(QDialog):
    """A frameless box over the window; `Esc` closes it, `Enter` does what is chosen."""

    chosen = Signal(object)

    def __init__(self, entries: Iterable[PaletteLine], parent: QWidget, asked: str = ASKED) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Command palette")
        self._entries = list(entries)
        self._folded: list[list[str]] = []
        """The texts of the entries as a search compares them, from the first letter on."""
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName("Command")
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setPalette(menu_palette(is_dark()))
        self.list.setItemDelegate(_Line(self.list, self._entries))
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.field)
        box.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.field.installEventFilter(self)
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Show the palette at the top middle of the window."""
        width = min(640, window.width() - 6 * SPACE)
        self.resize(width, min(440, window.height() - 8 * SPACE))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + 6 * SPACE)
        self.show()
        self.field.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Without a frame of the system's it would run into the window that it lies over.
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the field keeps the focus."""
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in moves:
            row = self.list.currentRow() + moves[Qt.Key(event.key())]
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            return True
        return super().eventFilter(watched, event)

    def _fill(self, query: str) -> None:
        if query and len(self._folded) < len(self._entries):
            self._folded = [[fold(text) for _label, text in entry.texts] for entry in self._entries]
        pairs = zip(self._entries, self._folded or [[]] * len(self._entries), strict=True)
        answers = [one for entry, folded in pairs if (one := _answer(query, entry, folded)) is not None]
        found = sorted(answers, key=lambda answer: answer[0])[:SHOWN] if query else answers[:SHOWN]
        self.list.clear()
        for _rank, entry in found:
            item = QListWidgetItem(entry.text)
            told = ", ".join(part for part in (entry.text, entry.detail, entry.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.list.addItem(item)
        if not found:
            item = QListWidgetItem("Nothing answers to that. Esc closes.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        entry = item.data(Qt.ItemDataRole.UserRole) if item else None
        if isinstance(entry, PaletteLine):
            self.close()
            self.chosen.emit(entry)
            entry.do()
