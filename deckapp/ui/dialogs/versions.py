"""Earlier versions of a plan: what saving kept, what has changed since, and opening one beside the present plan."""

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
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from deckapp.plan.plan import Plan
from deckapp.plan.version_told import tell_version
from deckapp.ui.kit.moments import EXACT, moment
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.task import Task
from deckapp.ui.kit.theme import SPACE


class VersionsDialog(QDialog):
    """Lists the kept versions, newest first; `chosen` carries the path of one.

    What has changed since the current one is found by a thread, for one version at a time.
    """

    chosen = Signal(object)

    def __init__(
        self,
        versions: Sequence[tuple[Path, datetime]],
        parent: QWidget | None = None,
        *,
        now: Plan | None = None,
    ) -> None:
        """`now` is the plan as it is, to be compared with."""
        super().__init__(parent)
        self._now = now
        self._told: dict[Path, str] = {}
        self._task: Task | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Earlier versions")
        self.resize(620, 460 if versions else 160)
        text = (
            "Saving keeps the last ten versions, one an hour of the last day and one a day of the last month. "
            "Each stands with the time until which it was the plan; it opens as a plan of its own, and the present "
            "one stays."
        )
        label = plain_label(
            text if versions else "Nothing yet: saving a plan again keeps what was there before.", self
        )
        label.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Earlier versions")
        for path, when in versions:
            item = QListWidgetItem(moment(when, EXACT))
            item.setData(Qt.ItemDataRole.UserRole, path)
            self.list.addItem(item)
        self.list.setVisible(bool(versions))
        self.page = QPlainTextEdit(self)
        self.page.setReadOnly(True)
        self.page.setVisible(bool(versions))
        self.page.setAccessibleName("What has changed since")
        reading = Qt.TextInteractionFlag
        self.page.setTextInteractionFlags(reading.TextSelectableByMouse | reading.TextSelectableByKeyboard)
        self.page.setTabChangesFocus(True)
        self.list.currentRowChanged.connect(lambda _row: self._tell())
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
        box.addWidget(self.list, 1)
        box.addWidget(self.page, 1)
        box.addWidget(buttons)

    def _tell(self) -> None:
        """Tell of the current version what is known, and find out what is not."""
        item = self.list.currentItem()
        path = item.data(Qt.ItemDataRole.UserRole) if item else None
        if path is None:
            return
        self.page.setPlainText(self._told.get(path, "Reading this version…"))
        if path not in self._told and self._task is None:
            self._task = Task(lambda _progress: tell_version(path, self._now), self)
            self._task.done.connect(lambda told: self._keep(path, told))
            self._task.failed.connect(lambda _error: self._keep(path, "This version cannot be read."))
            self._task.start()

    def _keep(self, path: Path, told: str) -> None:
        self._told[path], self._task = told, None
        self._tell()

    def _take(self) -> None:
        if item := self.list.currentItem():
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
