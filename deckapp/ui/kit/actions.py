"""Every action of the window, as one table: menus, toolbar, palette, shortcut sheet and tests come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

Scope = Literal["window", "board", "library"]


class Situation(NamedTuple):
    """What the window's state means for its actions."""

    has_plan: bool = False
    is_modified: bool = False
    read_only: bool = False
    undo: str = ""
    redo: str = ""
    activities: int = 0
    selected: int = 0
    can_paste: bool = False
    card: bool = False

    @property
    def writable(self) -> bool:
        """A plan is open and may be changed."""
        return self.has_plan and not self.read_only


def always(_now: Situation) -> bool:
    """Enabled at any time."""
    return True


def with_plan(now: Situation) -> bool:
    """Enabled while a plan is open."""
    return now.has_plan


def writable(now: Situation) -> bool:
    """Enabled while a plan is open that may be changed."""
    return now.writable


def chosen(now: Situation) -> bool:
    """Enabled while something on the board is chosen."""
    return now.has_plan and now.selected > 0


def changeable(now: Situation) -> bool:
    """Enabled while something chosen on the board may be changed."""
    return now.writable and now.selected > 0


class Action(NamedTuple):
    """One action. `keys` are QKeySequence texts, the first shown in menus.

    A `scope` other than "window" means that the keys work only while that part has the focus, so that
    plain letters never disturb typing.
    """

    id: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    enabled: Callable[[Situation], bool] = always
    scope: Scope = "window"
    checkable: bool = False
    tip: str = ""


