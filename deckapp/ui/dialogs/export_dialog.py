"""The export of a plan: the format and what it offers to choose; then progress with cancel."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.export.format import Format
from deckapp.export.formats import format_of, formats, options_of
from deckapp.files.failures import WRITING, as_sentences
from deckapp.names import readable
from deckapp.plan.bad_fields import is_whole
from deckapp.plan.plan import Plan
from deckapp.problem import Problem
from deckapp.report.options import PAGE_SIZES, PART_TITLES, PARTS, ReportOptions, ReportPart
from deckapp.ui.kit.boxes import ChoiceBox
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.plain import file_dialog, plain_label
from deckapp.ui.kit.task import Progress, Task
from deckapp.ui.kit.theme import SPACE

_SIZES = {"a4": "A4", "a3": "A3 (the plan on a page), A4", "letter": "Letter"}

PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.tif *.tiff *.svg)"
"""The files that are offered as a logo."""
MOST_TOLD = 4
"""So many pictures that could not be drawn are named."""


class Exported(NamedTuple):
    """The file, and what of the plan's pictures is not in it."""

    path: Path
    problems: tuple[Problem, ...]


@guarded
class ExportDialog(QDialog):
    """Writes the plan as it was when the dialog was opened; `exported` carries the path."""

    exported = Signal(object)

    def __init__(
        self, plan: Plan, target: Path, options: ReportOptions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export")
        self.resize(560, 0)
        self._plan = plan
        self._folder = target.parent
        self._task: Task | None = None
        self.file = _PathField("File", target, self)
        self.format_box = ChoiceBox(self)
        self.format_box.setAccessibleName("Format")
        for kind in formats():
            self.format_box.addItem(f"{kind.title}: {kind.about}", kind.id)
        self.replaces = plain_label("There is such a file already; it will be replaced.", self)
        self.replaces.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.size_box = ChoiceBox(self)
        self.size_box.setAccessibleName("Page size")
        for size in PAGE_SIZES:
            self.size_box.addItem(_SIZES[size], size)
        self.size_box.setCurrentIndex(PAGE_SIZES.index(options.size))
        self.boxes: dict[ReportPart, QCheckBox] = {}
        for part in PARTS:
            self.boxes[part] = QCheckBox(PART_TITLES[part], self)
            self.boxes[part].setChecked(part in options.parts)
        self.logo = _PathField("Logo", options.logo, self)
        self.logo.edit.setPlaceholderText("None")
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("Progress of the export")
        self.bar.setVisible(False)
        self.message = plain_label("", self)
        self.message.setWordWrap(True)
        self.message.setVisible(False)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel, self)
        self.buttons.button(standard.Save).setText("Export")
        self.show_button = self.buttons.addButton("Open it", QDialogButtonBox.ButtonRole.ActionRole)
        self.show_button.setVisible(False)
        self._form = self._lay_out()
        self._connect()
        self._look_at_target()

    @property
    def kind(self) -> Format:
        """The format that is chosen."""
        return formats()[self.format_box.currentIndex()]

    def options(self) -> msgspec.Struct:
        """What is chosen now, of what the format offers."""
        logo = self.logo.edit.text().strip()
        chosen = {
            "size": self.size_box.currentData(),
            "parts": tuple(part for part, box in self.boxes.items() if box.isChecked()),
            "logo": Path(logo) if logo else None,
        }
        return options_of(self.kind, {name: value for name, value in chosen.items() if self.kind.has(name)})

    def target(self) -> Path:
        """The file, with its ending; a mere name lies beside the plan."""
        path = self._folder / Path(self.file.edit.text().strip()).expanduser()
        ending = self.kind.ending
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def export(self) -> None:
        """Begin to write; the dialog stays open and shows how far it is."""
        plan, target, kind, options = self._plan, self.target(), self.kind, self.options()

        def work(progress: Progress) -> Exported:
            from deckapp.face.cards.check import plan_picture_problems
            from deckapp.face.cards.plan_letters import plan_letter_problems

            kind.write(plan, target, options, progress)
            drawn = (
                (*plan_picture_problems(plan, None), *plan_letter_problems(plan, None)) if kind.draws else ()
            )
            return Exported(target, drawn)

        self._task = Task(work, self)
        self._task.advanced.connect(self._advance)
        self._task.done.connect(self._done)
        self._task.failed.connect(
            lambda error: self._end(f"Not exported; nothing was written. {_why(error, target)}")
        )
        self._task.cancelled.connect(lambda: self._end("Cancelled; nothing was written."))
        self.bar.setRange(0, 0)
        self.bar.setVisible(True)
        self.message.setVisible(False)
        self._show_state()
        self._task.start()

    def reject(self) -> None:
        """Cancel the export that runs; close where none does."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    # Helpers.

    def _lay_out(self) -> QFormLayout:
        self._parts = QWidget(self)
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(4)
        for tick in self.boxes.values():
            parts.addWidget(tick)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(2 * SPACE)
        form.addRow("File", self.file)
        form.addRow("", self.replaces)
        form.addRow("Format", self.format_box)
        form.addRow("Paper", self.size_box)
        form.addRow("Parts", self._parts)
        form.addRow("Logo", self.logo)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addLayout(form)
        for widget in (self.bar, self.message, self.buttons):
            box.addWidget(widget)
        return form

    def _connect(self) -> None:
        self.file.browse.clicked.connect(self._browse_file)
        self.file.edit.textChanged.connect(self._look_at_target)
        self.format_box.currentIndexChanged.connect(self._change_ending)
        for tick in self.boxes.values():
            tick.toggled.connect(self._show_state)
        self.logo.browse.clicked.connect(self._browse_logo)
        self.show_button.clicked.connect(self._open_it)
        self.buttons.accepted.connect(self.export)
        self.buttons.rejected.connect(self.reject)

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _done(self, made: Exported) -> None:
        path, problems = made
        told = [f"• {one.message}" + (f"; {one.hint}" if one.hint else "") for one in problems[:MOST_TOLD]]
        if len(problems) > MOST_TOLD:
            told.append(f"• and {len(problems) - MOST_TOLD:,} more")
        lacks = not is_whole(self._plan)
        but = ". It lacks what could not be understood of the plan" if lacks else ""
        but += ". In it, not all is as it should be:" if problems else "." if but else ""
        self._end("\n".join((f"Exported to {path}{but}", *told)))
        self._form.setRowVisible(self.replaces, False)
        self.show_button.setVisible(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("Close")
        self.show_button.setFocus()
        self.exported.emit(path)

    def _end(self, message: str) -> None:
        self._task = None
        self.bar.setVisible(False)
        self.message.setText(readable(message))
        self.message.setVisible(True)
        self._show_state()
        # The focus was in a field that could not be used meanwhile.
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setFocus()

    def _is_named(self) -> bool:
        """Whether what is typed is more than a folder's path."""
        return Path(self.file.edit.text().strip()).name not in ("", "..")

    def _change_ending(self) -> None:
        """Let the file's name follow the format that was chosen."""
        typed = Path(self.file.edit.text().strip())
        if typed.name and format_of(typed) not in (None, self.kind):
            self.file.edit.setText(str(typed.with_suffix(self.kind.ending)))
        self._look_at_target()
        # As high as what there is to choose: an empty half would look like something that is missing.
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.sizeHint().height())

    def _look_at_target(self) -> None:
        """Follow the ending that is typed, and announce that the file is there already: it may be another's."""
        typed = format_of(Path(self.file.edit.text().strip()))
        if typed is not None and typed != self.kind:
            self.format_box.setCurrentIndex(formats().index(typed))
        for option, row in (("size", self.size_box), ("parts", self._parts), ("logo", self.logo)):
            self._form.setRowVisible(row, self.kind.has(option))
        named = self._is_named()
        self._form.setRowVisible(self.replaces, named and self.target().exists())
        self._show_state()

    def _show_state(self) -> None:
        idle = self._task is None
        for widget in (self.file, self.format_box, self.size_box, self.logo, *self.boxes.values()):
            widget.setEnabled(idle)
        some = not self.kind.has("parts") or any(box.isChecked() for box in self.boxes.values())
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(
            idle and some and self._is_named()
        )

    def _open_it(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.target())))

    def _browse_file(self) -> None:
        kinds = [f"{one.title} (*{one.ending})" for one in formats()]
        dialog = file_dialog(self, "Export", str(self.target()), ";;".join(kinds))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectNameFilter(kinds[self.format_box.currentIndex()])
        dialog.setDefaultSuffix(self.kind.ending.removeprefix("."))
        dialog.fileSelected.connect(self.file.edit.setText)
        dialog.open()

    def _browse_logo(self) -> None:
        dialog = file_dialog(self, "Logo", self.logo.edit.text(), PICTURES)
        dialog.fileSelected.connect(self.logo.edit.setText)
        dialog.open()


class _PathField(QWidget):
    """A path to type or to browse for."""

    def __init__(self, name: str, path: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit("" if path is None else str(path), self)
        self.edit.setAccessibleName(name)
        self.edit.setClearButtonEnabled(True)
        self.browse = QPushButton("Browse…", self)
        self.browse.setAccessibleName(f"Browse for the {name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.edit, 1)
        row.addWidget(self.browse)


def _why(error: Exception, target: Path) -> str:
    """The reason in words; the file that a person chose, not the one that is written before it is complete."""
    return as_sentences(error, target, WRITING) if isinstance(error, OSError) else str(error)
