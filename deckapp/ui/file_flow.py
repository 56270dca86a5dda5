"""Saving and closing one window's plan: where to, whether to ask, and what to say when it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from deckapp.files.home import documents_folder
from deckapp.ui.plain import file_dialog, message_box
from deckapp.ui.settings import Settings

if TYPE_CHECKING:
    from deckapp.ui.document import Document

PLAN_FILES = "Plans (*.deckplan)"
OPEN_FILES = "Plans and decks (*.deckplan *.yaml *.yml);;Plans (*.deckplan);;Decks (*.yaml *.yml)"


class FileFlow(QObject):
    """Asks with sheets that never block; `then` is called once the plan is safe or given up."""

    saved = Signal(object)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    def save(self, document: Document, then: Callable[[], object] | None = None) -> None:
        """Save where the plan lies; ask where to, when it lies nowhere or may not be overwritten."""
        if document.path is None or document.read_only:
            self.save_as(document, then)
        else:
            self._write(document, document.path, then)

    def save_as(self, document: Document, then: Callable[[], object] | None = None) -> None:
        """Ask for a file and save there."""
        folder = document.path.parent if document.path else self._folder()
        dialog = file_dialog(self._window, "Save the plan", str(folder), PLAN_FILES)
        dialog.setObjectName("save-as")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("deckplan")
        dialog.selectFile(f"{file_name(document.name)}.deckplan")
        dialog.fileSelected.connect(lambda name: self._write(document, Path(name), then))
        dialog.open()

    def ask_to_close(self, document: Document, then: Callable[[], object]) -> None:
        """Ask once, in plain words, what becomes of unsaved edits; call `then` unless the user stays."""
        question = f"Save the changes to “{document.name}”?"
        box = message_box(
            self._window, "ask-to-close", question, "Your changes are lost if you don't save them."
        )
        box.setIcon(QMessageBox.Icon.Question)
        button = QMessageBox.StandardButton
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.button(button.Discard).setText("Don't save")
        box.setDefaultButton(button.Save)

        def answered(chosen: QMessageBox.StandardButton) -> None:
            if chosen == button.Save:
                self.save(document, then)
            elif chosen == button.Discard:
                then()

        box.finished.connect(lambda result: answered(button(result)))
        box.open()

    def open_files(self, chosen: Callable[[Path], object]) -> None:
        """Ask which plans or decks to open."""
        dialog = file_dialog(self._window, "Open a plan or a deck", str(self._folder()), OPEN_FILES)
        dialog.setObjectName("open-files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: [chosen(Path(name)) for name in names])
        dialog.open()

    def _write(self, document: Document, path: Path, then: Callable[[], object] | None) -> None:
        try:
            document.save(path)
        except OSError as error:
            why = error.strerror or str(error)
            box = message_box(
                self._window, "not-saved", f"“{path.name}” could not be saved: {why}.",
                "The plan is still open and nothing in it is lost. Save it somewhere else.",
            )  # fmt: skip
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle("Not saved")
            box.open()
            return
        self._settings.remember_plan(path)
        self.saved.emit(path)
        if then is not None:
            then()

    def _folder(self) -> Path:
        recent = self._settings.recent_plans
        return recent[0].parent if recent else documents_folder()


def file_name(title: str) -> str:
    """A title as the name of a file, without an ending, on any system."""
    kept = "".join(letter if letter.isalnum() or letter in " -_." else " " for letter in title)
    return " ".join(kept.split())[:80].strip(". ") or "Plan"
