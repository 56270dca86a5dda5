"""Questions about a plan's file, asked by boxes that never block: plain text, and an answer for each button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from deckapp.files.open_mark import Owner
from deckapp.names import readable
from deckapp.ui.kit.moments import lately
from deckapp.ui.kit.plain import message_box

Answer = tuple[str, Callable[[], object]]


def ask(
    name: str,
    text: str,
    more: str,
    answers: Sequence[Answer],
    window: QWidget,
    icon: QMessageBox.Icon = QMessageBox.Icon.Question,
) -> QMessageBox:
    """Ask with a box that is freed when it is closed; the first answer is the one for Enter."""
    box = message_box(window, name, text, more)
    box.setIcon(icon)
    does: dict[QPushButton, Callable[[], object]] = {}
    for words, do in answers:
        does[box.addButton(words, QMessageBox.ButtonRole.ActionRole)] = do
    last = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(last)
    box.setDefaultButton(next(iter(does), last))

    def answered() -> None:
        clicked = box.clickedButton()
        for button, do in does.items():
            if button is clicked:
                do()

    box.finished.connect(answered)
    box.open()
    return box


def ask_about_owner(
    path: Path,
    owner: Owner,
    window: QWidget,
    read: Callable[[], object],
    anyway: Callable[[], object],
    copy: Callable[[], object],
) -> QMessageBox:
    """A plan is open in another program: how is it to be opened here?"""
    more = (
        "Opened here as well, the one who saves later is asked what becomes of the other’s changes. "
        "A copy is a plan of its own, not saved yet."
    )
    answers: list[Answer] = [
        ("Open to read only", read), ("Open anyway", anyway), ("Open a copy", copy),
    ]  # fmt: skip
    return ask("open-elsewhere", f"“{shown(path)}” is open {by(owner)}.", more, answers, window)


def by(owner: Owner) -> str:
    """Since when a plan is open, by whom and where: as one says it."""
    when = lately(owner.since)
    return f"since {when} by {owner.who or 'somebody'} on {owner.where or 'another computer'}"


def shown(path: Path) -> str:
    """A file's name as it can be shown."""
    return " ".join(readable(path.name).split())
