"""Print deck: the choices, the page as it will be, what will happen in words; then a file or a printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck.deck import Deck
from deckapp.deck.library import Library
from deckapp.files.home import documents_folder
from deckapp.printing.calibration import read_calibrations
from deckapp.printing.job import PrintJob, make_job
from deckapp.printing.lost import Lost, lost_pictures, places_of
from deckapp.problem import DeckappError, Problem, ProblemsError, sentence
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit.fitting import room
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import file_dialog
from deckapp.ui.kit.task import Progress
from deckapp.ui.kit.theme import SPACE
from deckapp.ui.printing.choice import read_choice
from deckapp.ui.printing.form import PrintForm
from deckapp.ui.printing.preview import PreviewPane
from deckapp.ui.printing.run_bar import RunBar

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SIZE = (1080, 760)
FORM_WIDTH = 380


@guarded
class PrintDialog(QDialog):
    """Prints a deck of the library; `printed` says where to."""

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
        self.resize(SIZE[0], min(SIZE[1], room(self).height()))
        self._settings = settings
        self._held = {held.deck.id: held for held in library.decks if held.deck.cards}
        self._faults: dict[str, tuple[Lost, tuple[Problem, ...]]] = {}
        self._selected = selected
        self._unread: tuple[Problem, ...] = ()
        """What of the calibrations could not be read."""
        self._file: Path | None = None
        self.job: PrintJob | None = None
        choice = read_choice(settings.print_choice)
        self.form = PrintForm(choice, self)
        self.preview = PreviewPane(self)
        self.run = RunBar(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.open_button = self.buttons.addButton("Open PDF", role)
        self.open_button.hide()
        self.print_button = self.buttons.addButton("Print…", role)
        self.save_button = self.buttons.addButton("Save PDF…", role)
        self.save_button.setDefault(True)
        self._lay_out()
        self._connect()
        self.form.which.show_decks([held.deck for held in self._held.values()], deck_id)
        self._show_calibrations(choice.printer)
        self._show_deck()

    def save(self, path: Path) -> None:
        """Write the PDF; the dialog stays open and shows how far it is."""
        job = self.job
        if job is not None:
            from deckapp.printing.deck_pdf import print_deck

            self._file = path
            self._run(job, lambda progress: print_deck(job, path, progress), f"Saved as {path}.")

    def send(self, printer: QPrinter) -> None:
        """Print on a printer that the system's dialog has set up."""
        job = self.job
        if job is not None:
            from deckapp.ui.printing.system_print import send

            self._file = None
            name = printer.printerName() or printer.outputFileName()
            self._run(job, lambda progress: send(job, printer, progress), f"Sent to {name}.")

    def reject(self) -> None:
        """Cancel what runs; close where nothing does."""
        if self.run.is_running:
            self.run.cancel()
            return
        self.preview.stop()
        super().reject()

    # What is shown.

    def _show_deck(self) -> None:
        deck = self._deck()
        if deck is None:
            self._refuse("No deck has any cards yet.")
        else:
            self.form.which.show_deck(deck, self._selected)

    def _show_calibrations(self, current: str) -> None:
        known = read_calibrations()
        self.form.backs.show_calibrations(known.calibrations, current)
        self._unread = known.problems

    def _refresh(self) -> None:
        """Work out the job anew, and show its page."""
        deck = self._deck()
        if deck is None:
            return
        try:
            self.job = make_job(deck, self.form.settings(), self._faulty(deck.id)[0])
        except DeckappError as error:
            self._refuse(sentence(str(error)))
            return
        self._file = None
        unread = map(Problem.sentences, self._unread)
        self.run.say(" ".join((sentence(self.job.words()), *unread)), self._unread)
        self.preview.show_job(self.job)
        self._show_state()

    def _refuse(self, why: str) -> None:
        self.job = None
        self.preview.show_job(None)
        self.run.say(why)
        self._show_state()

    def _show_state(self) -> None:
        idle = not self.run.is_running
        self.form.setEnabled(idle)
        for button in (self.save_button, self.print_button):
            button.setEnabled(idle and self.job is not None)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText("Close" if idle else "Cancel")
        self.open_button.setVisible(idle and self._file is not None)

    def _end(self, printed: bool) -> None:
        if printed:
            self.printed.emit(self.run.words.text())
        else:
            self._file = None
        self._show_state()

    def _run(self, job: PrintJob, work: Callable[[Progress], tuple[Problem, ...]], success: str) -> None:
        """Print, unless the deck's file has mistakes: a card that lost a field to one looks whole."""
        self._settings.print_choice = self.form.choice().kept()
        _lost, mistakes = self._faulty(job.deck.id)

        def checked(progress: Progress) -> tuple[Problem, ...]:
            if mistakes and not job.settings.force:
                raise ProblemsError(mistakes)
            return mistakes + work(progress)

        self.run.run(checked, success)

    # What the user asks for.

    def _ask_where(self) -> None:
        deck = self._deck()
        folder = Path(self._settings.print_folder or documents_folder())
        beginning = folder / f"{deck.id if deck else 'deck'}.pdf"
        dialog = file_dialog(self, "Save PDF", str(beginning), "PDF (*.pdf)")
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
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.accepted.connect(lambda: self.send(printer))
        # Its own `open` wants to be told a slot by name.
        QDialog.open(dialog)

    def _calibrate(self) -> None:
        from deckapp.ui.printing.calibration_dialog import CalibrationDialog

        sheet = str(self.form.sheet.currentData())
        dialog = CalibrationDialog("a4" if sheet == "card" else sheet, self)
        dialog.kept.connect(self._show_calibrations)
        dialog.open()

    def _open_file(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    # Helpers.

    def _deck(self) -> Deck | None:
        held = self._held.get(self.form.which.deck_box.currentData() or "")
        return held.deck if held else None

    def _faulty(self, deck_id: str) -> tuple[Lost, tuple[Problem, ...]]:
        """What a deck's file lacks and where it is wrong; found once, for it takes reading the file again."""
        if deck_id not in self._faults:
            held = self._held[deck_id]
            self._faults[deck_id] = lost_pictures(held.deck, held.problems, places_of(held.path))
        return self._faults[deck_id]

    def _connect(self) -> None:
        self.form.which.deck_box.currentIndexChanged.connect(self._show_deck)
        self.form.changed.connect(self._refresh)
        self.form.calibrate_wanted.connect(self._calibrate)
        self.preview.failed.connect(self.run.say)
        self.run.started.connect(self._show_state)
        self.run.ended.connect(self._end)
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
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addLayout(parts, 1)
        box.addWidget(self.run)
        box.addWidget(self.buttons)
