"""How the backs are moved to meet the fronts: as a calibration says, by hand, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deckapp.printing.calibration import Calibration, correction
from deckapp.printing.settings import Correction, PrintSettings
from deckapp.printing.sheet import flip_axis
from deckapp.ui.kit.boxes import LengthBox
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.printing.choice import BY_HAND
from deckapp.ui.printing.fields import Choices

FURTHEST = 20.0
"""As far as `deckapp print --offset` moves, in millimetres and degrees."""


class BackShift(Choices):
    """The choice of a correction; `calibrate_wanted` when a printer is to be calibrated."""

    calibrate_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Sequence[Calibration] = ()
        self.printer = self.combo("How the backs are moved")
        self.calibrate = QPushButton("Calibrate…", self)
        self.calibrate.setToolTip("Make the backs of this printer meet its fronts")
        self.calibrate.clicked.connect(self.calibrate_wanted)
        self.across = self._part("Backs to the right", "→ ", " mm")
        self.up = self._part("Backs up", "↑ ", " mm")
        self.angle = self._part("Backs turned against the clock", "↺ ", "°")
        self.by_hand = QWidget(self)
        parts = QHBoxLayout(self.by_hand)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(SPACE // 2)
        for part in (self.across, self.up, self.angle):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            parts.addWidget(part, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self.row(self.printer, self.calibrate))
        box.addWidget(self.by_hand)
        self.show_calibrations((), "")
        self.printer.currentIndexChanged.connect(self._show_parts)

    def name(self) -> str:
        """What is chosen, as `show_calibrations` takes it."""
        return str(self.printer.currentData())

    def correction(self, settings: PrintSettings) -> Correction:
        """What is done to the backs of a print with these settings."""
        if not settings.has_pages_of_backs:
            return Correction()
        if self.name() == BY_HAND:
            return Correction(self.across.value(), self.up.value(), self.angle.value())
        known = next((one for one in self._known if str(one) == self.name()), None)
        return correction(known.misprint, flip_axis(settings)) if known else Correction()

    def show_hand(self, moved: Correction) -> None:
        """Show what was chosen by hand."""
        self.across.setValue(moved.x)
        self.up.setValue(moved.y)
        self.angle.setValue(moved.angle)

    def show_calibrations(self, known: Sequence[Calibration], current: str) -> None:
        """Offer the calibrations; the one called `current`, or `BY_HAND`, is chosen."""
        self._known = known
        with QSignalBlocker(self.printer):
            self.printer.clear()
            self.printer.addItem("Not moved", "")
            self.printer.addItem("Moved by hand", BY_HAND)
            for one in known:
                self.printer.addItem(f"{one}: {_moved(one)}", str(one))
            self.printer.setCurrentIndex(max(0, self.printer.findData(current)))
        self._show_parts()
        self.tell()

    def _show_parts(self) -> None:
        self.by_hand.setVisible(self.name() == BY_HAND)

    def _part(self, name: str, sign: str, unit: str) -> LengthBox:
        box = self.length(name, FURTHEST)
        box.setAccessibleName(name)
        box.setMinimum(-FURTHEST)
        box.setDecimals(2)
        box.setSingleStep(0.1)
        box.setPrefix(sign)
        box.setSuffix(unit)
        return box


def _moved(one: Calibration) -> str:
    shift = one.misprint
    return f"{shift.x:+.1f}, {shift.y:+.1f} mm, {shift.angle:+.1f}°".replace("-", "−")
