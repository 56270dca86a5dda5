"""The start page's rows after a crash: plans to recover, and journals of which nothing can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from deckapp.problem import Problem
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.theme import SPACE

if TYPE_CHECKING:
    from deckapp.plan.recovery import Recovery

ENDING = ".journal"
MOST = 8
"""So many of each kind stand on the page; the next ones come once these are dealt with."""


class RecoveryRow(QFrame):
    """A sentence, and what can be done about it."""

    recovery_wanted = Signal(object)
    recovery_refused = Signal(object)
    set_aside_wanted = Signal(object)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        label = plain_label(text, self)
        label.setWordWrap(True)
        self._row.addWidget(label, 1)

    def add_button(self, text: str, name: str, do: Callable[[], object]) -> None:
        """A way on, called `name` for those who hear it."""
        button = QPushButton(text, self)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: do())
        self._row.addWidget(button)


def rows(recoveries: Sequence[Recovery], unread: Sequence[Problem], parent: QWidget) -> list[RecoveryRow]:
    """The rows for what was found, a bounded number of them."""
    made = [_recovery_row(recovery, parent) for recovery in recoveries[:MOST]]
    made += [_more(len(recoveries) - MOST, "more are offered", parent)] if len(recoveries) > MOST else []
    made += [_unread_row(problem, parent) for problem in unread[:MOST]]
    made += [_more(len(unread) - MOST, "more files are named", parent)] if len(unread) > MOST else []
    return made


def unsaved(recovery: Recovery) -> str:
    """What of a plan is not in its file: when it was last edited, for nobody counts the keys he types."""
    last = recovery.last_edit.astimezone()
    moment = f"{last.day} {last:%B} at {last:%H:%M}"
    if recovery.edits:
        return f"what you did last, until {moment}, was not saved"
    return f"it was begun on {moment} and never saved"


def _recovery_row(recovery: Recovery, parent: QWidget) -> RecoveryRow:
    name = recovery.name
    damage = " Its journal is damaged, but nothing is missing." if recovery.problems else ""
    if recovery.lacks:
        damage = " Its journal is damaged: not all of this can be recovered."
    place = f" ({recovery.plan_path})" if recovery.plan_path else ""
    row = RecoveryRow(f"“{name}”{place} was open when Deckapp stopped: {unsaved(recovery)}.{damage}", parent)
    row.add_button("Recover", f"Recover {name}", lambda: row.recovery_wanted.emit(recovery))
    refused = f"Throw away the unsaved edits of {name}"
    row.add_button("Throw away", refused, lambda: row.recovery_refused.emit(recovery))
    return row


def _unread_row(problem: Problem, parent: QWidget) -> RecoveryRow:
    row = RecoveryRow(str(problem), parent)
    if problem.path.endswith(ENDING):
        name = Path(problem.path).name
        row.add_button("Set aside", f"Set aside {name}", lambda: row.set_aside_wanted.emit(problem))
    return row


def _more(count: int, what: str, parent: QWidget) -> RecoveryRow:
    return RecoveryRow(f"{count:,} {what} once these are dealt with.", parent)
