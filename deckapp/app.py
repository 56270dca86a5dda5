"""The application: the only place that builds the objects and connects them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from deckapp.deck.files import has_own_decks, own_decks
from deckapp.face.type.interface_fonts import load_interface_fonts
from deckapp.files.home import home_folder, user_folder
from deckapp.files.starts import Start
from deckapp.interrupts import Farewell
from deckapp.problem import Problem
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
from deckapp.ui.window.opener import Opener, tell
from deckapp.ui.window.recovery_flow import RecoveryFlow
from deckapp.ui.window.window import Window
from deckapp.ui.window.windows import Windows

if TYPE_CHECKING:
    from deckapp.plan.recovery import Claim, Found

MOST_TOLD = 4
"""So many files that could not be opened are named at the start."""


class App(QObject):
    """Opens windows and gives each its plan; keeps what they share."""

    def __init__(self, qt: QApplication, farewell: Farewell | None = None) -> None:
        """`farewell` tells of signals that end the process."""
        super().__init__(qt)
        # Not only where the program begins: whoever builds it, draws in threads.
        Collector(self)
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
        self._windows = Windows(self.services, self)
        self._windows.opened.connect(self._connect)
        self.recoveries = RecoveryFlow(self.services.journals, tell, self)
        self.recoveries.found.connect(self._list_recoveries)
        self.recoveries.taken.connect(self._take)
        self.opener = Opener(self.services, self._windows, self.recoveries, self)
        self.opener.shown.connect(self._remind)
        self._found: Found | None = None
        self._reminded = False
        qt.aboutToQuit.connect(self.stop)

    @property
    def windows(self) -> list[Window]:
        """All windows that are open, in the order in which they were opened."""
        return self._windows.all

    def start(self, files: Sequence[Path] = (), refused: Sequence[Problem] = ()) -> None:
        """Show the first window, with these plans and decks; `refused` is what else was named, and why not."""
        self.services.pictures.rest()
        window = self._windows.open()
        for problem in self.services.settings.problems:
            window.notify(problem.sentences())
        if self._start.is_careful:
            window.notify(self._without_decks(), "Load my decks", self._dare)
        if refused:
            window.notify(not_opened(refused))
        for path in files:
            attempt(self.opener.open_path, path, window)
        self.recoveries.look_first()
        preload(self)

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
            "Deckapp stopped with unsaved edits; the start page offers them.", "Show", self._windows.open,
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
        opener, page, recoveries = self.opener, window.start_page, self.recoveries
        window.new_wanted.connect(lambda: opener.new_plan(window))
        window.path_wanted.connect(lambda path: opener.open_path(path, window))
        window.version_wanted.connect(lambda path: opener.open_version(path, window))
        window.recipe_wanted.connect(lambda deck, recipe: opener.new_from_recipe(deck, recipe, window))
        window.theirs_wanted.connect(lambda: opener.open_theirs(window))
        window.quit_wanted.connect(self.quit)
        page.recovery_wanted.connect(lambda found: recoveries.recover(found, window))
        page.recovery_refused.connect(lambda found: recoveries.throw_away(found, window))
        page.set_aside_wanted.connect(lambda problem: recoveries.set_aside(problem, window))
        if self._found is not None:
            page.show_recoveries(self._found.recoveries, self._found.problems)

    def _take(self, claim: Claim, window: Window) -> None:
        # What is offered by now is another one.
        self._found = None
        self.opener.take(claim, window)
        self.offer_recoveries()


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
