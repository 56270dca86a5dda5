"""The real program in a forked process, worked by a script; each step is told once it is shown as done.

A plan's title says how many edits it has seen ("edit 7"), so that one can tell which plan a file holds.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deckapp.plan.edits import change_plan, new_plan
from deckapp.plan.file import read_plan, write_plan
from deckapp.plan.journal import recover, recoverable
from deckapp.plan.plan import Plan
from deckapp.problem import ProblemsError
from tests.faults.rounds import Say

LONG = "A long way to go. " * 120
"""So much text in an edit makes the journal begin anew, where it may grow to `JOURNAL_BYTES` only."""
JOURNAL_BYTES = 1500
PATIENCE = 60.0


def preload() -> None:
    """Import all of Deckapp before processes are forked off, but make nothing of it."""
    import importlib
    import pkgutil

    import deckapp
    import tests.hands  # noqa: F401

    for found in pkgutil.walk_packages(deckapp.__path__, "deckapp."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def first_plan(path: Path) -> None:
    """A plan without an edit, in its file."""
    write_plan(change_plan(new_plan(), title="edit 0"), path)


def seen(plan: Plan) -> int:
    """How many edits a plan has seen; -1 for a plan that is not one of ours."""
    found = re.fullmatch(r"edit (\d+)", plan.title)
    return int(found[1]) if found else -1


def in_file(path: Path) -> int | str:
    """How many edits the plan in a file has seen, or what is wrong with the file; -1 where there is none."""
    try:
        plan, problems = read_plan(path)
    except FileNotFoundError:
        return -1
    except (ProblemsError, OSError) as error:
        return f"{path.name} is not whole: {error}"
    return f"{path.name} is damaged: {problems[0]}" if problems else seen(plan)


def offered(journals: Path) -> list[tuple[Path, int]]:
    """The journals that a start would offer, and how many edits the plan in each has seen."""
    return [(found.path, seen(recover(found.path))) for found in recoverable(journals)]


class Session:
    """A started program; made in a forked process."""

    def __init__(self, say: Say, *files: Path) -> None:
        import deckapp.plan.journal as journals
        from deckapp.app import begin
        from tests.hands import Hands

        class Short(journals.Journal):
            """One that soon begins anew."""

            def __init__(self, *given: Any, **named: Any) -> None:
                super().__init__(*given, **{"max_bytes": JOURNAL_BYTES, **named})

        journals.Journal = Short  # type: ignore[misc]
        self.say = say
        self.qt, self.app = begin(files)
        self.hands = Hands(self.app, self.app.windows[0])
        self.edits = 0

    def wait(self, done: Callable[[], object], seconds: float = PATIENCE) -> bool:
        """Let the program run until something is so; False where it never came."""
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                return False
            self.qt.processEvents()
            time.sleep(0.001)
        return True

    def begin(self) -> bool:
        """Take up the plan that is shown; False where none comes, and then it is told what is said instead."""
        self.wait(lambda: self.hands.window.document is not None or self.dialogs())
        self.press("Open anyway")
        self.wait(lambda: self.hands.window.document is not None or self.dialogs())
        if self.hands.window.document is None:
            self.say("stuck", self.words())
            return False
        document = self.hands.work.document
        self._see_warning()
        self.edits = seen(document.plan)
        self.say("did", self.edits)
        return True

    def edit(self, *, long: bool = False) -> None:
        """One more edit."""
        document = self.hands.work.document
        after = change_plan(document.plan, title=f"edit {self.edits + 1}", author=LONG if long else "")
        document.edit("edit", after)
        self.qt.processEvents()
        self._see_warning()
        if document.plan is after:
            self.edits += 1
            self.say("did", self.edits)

    def save(self, path: Path | None = None) -> None:
        """Save where the plan lies, or elsewhere, as a user would."""
        window, document = self.hands.window, self.hands.work.document
        if path is None:
            window.files.save(document)
        else:
            window.files.save_as(document)
            self.hands.choose_file("save-as", path)
        self.qt.processEvents()
        told = self.words()
        self.say("refused" if document.is_modified or told else "saved", self.edits, told)
        self.dismiss()

    def close(self, answer: str = "") -> None:
        """Close the window, with this answer where it asks."""
        if answer:
            self.say("discarding")
        self.hands.window.close()
        if answer:
            self.press(answer)
        self.qt.processEvents()
        self.say("closed", self.edits)

    def press(self, answer: str) -> None:
        """Press the button of this name where a question is open."""
        from PySide6.QtWidgets import QAbstractButton, QMessageBox

        for box in self.qt.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                for button in box.findChildren(QAbstractButton):
                    if button.text().replace("&", "") == answer:
                        button.click()
                        break

    def offers(self) -> int:
        """How many plans the start page offers."""
        return len(self._recover_buttons())

    def recover(self) -> bool:
        """Press the first Recover button."""
        if not self.wait(self._recover_buttons):
            self.say("stuck", "")
            return False
        self._recover_buttons()[0].click()
        return self.begin()

    def words(self) -> str:
        """What dialogs say, or else the status bar."""
        said = self.hands.window.statusBar().currentMessage() if self.app.windows else ""
        return self.dialogs() or ("" if said.startswith("Saved as") else said)

    def dialogs(self) -> str:
        """What dialogs say."""
        from PySide6.QtWidgets import QDialog, QLabel

        texts = [
            label.text()
            for dialog in self.qt.topLevelWidgets()
            if isinstance(dialog, QDialog) and dialog.isVisible() and dialog.objectName() != "save-as"
            for label in dialog.findChildren(QLabel)
        ]
        return " | ".join(text for text in texts if text)

    def dismiss(self) -> None:
        """Close every dialog."""
        from PySide6.QtWidgets import QDialog

        for dialog in self.qt.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        self.qt.processEvents()

    def _see_warning(self) -> None:
        """Tell whether the window says that unsaved edits are not protected."""
        from PySide6.QtWidgets import QLabel

        label = self.hands.window.findChild(QLabel, "unprotected")
        if label is not None and label.isVisible():
            self.say("unprotected", label.text())

    def _recover_buttons(self) -> list[object]:
        from PySide6.QtWidgets import QPushButton

        page = self.hands.window.start_page
        return [one for one in page.findChildren(QPushButton) if one.text() == "Recover" and one.isVisible()]


def kill_myself() -> None:
    """End as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)
