"""The application: the only place that builds the objects and connects them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from deckapp.deck.files import has_own_decks, own_decks
from deckapp.face.interface_fonts import load_interface_fonts
from deckapp.files.failures import as_problem
from deckapp.files.home import home_folder, user_folder
from deckapp.files.same import same_file
from deckapp.files.starts import Start
from deckapp.interrupts import Farewell
from deckapp.problem import DeckappError, NotFoundError, Problem, ProblemsError
from deckapp.ui.document.library_store import LibraryStore
from deckapp.ui.document.pictures import Pictures
from deckapp.ui.document.services import Services
from deckapp.ui.document.settings import Settings
from deckapp.ui.kit import theme
from deckapp.ui.kit.guard import attempt
from deckapp.ui.kit.icons import icon
from deckapp.ui.program.garbage import Collector
from deckapp.ui.program.mishaps import Mishaps
from deckapp.ui.program.no_display import reasons_told
from deckapp.ui.program.preload import preload
from deckapp.ui.program.sealing import refuse_objects
from deckapp.ui.program.settling import Settling
from deckapp.ui.window.recovery_flow import RecoveryFlow
from deckapp.ui.window.window import Window

if TYPE_CHECKING:
    from deckapp.plan.plan import Plan
    from deckapp.plan.recovery import Claim, Found
    from deckapp.ui.document.document import Document
    from deckapp.ui.kit.problems import ProblemsDialog
    from deckapp.ui.window.open_flow import Opening

DECK_ENDINGS = (".yaml", ".yml")
MOST_TOLD = 4
"""So many files that could not be opened are named at the start."""


class App(QObject):
    """Opens windows and gives each its plan; keeps what they share."""

    def __init__(self, qt: QApplication, farewell: Farewell | None = None) -> None:
        """`farewell` tells of signals that end the process."""
        super().__init__(qt)
        self._qt = qt
        settings = Settings()
        own = has_own_decks(user_folder(), settings.opened_decks)
        self._start = Start(home_folder(), own_decks=own)
        self._settling = Settling(self._start, farewell, self)
        qt.commitDataRequest.connect(self._start.ended)
        load_interface_fonts()
        theme.apply(qt, settings.scheme)
        qt.setWindowIcon(QIcon(icon("cards-three", "#1F6F54")))
        self.services = Services(
            settings=settings,
            store=LibraryStore(settings, self, bundled_only=self._start.is_careful),
            pictures=Pictures(self),
            journals=home_folder() / "journals",
        )
        self._settling.follow(self.services.store, self.services.pictures)
        self.recoveries = RecoveryFlow(self.services.journals, self._tell, self)
        self.recoveries.found.connect(self._list_recoveries)
        self.recoveries.taken.connect(self._take)
        self.windows: list[Window] = []
        self._found: Found | None = None
        self._reminded = False
        qt.aboutToQuit.connect(self.stop)

    def start(self, files: Sequence[Path] = (), refused: Sequence[Problem] = ()) -> None:
        """Show the first window, with these plans and decks; `refused` is what else was named, and why not."""
        self.services.pictures.rest()
        window = self.open_window()
        for problem in self.services.settings.problems:
            window.notify(problem.sentences())
        if self._start.is_careful:
            window.notify(self._without_decks(), "Load my decks", self._dare)
        if refused:
            window.notify(not_opened(refused))
        for path in files:
            attempt(self.open_path, path, window)
        self.recoveries.look_first()
        preload(self)

    def open_window(self) -> Window:
        """A new window with the start page."""
        window = Window(self.services)
        self.windows.append(window)
        self._connect(window)
        window.window_of = lambda path: self._window_of(path, besides=window)
        if self._found is not None:
            window.start_page.show_recoveries(self._found.recoveries, self._found.problems)
        window.show()
        return window

    def open_path(self, path: Path, window: Window, *, ignore_recovery: bool = False) -> None:
        """Open a plan in this window or in one of its own, or take a deck into the library.

        Where a crash left unsaved edits of the plan, ask first which of the two is wanted.
        """
        path = path.expanduser().absolute()
        if path.suffix.lower() in DECK_ENDINGS:
            self._open_deck(path, window)
            return
        if not ignore_recovery and self.recoveries.offer_for(
            path, window, lambda: self.open_path(path, window, ignore_recovery=True)
        ):
            return
        other = self._window_of(path)
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

        flow = OpenFlow(self._tell, window)
        flow.read.connect(lambda opening, target: self._open(opening, target, origin))
        flow.open(path, window)

    def _open(self, opening: Opening, window: Window, origin: str) -> None:
        """Show a plan that was read, and tell what in it could not be understood."""
        from deckapp.plan.journal import Journal
        from deckapp.ui.document.document import Document
        from deckapp.ui.window.picture_check import check_pictures

        document = Document(
            opening.plan, opening.path, seen=opening.seen, mark=opening.mark, read_only=opening.read_only,
            journal=None if opening.read_only else Journal(self.services.journals),
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
            told = self._tell(shown, sentence, opening.problems)
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
            self._tell(window, "This version could not be opened.", why)
            return
        when = replaced_at(path)
        origin = f"version of {moment(when)}" if when else "earlier version"
        shown = self._show(self._document(plan, recovered=True, origin=origin), window)
        told = None
        if problems:
            sentence = (
                "This version is open, but not everything in it could be understood. What could not is kept."
            )
            told = self._tell(shown, sentence, problems)
        check_pictures(shown, told)

    def new_plan(self, window: Window) -> None:
        """A plan with plain phases and nothing in it."""
        from deckapp.plan.edits import new_plan

        self._show(self._document(new_plan()), window)

    def new_from_recipe(self, deck_id: str, recipe_id: str, window: Window) -> None:
        """A plan that a recipe of the library starts."""
        from deckapp.plan.recipe import plan_from_recipe

        store = self.services.store
        try:
            deck, recipe = store.latest().recipe(f"{deck_id}/{recipe_id}")
            plan = plan_from_recipe(deck, recipe)
        except (OSError, DeckappError) as error:
            why = as_problem(error, deck_id)
            if isinstance(error, NotFoundError) and not store.has_read:
                why = Problem(deck_id, message="the deck is still being read", hint="try again in a moment")
            self._tell(window, "The recipe could not be used.", [why])
            return
        shown = self._show(self._document(plan, recovered=True), window)
        if shown.workspace is not None:
            QTimer.singleShot(0, shown.workspace.view.fit_all)

    def offer_recoveries(self) -> None:
        """List on every start page the plans that a crash left unsaved, once they are found."""
        self.recoveries.look()

    def _list_recoveries(self, found: Found) -> None:
        self._found = found
        for window in self.windows:
            window.start_page.show_recoveries(found.recoveries, found.problems)
            window.refresh()
        self._remind()

    def _remind(self) -> None:
        """Where no start page is in sight, say once that it offers something."""
        found = self._found
        if (
            self._reminded
            or not found
            or not found.recoveries
            or not all(one.document for one in self.windows)
        ):
            return
        self._reminded = True
        self.windows[0].notify(
            "Deckapp stopped with unsaved edits; the start page offers them.", "Show", self.open_window,
            still=lambda: bool(self._found and self._found.recoveries),
        )  # fmt: skip

    def tell_of_mishap(self, text: str) -> None:
        """Tell in every window that something went wrong, once."""
        for window in self.windows:
            window.notify(text)

    def quit(self) -> None:
        """Close every window; each asks for its own plan."""
        for window in list(self.windows):
            window.close()

    def stop(self) -> None:
        """Wait for what still works in threads; for the end of the application."""
        self._settling.end()
        self.recoveries.stop()
        self.services.store.stop()
        self.services.pictures.stop()

    def _without_decks(self) -> str:
        names = own_decks(user_folder(), self.services.settings.opened_decks)
        return f"Deckapp stopped twice while it started, so it is open without your own decks{names}."

    def _dare(self) -> None:
        self._settling.dare()
        self.services.store.take_in_all()

    def _connect(self, window: Window) -> None:
        window.new_wanted.connect(lambda: self.new_plan(window))
        window.path_wanted.connect(lambda path: self.open_path(path, window))
        window.version_wanted.connect(lambda path: self.open_version(path, window))
        window.recipe_wanted.connect(lambda deck, recipe: self.new_from_recipe(deck, recipe, window))
        window.theirs_wanted.connect(lambda: self.open_theirs(window))
        window.quit_wanted.connect(self.quit)
        window.closed.connect(lambda: self._forget(window))
        page, recoveries = window.start_page, self.recoveries
        page.recovery_wanted.connect(lambda found: recoveries.recover(found, window))
        page.recovery_refused.connect(lambda found: recoveries.throw_away(found, window))
        page.set_aside_wanted.connect(lambda problem: recoveries.set_aside(problem, window))

    def _window_of(self, path: Path, besides: Window | None = None) -> Window | None:
        """The window in which a file is open, whichever of its names it is called by."""
        for window in self.windows:
            held = window.document.path if window.document is not None else None
            if held is not None and window is not besides and same_file(held, path):
                return window
        return None

    def _document(self, plan: Plan, *, recovered: bool = False, origin: str = "") -> Document:
        from deckapp.plan.journal import Journal
        from deckapp.ui.document.document import Document

        return Document(plan, journal=Journal(self.services.journals), recovered=recovered, origin=origin)

    def _show(self, document: Document, window: Window) -> Window:
        target = window if window.document is None else self.open_window()
        target.show_document(document)
        self._remind()
        return target

    def _open_deck(self, path: Path, window: Window) -> None:
        from deckapp.deck.reading import read_deck

        reading = read_deck(path)
        if reading.deck is None:
            self._tell(window, f"“{path.name}” was not opened: it is no deck.", reading.problems)
            return
        self.services.settings.remember_deck(path)
        self.services.store.reload()
        window.statusBar().showMessage(f"“{reading.deck.title}” is in the library.")
        if reading.problems:
            self._tell(window, f"“{reading.deck.title}” is in the library, with problems.", reading.problems)

    def _take(self, claim: Claim, window: Window) -> None:
        """Open a plan that was recovered; its journal goes on under the same name."""
        from deckapp.plan.journal import Journal
        from deckapp.ui.document.document import Document
        from deckapp.ui.window.picture_check import check_pictures

        # What is offered by now is another one.
        found, self._found = claim.recovery, None
        # Saving must not replace a file that is open here as well: then it asks where to.
        path = found.plan_path
        if path is not None and self._window_of(path) is not None:
            path = None
        journal = Journal(self.services.journals, claim=claim)
        known: dict[str, Any] = {}
        if path is not None:
            from deckapp.files.open_mark import OpenMark
            from deckapp.plan.file import NEVER_SEEN, seen_now

            # What somebody has changed meanwhile is asked about before it is replaced.
            seen = NEVER_SEEN if found.file_changed else seen_now(path)
            known = {"seen": seen, "mark": OpenMark(path), "base": claim.saved}
            known["mark"].take()
        document = Document(claim.plan, path, journal=journal, recovered=True, origin="recovered", **known)
        shown = self._show(document, window if window in self.windows else self.open_window())
        told = None
        if found.problems:
            how = (
                "as far as its journal can be read" if found.lacks else "whole, though its journal is damaged"
            )
            # Under the journal's own name there is one by now that was written anew.
            kept = str(journal.kept or found.path)
            sentence = f"“{found.name}” was recovered {how}. The damaged journal is kept: {kept}"
            told = self._tell(shown, sentence, [one._replace(path=kept) for one in found.problems])
        check_pictures(shown, told)
        self.offer_recoveries()

    def _tell(self, window: Window, sentence: str, problems: Sequence[Problem]) -> ProblemsDialog:
        from deckapp.ui.kit.problems import ProblemsDialog

        dialog = ProblemsDialog("Deckapp", sentence, problems, window)
        dialog.open()
        return dialog

    def _forget(self, window: Window) -> None:
        if window in self.windows:
            self.windows.remove(window)
            window.deleteLater()


def not_opened(refused: Sequence[Problem]) -> str:
    """What files were named that cannot be opened, and why; a few of them."""
    told = [
        f"“{Path(problem.path).name or problem.path}”: {problem.message}" for problem in refused[:MOST_TOLD]
    ]
    if len(refused) > MOST_TOLD:
        told.append(f"and {len(refused) - MOST_TOLD:,} more")
    text = f"Not opened: {'; '.join(told)}."
    return text.encode("utf-8", "replace").decode()


def begin(files: Sequence[Path] = (), refused: Sequence[Problem] = ()) -> tuple[QApplication, App]:
    """The application with its first window shown, before its events are run."""
    refuse_objects()
    # Before the application is made, or a style of the desktop's would be made in vain.
    QApplication.setStyle(theme.STYLE)
    QApplication.setApplicationName("Deckapp")
    QApplication.setDesktopFileName("deckapp")
    with reasons_told():
        qt = QApplication(sys.argv[:1])
    Collector(qt)
    mishaps = Mishaps(home_folder(), qt)
    mishaps.install()
    app = App(qt, Farewell())
    mishaps.happened.connect(app.tell_of_mishap)
    app.start(files, refused)
    return qt, app


def run(files: Sequence[Path] = (), refused: Sequence[Problem] = ()) -> int:
    """Run the application until its last window is closed; returns the exit code."""
    qt, app = begin(files, refused)
    try:
        return qt.exec()
    finally:
        # Also where it ends before it was told to: a thread that draws must not outlive Python.
        app.stop()
