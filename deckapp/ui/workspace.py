"""The three parts of the window for one plan: library, board, inspector."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from deckapp.ui.board.view import BoardView
from deckapp.ui.document import Document
from deckapp.ui.inspector.pane import InspectorPane
from deckapp.ui.library.pane import LibraryPane
from deckapp.ui.selection import Selection
from deckapp.ui.services import Services

WIDEST = (360, 320)
"""Of library and inspector, in pixels; on a narrow screen a quarter of the window each."""
LEAST = 240


class Workspace(QSplitter):
    """Puts the parts side by side and lets them speak with each other."""

    situation_changed = Signal()

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.document = document
        self.selection = Selection(self)
        self.library = LibraryPane(services.store, services.pictures, services.settings, self)
        self.board = BoardView(
            document, self.selection, services.pictures, services.store, services.settings, self
        )
        self.inspector = InspectorPane(document, self.selection, services.pictures, self)
        for index, part in enumerate((self.library, self.board, self.inspector)):
            self.addWidget(part)
            self.setStretchFactor(index, 1 if part is self.board else 0)
            self.setCollapsible(index, False)
        self._laid_out = False
        self._connect()

    def restore(self, state: QByteArray) -> None:
        """Share the width out as it was remembered."""
        self._laid_out = not state.isEmpty() and self.restoreState(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the parts their widths once there is room to share out."""
        super().resizeEvent(event)
        if not self._laid_out and self.isVisible():
            self._laid_out = True
            left, right = (max(LEAST, min(widest, self.width() // 4)) for widest in WIDEST)
            self.setSizes([left, self.width() - left - right, right])

    def _connect(self) -> None:
        self.library.place_requested.connect(self.board.place)
        self.library.current_changed.connect(self.situation_changed)
        self.board.open_requested.connect(lambda _id: self.inspector.focus_fields())
        self.inspector.reveal_requested.connect(self._reveal)
        self.selection.changed.connect(self.situation_changed)
        self.document.changed.connect(self._follow)

    def _follow(self, _before: object, after: object) -> None:
        self.selection.prune(self.document.plan)
        self.situation_changed.emit()

    def _reveal(self, ids: object) -> None:
        chosen = list(ids)  # type: ignore[call-overload]
        self.selection.set(chosen)
        self.board.ensure_visible(chosen)
