"""What the actions of a window do, in the order of the table; what concerns other windows it signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from deckapp import __version__
from deckapp.files.home import documents_folder
from deckapp.ui.kit import theme
from deckapp.ui.kit.plain import message_box

if TYPE_CHECKING:
    from deckapp.plan.plan import Position
    from deckapp.ui.dialogs.card_dialog import CardDialog
    from deckapp.ui.document.document import Document
    from deckapp.ui.window.window import Window
    from deckapp.ui.window.workspace import Workspace

BY_SHORTCUT = Qt.FocusReason.ShortcutFocusReason
SCHEMES = ("light", "dark", "system")
ABOUT = (
    "Decks of method cards, change plans on a board, and their print: offline, from files you own.\n\n"
    "MIT licence; cards and decks CC BY 4.0; fonts OFL; icons MIT."
)

_BOARD_METHODS = {
    "edit.cut": "cut",
    "edit.copy": "copy",
    "edit.paste": "paste",
    "edit.duplicate": "duplicate",
    "edit.delete": "delete",
    "edit.select-all": "select_all",
    "board.add-note": "add_note",
    "board.add-phase": "add_phase",
    "board.add-workstream": "add_workstream",
    "board.link": "link_selected",
    "board.park": "park",
    "board.tidy": "tidy",
}
_VIEW_METHODS = {
    "view.zoom-in": "zoom_in",
    "view.zoom-out": "zoom_out",
    "view.zoom-100": "zoom_100",
    "view.fit-all": "fit_all",
    "view.fit-selection": "fit_selection",
}


class Commands(QObject):
    """The hands of one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._services = window.services
        self._connect()

    def _connect(self) -> None:
        window = self._window
        do = window.actions_by_id.on
        do("file.new", window.new_wanted.emit)
        do("file.new-from-recipe", self.choose_recipe)
        do("file.open", self.open_files)
        do("file.start", self._with_document(self._leave))
        do("file.save", self._with_document(lambda document: window.files.save(document)))
        do("file.save-as", self._with_document(lambda document: window.files.save_as(document)))
        do("file.versions", self._with_document(lambda document: self.show_versions(document.path)))
        do("file.export", self._with_document(self._export))
        do("file.print-deck", self._print_deck)
        do("file.close", window.close)
        do("file.quit", window.quit_wanted.emit)
        do("edit.undo", self._with_workspace(lambda work: work.step(work.document.undo_stack.undo)))
        do("edit.redo", self._with_workspace(lambda work: work.step(work.document.undo_stack.redo)))
        do("edit.open", self._with_workspace(lambda work: work.board.edit_chosen()))
        do("edit.find", self._find)
        for action_id, method in _BOARD_METHODS.items():
            do(action_id, self._on("board", method))
        for action_id, method in _VIEW_METHODS.items():
            do(action_id, self._on("view", method))
        do("view.library", self._with_workspace(lambda work: self._toggle(work.library)))
        do("view.inspector", self._with_workspace(lambda work: self._toggle(work.inspector)))
        do("view.board", self._with_workspace(lambda work: work.view.setFocus(BY_SHORTCUT)))
        do("view.checks", self._with_workspace(lambda work: self._reveal(work, work.inspector.show_checks)))
        do("view.outline", self._with_workspace(lambda work: self._reveal(work, work.inspector.show_outline)))
        do("view.wheel-zooms", self._toggle_wheel)
        for scheme in SCHEMES:
            do(f"view.{scheme}", self._dresser(scheme))
        do("card.place", self._with_workspace(lambda work: work.library.place_current()))
        do("card.open", self._with_workspace(lambda work: work.library.open_current()))
        do("card.flip", self._with_workspace(lambda work: work.library.flip()))
        do("help.palette", self.open_palette)
        do("help.shortcuts", self._show_shortcuts)
        do("help.about", self._about)

    def open_palette(self) -> None:
        """Show the command palette over the window."""
        from deckapp.ui.window.palettes import open_commands

        open_commands(self._window)

    def open_files(self) -> None:
        """Ask which plans or decks to open."""
        self._window.files.open_files(self._window.path_wanted.emit)

    def open_hit(self, deck_id: str, card_id: str) -> None:
        """Show a card of the library's wall large, with the other hits to go on to."""
        work = self._window.workspace
        self.open_card(deck_id, card_id, work.library.hits() if work is not None else ())

    def open_card(self, deck_id: str, card_id: str, hits: Sequence[tuple[str, str]] = ()) -> None:
        """Show a card of the library large."""
        dialog, work = self._card_dialog(), self._window.workspace
        if work is not None:
            dialog.place_requested.connect(work.board.place)
        dialog.show_card(deck_id, card_id, hits)
        dialog.open()

    def open_activity(self, activity_id: str) -> None:
        """Show an activity's card large, as the plan holds it."""
        from deckapp.ui.document.card_entries import copied_entry

        document = self._window.document
        if document is None:
            return
        dialog = self._card_dialog()
        dialog.show_copy(copied_entry(document.plan, activity_id))
        dialog.open()

    def browse_deck(self, deck_id: str) -> None:
        """Show a deck's cards in the library, beside a new plan if none is open."""
        if self._window.workspace is None:
            self._window.new_wanted.emit()
        if (work := self._window.workspace) is not None:
            work.library.show_deck(deck_id)

    def ask_for_card(self, source: str, position: Position) -> None:
        """Let the user choose a card for the place where a link was let go; it comes after `source`."""
        from deckapp.ui.window.palettes import open_next_cards

        open_next_cards(self._window, source, position)

    def show_versions(self, path: Path | None) -> None:
        """Offer the earlier versions of a plan file; a plan that was never saved has none."""
        from deckapp.plan.file import list_versions
        from deckapp.ui.dialogs.versions import VersionsDialog

        document = self._window.document
        now = document.plan if document is not None and document.path == path else None
        dialog = VersionsDialog(list_versions(path) if path else [], self._window, now=now)
        dialog.chosen.connect(self._window.version_wanted)
        dialog.open()

    def _card_dialog(self) -> CardDialog:
        from deckapp.ui.dialogs.card_dialog import CardDialog

        services = self._services
        return CardDialog(services.store, services.pictures, services.settings, self._window)

    def choose_recipe(self) -> None:
        """Show all recipes of the library, to start a plan from one."""
        from deckapp.ui.window.palettes import open_recipes

        open_recipes(self._window)

    def _leave(self, document: Document) -> None:
        if document.is_modified:
            self._window.files.ask_to_close(document, self._window.close_document)
        else:
            self._window.close_document()

    def _find(self) -> None:
        if self._window.workspace is None:
            self._window.new_wanted.emit()
        if (work := self._window.workspace) is not None:
            work.library.show()
            work.library.focus_search()
            self._window.refresh()

    def _export(self, document: Document) -> None:
        from deckapp.report.options import ReportOptions
        from deckapp.ui.dialogs.export_dialog import ExportDialog
        from deckapp.ui.window.file_flow import file_name

        beside = document.path or documents_folder() / f"{file_name(document.name)}.deckplan"
        target = beside.with_name(f"{beside.stem}.pdf")
        dialog = ExportDialog(document.plan, target, ReportOptions(), self._window)
        dialog.exported.connect(lambda path: self._window.say(f"Exported to {path}"))
        dialog.open()

    def _print_deck(self) -> None:
        from deckapp.ui.printing.print_dialog import PrintDialog

        work, services = self._window.workspace, self._services
        chosen = (work.library.chosen() or work.library.hits()[:1]) if work else []
        deck_id = chosen[0][0] if chosen else ""
        selected = [card for deck, card in chosen if deck == deck_id]
        dialog = PrintDialog(services.store.latest(), services.settings, deck_id, selected, self._window)
        dialog.printed.connect(self._window.say)
        dialog.open()

    def _toggle(self, part: QWidget) -> None:
        part.setVisible(part.isHidden())
        self._window.refresh()

    def _reveal(self, work: Workspace, show: Callable[[], None]) -> None:
        work.inspector.show()
        show()
        self._window.refresh()

    def _toggle_wheel(self) -> None:
        self._services.settings.wheel_zooms = not self._services.settings.wheel_zooms
        self._window.refresh()

    def _dresser(self, scheme: str) -> Callable[[], None]:
        def dress() -> None:
            self._services.settings.scheme = scheme
            app = QApplication.instance()
            if isinstance(app, QApplication):
                theme.apply(app, scheme)
            self._window.refresh()

        return dress

    def _show_shortcuts(self) -> None:
        from deckapp.ui.dialogs.shortcuts import ShortcutSheet

        ShortcutSheet(self._window).open()

    def _about(self) -> None:
        box = message_box(self._window, "about", f"Deckapp {__version__}", ABOUT)
        box.setWindowTitle("About Deckapp")
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()

    def _with_document(self, do: Callable[[Document], None]) -> Callable[[], None]:
        def run() -> None:
            if (document := self._window.document) is not None:
                do(document)

        return run

    def _with_workspace(self, do: Callable[[Workspace], None]) -> Callable[[], None]:
        def run() -> None:
            if (work := self._window.workspace) is not None:
                do(work)

        return run

    def _on(self, part: str, method: str) -> Callable[[], None]:
        return self._with_workspace(lambda work: getattr(getattr(work, part), method)())
