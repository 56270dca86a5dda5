"""Imports what a plan's window needs, piece by piece while nobody waits, so that the first plan opens at once.

In the window's own thread: PySide makes types while it imports, and does not bear that beside a window that
is being built in another thread.
"""

from __future__ import annotations

import importlib

from PySide6.QtCore import QObject, QTimer

PIECES = (
    "deckapp.plan.plan",
    "deckapp.plan.board",
    "deckapp.plan.edits",
    "deckapp.plan.journal",
    "deckapp.ui.document.document",
    "deckapp.face.cards.tile_face",
    "deckapp.ui.board.board",
    "deckapp.ui.board.canvas",
    "deckapp.ui.board.view",
    "deckapp.ui.library.wall",
    "deckapp.ui.library.pane",
    "deckapp.ui.inspector.parts_table",
    "deckapp.ui.inspector.pane",
    "deckapp.ui.window.workspace",
)
BEGIN_MS, PAUSE_MS = 400, 20


def preload(parent: QObject) -> None:
    """Begin a moment from now; each piece takes some tens of milliseconds."""
    left = list(PIECES)

    def step() -> None:
        importlib.import_module(left.pop(0))
        if left:
            timer.start(PAUSE_MS)

    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(step)
    timer.start(BEGIN_MS)
