"""The window: the start page or a plan's workspace, with menus, toolbar and status."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from deckapp.deck.files import DECK_ENDINGS
from deckapp.names import readable
from deckapp.plan import PLAN_ENDING
from deckapp.ui.document.services import Services
from deckapp.ui.kit.fitting import place_of, put_back, room
from deckapp.ui.kit.guard import guarded
from deckapp.ui.kit.notice import Notices
from deckapp.ui.kit.plain import plain_label, tip, titled, unmarked
from deckapp.ui.window.action_set import ActionSet
from deckapp.ui.window.action_table import key_groups
from deckapp.ui.window.actions import Situation
from deckapp.ui.window.desk import Desk
from deckapp.ui.window.protection_label import ProtectionLabel
from deckapp.ui.window.start_page import StartPage
from deckapp.ui.window.window_commands import SCHEMES, WindowCommands

if TYPE_CHECKING:
    from deckapp.ui.document.document import Document
    from deckapp.ui.window.file_flow import FileFlow
    from deckapp.ui.window.workspace import Workspace

SIZE = (1440, 900)
MESSAGE_MS = 6000
OURS = (PLAN_ENDING, *DECK_ENDINGS)


@guarded
class Window(Desk):
    """One window, with a plan or with the start page. What concerns other windows it asks of the application."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.window_of: Callable[[Path], QWidget | None] = lambda _path: None
        """In which other window a file is open; the application knows."""
        self._closing = False
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(QSize(*SIZE).boundedTo(room(self)))
        put_back(self, services.settings.layout("window"))
        self.start_page = StartPage(services.settings, services.pictures, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start_page)
        self._notices = Notices(self)
        inner = QWidget(self)
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._notices)
        box.addWidget(self._stack, 1)
        self.setCentralWidget(inner)
        self._toolbar = QToolBar("Tools", self)
        self._toolbar.setObjectName("tools")
        self._toolbar.setMovable(False)
        self.addToolBar(self._toolbar)
        self._zoom = plain_label("", self)
        self._zoom.setAccessibleName("Zoom")
        self._protection = ProtectionLabel(self)
        self.statusBar().addPermanentWidget(self._protection)
        self.statusBar().addPermanentWidget(self._zoom)
        self._files: FileFlow | None = None
        self.actions_by_id = ActionSet(self)
        self.actions_by_id.fill_menus(self.menuBar())
        self.actions_by_id.fill_toolbar(self._toolbar)
        self.commands = WindowCommands(self)
        self.actions_by_id.connect_to(self.commands)
        self._connect()
        self.refresh()

    @property
    def files(self) -> FileFlow:
        """Saving and closing of this window's plan."""
        if self._files is None:
            from deckapp.ui.window.file_flow import FileFlow

            self._files = FileFlow(self.start_page.recents, self, lambda path: self.window_of(path))
            self._files.saved.connect(lambda path: self.say(f"Saved as {path}"))
            self._files.warned.connect(self._warn)
            self._files.theirs_wanted.connect(self.theirs_wanted)
        return self._files

    def show_document(self, document: Document) -> None:
        """Take this plan into the window, in the place of what was there."""
        from deckapp.ui.window.workspace import Workspace

        self._drop_workspace()
        document.setParent(self)
        made = Workspace(document, self.services, self)
        self.workspace = made
        # The board chooses its zoom by its width when it is shown: the widths come first.
        made.restore(self.services.settings.layout("workspace"))
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        self.actions_by_id.attach("board", made.view)
        self.actions_by_id.attach("library", made.library)
        self._connect_workspace(made)
        self.refresh()
        made.view.setFocus()

    def close_document(self) -> None:
        """Go back to the start page; the plan is given up."""
        self._drop_workspace()
        self.start_page.refresh()
        self.refresh()

    def say(self, text: str, milliseconds: int = MESSAGE_MS) -> None:
        """Show a message in the status bar for a while; for good at 0."""
        self.statusBar().showMessage(readable(text), milliseconds)

    def notify(
        self,
        text: str,
        button: str = "",
        do: Callable[[], object] | None = None,
        *,
        still: Callable[[], bool] = lambda: True,
    ) -> None:
        """Tell something above all that the window shows, until it is closed or `still` says that it is over.

        A button may do something about it.
        """
        self._notices.add(text, button, do, still=still)

    def refresh(self) -> None:
        """Let title, actions and status follow the situation."""
        document = self.document
        self._toolbar.setVisible(document is not None)
        self._zoom.setVisible(document is not None)
        read_only = " (read only)" if document and document.read_only else ""
        name = titled(document.distinct_name) if document else ""
        self.setWindowTitle(f"{name}{read_only}[*] – Deckapp" if document else "Deckapp[*]")
        self.setWindowModified(bool(document and document.is_modified))
        self.setWindowFilePath(str(document.path) if document and document.path else "")
        self.actions_by_id.update(self._situation())
        self._check_toggles()
        self._notices.review()

    def possible_actions(self) -> Iterable[tuple[str, QAction]]:
        """(menu, action) of all that can be done now."""
        return self.actions_by_id.enabled()

    def keys(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """What all keys do, for the shortcut sheet."""
        return key_groups()

    def _connect(self) -> None:
        page, store = self.start_page, self.services.store
        page.new_wanted.connect(self.new_wanted)
        page.open_wanted.connect(self.commands.open_files)
        page.path_wanted.connect(self.path_wanted)
        page.recipe_wanted.connect(self.recipe_wanted)
        page.recipes_wanted.connect(self.commands.choose_recipe)
        page.deck_wanted.connect(self.commands.browse_deck)
        page.problems_wanted.connect(self.commands.show_problems)
        store.begun.connect(page.show_library)
        store.read.connect(page.show_library)
        store.changed.connect(self._follow_library)
        if store.has_read:
            page.show_library(store.latest())
        elif store.listing is not None:
            page.show_listing(store.listing)
        self.actions_by_id.recent_menu.aboutToShow.connect(self._fill_recent)
        QGuiApplication.clipboard().dataChanged.connect(self.refresh)

    def _follow_library(self, _before: object, _after: object) -> None:
        self.refresh()

    def _connect_workspace(self, work: Workspace) -> None:
        document = work.document
        work.situation_changed.connect(self.refresh)
        work.view.zoom_changed.connect(self._show_zoom)
        # A board that is shown at once has found its zoom before anybody listens.
        self._show_zoom(work.view.zoom)
        work.board.message.connect(self.say)
        work.library.open_requested.connect(self.commands.open_hit)
        work.board.card_wanted.connect(self.commands.ask_for_card)
        work.inspector.card_requested.connect(self.commands.open_activity)
        document.file_changed.connect(self.refresh)
        document.refused.connect(lambda why: self.notify(why))
        self._protection.follow(document)
        document.protected_again.connect(
            lambda: self.say("Unsaved edits are protected against a crash again.")
        )
        document.undo_stack.indexChanged.connect(self.refresh)

    # Qt's events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses buttons by Space alone, unless the desktop or a dialog says otherwise.
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        focused = self.focusWidget()
        if enter and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.document is not None and self.document.is_modified and not self._closing:
            event.ignore()
            self.files.ask_to_close(self.document, self._close_for_good)
            return
        self.services.settings.remember_layout("window", place_of(self))
        self._drop_workspace()
        event.accept()
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.toLocalFile().lower().endswith(OURS) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.toLocalFile().lower().endswith(OURS):
                self.path_wanted.emit(Path(url.toLocalFile()))
        event.acceptProposedAction()

    # Helpers.

    def _situation(self) -> Situation:
        document, work = self.document, self.workspace
        if document is None or work is None:
            return Situation(problems=self._has_problems())
        return Situation(
            problems=self._has_problems(),
            has_plan=True,
            is_modified=document.is_modified,
            read_only=document.read_only,
            undo=document.undo_stack.undoText(),
            redo=document.undo_stack.redoText(),
            activities=len(work.selection.activities(document.plan)),
            selected=len(work.selection.ids),
            can_paste=work.board.can_paste(),
            card=work.library.current() is not None,
        )

    def _has_problems(self) -> bool:
        # A window that asked before anything was read would wait for the library's types at its start.
        store = self.services.store
        return store.has_read and store.library.has_problems

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{zoom * 100:.0f} %")

    def _check_toggles(self) -> None:
        settings, by_id, work = self.services.settings, self.actions_by_id, self.workspace
        by_id["view.library"].setChecked(work is not None and not work.library.isHidden())
        by_id["view.inspector"].setChecked(work is not None and not work.inspector.isHidden())
        by_id["view.wheel-zooms"].setChecked(settings.wheel_zooms)
        for scheme in SCHEMES:
            by_id[f"view.{scheme}"].setChecked(settings.scheme == scheme)

    def _warn(self, text: str) -> None:
        """Tell what did not work with a save, until the plan is saved again or closed."""
        document, saves = self.document, self.files.saves
        self.notify(text, still=lambda: self.document is document and self.files.saves == saves)

    def _fill_recent(self) -> None:
        menu = self.actions_by_id.recent_menu
        menu.clear()
        self.start_page.recents.look()
        for path in self.start_page.recents.paths:
            made = menu.addAction(unmarked(path.stem))
            made.setToolTip(tip(str(path)))
            made.setStatusTip(str(path))
            made.triggered.connect(lambda _checked=False, p=path: self.path_wanted.emit(p))
        if menu.isEmpty():
            menu.addAction("Nothing yet").setEnabled(False)

    def _close_for_good(self) -> None:
        self._closing = True
        self.close()

    def _drop_workspace(self) -> None:
        if self.workspace is None:
            return
        work, self.workspace = self.workspace, None
        self.services.settings.remember_layout("workspace", work.state())
        self._protection.follow(None)
        self._stack.setCurrentWidget(self.start_page)
        self._stack.removeWidget(work)
        work.document.close()
        work.document.deleteLater()
        work.deleteLater()