TABLE: tuple[Action, ...] = (
    # File
    Action(id="file.new", text="&New plan", icon="file-plus", keys=("Ctrl+N",)),
    Action(id="file.new-from-recipe", text="New plan from &recipe…", icon="list-numbers", keys=("Ctrl+Shift+N",)),
    Action(id="file.open", text="&Open…", icon="folder-open", keys=("Ctrl+O",), tip="Open a plan or a deck"),
    Action(id="file.start", text="S&tart page", icon="house", enabled=with_plan),
    Action(id="file.save", text="&Save", icon="floppy-disk", keys=("Ctrl+S",), enabled=with_plan),
    Action(id="file.save-as", text="Save &as…", keys=("Ctrl+Shift+S",), enabled=with_plan),
    Action(id="file.versions", text="Earlier &versions…", icon="clock", enabled=with_plan),
    Action(id="file.export", text="&Export PDF…", icon="file-pdf", keys=("Ctrl+P", "Ctrl+E"), enabled=with_plan),
    Action(id="file.print-deck", text="&Print deck…", icon="printer", keys=("Ctrl+Shift+P",),
           tip="Print a deck as physical cards"),
    Action(id="file.close", text="&Close window", keys=("Ctrl+W",)),
    Action(id="file.quit", text="&Quit", keys=("Ctrl+Q",)),
    # Edit
    Action(id="edit.undo", text="&Undo", icon="arrow-u-up-left", keys=("Ctrl+Z",),
           enabled=lambda now: bool(now.undo) and now.writable),
    Action(id="edit.redo", text="&Redo", icon="arrow-u-up-right", keys=("Ctrl+Shift+Z", "Ctrl+Y"),
           enabled=lambda now: bool(now.redo) and now.writable),
    Action(id="edit.cut", text="Cu&t", icon="scissors", keys=("Ctrl+X",), enabled=changeable, scope="board"),
    Action(id="edit.copy", text="&Copy", icon="copy", keys=("Ctrl+C",), enabled=chosen, scope="board"),
    Action(id="edit.paste", text="&Paste", icon="clipboard-text", keys=("Ctrl+V",), scope="board",
           enabled=lambda now: now.writable and now.can_paste),
    Action(id="edit.duplicate", text="&Duplicate", icon="copy-simple", keys=("Ctrl+D",), enabled=changeable,
           scope="board"),
    Action(id="edit.delete", text="De&lete", icon="trash", keys=("Del", "Backspace"), enabled=changeable,
           scope="board"),
    Action(id="edit.select-all", text="Select &all", keys=("Ctrl+A",), enabled=with_plan, scope="board"),
    Action(id="edit.open", text="&Edit", icon="pencil-simple", keys=("F2", "Return", "Enter"),
           enabled=changeable, scope="board", tip="Go to the fields of what is chosen"),
    Action(id="edit.find", text="&Find a card", icon="magnifying-glass", keys=("Ctrl+F",)),
    # Board
    Action(id="board.add-note", text="Add &note", icon="note", keys=("Ctrl+Alt+N", "N"), enabled=writable,
           scope="board"),
    Action(id="board.add-phase", text="Add &phase", icon="columns-plus-right", enabled=writable),
    Action(id="board.add-workstream", text="Add &workstream", icon="rows-plus-bottom", enabled=writable),
    Action(id="board.link", text="&Link in order", icon="flow-arrow", keys=("L",), scope="board",
           enabled=lambda now: now.writable and now.activities > 1,
           tip="Link the chosen activities, each to the next"),
    Action(id="board.park", text="Move to the parking &lot", icon="tray-arrow-down", keys=("P",), scope="board",
           enabled=lambda now: now.writable and now.activities > 0),
    Action(id="board.tidy", text="&Tidy up", icon="squares-four", keys=("T",), enabled=writable, scope="board",
           tip="Line up the tiles of every cell, or of what is chosen"),
    # View
    Action(id="view.zoom-in", text="Zoom &in", icon="magnifying-glass-plus", keys=("Ctrl++", "Ctrl+="),
           enabled=with_plan),
    Action(id="view.zoom-out", text="Zoom &out", icon="magnifying-glass-minus", keys=("Ctrl+-",),
           enabled=with_plan),
    Action(id="view.zoom-100", text="Zoom to &100 %", keys=("Ctrl+0",), enabled=with_plan),
    Action(id="view.fit-all", text="&Fit all", icon="corners-out", keys=("Shift+1",), enabled=with_plan,
           scope="board"),
    Action(id="view.fit-selection", text="Fit &selection", icon="frame-corners", keys=("Shift+2",),
           enabled=chosen, scope="board"),
    Action(id="view.library", text="&Library", icon="cards", keys=("Ctrl+1",), checkable=True),
    Action(id="view.board", text="Go to the &board", icon="kanban", keys=("Ctrl+2",), enabled=with_plan),
    Action(id="view.inspector", text="&Inspector", icon="sidebar-simple", keys=("Ctrl+3",), checkable=True,
           enabled=with_plan),
    Action(id="view.checks", text="&Checks", icon="list-checks", keys=("Ctrl+4",), enabled=with_plan),
    Action(id="view.outline", text="&Outline", icon="list-bullets", keys=("Ctrl+5",), enabled=with_plan),
    Action(id="view.wheel-zooms", text="&Wheel zooms", icon="swap", checkable=True,
           tip="The wheel zooms the board, and with Ctrl pans it"),
    Action(id="view.light", text="Ligh&t", icon="sun", checkable=True),
    Action(id="view.dark", text="&Dark", icon="moon", checkable=True),
    Action(id="view.system", text="As the s&ystem", icon="circle-half", checkable=True),
    # Card
    Action(id="card.place", text="&Place on the board", icon="plus", keys=("Return", "Enter"), scope="library",
           enabled=lambda now: now.card and now.writable),
    Action(id="card.open", text="&Open large", icon="arrows-out", keys=("Space",), scope="library",
           enabled=lambda now: now.card),
    Action(id="card.flip", text="&Flip all cards", icon="arrows-clockwise", keys=("F",), scope="library"),
    # Help
    Action(id="help.palette", text="&Command palette", icon="list-magnifying-glass", keys=("Ctrl+K",)),
    Action(id="help.shortcuts", text="&Keyboard shortcuts", icon="keyboard", keys=("?", "F1")),
    Action(id="help.about", text="&About Deckapp", icon="info"),
)  # fmt: skip

SEPARATOR = "-"
RECENT = "recent"
"""Stands in `MENUS` where the list of recent plans goes."""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&File", ("file.new", "file.new-from-recipe", "file.open", RECENT, "file.start", SEPARATOR, "file.save",
               "file.save-as", "file.versions", SEPARATOR, "file.export",
               "file.print-deck", SEPARATOR, "file.close", "file.quit")),
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


def titles(menu_text: str) -> str:
    """A menu text without its mnemonic mark, as the palette and the shortcut sheet show it."""
    return menu_text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def listed() -> Iterator[tuple[str, Action]]:
    """(menu title, action) in the order of the menus."""
    by_id = {action.id: action for action in TABLE}
    for menu, ids in MENUS:
        for action_id in ids:
            if action_id in by_id:
                yield titles(menu), by_id[action_id]
