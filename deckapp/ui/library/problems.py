"""The problems of the library's decks as a list: place, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from deckapp.counts import counted
from deckapp.problem import Problem
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label, tip
from deckapp.ui.kit.theme import SPACE

MOST = 1000
"""More lines than that help nobody; the rest shows once some are mended."""


@guarded
class ProblemTable(QTableWidget):
    """A table that leaves copying to its dialog: a line is a problem, not a cell."""

    copy_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)


class LibraryProblemsDialog(QDialog):
    """Lists problems; a double click opens the file's folder, Ctrl+C copies lines as text."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Problems in the decks")
        self.resize(880, 440)
        self._problems = list(problems)
        count = counted(len(problems), "problem")
        label = plain_label(
            f"{count}. The rest of the decks can be used meanwhile; a mended file is read again by itself.",
            self,
        )
        label.setWordWrap(True)
        self.table = self._table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy_button = buttons.addButton("&Copy", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setIcon(icon("copy"))
        self.copy_button.setToolTip("Copy the chosen lines, or all of them")
        self.copy_button.clicked.connect(self.copy)
        self.folder_button = buttons.addButton("Open the &folder", QDialogButtonBox.ButtonRole.ActionRole)
        self.folder_button.setIcon(icon("folder-open"))
        self.folder_button.clicked.connect(self.open_folder)
        buttons.rejected.connect(self.reject)
        self.table.copy_wanted.connect(self.copy)
        self.table.doubleClicked.connect(self.open_folder)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        box.addWidget(label)
        box.addWidget(self.table)
        box.addWidget(buttons)

    def copy(self) -> None:
        """Put the chosen lines on the clipboard, or all where none is chosen."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        chosen = [self._problems[row] for row in rows] or self._problems
        QGuiApplication.clipboard().setText("\n".join(map(str, chosen)))

    def open_folder(self) -> None:
        """Show the folder of the current line's file in the system's file manager."""
        row = max(0, self.table.currentRow())
        if row < len(self._problems):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._problems[row].path).parent)))

    def _table(self) -> ProblemTable:
        shown = self._problems[:MOST]
        table = ProblemTable(len(shown), 3, self)
        table.setAccessibleName("Problems")
        table.setHorizontalHeaderLabels(["Where", "What is wrong", "What to do"])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 240)
        for row, problem in enumerate(shown):
            place = f":{problem.line}:{problem.column}" if problem.line else ""
            for column, text in enumerate(
                (f"{Path(problem.path).name}{place}", problem.message, problem.hint)
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(tip(f"{problem.path}{place}" if column == 0 else text))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                table.setItem(row, column, item)
        return table
