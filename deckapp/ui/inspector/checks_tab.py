"""What the plan lacks: the checks' findings by weight, each with the way to mend it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from deckapp.plan.checks import Finding, Level, check_plan
from deckapp.plan.plan import Plan
from deckapp.ui.document.document import Document
from deckapp.ui.inspector.finding_row import FindingRow
from deckapp.ui.inspector.form import label_font
from deckapp.ui.inspector.page import FieldPage, heading, quiet
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import plain_label

IDLE_MS = 300
"""So long after the last edit the plan is checked while the tab is hidden, or the plan is large."""
LARGE = 2_000
"""So many activities are checked in about the time of a frame."""
LEVELS: tuple[tuple[Level, str], ...] = (
    ("error", "The plan contradicts itself"),
    ("warning", "Still missing"),
    ("info", "Good to know"),
)


@guarded
class ChecksTab(FieldPage):
    """`counted` carries how many things are wrong or missing; `show_requested` a finding to be shown."""

    counted = Signal(int)
    show_requested = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._checked: Plan | None = None
        self.rows: dict[str, FindingRow] = {}
        self.heads: dict[Level, QLabel] = {}
        self.empty_title = heading(self)
        self.empty_title.setText("Nothing is missing")
        self.empty_text = quiet(self, "All checks are met: the plan says why, who, when, and for whom.")
        self.add(self.empty_title)
        self.add(self.empty_text)
        for level, text in LEVELS:
            head = plain_label(text, self)
            head.setFont(label_font(head.font()))
            self.heads[level] = head
            self.add(head)
        self.box.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)
        document.changed.connect(lambda _before, _after: self._check_soon())
        self._timer.start(0)

    def check(self) -> None:
        """Check the plan as it is now and show what was found."""
        self._timer.stop()
        plan = self._document.plan
        if plan is self._checked:
            return
        self._checked = plan
        findings = check_plan(plan, dt.date.today())
        self._show(findings)
        self.counted.emit(sum(finding.level != "info" for finding in findings))

    def _check_soon(self) -> None:
        at_once = self.isVisible() and len(self._document.plan.activities) < LARGE
        self._timer.start(0 if at_once else IDLE_MS)

    def first_button(self) -> QPushButton | None:
        """The button of the first finding that can be shown, or None."""
        shown = [row for row in self.rows.values() if not row.button.isHidden()]
        return min(shown, key=self.box.indexOf).button if shown else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.check()

    def _show(self, findings: list[Finding]) -> None:
        """Keep the rows that stay, so that nobody loses the focus to a check that was met elsewhere."""
        found = {finding.id: finding for finding in findings}
        for key in self.rows.keys() - found.keys():
            row = self.rows.pop(key)
            row.hide()
            self.box.removeWidget(row)
            row.deleteLater()
        for level, _text in LEVELS:
            group = [finding for finding in findings if finding.level == level]
            self.heads[level].setVisible(bool(group))
            place = self.box.indexOf(self.heads[level])
            for finding in group:
                place += 1
                self._put(finding, place)
        for part in (self.empty_title, self.empty_text):
            part.setVisible(not findings)

    def _put(self, finding: Finding, place: int) -> None:
        row = self.rows.get(finding.id)
        if row is None:
            row = FindingRow(self)
            row.show_requested.connect(self.show_requested)
            self.rows[finding.id] = row
        row.show_finding(finding)
        if self.box.indexOf(row) != place:
            self.box.removeWidget(row)
            self.box.insertWidget(place, row)
