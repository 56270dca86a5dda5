"""Calibrate a printer: print a sheet, read four marks against the light, keep what makes up for it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.files.failures import WRITING, as_sentences
from deckapp.files.home import documents_folder
from deckapp.files.writing import write_output
from deckapp.names import readable
from deckapp.printing.calibration import (
    FURTHEST,
    MARK_NAMES,
    Calibration,
    Misprint,
    forget,
    keep,
    read_calibrations,
    solve,
)
from deckapp.printing.sheet import Axis
from deckapp.printing.sizes import SHEET_SIZES, SheetName, sheet_title
from deckapp.problem import DeckappError, Problem, ProblemsError, sentence
from deckapp.ui.kit.boxes import ChoiceBox, NumberBox
from deckapp.ui.kit.plain import file_dialog, plain_label
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.printing.mark_picture import MarkPicture

FLIPS: tuple[tuple[str, Axis], ...] = (("long", "upright"), ("short", "level"))
NEW = "A new one"


class CalibrationDialog(QDialog):
    """Keeps a calibration for a printer, its tray and its paper; `kept` carries how it is called."""

    kept = Signal(str)

    def __init__(self, sheet: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Calibrate a printer")
        self.misprint: Misprint | None = None
        self._known: tuple[Calibration, ...] = ()
        self._damage = ""
        self.sheet = ChoiceBox(self)
        self.sheet.setAccessibleName("Paper of the sheet")
        for name in SHEET_SIZES:
            self.sheet.addItem(sheet_title(cast(SheetName, name)), name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(sheet)))
        self.flip = ChoiceBox(self, letters=18)
        self.flip.setAccessibleName("How the sheet is turned over")
        for edge, axis in FLIPS:
            self.flip.addItem(f"Flip on the {edge} edge", axis)
        self.save_sheet = QPushButton("Save the sheet…", self)
        self.marks = {name: MarkReading(name, self) for name in MARK_NAMES}
        self.words = plain_label("", self)
        self.words.setWordWrap(True)
        # Room for two lines from the first: the pictures would have to make it.
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.known_box = ChoiceBox(self)
        self.known_box.setAccessibleName("Calibrations that are kept")
        self.drop = QPushButton("Forget it", self)
        self.printer, self.tray, self.paper = (
            self._line(name) for name in ("Printer", "Tray", "Kind of paper")
        )
        self.printer.setPlaceholderText("A name of your own for it")
        self.tray.setPlaceholderText("Where it has several")
        self.paper.setPlaceholderText("Such as card, 250 g")
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Close, self)
        self.buttons.button(standard.Save).setText("Keep")
        self._lay_out()
        self._connect()
        self._list()
        self._solve()

    def readings(self) -> dict[str, tuple[float, float]]:
        """What was read, by mark: millimetres to the right and up."""
        return {name: shift for name, mark in self.marks.items() if (shift := mark.shift()) is not None}

    def write_sheet(self, path: Path) -> None:
        """Write the PDF of the sheet."""
        from deckapp.printing.calibration_sheet import calibration_pdf

        try:
            write_output(path, calibration_pdf(self.sheet.currentData(), self.flip.currentData()))
        except OSError as error:
            self.words.setText(f"The sheet was not written. {as_sentences(error, path, WRITING)}")
            return
        self.words.setText(f"The sheet is in {readable(str(path))}. Print it at 100 %, on both sides.")

    def keep(self) -> None:
        """Keep what was solved, under the names that were given."""
        names = [line.text().strip() for line in (self.printer, self.tray, self.paper)]
        if self.misprint is None or not names[0]:
            return
        made = Calibration(printer=names[0], tray=names[1], paper=names[2], misprint=self.misprint)
        try:
            keep(made)
        except (OSError, DeckappError) as error:
            self.words.setText(f"It was not kept. {_why(error)}")
            return
        self.kept.emit(str(made))
        self.accept()

    # Helpers.

    def _list(self) -> None:
        self._known, problems, _may_write = read_calibrations()
        self._damage = " ".join(map(Problem.sentences, problems))
        with QSignalBlocker(self.known_box):
            self.known_box.clear()
            self.known_box.addItems([NEW, *map(str, self._known)])
        self._take_known(0)

    def _take_known(self, place: int) -> None:
        """Fill in the names of a calibration that is to be made anew."""
        self.drop.setEnabled(place > 0)
        if place > 0:
            one = self._known[place - 1]
            for line, text in ((self.printer, one.printer), (self.tray, one.tray), (self.paper, one.paper)):
                line.setText(text)

    def _forget(self) -> None:
        if place := self.known_box.currentIndex():
            try:
                forget(self._known[place - 1])
            except (OSError, DeckappError) as error:
                self.words.setText(f"It was not forgotten. {_why(error)}")
                return
            self._list()
            self.kept.emit("")

    def _solve(self) -> None:
        try:
            self.misprint = solve(self.readings(), self.sheet.currentData())
        except DeckappError as error:
            self.misprint = None
            said = sentence(str(error))
        else:
            said = _told(self.misprint, len(self.readings()))
        self.words.setText(f"{self._damage} {said}".lstrip())
        self._show_state()

    def _show_state(self) -> None:
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        named = bool(self.printer.text().strip())
        save.setEnabled(self.misprint is not None and named)
        save.setToolTip("" if named else "Give the printer a name")

    def _ask_where(self) -> None:
        dialog = file_dialog(
            self, "Save the sheet", str(documents_folder() / "calibration.pdf"), "PDF (*.pdf)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda text: self.write_sheet(Path(text)))
        dialog.open()

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setMaxLength(80)
        return line

    def _connect(self) -> None:
        self.save_sheet.clicked.connect(self._ask_where)
        for mark in self.marks.values():
            mark.changed.connect(self._solve)
        self.sheet.currentIndexChanged.connect(self._solve)
        self.known_box.currentIndexChanged.connect(self._take_known)
        self.drop.clicked.connect(self._forget)
        self.printer.textChanged.connect(self._show_state)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE)
        for widget in (self.sheet, self.flip, self.save_sheet):
            first.addWidget(widget)
        first.addStretch(1)
        marks = QGridLayout()
        marks.setSpacing(2 * SPACE)
        for number, mark in enumerate(self.marks.values()):
            marks.addWidget(mark, number // 2, number % 2)
        marks.setColumnStretch(2, 1)
        names = QFormLayout()
        names.setHorizontalSpacing(2 * SPACE)
        names.setVerticalSpacing(SPACE)
        known = QHBoxLayout()
        known.setSpacing(SPACE)
        known.addWidget(self.known_box, 1)
        known.addWidget(self.drop)
        names.addRow("Calibration", known)
        where = QHBoxLayout()
        where.setSpacing(SPACE)
        where.addWidget(self.tray, 1)
        paper = plain_label("Paper", self)
        paper.setBuddy(self.paper)
        where.addWidget(paper)
        where.addWidget(self.paper, 1)
        names.addRow("Printer", self.printer)
        names.addRow("Tray", where)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE + SPACE // 2)
        box.addWidget(self._step(1, "Print this sheet on both sides at 100 %, the way you print cards."))
        box.addLayout(first)
        box.addWidget(self._step(2, "Hold it against the light, the side with the letters towards you. At each letter, "
                                    "read how far the red cross is from zero. The pictures show what you typed; "
                                    "they should look like your sheet."))  # fmt: skip
        box.addLayout(marks)
        box.addWidget(self.words)
        box.addWidget(
            self._step(3, "Keep it under a name; whoever prints on this printer can then apply it.")
        )
        box.addLayout(names)
        box.addWidget(self.buttons)

    def _step(self, number: int, text: str) -> QLabel:
        label = plain_label(f"{number}.  {text}", self)
        label.setWordWrap(True)
        return label


class MarkReading(QWidget):
    """One mark: its picture, whether it was read, and how far the cross lies from zero."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = MarkPicture(name, self)
        self.is_read = QCheckBox(f"Mark {name}", self)
        self.across = self._box(f"Mark {name}: millimetres to the right", "→ ")
        self.up = self._box(f"Mark {name}: millimetres up", "↑ ")
        fields = QVBoxLayout()
        fields.setSpacing(SPACE)
        for widget in (self.is_read, self.across, self.up):
            fields.addWidget(widget)
        fields.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.picture)
        row.addLayout(fields)
        self.setMinimumHeight(self.picture.height())
        self.is_read.toggled.connect(self._change)
        self._change()

    def shift(self) -> tuple[float, float] | None:
        """Millimetres to the right and up; None where the mark was not read."""
        return (self.across.value(), self.up.value()) if self.is_read.isChecked() else None

    def _read(self) -> None:
        """Whoever types a reading has read the mark."""
        self.is_read.setChecked(True)
        self._change()

    def _change(self) -> None:
        self.picture.show_shift(self.shift())
        self.changed.emit()

    def _box(self, name: str, arrow: str) -> NumberBox:
        box = NumberBox(self)
        box.setAccessibleName(name)
        box.setRange(-FURTHEST, FURTHEST)
        box.setDecimals(1)
        box.setSingleStep(0.1)
        box.setPrefix(arrow)
        box.setSuffix(" mm")
        box.valueChanged.connect(self._read)
        return box


def _told(misprint: Misprint, readings: int) -> str:
    """What the readings come to, in words."""
    across = f"{abs(misprint.x):.1f} mm to the {'right' if misprint.x >= 0 else 'left'}"
    up = f"{abs(misprint.y):.1f} mm {'up' if misprint.y >= 0 else 'down'}"
    said = f"The backs come out {across} and {up}"
    if readings > 1:
        way = "against the clock" if misprint.angle >= 0 else "with the clock"
        said += f", turned {abs(misprint.angle):.2f}° {way}, at {100 * misprint.scale:.2f} % of their size"
    else:
        said += "; one mark tells no angle"
    return f"{said}."


def _why(error: OSError | DeckappError) -> str:
    if isinstance(error, ProblemsError):
        return " ".join(map(Problem.sentences, error.problems))
    return as_sentences(error, table=WRITING)
