"""From a crash back to the plan: looks for journals away from the window, asks, and takes over what is wanted."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from deckapp.files.failures import WRITING, as_problem
from deckapp.problem import DeckappError, Problem, ProblemsError
from deckapp.ui.kit.task import Task

if TYPE_CHECKING:
    from deckapp.plan.recovery import Recovery
    from deckapp.ui.window.window import Window

PATIENCE_SECONDS = 10.0
"""A plan's share that does not answer is not waited for in the end."""
Tell = Callable[["Window", str, Sequence[Problem]], object]


class RecoveryFlow(QObject):
    """What journals hold is read in threads; nothing in their folder can hold a window up, or stop a start."""

    found = Signal(object)
    """A `Found`: what can be recovered by now."""
    taken = Signal(object, object)
    """A `Claim` that this program alone has, and the window that it was wanted in."""

    def __init__(self, journals: Path, tell: Tell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journals = journals
        self._tell = tell
        self._tasks: list[Task] = []
        self._wanted: set[Path] = set()

    @property
    def is_busy(self) -> bool:
        """Whether anything is read at the moment."""
        return bool(self._tasks)

    def look_first(self) -> None:
        """Look, if there is anything to be looked at; for a start that has better things to do."""
        with contextlib.suppress(FileNotFoundError):
            try:
                with os.scandir(self._journals) as entries:
                    empty = next(entries, None) is None
            except FileNotFoundError:
                raise
            except OSError:
                empty = False
            if not empty:
                self.look()

    def look(self) -> None:
        """See what can be recovered, and tell by `found`."""

        def work() -> object:
            from deckapp.plan.recovery import look

            return look(self._journals)

        self._run(work, self.found.emit, lambda _error: None)

    def offer_for(self, path: Path, window: Window, open_saved: Callable[[], None]) -> bool:
        """Where a crash left unsaved edits of this plan, ask first which of the two is wanted.

        False where no journal belongs to it; else the plan is recovered or `open_saved` called in a while.
        """
        from deckapp.plan.recovery import find_for, look_at

        journals = find_for(self._journals, path)
        if not journals:
            return False

        def work() -> Recovery | None:
            for journal in journals:
                with contextlib.suppress(OSError, ProblemsError):
                    if recovery := look_at(journal):
                        return recovery
            return None

        def ask(found: Recovery | None) -> None:
            from deckapp.ui.window.recovery_questions import ask_which

            if found is None:
                open_saved()
            else:
                ask_which(found, path, window, lambda: self.recover(found, window), open_saved)

        self._run(work, ask, lambda _error: open_saved())
        return True

    def recover(self, found: Recovery, window: Window) -> None:
        """Take over a journal; the plan comes by `taken`."""
        from deckapp.plan.recovery import claim

        if found.path in self._wanted:
            return
        self._wanted.add(found.path)
        window.say(f"Recovering “{found.name}”…", 0)

        def take(claimed: object) -> None:
            self._wanted.discard(found.path)
            window.say("")
            self.taken.emit(claimed, window)

        def refuse(error: Exception) -> None:
            self._wanted.discard(found.path)
            window.say("")
            self._refuse(error, found, window, "be recovered")

        self._run(lambda: claim(found.path), take, refuse)

    def throw_away(self, found: Recovery, window: Window) -> None:
        """Ask, and then let unsaved edits go for good."""
        from deckapp.plan.recovery import discard
        from deckapp.ui.window.recovery_questions import ask_to_throw_away

        def gone() -> None:
            try:
                discard(found.path)
            except OSError as error:
                self._refuse(error, found, window, "be thrown away")
            else:
                self.look()

        ask_to_throw_away(found, window, gone)

    def set_aside(self, problem: Problem, window: Window) -> None:
        """Move a journal that cannot be read out of the way, and say where to."""
        from deckapp.plan.recovery import set_aside

        try:
            kept = set_aside(Path(problem.path))
        except OSError as error:
            told = as_problem(error, problem.path, WRITING)._replace(path=problem.path)
            self._tell(window, "This could not be moved out of the way.", [told])
        else:
            window.say(f"Kept as {kept}", 0)
        self.look()

    def stop(self) -> None:
        """Wait for what is read at the moment; for the end of the application."""
        for task in self._tasks:
            task.wait(PATIENCE_SECONDS)

    def _refuse(self, error: Exception, found: Recovery, window: Window, what: str) -> None:
        from deckapp.files.held import HeldElsewhereError

        problems: Sequence[Problem] = ()
        if isinstance(error, HeldElsewhereError):
            sentence = f"“{found.name}” is being recovered in another window of Deckapp."
        elif isinstance(error, FileNotFoundError):
            sentence = f"“{found.name}” was recovered or thrown away in another window of Deckapp."
        else:
            sentence = f"“{found.name}” could not {what}. Its journal is kept."
            problems = [as_problem(error, found.path)]
            if isinstance(error, ProblemsError):
                problems = error.problems
        self._tell(window, sentence, problems)
        self.look()

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        task = Task(lambda _progress: work(), self)

        def end(then: Callable[[Any], None], result: Any) -> None:
            self._tasks.remove(task)
            task.deleteLater()
            then(result)

        def fail(error: Exception) -> None:
            end(failed, error)
            if not isinstance(error, OSError | DeckappError | MemoryError):
                raise error

        task.done.connect(lambda result: end(done, result))
        task.failed.connect(fail)
        self._tasks.append(task)
        task.start()
