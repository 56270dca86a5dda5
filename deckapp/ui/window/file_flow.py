"""Saving and closing one window's plan: where to, whether to ask, and what to say when it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from deckapp.files.failures import WRITING, words
from deckapp.files.open_mark import who_has
from deckapp.files.same import same_file
from deckapp.files.writing import can_be_forced
from deckapp.plan.file import Seen
from deckapp.plan.their_file import look_at, says_the_same, told
from deckapp.problem import ChangedError, NotKeptError
from deckapp.ui.dialogs.questions import ask, by, shown
from deckapp.ui.document.recents import Recents
from deckapp.ui.kit.plain import file_dialog, message_box

if TYPE_CHECKING:
    from deckapp.ui.document.document import Document

PLAN_FILES = "Plans (*.deckplan)"
OPEN_FILES = "Plans and decks (*.deckplan *.yaml *.yml);;Plans (*.deckplan);;Decks (*.yaml *.yml)"
Then = Callable[[], object] | None


class FileFlow(QObject):
    """Asks with sheets that never block; `then` is called once the plan is safe or given up."""

    saved = Signal(object)
    warned = Signal(str)
    """The plan is saved, but something else did not work, and what."""
    theirs_wanted = Signal()
    """The file as somebody else left it is to be opened; the plan of this window must stay whole."""

    def __init__(
        self, recents: Recents, window: QWidget, window_of: Callable[[Path], QWidget | None]
    ) -> None:
        """`window_of` tells in which other window a file is open."""
        super().__init__(window)
        self._window = window
        self._recents = recents
        self._window_of = window_of
        self.saves = 0
        """How often a plan was saved from this window."""

    def save(self, document: Document, then: Then = None) -> None:
        """Save where the plan lies; ask where to, when it lies nowhere or may not be overwritten."""
        if document.path is None or document.read_only:
            self.save_as(document, then)
        else:
            self._write(document, document.path, then)

    def save_as(self, document: Document, then: Then = None) -> None:
        """Ask for a file and save there."""
        folder = document.path.parent if document.path else self._recents.folder
        dialog = file_dialog(self._window, "Save the plan", str(folder), PLAN_FILES)
        dialog.setObjectName("save-as")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("deckplan")
        # Not the name of the plan that it is a version of: that one is to stay.
        name = f"{document.name} - {document.origin}" if document.origin else document.name
        dialog.selectFile(f"{file_name(name)}.deckplan")
        dialog.fileSelected.connect(lambda name: self._take(document, Path(name), then))
        dialog.open()

    def ask_to_close(self, document: Document, then: Callable[[], object]) -> None:
        """Ask once, in plain words, what becomes of unsaved edits; call `then` unless the user stays."""
        question = f"Save the changes to “{document.distinct_name}”?"
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
        dialog = file_dialog(self._window, "Open a plan or a deck", str(self._recents.folder), OPEN_FILES)
        dialog.setObjectName("open-files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: [chosen(Path(name)) for name in names])
        dialog.open()

    def ask_about_theirs(self, document: Document, path: Path, then: Then = None, *, saving: bool) -> None:
        """The file is not what it was: tell what it is now, and ask whose version is wanted."""
        from deckapp.ui.dialogs.file_changed import FileChangedDialog

        theirs = look_at(path)
        if saving and says_the_same(document.base, document.plan, theirs):
            self._write(document, path, then, over=theirs.seen)
            return
        differences = told(document.base, document.plan, theirs)
        dialog = FileChangedDialog(path, theirs, differences, saving=saving, parent=self._window)
        dialog.overwrite_wanted.connect(lambda: self._write(document, path, then, over=theirs.seen))
        dialog.save_as_wanted.connect(lambda: self.save_as(document, then))
        dialog.theirs_wanted.connect(self.theirs_wanted)
        dialog.open()

    def _take(self, document: Document, path: Path, then: Then) -> None:
        """Save under a name that was chosen, unless that file is open elsewhere."""
        elsewhere = self._window_of(path)
        if elsewhere is not None:
            ask("open-in-window", f"“{shown(path)}” is open in another window.",
                "A plan that is open is not replaced by another one.",
                [("Choose another name", lambda: self.save_as(document, then)),
                 ("Go to that window", lambda: _show(elsewhere))], self._window)  # fmt: skip
            return
        own = document.path is not None and same_file(path, document.path)
        if own and document.read_only:
            ask("read-only-here", f"“{shown(path)}” is open to read only here.",
                "So it is not replaced from this window. Under another name it is a plan of its own.",
                [("Choose another name", lambda: self.save_as(document, then))], self._window)  # fmt: skip
            return
        owner = None if own else who_has(path)
        if owner is not None:
            ask("open-elsewhere", f"“{shown(path)}” is open {by(owner)}.",
                "If you replace it, what is there now is kept among its earlier versions.",
                [("Choose another name", lambda: self.save_as(document, then)),
                 ("Replace anyway", lambda: self._write(document, path, then))], self._window)  # fmt: skip
            return
        self._write(document, path, then)

    def _write(
        self,
        document: Document,
        path: Path,
        then: Then,
        *,
        over: Seen | None = None,
        force: bool = False,
        lossy: bool = False,
    ) -> None:
        try:
            warnings = document.save(path, over=over, force=force, lossy=lossy)
        except ChangedError:
            self.ask_about_theirs(document, path, then, saving=True)
            return
        except NotKeptError as error:
            self._ask_to_lose(document, path, then, over, force=force, why=error.why)
            return
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and can_be_forced(error) and not force:
                self._ask_to_replace(document, path, then, over)
            else:
                self._tell(document, path, then, over, force=force, why=words(error, WRITING).why)
            return
        self.saves += 1
        self._recents.remember(path)
        self.saved.emit(path)
        if warnings:
            self.warned.emit(" ".join(f"“{shown(path)}” is saved, but {one.message}." for one in warnings))
        if then is not None:
            then()

    def _ask_to_replace(self, document: Document, path: Path, then: Then, over: Seen | None) -> None:
        ask("read-only", f"“{shown(path)}” is read-only.",
            "Somebody wanted it to stay as it is. It can be replaced all the same, and stays read-only then.",
            [("Save as…", lambda: self.save_as(document, then)),
             ("Replace it", lambda: self._write(document, path, then, over=over, force=True))],
            self._window)  # fmt: skip

    def _ask_to_lose(
        self, document: Document, path: Path, then: Then, over: Seen | None, *, force: bool, why: str
    ) -> None:
        """What is there is somebody else's, and cannot be kept: nothing is replaced before that is known."""
        ask("not-kept", f"What is in “{shown(path)}” now could not be kept: {_plainly(why)}.",
            "Nothing was replaced. It is not what this window read or saved last: where yours takes its place all "
            "the same, it is gone for good. Save yours somewhere else, or try again once the cause is mended.",
            [("Save as…", lambda: self.save_as(document, then)),
             ("Try again", lambda: self._write(document, path, then, over=over, force=force)),
             ("Replace it for good",
              lambda: self._write(document, path, then, over=over, force=force, lossy=True))],
            self._window, icon=QMessageBox.Icon.Warning)  # fmt: skip

    def _tell(
        self, document: Document, path: Path, then: Then, over: Seen | None, *, force: bool, why: str
    ) -> None:
        """A save failed: say that nothing is lost, as far as that is so, and offer what can be done."""
        if document.why_unprotected:
            more = (
                "The plan is still open, but its unsaved edits would be lost in a crash as well "
                f"({document.why_unprotected}). Save it somewhere else now, and keep Deckapp open until then."
            )
        else:
            more = (
                "The plan is still open and nothing is lost: its unsaved edits are kept even if Deckapp or the "
                "computer stops. Save it somewhere else, or try again once the cause is mended."
            )
        ask("not-saved", f"“{shown(path)}” could not be saved: {_plainly(why)}.", more,
            [("Save as…", lambda: self.save_as(document, then)),
             ("Try again", lambda: self._write(document, path, then, over=over, force=force))],
            self._window, icon=QMessageBox.Icon.Warning)  # fmt: skip


def file_name(title: str) -> str:
    """A title as the name of a file, without an ending, on any system."""
    kept = "".join(letter if letter.isalnum() or letter in " -_." else " " for letter in title)
    return " ".join(kept.split())[:80].strip(". ") or "Plan"


def _plainly(why: str) -> str:
    """A reason that goes on after a colon, without the full stop that follows it anyhow."""
    why = why.strip().rstrip(".")
    return why[:1].lower() + why[1:] if why[1:2].islower() else why


def _show(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
