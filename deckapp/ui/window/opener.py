"""Opens plans and decks: in which window, as what, and what has to be told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from deckapp.deck.files import DECK_ENDINGS
from deckapp.files.failures import as_problem
from deckapp.problem import DeckappError, NotFoundError, Problem, ProblemsError
from deckapp.ui.document.services import Services
from deckapp.ui.window.recovery_flow import RecoveryFlow
from deckapp.ui.window.window import Window
from deckapp.ui.window.windows import Windows

if TYPE_CHECKING:
    from deckapp.plan.plan import Plan
    from deckapp.plan.recovery import Claim
    from deckapp.ui.document.document import Document
    from deckapp.ui.kit.problems import ProblemsDialog
    from deckapp.ui.window.open_flow import Opening


class Opener(QObject):
    """Answers what windows and the command line want opened; `shown` tells that a plan has come into a window."""

    shown = Signal()

    def __init__(
        self, services: Services, windows: Windows, recoveries: RecoveryFlow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._windows = windows
        self._recoveries = recoveries

    def open_path(self, path: Path, window: Window, *, ignore_recovery: bool = False) -> None:
        """Open a plan in this window or in one of its own, or take a deck into the library.

        Where a crash left unsaved edits of the plan, ask first which of the two is wanted.
        """
        path = path.expanduser().absolute()
        if path.suffix.lower() in DECK_ENDINGS:
            self._open_deck(path, window)
            return
        if not ignore_recovery and self._recoveries.offer_for(
            path, window, lambda: self.open_path(path, window, ignore_recovery=True)
        ):
            return
        other = self._windows.of(path)
        if other is not None and other.document is not None:
            from deckapp.plan.file import seen_now

            other.activateWindow()
            other.raise_()
            if other.document.seen != seen_now(path):
                other.files.ask_about_theirs(other.document, path, saving=False)
            return
        self._read(path, window)

    def _read(self, path: Path, window: Window, origin: str = "") -> None:
        """Open a plan that is open in no window; `origin` tells it from another one of its name."""
        from deckapp.ui.window.open_flow import OpenFlow

        flow = OpenFlow(tell, window)
        flow.read.connect(lambda opening, target: self._open(opening, target, origin))
        flow.open(path, window)

    def _open(self, opening: Opening, window: Window, origin: str) -> None:
        """Show a plan that was read, and tell what in it could not be understood."""
        from deckapp.plan.journal import Journal
        from deckapp.ui.document.document import Document
        from deckapp.ui.window.picture_check import check_pictures

        document = Document(
            opening.plan, opening.path, seen=opening.seen, mark=opening.mark, read_only=opening.read_only,
            journal=None if opening.read_only else Journal(self._services.journals),
            recovered=opening.path is None, origin=origin or ("copy" if opening.path is None else ""),
        )  # fmt: skip
        if opening.path is not None:
            window.start_page.recents.remember(opening.path)
        shown = self._show(document, window)
        told = None
        if opening.problems:
            name = opening.path.name if opening.path is not None else document.name
            sentence = (
                f"“{name}” is open, but not everything in it could be understood. What could not is kept."
            )
            if document.read_only:
                sentence = f"“{name}” is open to read only. Nothing in it will be changed."
            told = tell(shown, sentence, opening.problems)
        check_pictures(shown, told)

    def open_theirs(self, window: Window) -> None:
        """Open a plan's file as somebody else left it: in its place, or beside what is not saved here."""
        document = window.document
        if document is None or document.path is None:
            return
        path = document.path
        if document.is_modified:
            document.detach()
            window.notify(
                "Your version is here and not saved yet; the file holds theirs.",
                still=lambda: window.document is document and document.is_modified,
            )
            self._read(path, window, "as somebody else saved it")
        else:
            window.close_document()
            self._read(path, window)

    def open_version(self, path: Path, window: Window) -> None:
        """Open an earlier version as a plan that is not saved yet: what is kept stays as it was kept."""
        from deckapp.plan.file import read_plan
        from deckapp.plan.versions import replaced_at
        from deckapp.ui.kit.moments import moment
        from deckapp.ui.window.picture_check import check_pictures

        try:
            plan, problems = read_plan(path)
        except (ProblemsError, OSError) as error:
            why = error.problems if isinstance(error, ProblemsError) else [as_problem(error, path)]
            tell(window, "This version could not be opened.", why)
            return
        when = replaced_at(path)
        origin = f"version of {moment(when)}" if when else "earlier version"
        shown = self._show(self._document(plan, recovered=True, origin=origin), window)
        told = None
        if problems:
            sentence = (
                "This version is open, but not everything in it could be understood. What could not is kept."
            )
            told = tell(shown, sentence, problems)
        check_pictures(shown, told)

    def new_plan(self, window: Window) -> None:
        """A plan with plain phases and nothing in it."""
        from deckapp.plan.edits import new_plan

        self._show(self._document(new_plan()), window)

    def new_from_recipe(self, deck_id: str, recipe_id: str, window: Window) -> None:
        """A plan that a recipe of the library starts."""
        from deckapp.plan.recipe import plan_from_recipe

        store = self._services.store
        try:
            deck, recipe = store.latest().recipe(f"{deck_id}/{recipe_id}")
            plan = plan_from_recipe(deck, recipe)
        except (OSError, DeckappError) as error:
            why = as_problem(error, deck_id)
            if isinstance(error, NotFoundError) and not store.has_read:
                why = Problem(deck_id, message="the deck is still being read", hint="try again in a moment")
            tell(window, "The recipe could not be used.", [why])
            return
        shown = self._show(self._document(plan, recovered=True), window)
        if shown.workspace is not None:
            QTimer.singleShot(0, shown.workspace.view.fit_all)

    def _document(self, plan: Plan, *, recovered: bool = False, origin: str = "") -> Document:
        from deckapp.plan.journal import Journal
        from deckapp.ui.document.document import Document

        return Document(plan, journal=Journal(self._services.journals), recovered=recovered, origin=origin)

    def _show(self, document: Document, window: Window) -> Window:
        target = self._windows.free(window)
        target.show_document(document)
        self.shown.emit()
        return target

    def _open_deck(self, path: Path, window: Window) -> None:
        from deckapp.deck.reading import read_deck

        reading = read_deck(path)
        if reading.deck is None:
            tell(window, f"“{path.name}” was not opened: it is no deck.", reading.problems)
            return
        self._services.settings.remember_deck(path)
        self._services.store.reload()
        window.statusBar().showMessage(f"“{reading.deck.title}” is in the library.")
        if reading.problems:
            tell(window, f"“{reading.deck.title}” is in the library, with problems.", reading.problems)

    def take(self, claim: Claim, window: Window) -> None:
        """Open a plan that was recovered; its journal goes on under the same name."""
        from deckapp.plan.journal import Journal
        from deckapp.ui.document.document import Document
        from deckapp.ui.window.picture_check import check_pictures

        found = claim.recovery
        # Saving must not replace a file that is open here as well: then it asks where to.
        path = found.plan_path
        if path is not None and self._windows.of(path) is not None:
            path = None
        journal = Journal(self._services.journals, claim=claim)
        known: dict[str, Any] = {}
        if path is not None:
            from deckapp.files.open_mark import OpenMark
            from deckapp.plan.file import NEVER_SEEN, seen_now

            # What somebody has changed meanwhile is asked about before it is replaced.
            seen = NEVER_SEEN if found.file_changed else seen_now(path)
            known = {"seen": seen, "mark": OpenMark(path), "base": claim.saved}
            known["mark"].take()
        document = Document(claim.plan, path, journal=journal, recovered=True, origin="recovered", **known)
        shown = self._show(document, window)
        told = None
        if found.problems:
            how = (
                "as far as its journal can be read" if found.lacks else "whole, though its journal is damaged"
            )
            # Under the journal's own name there is one by now that was written anew.
            kept = str(journal.kept or found.path)
            sentence = f"“{found.name}” was recovered {how}. The damaged journal is kept: {kept}"
            told = tell(shown, sentence, [one._replace(path=kept) for one in found.problems])
        check_pictures(shown, told)


def tell(window: Window, sentence: str, problems: Sequence[Problem]) -> ProblemsDialog:
    """List problems in a dialog of a window."""
    from deckapp.ui.kit.problems import ProblemsDialog

    dialog = ProblemsDialog("Deckapp", sentence, problems, window)
    dialog.open()
    return dialog
