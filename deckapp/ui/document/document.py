"""The open document: one plan, what is chosen of it, its undo history, its file and its journal.

Nothing on screen is the truth: widgets read `Document.plan`, ask for edits through `Document.edit`, and
follow the one signal `changed(before, after)`, comparing parts by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from deckapp.files.failures import WRITING, words
from deckapp.files.open_mark import BEAT_SECONDS, OpenMark
from deckapp.files.same import same_file
from deckapp.plan.file import NOTHING, Seen, plan_file, seen_in, write_plan_bytes
from deckapp.plan.journal import Journal
from deckapp.plan.json_text import TooMuchError
from deckapp.plan.plan import Plan
from deckapp.plan.room import Room
from deckapp.problem import Problem
from deckapp.ui.document.selection import Selection, still_there
from deckapp.ui.kit.guard import guarded

MERGEABLE = 1
WATCH_MS = 2000
"""So often is looked whether the journal is still where the next start would find it."""
SOON_MS = 30
"""So soon the next piece of a large plan is written into its journal."""


@guarded
class PlanCommand(QUndoCommand):
    """One step of the history: the plan and what is chosen, before it and after it, and a label."""

    def __init__(
        self,
        document: Document,
        after: Plan,
        label: str,
        merge: Hashable,
        chooses: Collection[str] | None = None,
    ) -> None:
        """`chooses` are the ids that are chosen after it; what was chosen and is still there, where it is None."""
        super().__init__(label)
        self._document = document
        self.before = document.plan
        self.after = after
        self.merge = merge
        self._chosen = document.selection.ids
        self._chooses = still_there(self._chosen, after) if chooses is None else frozenset(chooses)

    def id(self) -> int:
        """Qt asks only commands of the same id whether they merge."""
        return MERGEABLE if self.merge is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over the next step of the same gesture or of the same spell of typing."""
        if not isinstance(other, PlanCommand) or other.merge != self.merge:
            return False
        self.after, self._chooses = other.after, other._chooses
        self.setText(other.text())
        self.setObsolete(self.after == self.before)
        return True

    def redo(self) -> None:
        self._document._show(self.after, self.text(), self._chooses)

    def undo(self) -> None:
        self._document._show(self.before, f"Undo {self.text()}", self._chosen)


