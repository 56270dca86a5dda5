"""The foot of the print dialog: what will happen, then how far it is, then what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from deckapp.counts import counted
from deckapp.files.failures import WRITING, as_sentences
from deckapp.names import readable
from deckapp.problem import Problem, ProblemsError, sentence
from deckapp.ui.kit.plain import plain_label
from deckapp.ui.kit.problems import ProblemsDialog
from deckapp.ui.kit.task import Progress, Task
from deckapp.ui.kit.theme import SPACE

STEP_SECONDS = 0.05
"""Progress is shown no more often than this: telling it takes time of its own."""


class RunBar(QWidget):
    """Runs one print at a time; `ended` carries whether something was printed."""

    started = Signal()
    ended = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._problems: Sequence[Problem] = ()
        self._success = ""
        self.words = plain_label("", self)
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.more = QPushButton("Problems…", self)
        self.more.clicked.connect(self._show_problems)
        self.more.hide()
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("Progress of the print")
        self.bar.hide()
        said = QHBoxLayout()
        said.setSpacing(SPACE)
        said.addWidget(self.words, 1)
        said.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addLayout(said)
        box.addWidget(self.bar)

    @property
    def is_running(self) -> bool:
        """Whether a print runs."""
        return self._task is not None

    def say(self, text: str, problems: Sequence[Problem] = ()) -> None:
        """Say a sentence, behind which there may be problems."""
        self._problems = problems
        self.words.setText(readable(text))
        self.more.setVisible(bool(problems))

    def run(self, work: Callable[[Progress], Any], success: str) -> None:
        """Do the work away from the window; say `success` if it gave warnings or none."""
        self._success = success
        self._task = Task(lambda progress: work(_seldom(progress)), self)
        self._task.advanced.connect(self._advance)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._fail)
        self._task.cancelled.connect(self._cancelled)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.started.emit()
        self._task.start()

    def cancel(self) -> None:
        """Ask what runs to stop."""
        if self._task is not None:
            self._task.cancel()

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _done(self, warnings: Sequence[Problem]) -> None:
        many = f" {counted(len(warnings), 'warning')}." if warnings else ""
        self.say(self._success + many, warnings)
        self._end(printed=True)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ProblemsError):
            many = counted(len(error.problems), "problem") if len(error.problems) > 1 else "a problem"
            self.say(
                f"Nothing was printed: the cards have {many}. "
                "Mend them, show fewer fields, or tick “Print what does not fit, with a mark”.",
                error.problems,
            )
        else:
            self.say(f"Nothing was printed. {_why(error)}")
        self._end(printed=False)

    def _cancelled(self) -> None:
        self.say("Cancelled; nothing was written.")
        self._end(printed=False)

    def _end(self, *, printed: bool) -> None:
        self._task = None
        self.bar.hide()
        self.ended.emit(printed)

    def _show_problems(self) -> None:
        sentence = "Each line says which card, which side, and what helps."
        ProblemsDialog("Print deck", sentence, self._problems, self).open()


def _why(error: Exception) -> str:
    return as_sentences(error, table=WRITING) if isinstance(error, OSError) else sentence(str(error))


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
