"""A word in the status bar for as long as unsaved edits would be lost in a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from deckapp.ui.document.document import Document


class ProtectionLabel(QLabel):
    """Hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unprotected")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.BrightText)
        self.follow(None)

    def follow(self, document: Document | None) -> None:
        """Tell of this plan from now on, or of none."""
        self._show(document.why_unprotected if document else "")
        if document is not None:
            document.unprotected.connect(self._show)
            document.protected_again.connect(lambda: self._show(""))

    def _show(self, why: str) -> None:
        self.setVisible(bool(why))
        self.setText(
            f"Unprotected: unsaved edits would be lost in a crash ({why}). Save soon." if why else ""
        )