class Document(QObject):
    """A plan that is open in a window.

    `changed` carries the plan before and after each edit, undo and redo; `file_changed` says that the
    path or the modified state is another one.
    """

    changed = Signal(object, object)
    file_changed = Signal()
    unprotected = Signal(str)
    """The journal could not be written, and why: what is not saved now would be lost in a crash."""
    protected_again = Signal()
    refused = Signal(str)
    """An edit would have made the plan one that cannot be saved, and why; the plan is as it was."""

    def __init__(
        self,
        plan: Plan,
        path: Path | None = None,
        *,
        journal: Journal | None = None,
        read_only: bool = False,
        recovered: bool = False,
        base: Plan | None = None,
        origin: str = "",
        seen: Seen = NOTHING,
        mark: OpenMark | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Open `plan`, which lies at `path` where it has been saved; `recovered` marks it as unsaved.

        `base` is then the plan as its file held it, where that is known. `origin` tells it from the plan that
        its file holds now ("version of 28 Nov 2026, 14:03").
        `seen` is what its file held when it was read, `mark` tells others that the file is open here.
        """
        super().__init__(parent)
        self.plan = plan
        self.path = path
        self.seen = seen
        self.base = base if recovered else plan
        """The plan as its file held it when that was read or written last; None where that is not known."""
        self.read_only = read_only
        self.origin = origin
        self._mark = mark
        self._beat = QTimer(self, interval=int(BEAT_SECONDS * 1000))
        self._beat.timeout.connect(self._give_sign)
        self._beat.start()
        self.undo_stack = QUndoStack(self)
        self.selection = Selection(self)
        self._recovered = recovered
        self._sealed = 0
        self._room = Room(plan)
        self._journal = journal
        self.why_unprotected = ""
        """Why unsaved edits would be lost in a crash; "" where they would not."""
        self._watch = QTimer(self)
        self._watch.timeout.connect(lambda: self._write_journal(lambda held: held.check()))
        self._write_journal(lambda held: held.start(plan, path, unsaved=recovered))
        self.undo_stack.cleanChanged.connect(self.file_changed)

    @property
    def is_modified(self) -> bool:
        """Whether the plan differs from its file."""
        return self._recovered or not self.undo_stack.isClean()

    @property
    def name(self) -> str:
        """What to call the document: its title, its file's name, or "Untitled plan"."""
        return self.plan.title or (self.path.stem if self.path else "Untitled plan")

    @property
    def distinct_name(self) -> str:
        """The name, and what tells two plans of one name apart: where this one comes from, or its file."""
        stem, name = (self.path.stem if self.path else ""), self.name
        if not self.origin and self.path and stem.casefold().startswith(name.casefold()):
            return name if len(stem) == len(name) else self.path.name
        return " – ".join(filter(None, (name, self.origin or (self.path.name if self.path else ""))))

    def edit(
        self, label: str, after: Plan, merge: Hashable = None, *, chooses: Collection[str] | None = None
    ) -> bool:
        """Make `after` the plan, as one undoable step named `label` ("move 3 activities"); whether it is it now.

        `chooses` are the ids that are chosen from then on; without it what is chosen stays so, as far as it is
        still there. Undo brings back what was chosen before the step, and redo what it chose.

        Steps that follow one another with the same `merge` key become one, until `seal` is called. What could
        never be saved is refused.
        """
        if self.read_only or after is self.plan:
            return after is self.plan
        try:
            self._room.take(self.plan, after)
        except TooMuchError as error:
            self.refused.emit(f"That was not done, for then the plan could not be saved: {error}.")
            return False
        key = None if merge is None else (merge, self._sealed)
        self.undo_stack.push(PlanCommand(self, after, label, key, chooses))
        return True

    def seal(self) -> None:
        """End the present gesture or spell of typing: what follows is a step of its own."""
        self._sealed += 1

    def save(
        self, path: Path | None = None, *, over: Seen | None = None, force: bool = False, lossy: bool = False
    ) -> tuple[Problem, ...]:
        """Write the plan to `path`, or where it lies; returns warnings.

        Raises ChangedError where its own file is neither as it was read or written last nor as `over` says,
        NotKeptError where what somebody else wrote there cannot be kept as a version, unless with `lossy`,
        and OSError, also for a read-only file unless with `force`; then the file is as it was.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a plan that was never saved needs a path")
        own = self.path is not None and same_file(target, self.path)
        data = plan_file(self.plan, target)
        is_ours = own and over is None
        seen = self.seen if is_ours else over
        warnings = write_plan_bytes(data, target, seen=seen, force=force, must_keep=not (is_ours or lossy))
        if not own or self._mark is None:
            self._put_mark(OpenMark(target))
        self.path, self.seen, self.base = target, seen_in(data), self.plan
        self.seal()
        self.origin = ""
        self._recovered = False
        self.undo_stack.setClean()
        self._write_journal(lambda held: held.saved(self.plan, target))
        self.file_changed.emit()
        return warnings

    def detach(self) -> None:
        """Leave the file to somebody else: the plan stays here, unsaved, and the journal protects it."""
        self._put_mark(None)
        self.path, self.seen, self.base = None, NOTHING, None
        self.origin = "your version"
        self._recovered = True
        self._write_journal(lambda held: held.start(self.plan, None, unsaved=True))
        self.file_changed.emit()

    def close(self) -> None:
        """Give the journal up: what is not saved now was not wanted."""
        self._watch.stop()
        self._put_mark(None)
        if self._journal is not None:
            self._journal.close(discard=True)
            self._journal = None

    def _give_sign(self) -> None:
        if self._mark is not None:
            self._mark.beat()

    def _put_mark(self, mark: OpenMark | None) -> None:
        if self._mark is not None:
            self._mark.release()
        self._mark = mark
        if mark is not None:
            mark.take()

    def _show(self, plan: Plan, label: str, chosen: frozenset[str]) -> None:
        before, self.plan = self.plan, plan
        self._write_journal(lambda held: held.append(before, plan, label))
        self.changed.emit(before, plan)
        self.selection.set(chosen)

    def _write_journal(self, write: Callable[[Journal], None]) -> None:
        if self._journal is None:
            return
        try:
            write(self._journal)
        except (OSError, ValueError) as error:
            # Whatever the journal cannot write down must not keep the edit from being seen.
            why = words(error, WRITING).why
        else:
            why = ""
        if self._journal.is_needed:
            self._watch.start(SOON_MS if self._journal.is_behind and not why else WATCH_MS)
        else:
            self._watch.stop()
        if why != self.why_unprotected:
            self.why_unprotected = why
            if why:
                self.unprotected.emit(why)
            else:
                self.protected_again.emit()
