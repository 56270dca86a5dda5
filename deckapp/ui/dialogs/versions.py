"""Earlier versions of a plan: what saving kept, to open beside the present one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from deckapp.ui.plain import plain_label
from deckapp.ui.theme import SPACE


class VersionsDialog(QDialog):
    """Lists the kept versions, newest first; `chosen` carries the path of one."""

    chosen = Signal(object)

    def __init__(self, versions: Sequence[tuple[Path, datetime]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Earlier versions")
        self.resize(480, 320)
        text = (
            "Saving keeps the last ten versions, one an hour of the last day and one a day of the last month. "
            "One opens as a plan of its own; the present one stays."
        )
        label = plain_label(
            text if versions else "Nothing yet: saving a plan again keeps what was there before.", self
        )
        label.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Earlier versions")
        for path, moment in versions:
            item = QListWidgetItem(f"{moment.astimezone():%A, %d %B %Y, %H:%M:%S}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Close, self
        )
        buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(bool(versions))
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.list.itemActivated.connect(lambda _item: self._take())
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(label)
        box.addWidget(self.list)
        box.addWidget(buttons)

    def _take(self) -> None:
        if item := self.list.currentItem():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
