"""Print deck: the choices, the page as it will be, what will happen in words; then a file or a printer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck.deck import Deck
from deckapp.deck.library import Library
from deckapp.printing.calibration import Calibration, read_calibrations
from deckapp.printing.job import PrintJob, make_job
from deckapp.problem import DeckappError, Problem, ProblemsError
from deckapp.ui.dialogs.problems import ProblemsDialog
from deckapp.ui.printing.choice import read_choice
from deckapp.ui.printing.form import PrintForm
from deckapp.ui.printing.preview import PreviewPane
from deckapp.ui.settings import Settings
from deckapp.ui.task import Progress, Task
from deckapp.ui.theme import SPACE

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FORM_WIDTH = 380
STEP_SECONDS = 0.05
"""Progress is shown no more often than this: telling it takes time of its own."""


class PrintDialog(QDialog):
    """Prints a deck of the library; `printed` carries the file, or the printer's name."""

    printed = Signal(str)

    def __init__(
        self,
        library: Library,
        settings: Settings,
        deck_id: str = "",
        selected: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Print deck")
        self.resize(1080, 760)
        self._settings = settings
        self._decks = {held.deck.id: held.deck for held in library.decks if held.deck.cards}
        self._selected = selected
        self._task: Task | None = None
        self._problems: Sequence[Problem] = ()
        self._file: Path | None = None
        self.job: PrintJob | None = None
        choice = read_choice(settings.print_choice)
        self.form = PrintForm(choice, self)
        self.preview = PreviewPane(self)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("Progress of the print")
        self.bar.hide()
        self.more = QPushButton("Problems…", self)
        self.more.hide()
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.open_button = self.buttons.addButton("Open PDF", role)
        self.open_button.hide()
        self.print_button = self.buttons.addButton("Print…", role)
        self.save_button = self.buttons.addButton("Save PDF…", role)
        self.save_button.setDefault(True)
        self._lay_out()
        self._connect()
        self.form.show_decks(list(self._decks.values()), deck_id)
        self._show_calibrations(choice.printer)
        self._show_deck()

    def save(self, path: Path) -> None:
        """Write the PDF; the dialog stays open and shows how far it is."""
        job = self.job
        if job is None:
            return

        def work(progress: Progress) -> Sequence[Problem]:
            from deckapp.printing.deck_pdf import print_deck

            return print_deck(job, path, _seldom(progress))

        self._begin(work, lambda warnings: self._saved(path, warnings))

    def send(self, printer: QPrinter) -> None:
        """Print on a printer that the system's dialog has set up."""
        job = self.job
        if job is None:
            return
        from deckapp.ui.printing.system_print import send

        self._begin(
            lambda progress: send(job, printer, _seldom(progress)),
            lambda warnings: self._done(
                f"Sent to {printer.printerName() or printer.outputFileName()}.", warnings
            ),
        )

    def reject(self) -> None:
        """Cancel what runs; close where nothing does."""
        if self._task is not None:
            self._task.cancel()
            return
        self.preview.stop()
        super().reject()

    # What is shown.

    def _show_deck(self) -> None:
        deck = self._deck()
        if deck is None:
            self._refuse("No deck has any cards yet.")
        else:
            self.form.show_deck(deck, self._selected)

    def _show_calibrations(self, current: str) -> None:
        try:
            known: tuple[Calibration, ...] = read_calibrations()
        except ProblemsError:
            known = ()
        self.form.show_calibrations(known, current)

    def _refresh(self) -> None:
        """Work out the job anew, and show its page."""
        deck = self._deck()
        if deck is None:
            return
        try:
            job = make_job(deck, self.form.settings())
        except DeckappError as error:
            self._refuse(_sentence(str(error)))
            return
        self.job = job
        self._problems = ()
        self._say(_sentence(job.words()))
        self.preview.show_job(job)
        self._show_state()

    def _refuse(self, why: str) -> None:
        self.job = None
        self.preview.show_job(None)
        self._say(why)
        self._show_state()

    def _say(self, text: str) -> None:
        self.words.setText(text)
        self.more.setVisible(bool(self._problems))

    def _show_state(self) -> None:
        idle = self._task is None
        self.form.setEnabled(idle)
        for button in (self.save_button, self.print_button):
            button.setEnabled(idle and self.job is not None)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText("Close" if idle else "Cancel")
        self.bar.setVisible(not idle)
        self.open_button.setVisible(idle and self._file is not None)

    # The work.

    def _begin(self, work: Callable[[Progress], Any], done: Callable[[Sequence[Problem]], None]) -> None:
        self._remember()
        self._problems, self._file = (), None
        self._task = Task(work, self)
        self._task.advanced.connect(self._advance)
        self._task.done.connect(done)
        self._task.failed.connect(self._fail)
        self._task.cancelled.connect(self._cancelled)
        self.bar.setRange(0, 0)
        self._show_state()
        self._task.start()

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _saved(self, path: Path, warnings: Sequence[Problem]) -> None:
        self._file = path
        self._done(f"Saved as {path}.", warnings)

    def _done(self, said: str, warnings: Sequence[Problem]) -> None:
        self._task, self._problems = None, warnings
        told = "" if not warnings else f" {len(warnings)} warning{'s' if len(warnings) > 1 else ''}."
        self._say(said + told)
        self._show_state()
        self.printed.emit(said)

    def _fail(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, ProblemsError):
            self._problems = error.problems
            many = f"{len(error.problems)} problems" if len(error.problems) > 1 else "a problem"
            self._say(
                f"Nothing was printed: the cards have {many}. "
                "Mend them, show fewer fields, or tick “Print what does not fit, with a mark”."
            )
        else:
            self._say(f"Nothing was printed. {_why(error)}")
        self._show_state()

    def _cancelled(self) -> None:
        self._task = None
        self._say("Cancelled; nothing was written.")
        self._show_state()

    # What the user asks for.

    def _ask_where(self) -> None:
        deck = self._deck()
        folder = Path(self._settings.print_folder or Path.home())
        dialog = QFileDialog(
            self, "Save PDF", str(folder / f"{deck.id if deck else 'deck'}.pdf"), "PDF (*.pdf)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, text: str) -> None:
        path = Path(text)
        self._settings.print_folder = str(path.parent)
        self.save(path)

    def _ask_printer(self) -> None:
        if self.job is None:
            return
        # Slow to import, and most people print to a file.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from deckapp.ui.printing.system_print import set_up

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self.job)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.accepted.connect(lambda: self.send(printer))
        # Its own `open` wants to be told a slot by name.
        QDialog.open(dialog)

    def _calibrate(self) -> None:
        from deckapp.ui.printing.calibration_dialog import CalibrationDialog

        dialog = CalibrationDialog(self._sheet(), self)
        dialog.kept.connect(self._show_calibrations)
        dialog.open()

    def _show_problems(self) -> None:
        sentence = "Each line says which card, which side, and what helps."
        ProblemsDialog("Print deck", sentence, self._problems, self).open()

    def _open_file(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    # Helpers.

    def _deck(self) -> Deck | None:
        return self._decks.get(self.form.deck_box.currentData() or "")

    def _sheet(self) -> str:
        sheet = str(self.form.sheet.currentData())
        return "a4" if sheet == "card" else sheet

    def _remember(self) -> None:
        self._settings.print_choice = self.form.choice().kept()

    def _connect(self) -> None:
        self.form.deck_box.currentIndexChanged.connect(self._show_deck)
        self.form.changed.connect(self._refresh)
        self.form.calibrate_wanted.connect(self._calibrate)
        self.preview.failed.connect(self._say)
        self.more.clicked.connect(self._show_problems)
        self.save_button.clicked.connect(self._ask_where)
        self.print_button.clicked.connect(self._ask_printer)
        self.open_button.clicked.connect(self._open_file)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        area = QScrollArea(self)
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(FORM_WIDTH)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parts = QHBoxLayout()
        parts.setSpacing(2 * SPACE)
        parts.addWidget(area)
        parts.addWidget(self.preview, 1)
        said = QHBoxLayout()
        said.setSpacing(SPACE)
        said.addWidget(self.words, 1)
        said.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addLayout(parts, 1)
        box.addLayout(said)
        box.addWidget(self.bar)
        box.addWidget(self.buttons)


def _seldom(progress: Progress) -> Progress:
    """The progress, told often enough for the eye; whether to go on is asked with it, and at the end."""
    last = 0.0
    go_on = True

    def tell(done: int, total: int) -> bool:
        nonlocal last, go_on
        now = time.monotonic()
        if now - last >= STEP_SECONDS or done == total:
            last = now
            go_on = progress(done, total)
        return go_on

    return tell


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or ''}".rstrip(": ") + "."
    return _sentence(str(error))
