"""Everything in the window that takes the focus has a name for those who listen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from deckapp.app import App
from deckapp.ui.dialogs.export_dialog import ExportDialog
from deckapp.ui.window.window import Window
from tests.hands import Hands, end


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    app = App(qapp)
    app.start()
    hands = Hands(app, app.windows[0])
    hands.wait(lambda: app.services.store.library.decks)
    yield hands
    for window in list(app.windows):
        window.close_document()
        window.close()
    end(app)


def nameless(holder: QWidget) -> list[str]:
    """The visible controls without a name, as class and object name."""
    found = []
    for widget in holder.findChildren(QWidget):
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if not takes_focus or not widget.isVisible() or isinstance(widget, QScrollBar):
            continue
        described = QAccessible.queryAccessibleInterface(widget)
        if not described.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def test_the_start_page_names_its_controls(hands: Hands) -> None:
    assert nameless(hands.window) == []


def test_the_workspace_names_its_controls(hands: Hands) -> None:
    window: Window = hands.window
    window.recipe_wanted.emit("change-management", "first-plan")
    for section in hands.work.inspector.plan_page.sections.values():
        section.set_open(True)
    QApplication.processEvents()
    assert nameless(window) == []
    hands.work.selection.set(list(hands.plan.activities)[:1])
    QApplication.processEvents()
    assert nameless(window) == []
    for show in (hands.work.inspector.show_checks, hands.work.inspector.show_outline):
        show()
        QApplication.processEvents()
        assert nameless(window) == []


def test_the_dialogs_name_their_controls(hands: Hands) -> None:
    window = hands.window
    window.recipe_wanted.emit("change-management", "first-plan")
    window.commands.open_card("change-management", "premortem")
    window.actions_by_id["file.export"].trigger()
    window.actions_by_id["help.shortcuts"].trigger()
    window.commands.open_palette()
    QApplication.processEvents()
    assert nameless(window) == []
    for dialog in window.findChildren(ExportDialog):
        dialog.close()


def test_tab_leads_from_the_library_through_the_board_to_the_inspector(hands: Hands) -> None:
    window = hands.window
    window.recipe_wanted.emit("change-management", "first-plan")
    window.activateWindow()
    hands.work.library.focus_search()
    reached = set()
    for _ in range(120):
        focus = QApplication.focusWidget()
        for part in (hands.work.library, hands.work.view, hands.work.inspector):
            if focus is not None and (focus is part or part.isAncestorOf(focus)):
                reached.add(type(part).__name__)
        hands.key(Qt.Key.Key_Tab)
    assert reached == {"LibraryPane", "BoardView", "InspectorPane"}
