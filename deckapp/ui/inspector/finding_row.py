"""One thing that the checks found."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deckapp.plan.checks import Finding, Level
from deckapp.ui.inspector.form import label_font
from deckapp.ui.inspector.page import quiet
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE

SIGNS: dict[Level, tuple[str, str]] = {
    "error": ("warning-octagon", "Contradiction"),
    "warning": ("warning", "Missing"),
    "info": ("info", "Good to know"),
}
ICON = 20
PAD = SPACE + SPACE // 2
DEFINITION_CHECKS = {"case": "case", "sponsor": "sponsor", "success": "success_criteria"}
"""The checks that are met in a field of the definition."""
_ROLES = QPalette.ColorRole


def can_show(finding: Finding) -> bool:
    """Whether there is a place where the finding can be mended."""
    return bool(finding.ids) or finding.id in DEFINITION_CHECKS


@guarded
class FindingRow(QWidget):
    """Title, why it matters, and a button that goes to where it can be mended."""

    show_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._finding: Finding | None = None
        self._sign = "info"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.title = plain_label("", self)
        self.title.setFont(label_font(self.title.font()))
        self.title.setWordWrap(True)
        self.detail = quiet(self)
        self.button = QPushButton(icon("crosshair"), "Show", self)
        self.button.clicked.connect(lambda: self.show_requested.emit(self._finding))
        texts = QVBoxLayout(self)
        texts.setContentsMargins(PAD + ICON + SPACE, PAD, PAD, PAD)
        texts.setSpacing(SPACE // 2 + 2)
        texts.addWidget(self.title)
        texts.addWidget(self.detail)
        texts.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_finding(self, finding: Finding) -> None:
        """Show this finding."""
        if finding == self._finding:
            return
        self._finding = finding
        self._sign, spoken = SIGNS[finding.level]
        self.title.setText(finding.title)
        self.detail.setText(finding.detail)
        self.setAccessibleName(f"{spoken}: {finding.title}")
        self.button.setVisible(can_show(finding))
        self.update()
        self.button.setAccessibleName(f"Show: {finding.title}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        painter.setPen(QPen(colours.color(_ROLES.Midlight), 1))
        painter.setBrush(colours.color(_ROLES.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        left = PAD if not self.isRightToLeft() else self.width() - PAD - ICON
        icon(self._sign).paint(painter, QRect(left, PAD, ICON, ICON))
        painter.end()
