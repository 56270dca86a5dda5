"""The window: the start page or a plan's workspace, and the actions that work on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QMessageBox, QStackedWidget, QToolBar

from deckapp import __version__
from deckapp.ui import theme
from deckapp.ui.action_set import ActionSet
from deckapp.ui.actions import Situation, listed, titles
from deckapp.ui.dialogs.palette import CommandPalette, Entry
from deckapp.ui.dialogs.shortcuts import ShortcutSheet
from deckapp.ui.document import Document
from deckapp.ui.file_flow import FileFlow
from deckapp.ui.icons import icon
from deckapp.ui.services import Services
from deckapp.ui.start_page import StartPage
from deckapp.ui.workspace import Workspace

SIZE = (1440, 900)
MESSAGE_MS = 6000


class Window(QMainWindow):
    """One window, with a plan or with the start page. What concerns other windows it asks of the application."""

    new_wanted = Signal()
    path_wanted = Signal(object)
    recipe_wanted = Signal(str, str)
    quit_wanted = Signal()
    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.workspace: Workspace | None = None
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self.restoreGeometry(services.settings.layout("window"))
        self.start_page = StartPage(services.settings, services.pictures, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start_page)
        self.setCentralWidget(self._stack)
        self.files = FileFlow(services.settings, self)
        self.actions_by_id = ActionSet(self)
        self.actions_by_id.fill_menus(self.menuBar())
        self._toolbar = QToolBar("Tools", self)
        self._toolbar.setObjectName("tools")
        self._toolbar.setMovable(False)
        self.actions_by_id.fill_toolbar(self._toolbar)
        self.addToolBar(self._toolbar)
        self._zoom = QLabel(self)
        self._zoom.setAccessibleName("Zoom")
        self.statusBar().addPermanentWidget(self._zoom)
        self._closing = False
        self._connect()
        self.refresh()

    @property
    def document(self) -> Document | None:
        """The plan in this window, or None on the start page."""
        return self.workspace.document if self.workspace else None

    def show_document(self, document: Document) -> None:
        """Take this plan into the window, in the place of what was there."""
        self._drop_workspace()
        document.setParent(self)
        made = Workspace(document, self.services, self)
        self.workspace = made
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        made.restore(self.services.settings.layout("workspace"))
        self.actions_by_id.attach("board", made.board)
        self.actions_by_id.attach("library", made.library)
        made.situation_changed.connect(self.refresh)
        made.board.zoom_changed.connect(lambda zoom: self._zoom.setText(f"{zoom * 100:.0f} %"))
        made.board.message.connect(lambda text: self.statusBar().showMessage(text, MESSAGE_MS))
        made.library.open_requested.connect(self._open_card)
        made.inspector.card_requested.connect(self._open_activity)
        document.file_changed.connect(self.refresh)
        document.unprotected.connect(self._warn_unprotected)
        document.undo_stack.indexChanged.connect(lambda _index: self.refresh())
        self.refresh()
        made.board.setFocus()

    def close_document(self) -> None:
        """Go back to the start page; the plan is given up."""
        self._drop_workspace()
        self.start_page.refresh()
        self.refresh()

    def refresh(self) -> None:
        """Let title, actions and status follow the situation."""
        document = self.document
        on_board = document is not None
        self._toolbar.setVisible(on_board)
        self._zoom.setVisible(on_board)
        read_only = " (read only)" if document and document.read_only else ""
        self.setWindowTitle(f"{document.name}{read_only}[*] – Deckapp" if document else "Deckapp[*]")
        self.setWindowModified(bool(document and document.is_modified))
        self.setWindowFilePath(str(document.path) if document and document.path else "")
        self.actions_by_id.update(self._situation())
        self._check_toggles()

    # What the actions do, in the order of the table.

    def _connect(self) -> None:
        do = self.actions_by_id.on
        page = self.start_page
        page.new_wanted.connect(self.new_wanted)
        page.open_wanted.connect(self._open)
        page.path_wanted.connect(self.path_wanted)
        page.recipe_wanted.connect(self.recipe_wanted)
        page.deck_wanted.connect(self._browse_deck)
        self.services.store.changed.connect(lambda _before, after: page.show_library(after))
        if self.services.store.library.decks:
            page.show_library(self.services.store.library)
        self.actions_by_id.recent_menu.aboutToShow.connect(self._fill_recent)
        QGuiApplication.clipboard().dataChanged.connect(self.refresh)
        do("file.new", self.new_wanted.emit)
        do("file.new-from-recipe", self._choose_recipe)
        do("file.open", self._open)
        do("file.start", lambda: self._leave(self.close_document))
        do("file.save", lambda: self.document and self.files.save(self.document))
        do("file.save-as", lambda: self.document and self.files.save_as(self.document))
        do("file.versions", self._show_versions)
        do("file.export", self._export)
        do("file.close", self.close)
        do("file.quit", self.quit_wanted.emit)
        do("edit.undo", lambda: self.document and self.document.undo_stack.undo())
        do("edit.redo", lambda: self.document and self.document.undo_stack.redo())
        do("edit.open", lambda: self.workspace and self.workspace.inspector.focus_fields())
        do("edit.find", self._find)
        for action_id, method in _BOARD_METHODS.items():
            do(action_id, lambda name=method: self.workspace and getattr(self.workspace.board, name)())
        do("view.library", lambda: self._toggle("library"))
        do("view.inspector", lambda: self._toggle("inspector"))
        do("view.board", lambda: self.workspace and self.workspace.board.setFocus())
        do("view.checks", lambda: self._show_tab("show_checks"))
        do("view.outline", lambda: self._show_tab("show_outline"))
        do("view.wheel-zooms", self._toggle_wheel)
        for scheme in ("light", "dark", "system"):
            do(f"view.{scheme}", lambda name=scheme: self._dress(name))
        do("card.place", lambda: self.workspace and self.workspace.library.place_current())
        do("card.open", lambda: self.workspace and self.workspace.library.open_current())
        do("card.flip", lambda: self.workspace and self.workspace.library.flip())
        do("help.palette", self.open_palette)
        do("help.shortcuts", lambda: ShortcutSheet(self).open())
        do("help.about", self._about)

    def open_palette(self) -> None:
        """Show the command palette over the window."""
        entries = [
            Entry(text=titles(made.text()), detail=menu, icon=made.icon(), do=made.trigger)
            for menu, action in listed()
            if (made := self.actions_by_id[action.id]).isEnabled() and action.id != "help.palette"
        ]
        for held in self.services.store.library.decks:
            deck = held.deck
            entries += [
                Entry(text=f"New plan: {recipe.title}", detail=deck.title, icon=icon("list-numbers"),
                      do=lambda d=deck.id, r=recipe.id: self.recipe_wanted.emit(d, r))
                for recipe in deck.recipes
            ]  # fmt: skip
            entries += [
                Entry(text=card.title, detail=deck.title, icon=icon("cards"),
                      do=lambda d=deck.id, c=card.id: self._open_card(d, c))
                for card in deck.cards.values()
            ]  # fmt: skip
        CommandPalette(entries, self).open_over(self)

    # Qt's events.

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing or self.document is None or not self.document.is_modified:
            self._remember_layout()
            self._drop_workspace()
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self.files.ask_to_close(self.document, self._close_for_good)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(_is_ours(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if _is_ours(url.toLocalFile()):
                self.path_wanted.emit(Path(url.toLocalFile()))
        event.acceptProposedAction()

    # Helpers.

    def _situation(self) -> Situation:
        document, work = self.document, self.workspace
        if document is None or work is None:
            return Situation()
        stack = document.undo_stack
        return Situation(
            has_plan=True,
            is_modified=document.is_modified,
            read_only=document.read_only,
            undo=stack.undoText(),
            redo=stack.redoText(),
            activities=len(work.selection.activities(document.plan)),
            selected=len(work.selection.ids),
            can_paste=work.board.can_paste(),
            card=work.library.current() is not None,
        )

    def _check_toggles(self) -> None:
        settings, by_id = self.services.settings, self.actions_by_id
        for part in ("library", "inspector"):
            shown = self.workspace is not None and not getattr(self.workspace, part).isHidden()
            by_id[f"view.{part}"].setChecked(shown)
        by_id["view.wheel-zooms"].setChecked(settings.wheel_zooms)
        for scheme in ("light", "dark", "system"):
            by_id[f"view.{scheme}"].setChecked(settings.scheme == scheme)

    def _leave(self, then: object) -> None:
        document = self.document
        if document is not None and document.is_modified:
            self.files.ask_to_close(document, then)  # type: ignore[arg-type]
        else:
            then()  # type: ignore[operator]

    def _close_for_good(self) -> None:
        self._closing = True
        self.close()

    def _drop_workspace(self) -> None:
        if self.workspace is None:
            return
        self.services.settings.remember_layout("workspace", self.workspace.saveState())
        document = self.workspace.document
        self._stack.setCurrentWidget(self.start_page)
        self._stack.removeWidget(self.workspace)
        self.workspace.deleteLater()
        self.workspace = None
        document.close()
        document.deleteLater()

    def _remember_layout(self) -> None:
        self.services.settings.remember_layout("window", self.saveGeometry())

    def _open(self) -> None:
        self.files.open_files(self.path_wanted.emit)

    def _fill_recent(self) -> None:
        menu = self.actions_by_id.recent_menu
        menu.clear()
        for path in self.services.settings.recent_plans:
            made = menu.addAction(path.stem)
            made.setToolTip(str(path))
            made.setStatusTip(str(path))
            made.triggered.connect(lambda _checked=False, p=path: self.path_wanted.emit(p))
        if menu.isEmpty():
            menu.addAction("Nothing yet").setEnabled(False)

    def _choose_recipe(self) -> None:
        entries = [
            Entry(text=recipe.title, detail=held.deck.title, icon=icon("list-numbers"),
                  do=lambda d=held.deck.id, r=recipe.id: self.recipe_wanted.emit(d, r))
            for held in self.services.store.library.decks
            for recipe in held.deck.recipes
        ]  # fmt: skip
        CommandPalette(entries, self).open_over(self)

    def _browse_deck(self, deck_id: str) -> None:
        if self.workspace is None:
            self.new_wanted.emit()
        if self.workspace is not None:
            self.workspace.library.show_deck(deck_id)

    def _find(self) -> None:
        if self.workspace is None:
            self.new_wanted.emit()
        if self.workspace is not None:
            self.workspace.library.show()
            self.workspace.library.focus_search()
            self._check_toggles()

    def _open_card(self, deck_id: str, card_id: str) -> None:
        from deckapp.ui.dialogs.card_dialog import CardDialog

        services = self.services
        dialog = CardDialog(services.store, services.pictures, services.settings, self)
        if self.workspace is not None:
            dialog.place_requested.connect(self.workspace.board.place)
        hits = self.workspace.library.hits() if self.workspace is not None else []
        dialog.show_card(deck_id, card_id, hits if (deck_id, card_id) in hits else ())
        dialog.open()

    def _open_activity(self, activity_id: str) -> None:
        document = self.document
        if document is None:
            return
        activity = document.plan.activities[activity_id]
        library = self.services.store.library
        if any(
            held.deck.id == activity.deck and activity.card.id in held.deck.cards for held in library.decks
        ):
            self._open_card(activity.deck, activity.card.id)
        else:
            self.statusBar().showMessage("The card's deck is not in the library.", MESSAGE_MS)

    def _warn_unprotected(self, why: str) -> None:
        self.statusBar().showMessage(f"Unsaved edits are not protected against a crash: {why}. Save soon.")

    def _show_versions(self) -> None:
        from deckapp.plan.file import list_versions
        from deckapp.ui.dialogs.versions import VersionsDialog

        path = self.document.path if self.document else None
        dialog = VersionsDialog(list_versions(path) if path else [], self)
        dialog.chosen.connect(self.path_wanted)
        dialog.open()

    def _export(self) -> None:
        from deckapp.report.options import ReportOptions
        from deckapp.ui.dialogs.export_dialog import ExportDialog

        document = self.document
        if document is None:
            return
        target = document.path.with_suffix(".pdf") if document.path else Path.home() / "Plan.pdf"
        dialog = ExportDialog(document.plan, target, ReportOptions(), self)
        dialog.exported.connect(lambda path: self.statusBar().showMessage(f"Exported to {path}", MESSAGE_MS))
        dialog.open()

    def _toggle(self, part: str) -> None:
        if self.workspace is not None:
            widget = getattr(self.workspace, part)
            widget.setVisible(widget.isHidden())
        self._check_toggles()

    def _show_tab(self, method: str) -> None:
        if self.workspace is not None:
            self.workspace.inspector.show()
            getattr(self.workspace.inspector, method)()
            self._check_toggles()

    def _toggle_wheel(self) -> None:
        self.services.settings.wheel_zooms = not self.services.settings.wheel_zooms
        self._check_toggles()

    def _dress(self, scheme: str) -> None:
        self.services.settings.scheme = scheme
        app = QGuiApplication.instance()
        theme.apply(app, scheme)  # type: ignore[arg-type]
        self._check_toggles()

    def _about(self) -> None:
        QMessageBox(
            QMessageBox.Icon.NoIcon, "About Deckapp",
            f"<b>Deckapp {__version__}</b><br>Decks of method cards, change plans on a board, and their print: "
            "offline, from files you own.<br><br>MIT licence; cards and decks CC BY 4.0.",
            QMessageBox.StandardButton.Close, self,
        ).open()  # fmt: skip


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
    "view.zoom-in": "zoom_in",
    "view.zoom-out": "zoom_out",
    "view.zoom-100": "zoom_100",
    "view.fit-all": "fit_all",
    "view.fit-selection": "fit_selection",
}


def _is_ours(name: str) -> bool:
    return name.lower().endswith((".deckplan", ".yaml", ".yml"))
