"""The table of actions as living QActions of one window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from deckapp.ui.kit.icons import icon
from deckapp.ui.kit.plain import tip, unmarked, without_mnemonic
from deckapp.ui.window.action_table import MENUS, RECENT, SEPARATOR, TABLE, TOOLBAR, listed
from deckapp.ui.window.actions import Action, Scope, Situation
from deckapp.ui.window.window_commands import WindowCommands


class ActionSet(QObject):
    """One window's QActions by id; `update` enables them as the situation allows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.recent_menu = QMenu("Open &recent", window)
        self.by_id: dict[str, QAction] = {action.id: self._make(action) for action in TABLE}
        self.attach("window", window)

    def __getitem__(self, action_id: str) -> QAction:
        return self.by_id[action_id]

    def attach(self, scope: Scope, widget: QWidget) -> None:
        """Let the keys of this scope's actions work within the widget, and its context menus find them."""
        widget.addActions([self.by_id[action.id] for action in TABLE if action.scope == scope])

    def connect_to(self, commands: WindowCommands) -> None:
        """Let each do what the table says when it is triggered."""
        for action in TABLE:
            self.by_id[action.id].triggered.connect(lambda _checked=False, do=action.do: do(commands))

    def enabled(self) -> Iterator[tuple[str, QAction]]:
        """(menu, action) of all that can be done now, in the order of the menus."""
        for menu, action in listed():
            if (made := self.by_id[action.id]).isEnabled():
                yield menu, made

    def update(self, now: Situation) -> None:
        """Enable what the situation allows, and name undo and redo after what they would undo."""
        for action in TABLE:
            self.by_id[action.id].setEnabled(action.enabled(now))
        self.by_id["edit.undo"].setText(f"&Undo {unmarked(now.undo)}".rstrip())
        self.by_id["edit.redo"].setText(f"&Redo {unmarked(now.redo)}".rstrip())
        for action_id in ("edit.undo", "edit.redo"):
            made = self.by_id[action_id]
            made.setToolTip(tip(f"{without_mnemonic(made.text())} ({made.shortcut().toString()})"))

    def fill_menus(self, bar: QMenuBar) -> None:
        """The menu bar, from the table."""
        for title, ids in MENUS:
            self._fill(bar.addMenu(title), ids)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """The toolbar, from the table."""
        self._fill(bar, TOOLBAR)

    def _fill(self, target: QMenu | QToolBar, ids: tuple[str, ...]) -> None:
        for action_id in ids:
            if action_id == SEPARATOR:
                target.addSeparator()
            elif action_id == RECENT and isinstance(target, QMenu):
                target.addMenu(self.recent_menu)
            else:
                target.addAction(self.by_id[action_id])

    def _make(self, action: Action) -> QAction:
        made = QAction(action.text, self)
        made.setObjectName(action.id)
        if action.icon:
            made.setIcon(icon(action.icon))
        made.setShortcuts([QKeySequence(keys) for keys in action.keys])
        if action.scope != "window":
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setCheckable(action.checkable)
        says = action.tip or without_mnemonic(action.text).rstrip("…")
        made.setToolTip(f"{says} ({action.keys[0]})" if action.keys else says)
        made.setStatusTip(says)
        return made
