"""From a plan's file to an open plan: read, looked at for others who have it open, and told of what is odd."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from deckapp.files.failures import READING, as_problem
from deckapp.files.open_mark import OpenMark, Owner
from deckapp.plan.file import NOTHING, Seen, list_versions, plan_bytes, plan_from_json, read_newer, seen_in
from deckapp.plan.plan import Plan
from deckapp.problem import NewerFormatError, Problem, ProblemsError
from deckapp.ui.dialogs.questions import ask_about_owner

if TYPE_CHECKING:
    from deckapp.ui.kit.problems import ProblemsDialog
    from deckapp.ui.window.window import Window

Tell = Callable[["Window", str, Sequence[Problem]], "ProblemsDialog"]


class Opening(NamedTuple):
    """A plan that was read, and how it is to be opened; a copy has no path, and counts as unsaved."""

    plan: Plan
    path: Path | None
    problems: tuple[Problem, ...] = ()
    seen: Seen = NOTHING
    mark: OpenMark | None = None
    read_only: bool = False


class OpenFlow(QObject):
    """Reads plans that are open in no window yet."""

    read = Signal(object, object)
    """An `Opening`, and the window that it was wanted in."""

    def __init__(self, tell: Tell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell

    def open(self, path: Path, window: Window) -> None:
        """Read a plan; ask how it is to be opened where another program has it open."""
        try:
            data = plan_bytes(path)
            plan, problems = plan_from_json(data, str(path))
        except NewerFormatError as error:
            newer = Opening(read_newer(path)[0], path, error.problems, seen_in(data), read_only=True)
            self.read.emit(newer, window)
            return
        except ProblemsError as error:
            sentence = f"“{path.name}” was not opened. The file has not been changed."
            told = self._tell(window, sentence, error.problems)
            if list_versions(path):
                told.offer("Earlier versions…", lambda: window.commands.show_versions(path))
            return
        except OSError as error:
            self._tell(window, f"“{path.name}” was not opened.", [as_problem(error, path, READING)])
            return
        opening = Opening(plan, path, problems, seen_in(data), OpenMark(path))
        assert opening.mark is not None
        owner = opening.mark.take()
        if owner is None:
            self.read.emit(opening, window)
        else:
            self._ask(opening, path, owner, window)

    def _ask(self, opening: Opening, path: Path, owner: Owner, window: Window) -> None:
        ask_about_owner(
            path, owner, window,
            read=lambda: self.read.emit(opening._replace(mark=None, read_only=True), window),
            anyway=lambda: self.read.emit(opening, window),
            copy=lambda: self.read.emit(Opening(opening.plan, None, opening.problems), window),
        )  # fmt: skip
