"""Every action of the window, as one table: menus, toolbar, palette, shortcut sheet and tests come from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Qt

from deckapp.ui.kit.keys import keys_text
from deckapp.ui.kit.plain import without_mnemonic
from deckapp.ui.window.actions import (
    Action,
    changeable,
    chosen,
    on_board,
    on_view,
    on_work,
    with_plan,
    writable,
)
from deckapp.ui.window.window_commands import WindowCommands

BY_SHORTCUT = Qt.FocusReason.ShortcutFocusReason

TABLE: tuple[Action, ...] = (
    # File
    Action(id="file.new", text="&New plan", icon="file-plus", keys=("Ctrl+N",), do=WindowCommands.new),
    Action(id="file.new-from-recipe", text="New plan from &recipe…", icon="list-numbers",
           keys=("Ctrl+Shift+N",), do=WindowCommands.choose_recipe),
    Action(id="file.open", text="&Open…", icon="folder-open", keys=("Ctrl+O",), tip="Open a plan or a deck",
           do=WindowCommands.open_files),
    Action(id="file.start", text="S&tart page", icon="house", enabled=with_plan, do=WindowCommands.leave),
    Action(id="file.save", text="&Save", icon="floppy-disk", keys=("Ctrl+S",), enabled=with_plan,
           do=WindowCommands.save),
    Action(id="file.save-as", text="Save &as…", keys=("Ctrl+Shift+S",), enabled=with_plan, do=WindowCommands.save_as),
    Action(id="file.versions", text="Earlier &versions…", icon="clock", enabled=with_plan,
           do=WindowCommands.show_own_versions),
    Action(id="file.export", text="&Export…", icon="export", keys=("Ctrl+P", "Ctrl+E"), enabled=with_plan,
           do=WindowCommands.export),
    Action(id="file.print-deck", text="&Print deck…", icon="printer", keys=("Ctrl+Shift+P",),
           tip="Print a deck as physical cards", do=WindowCommands.print_deck),
    Action(id="file.problems", text="Pro&blems in the decks…", icon="warning", enabled=lambda now: now.problems,
           tip="What is wrong in the decks' files, and what to do about it", do=WindowCommands.show_problems),
    Action(id="file.close", text="&Close window", keys=("Ctrl+W",), do=WindowCommands.close),
    Action(id="file.quit", text="&Quit", keys=("Ctrl+Q",), do=WindowCommands.quit),
    # Edit
    Action(id="edit.undo", text="&Undo", icon="arrow-u-up-left", keys=("Ctrl+Z",),
           enabled=lambda now: bool(now.undo) and now.writable,
           do=on_work(lambda work: work.step(work.document.undo_stack.undo))),
    Action(id="edit.redo", text="&Redo", icon="arrow-u-up-right", keys=("Ctrl+Shift+Z", "Ctrl+Y"),
           enabled=lambda now: bool(now.redo) and now.writable,
           do=on_work(lambda work: work.step(work.document.undo_stack.redo))),
    Action(id="edit.cut", text="Cu&t", icon="scissors", keys=("Ctrl+X",), enabled=changeable, scope="board",
           do=on_board(lambda board: board.cut())),
    Action(id="edit.copy", text="&Copy", icon="copy", keys=("Ctrl+C",), enabled=chosen, scope="board",
           do=on_board(lambda board: board.copy())),
    Action(id="edit.paste", text="&Paste", icon="clipboard-text", keys=("Ctrl+V",), scope="board",
           enabled=lambda now: now.writable and now.can_paste, do=on_board(lambda board: board.paste())),
    Action(id="edit.duplicate", text="&Duplicate", icon="copy-simple", keys=("Ctrl+D",), enabled=changeable,
           scope="board", do=on_board(lambda board: board.duplicate())),
    Action(id="edit.delete", text="De&lete", icon="trash", keys=("Del", "Backspace"), enabled=changeable,
           scope="board", do=on_board(lambda board: board.delete())),
    Action(id="edit.select-all", text="Select &all", keys=("Ctrl+A",), enabled=with_plan, scope="board",
           do=on_board(lambda board: board.select_all())),
    Action(id="edit.open", text="&Edit", icon="pencil-simple", keys=("F2", "Return", "Enter"),
           enabled=changeable, scope="board", tip="Go to the fields of what is chosen",
           do=on_board(lambda board: board.edit_chosen())),
    Action(id="edit.find", text="&Find a card", icon="magnifying-glass", keys=("Ctrl+F",), do=WindowCommands.find),
    # Board
    Action(id="board.add-note", text="Add &note", icon="note", keys=("Ctrl+Alt+N", "N"), enabled=writable,
           scope="board", do=on_board(lambda board: board.add_note())),
    Action(id="board.add-phase", text="Add &phase", icon="columns-plus-right", enabled=writable,
           do=on_board(lambda board: board.add_phase())),
    Action(id="board.add-workstream", text="Add &workstream", icon="rows-plus-bottom", enabled=writable,
           do=on_board(lambda board: board.add_workstream())),
    Action(id="board.link", text="&Link in order", icon="flow-arrow", keys=("L",), scope="board",
           enabled=lambda now: now.writable and now.activities > 1,
           tip="Link the chosen activities, each to the next",
           do=on_board(lambda board: board.link_selected())),
    Action(id="board.park", text="Move to the parking &lot", icon="tray-arrow-down", keys=("P",), scope="board",
           enabled=lambda now: now.writable and now.activities > 0, do=on_board(lambda board: board.park())),
    Action(id="board.tidy", text="&Tidy up", icon="squares-four", keys=("T",), enabled=writable, scope="board",
           tip="Line up the tiles of every cell, or of what is chosen",
           do=on_board(lambda board: board.tidy())),
    # View
    Action(id="view.zoom-in", text="Zoom &in", icon="magnifying-glass-plus", keys=("Ctrl++", "Ctrl+="),
           enabled=with_plan, do=on_view(lambda view: view.zoom_in())),
    Action(id="view.zoom-out", text="Zoom &out", icon="magnifying-glass-minus", keys=("Ctrl+-",),
           enabled=with_plan, do=on_view(lambda view: view.zoom_out())),
    Action(id="view.zoom-100", text="Zoom to &100 %", keys=("Ctrl+0",), enabled=with_plan,
           do=on_view(lambda view: view.zoom_100())),
    Action(id="view.fit-all", text="&Fit all", icon="corners-out", keys=("Shift+1",), enabled=with_plan,
           scope="board", do=on_view(lambda view: view.fit_all())),
    Action(id="view.fit-selection", text="Fit &selection", icon="frame-corners", keys=("Shift+2",),
           enabled=chosen, scope="board", do=on_view(lambda view: view.fit_selection())),
    Action(id="view.library", text="&Library", icon="cards", keys=("Ctrl+1",), checkable=True,
           do=WindowCommands.toggle_library),
    Action(id="view.board", text="Go to the &board", icon="kanban", keys=("Ctrl+2",), enabled=with_plan,
           do=on_view(lambda view: view.setFocus(BY_SHORTCUT))),
    Action(id="view.inspector", text="&Inspector", icon="sidebar-simple", keys=("Ctrl+3",), checkable=True,
           enabled=with_plan, do=WindowCommands.toggle_inspector),
    Action(id="view.checks", text="&Checks", icon="list-checks", keys=("Ctrl+4",), enabled=with_plan,
           do=WindowCommands.show_checks),
    Action(id="view.outline", text="&Outline", icon="list-bullets", keys=("Ctrl+5",), enabled=with_plan,
           do=WindowCommands.show_outline),
    Action(id="view.wheel-zooms", text="&Wheel zooms", icon="swap", checkable=True,
           tip="The wheel zooms the board, and with Ctrl pans it", do=WindowCommands.toggle_wheel),
    Action(id="view.light", text="Ligh&t", icon="sun", checkable=True,
           do=lambda commands: commands.dress("light")),
    Action(id="view.dark", text="&Dark", icon="moon", checkable=True,
           do=lambda commands: commands.dress("dark")),
    Action(id="view.system", text="As the s&ystem", icon="circle-half", checkable=True,
           do=lambda commands: commands.dress("system")),
    # Card
    Action(id="card.place", text="&Place on the board", icon="plus", keys=("Return", "Enter"), scope="library",
           enabled=lambda now: now.card and now.writable,
           do=on_work(lambda work: work.library.place_current())),
    Action(id="card.open", text="&Open large", icon="arrows-out", keys=("Space",), scope="library",
           enabled=lambda now: now.card, do=on_work(lambda work: work.library.open_current())),
    Action(id="card.flip", text="&Flip all cards", icon="arrows-clockwise", keys=("F",), scope="library",
           do=on_work(lambda work: work.library.flip())),
    # Help
    Action(id="help.palette", text="&Command palette", icon="list-magnifying-glass", keys=("Ctrl+K",),
           do=WindowCommands.open_palette),
    Action(id="help.shortcuts", text="&Keyboard shortcuts", icon="keyboard", keys=("?", "F1"),
           do=WindowCommands.show_shortcuts),
    Action(id="help.about", text="&About Deckapp", icon="info", do=WindowCommands.about),
)  # fmt: skip

SEPARATOR = "-"
RECENT = "recent"
"""Stands in `MENUS` where the list of recent plans goes."""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&File", ("file.new", "file.new-from-recipe", "file.open", RECENT, "file.start", SEPARATOR, "file.save",
               "file.save-as", "file.versions", SEPARATOR, "file.export",
               "file.print-deck", "file.problems", SEPARATOR, "file.close", "file.quit")),
    ("&Edit", ("edit.undo", "edit.redo", SEPARATOR, "edit.cut", "edit.copy", "edit.paste", "edit.duplicate",
               "edit.delete", SEPARATOR, "edit.select-all", "edit.open", SEPARATOR, "edit.find")),
    ("&Board", ("board.add-note", "board.add-phase", "board.add-workstream", SEPARATOR, "board.link",
                "board.park", "board.tidy")),
    ("&Card", ("card.place", "card.open", "card.flip")),
    ("&View", ("view.library", "view.board", "view.inspector", "view.checks", "view.outline", SEPARATOR,
               "view.zoom-in", "view.zoom-out", "view.zoom-100", "view.fit-all", "view.fit-selection", SEPARATOR,
               "view.wheel-zooms", SEPARATOR, "view.light", "view.dark", "view.system")),
    ("&Help", ("help.palette", "help.shortcuts", "help.about")),
)  # fmt: skip

TOOLBAR: tuple[str, ...] = (
    "file.open", "file.save", "file.export", SEPARATOR, "edit.undo", "edit.redo", SEPARATOR,
    "board.add-note", "board.add-phase", "board.add-workstream", "board.link", "board.tidy", SEPARATOR,
    "view.zoom-out", "view.zoom-in", "view.fit-all",
)  # fmt: skip

BOARD_KEYS: tuple[tuple[str, str], ...] = (
    ("Arrows", "Nudge what is chosen; with Shift by ten"),
    ("Alt+arrows", "Go to the neighbour; with Shift choose it too"),
    ("Tab", "Go on in reading order"),
    ("Ctrl+arrows on a head", "Move the phase or workstream; the menu key offers more"),
    ("Wheel", "Pan; with Shift sideways, with Ctrl zoom at the pointer"),
    ("Space+drag, middle drag", "Pan"),
    ("Drag from an edge dot", "Link to another activity; on empty space, to a new card there"),
    ("Ctrl while dropping", "Place freely, off the slots"),
    ("Esc", "Step out: drag, selection, then the board"),
)
"""What hands do on the board that is no action; the shortcut sheet lists it too."""


def listed() -> Iterator[tuple[str, Action]]:
    """(menu title, action) in the order of the menus."""
    by_id = {action.id: action for action in TABLE}
    for menu, ids in MENUS:
        for action_id in ids:
            if action_id in by_id:
                yield without_mnemonic(menu), by_id[action_id]


def key_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """What all keys do, grouped as the menus are, and what hands do on the board."""
    groups = [
        (
            menu,
            [
                (keys_text(action.keys), without_mnemonic(action.text).rstrip("…"))
                for _menu, action in rows
                if action.keys
            ],
        )
        for menu, rows in groupby(listed(), key=lambda pair: pair[0])
    ]
    return [*groups, ("On the board", list(BOARD_KEYS))]
