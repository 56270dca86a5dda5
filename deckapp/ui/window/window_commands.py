"""What the actions of a window do; what concerns other windows is signalled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from deckapp import __version__
from deckapp.files.home import documents_folder
from deckapp.ui.kit import theme
from deckapp.ui.kit.plain import message_box
from deckapp.ui.window.desk import Desk

if TYPE_CHECKING:
    from deckapp.plan.plan import Position
    from deckapp.ui.dialogs.card_dialog import CardDialog
    from deckapp.ui.document.document import Document
    from deckapp.ui.window.workspace import Workspace

SCHEMES = ("light", "dark", "system")
ABOUT = (
    "Decks of method cards, change plans on a board, and their print: offline, from files you own.\n\n"
    "MIT licence; cards and decks CC BY 4.0; fonts OFL; icons MIT."
)


class WindowCommands(QObject):
    """The hands of one window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._services = desk.services

    def new(self) -> None:
        """Begin an empty plan."""
        self._desk.new_wanted.emit()

    def save(self) -> None:
        """Save the plan where it lies."""
        self._with_document(self._desk.files.save)

    def save_as(self) -> None:
        """Ask where to save the plan."""
        self._with_document(self._desk.files.save_as)

    def close(self) -> None:
        """Close the window."""
        self._desk.close()

    def quit(self) -> None:
        """End the program."""
        self._desk.quit_wanted.emit()

    def show_own_versions(self) -> None:
        """Offer the earlier versions of this window's plan."""
        self._with_document(lambda document: self.show_versions(document.path))

    def toggle_library(self) -> None:
        """Show the library, or put it away."""
        self.with_workspace(lambda work: self._toggle(work.library))

    def toggle_inspector(self) -> None:
        """Show the inspector, or put it away."""
        self.with_workspace(lambda work: self._toggle(work.inspector))

    def show_checks(self) -> None:
        """Show what is still missing in the plan."""
        self.with_workspace(lambda work: self._reveal(work, work.inspector.show_checks))

    def show_outline(self) -> None:
        """Show the plan as a list."""
        self.with_workspace(lambda work: self._reveal(work, work.inspector.show_outline))

    def open_palette(self) -> None:
        """Show the command palette over the window."""
        from deckapp.ui.window.palettes import open_commands

        open_commands(self._desk, self._desk.possible_actions(), self.open_card)

    def open_files(self) -> None:
        """Ask which plans or decks to open."""
        self._desk.files.open_files(self._desk.path_wanted.emit)

    def open_hit(self, deck_id: str, card_id: str) -> None:
        """Show a card of the library's wall large, with the other hits to go on to."""
        work = self._desk.workspace
        self.open_card(deck_id, card_id, work.library.hits() if work is not None else ())

    def open_card(self, deck_id: str, card_id: str, hits: Sequence[tuple[str, str]] = ()) -> None:
        """Show a card of the library large."""
        dialog, work = self._card_dialog(), self._desk.workspace
        if work is not None:
            dialog.place_requested.connect(work.board.place)
        dialog.show_card(deck_id, card_id, hits)
        dialog.open()

    def open_activity(self, activity_id: str) -> None:
        """Show an activity's card large, as the plan holds it."""
        from deckapp.ui.document.card_entries import copied_entry

        document = self._desk.document
        if document is None:
            return
        dialog = self._card_dialog()
        dialog.show_copy(copied_entry(document.plan, activity_id))
        dialog.open()

    def browse_deck(self, deck_id: str) -> None:
        """Show a deck's cards in the library, beside a new plan if none is open."""
        if self._desk.workspace is None:
            self._desk.new_wanted.emit()
        if (work := self._desk.workspace) is not None:
            work.library.show_deck(deck_id)

    def ask_for_card(self, source: str, position: Position) -> None:
        """Let the user choose a card for the place where a link was let go; it comes after `source`."""
        from deckapp.ui.window.palettes import open_next_cards

        open_next_cards(self._desk, source, position)

    def show_versions(self, path: Path | None) -> None:
        """Offer the earlier versions of a plan file; a plan that was never saved has none."""
        from deckapp.plan.file import list_versions
        from deckapp.ui.dialogs.versions import VersionsDialog

        document = self._desk.document
        now = document.plan if document is not None and document.path == path else None
        dialog = VersionsDialog(list_versions(path) if path else [], self._desk, now=now)
        dialog.chosen.connect(self._desk.version_wanted)
        dialog.open()

    def _card_dialog(self) -> CardDialog:
        from deckapp.ui.dialogs.card_dialog import CardDialog

        services = self._services
        return CardDialog(services.store, services.pictures, services.settings, self._desk)

    def choose_recipe(self) -> None:
        """Show all recipes of the library, to start a plan from one."""
        from deckapp.ui.window.palettes import open_recipes

        open_recipes(self._desk)

    def leave(self) -> None:
        """Go back to the start page; what is not saved is asked for."""
        document = self._desk.document
        if document is None:
            return
        if document.is_modified:
            self._desk.files.ask_to_close(document, self._desk.close_document)
        else:
            self._desk.close_document()

    def find(self) -> None:
        """Go to the search for cards, beside a new plan if none is open."""
        if self._desk.workspace is None:
            self._desk.new_wanted.emit()
        if (work := self._desk.workspace) is not None:
            work.library.show()
            work.library.focus_search()
            self._desk.refresh()

    def export(self) -> None:
        """Ask how to export the plan as a PDF."""
        self._with_document(self._export)

    def _export(self, document: Document) -> None:
        from deckapp.report.options import ReportOptions
        from deckapp.ui.dialogs.export_dialog import ExportDialog
        from deckapp.ui.window.file_flow import file_name

        beside = document.path or documents_folder() / f"{file_name(document.name)}.deckplan"
        target = beside.with_name(f"{beside.stem}.pdf")
        dialog = ExportDialog(document.plan, target, ReportOptions(), self._desk)
        dialog.exported.connect(lambda path: self._desk.say(f"Exported to {path}"))
        dialog.open()

    def print_deck(self) -> None:
        """Ask how to print a deck; what is chosen in the library is proposed."""
        from deckapp.ui.printing.print_dialog import PrintDialog

        work, services = self._desk.workspace, self._services
        chosen = (work.library.chosen() or work.library.hits()[:1]) if work else []
        deck_id = chosen[0][0] if chosen else ""
        selected = [card for deck, card in chosen if deck == deck_id]
        dialog = PrintDialog(services.store.latest(), services.settings, deck_id, selected, self._desk)
        dialog.printed.connect(self._desk.say)
        dialog.open()

    def show_problems(self) -> None:
        """List what is wrong with the files of the decks."""
        from deckapp.ui.library.problems import LibraryProblemsDialog

        LibraryProblemsDialog(self._services.store.library.all_problems, self._desk).show()

    def _toggle(self, part: QWidget) -> None:
        part.setVisible(part.isHidden())
        self._desk.refresh()

    def _reveal(self, work: Workspace, show: Callable[[], None]) -> None:
        work.inspector.show()
        show()
        self._desk.refresh()

    def toggle_wheel(self) -> None:
        """Let the wheel zoom, or pan."""
        self._services.settings.wheel_zooms = not self._services.settings.wheel_zooms
        self._desk.refresh()

    def dress(self, scheme: str) -> None:
        """Be light, dark or as the system is."""
        self._services.settings.scheme = scheme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)
        self._desk.refresh()

    def show_shortcuts(self) -> None:
        """Show what all keys do."""
        from deckapp.ui.dialogs.shortcuts import ShortcutSheet

        ShortcutSheet(self._desk.keys(), self._desk).open()

    def about(self) -> None:
        """Say what this program is."""
        box = message_box(self._desk, "about", f"Deckapp {__version__}", ABOUT)
        box.setWindowTitle("About Deckapp")
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()

    def with_workspace(self, do: Callable[[Workspace], object]) -> None:
        """Do something with the plan's workspace, where there is one."""
        if (work := self._desk.workspace) is not None:
            do(work)

    def _with_document(self, do: Callable[[Document], object]) -> None:
        if (document := self._desk.document) is not None:
            do(document)
