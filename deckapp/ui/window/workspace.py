"""The three parts of the window for one plan: library, board, inspector."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from deckapp.ui.board.board import Board
from deckapp.ui.board.view import BoardView
from deckapp.ui.document.document import Document
from deckapp.ui.document.services import Services
from deckapp.ui.inspector.pane import InspectorPane
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.tab_order import order_as_read
from deckapp.ui.library.pane import LibraryPane

WIDEST = (360, 320)
"""Of library and inspector, in pixels; on a narrow screen a quarter of the window each."""
LEAST = 240
LEAST_BOARD = 480
"""Where the window leaves the board less than this, library and inspector give way."""


@guarded
class Workspace(QSplitter):
    """Puts the parts side by side and lets them speak with each other; `view` shows the `board`."""

    situation_changed = Signal()

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.document = document
        self.selection = document.selection
        self.library = LibraryPane(services.store, services.pictures, services.settings, self)
        self.board = Board(document, services.store, self)
        self.view = BoardView(self.board, services.pictures, services.settings, self)
        self.inspector = InspectorPane(document, services.pictures, self)
        for index, part in enumerate((self.library, self.view, self.inspector)):
            self.addWidget(part)
            self.setStretchFactor(index, 1 if part is self.view else 0)
            self.setCollapsible(index, False)
        self._wanted: tuple[int, int] | None = None
        for part in (self.library, self.inspector):
            part.installEventFilter(self)
        self._connect()

    def restore(self, state: str) -> None:
        """Share the width out as it was remembered."""
        if found := re.fullmatch(r"(\d{1,5}) (\d{1,5})", state):
            self._wanted = max(LEAST, int(found[1])), max(LEAST, int(found[2]))
            self._share()

    def state(self) -> str:
        """What `restore` needs; empty where the width was never shared out."""
        return "{} {}".format(*self._wanted) if self._wanted else ""

    def step(self, step: Callable[[], None]) -> None:
        """Undo or redo; what comes back with it, or else what the step chose, is shown."""
        before = self.document.plan
        step()
        after = self.document.plan
        back = [key for key in after.activities if key not in before.activities]
        back += [key for key in after.notes if key not in before.notes]
        if after is not before and (shown := back or self.selection.ids):
            self.board.reveal(shown)

    def show_part(self, collection: str, key: str) -> None:
        """Go to a part of the plan, or to a field of its definition: on the board, or in the inspector."""
        if collection in ("activities", "notes", "links"):
            self._reveal([key])
            return
        self._show_inspector()
        self.inspector.show_part(collection, key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the parts their widths once there is room to share out; then the board takes what is left."""
        super().resizeEvent(event)
        if self._wanted is None:
            left, right = (max(LEAST, min(widest, self.width() // 4)) for widest in WIDEST)
            self._wanted = left, right
        self._share()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (Qt's name)
        # Asked by whatever in the workspace has the focus, when Tab is to lead on.
        order_as_read((self.library, self.view, self.inspector))
        return super().focusNextPrevChild(next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part that comes back has the width that it had."""
        if event.type() == QEvent.Type.ShowToParent:
            self._share()
        return super().eventFilter(watched, event)

    def _keep_widths(self) -> None:
        """These are the widths that are wanted from now on; a part that is hidden keeps its own."""
        sizes, before = self.sizes(), self._wanted or WIDEST
        self._wanted = sizes[0] or before[0], sizes[2] or before[1]

    def _share(self) -> None:
        if self._wanted is None:
            return
        parts = (self.library, self.inspector)
        sides = [0 if part.isHidden() else width for part, width in zip(parts, self._wanted, strict=True)]
        room = self.width() - self.handleWidth() * sum(side > 0 for side in sides)
        lack = sum(sides) + LEAST_BOARD - room
        spare = sum(max(0, side - LEAST) for side in sides)
        if lack > 0 and spare:
            share = min(1.0, lack / spare)
            sides = [side - round(max(0, side - LEAST) * share) for side in sides]
        self.setSizes([sides[0], max(0, room - sum(sides)), sides[1]])

    def _connect(self) -> None:
        self.splitterMoved.connect(lambda _place, _handle: self._keep_widths())
        self.library.place_requested.connect(self.board.place)
        self.library.current_changed.connect(self.situation_changed)
        self.board.open_requested.connect(lambda _id: self._open_fields())
        self.inspector.reveal_requested.connect(self._reveal)
        self.selection.changed.connect(self.situation_changed)
        self.document.changed.connect(self._follow)

    def _follow(self, _before: object, after: object) -> None:
        self.situation_changed.emit()

    def _open_fields(self) -> None:
        self._show_inspector()
        self.inspector.focus_fields()

    def _show_inspector(self) -> None:
        if self.inspector.isHidden():
            self.inspector.show()
            self.situation_changed.emit()

    def _reveal(self, ids: object) -> None:
        chosen = list(ids)  # type: ignore[call-overload]
        self.selection.set(chosen)
        self.board.reveal(chosen)
