"""What is asked about a plan that a crash left unsaved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from deckapp.plan.recovery import Recovery
from deckapp.ui.kit.plain import message_box
from deckapp.ui.window.recovery_rows import unsaved


def ask_which(
    found: Recovery, path: Path, window: QWidget, recover: Callable[[], None], open_saved: Callable[[], None]
) -> None:
    """Ask whether a plan is wanted with its unsaved edits or as it was last saved, and do that."""
    box = message_box(
        window, "offer-recovery", f"“{path.stem}” was open when Deckapp stopped: {unsaved(found)}.",
        "Recover that, or open the plan as it was last saved? What was not saved stays on offer on the start page "
        "until you recover it or throw it away.",
    )  # fmt: skip
    take = box.addButton("Recover", QMessageBox.ButtonRole.AcceptRole)
    saved = box.addButton("Open as saved", QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(take)

    def answered() -> None:
        if box.clickedButton() is take:
            recover()
        elif box.clickedButton() is saved:
            open_saved()

    box.finished.connect(answered)
    box.open()


def ask_to_throw_away(found: Recovery, window: QWidget, throw_away: Callable[[], None]) -> None:
    """Ask whether unsaved edits may go for good, and then let them."""
    box = message_box(
        window, "throw-away", f"Throw away the unsaved edits of “{found.name}”?",
        "They can't be brought back. A saved file is not touched.",
    )  # fmt: skip
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Discard | button.Cancel)
    box.button(button.Discard).setText("Throw away")
    box.setDefaultButton(button.Cancel)

    def answered(result: int) -> None:
        if button(result) == button.Discard:
            throw_away()

    box.finished.connect(answered)
    box.open()
